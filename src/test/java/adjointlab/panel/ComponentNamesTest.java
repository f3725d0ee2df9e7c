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
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Panels call components as whoever typed a formula or brought a file does.
final class ComponentNamesTest {
    private static final String FORMULA = "problem.formula=prey' = prey - prey*x_2; x_2' = prey*x_2 - x_2";
    private static final String ADDED = "problem.samples=2";

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
}
