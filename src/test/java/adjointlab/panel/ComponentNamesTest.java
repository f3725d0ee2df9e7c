package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.ComponentNames;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Panels call components as whoever typed a formula or brought a file does.
final class ComponentNamesTest {
    private static final String FORMULA = "problem.formula=prey' = prey - prey*x_2; x_2' = prey*x_2 - x_2";
    private static final String ADDED = "problem.samples=2";

    @TempDir
    private Path folder;

    private static Preset one(String preset, String... settings) {
        Preset whole = Overrides.apply(Presets.get(preset), List.of(settings));
        return new Preset("one", whole.info(), whole.settings(), List.of(), List.of(), whole.layout(), List.of());
    }

    private static Preset typed(String... more) {
        return one(
                "learn-brusselator",
                Stream.concat(Stream.of(FORMULA, ADDED), Stream.of(more)).toArray(String[]::new));
    }

    private static Figure figure(Preset preset, String panel, Map<String, Object> options) {
        Entry<Panel> entry = Panels.CATALOG.get(panel);
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            service.drain(Cancellation.NEVER);
            Map<String, Object> values = new LinkedHashMap<>(options);
            return entry.create(new Values(values).complete(entry.parameters()))
                    .figure(new PanelContext(
                            preset,
                            runs.stream()
                                    .limit(1)
                                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                    .toList(),
                            0,
                            "",
                            false,
                            Cancellation.NEVER));
        }
    }

    private static Plot plot(Preset preset, String panel, Map<String, Object> options) {
        return figure(preset, panel, options).plots().getFirst();
    }

    private static Plot plane(Preset preset, String panel) {
        return plot(preset, panel, panel.equals("trajectories") ? Map.of("view", "plane") : Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trajectories", "phase-portrait", "point-flow"})
    void planesHaveTheNamesOfAFormula(String panel) {
        Plot plot = plane(typed(), panel);
        assertThat(plot.x().label()).isEqualTo("prey");
        assertThat(plot.y().label()).isEqualTo("x₂");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trajectories", "one-iteration"})
    void soHaveAxesOverTime(String panel) {
        assertThat(plot(typed(), panel, Map.of()).y().label()).isEqualTo("prey, x₂");
    }

    @Test
    void linesAndNullclinesSayWhichComponentTheyAreOf() {
        assertThat(names(plot(typed(), "trajectories", Map.of()))).contains("truth, prey", "truth, x₂");
        assertThat(names(plane(typed(), "phase-portrait"))).contains("prey′ = 0", "x₂′ = 0");
    }

    private static List<String> names(Plot plot) {
        return plot.layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(layer -> ((Layer.Line) layer).name())
                .toList();
    }

    @Test
    void aFieldThatIsTypedNamesThoseOfASystemWithoutNames() {
        Preset preset = one(
                "learn-lotka-volterra",
                "field.id=formula",
                "field.formula=hare' = a*hare; lynx' = nn(hare, lynx); learn a = 1");
        assertThat(plane(preset, "trajectories").x().label()).isEqualTo("hare");
        assertThat(plane(preset, "phase-portrait").y().label()).isEqualTo("lynx");
        Preset plain = one("learn-lotka-volterra");
        assertThat(plane(plain, "trajectories").x().label()).isEqualTo("x₁");
        assertThat(plane(plain, "phase-portrait").y().label()).isEqualTo("h₂");
    }

    @Test
    void velocitiesOfAFormulaHavePrimes() {
        Preset preset = typed("problem.formula=q'' = -q");
        assertThat(plane(preset, "phase-portrait").y().label()).isEqualTo("q′");
    }

    @Test
    void columnsOfAFileNameOutputsAndStatesWhichMayBeScaled() {
        Preset preset = one("learn-my-trajectories");
        assertThat(plane(preset, "trajectories").x().label()).isEqualTo("hares");
        assertThat(plot(preset, "trajectories", Map.of()).y().label()).isEqualTo("hares, lynxes");
        assertThat(plane(preset, "phase-portrait").x().label()).isEqualTo("hares, scaled");
    }

    @Test
    void mapsOfDescentHaveTheNamesOfATypedField() {
        Plot typed = plot(
                one("heavy-ball-functions", "field.id=formula", "field.formula=east' = -east; north' = -north"),
                "descent",
                Map.of());
        assertThat(typed.x().label()).isEqualTo("east");
        assertThat(typed.y().label()).isEqualTo("north");
        Plot plain = plot(one("heavy-ball-functions"), "descent", Map.of());
        assertThat(plain.x().label()).isEqualTo("x₁");
        assertThat(plain.y().label()).isEqualTo("x₂");
    }

    private Preset table(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return one(
                "learn-flip",
                Stream.concat(
                                Stream.of(
                                        "problem.id=samples-file",
                                        "problem.file=" + file,
                                        "problem.coding=value",
                                        "problem.normalised=false"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void columnsOfATableOfSamplesNameInputsAndTarget() throws IOException {
        String text = "height,weight,age\n1.5,60.2,30.5\n1.8,80.1,41.5\n1.7,75.3,20.25\n1.6,51.5,33.75\n";
        Plot plane = plot(table(text), "point-flow", Map.of());
        assertThat(plane.x().label()).isEqualTo("height");
        assertThat(plane.y().label()).isEqualTo("weight");
        ComponentNames names = ComponentNames.of(table(text).settings());
        assertThat(names.predicted(0)).isEqualTo("age");
        assertThat(names.allPredicted()).isEqualTo("age");

        ComponentNames turned = ComponentNames.of(table(text, "problem.columns=weight, height", "problem.target=age")
                .settings());
        assertThat(turned.state(0)).as("in the order that was asked for").isEqualTo("weight");
        assertThat(ComponentNames.of(table(text, "problem.normalised=true").settings())
                        .state(0))
                .isEqualTo("height, scaled");
    }

    @Test
    void columnsThatAreStandardisedAreNotInTheirUnitsAnyMore() throws IOException {
        String text = "height,weight,age\n1.5,60.2,30.5\n1.8,80.1,41.5\n1.7,75.3,20.25\n1.6,51.5,33.75\n";
        ComponentNames names =
                ComponentNames.of(table(text, "problem.standardised=true").settings());
        assertThat(names.state(0)).isEqualTo("height, scaled");
        assertThat(names.predicted(0)).as("targets stay as they are").isEqualTo("age");
        assertThat(ComponentNames.of(table(text, "problem.standardised=true", "problem.normalised=true")
                                .settings())
                        .state(0))
                .as("said once")
                .isEqualTo("height, scaled");
    }

    @Test
    void columnsWithoutNamesHaveNone() throws IOException {
        ComponentNames names = ComponentNames.of(
                table("1.5,60.2,30.5\n1.8,80.1,41.5\n1.7,75.3,20.25\n").settings());
        assertThat(names.state(0)).isEqualTo("h₁");
        assertThat(names.allPredicted()).isEqualTo("x(t)");
    }
}
