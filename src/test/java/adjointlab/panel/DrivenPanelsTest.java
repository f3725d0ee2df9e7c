package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Signal;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Inspection;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.Vary;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What panels show of models that an input drives.
final class DrivenPanelsTest {
    private static final int HORIZON = 8;

    private static Preset preset(String... more) {
        Preset driven = Overrides.apply(Presets.get("heavy-ball-silverbox"), List.of("problem.horizon=" + HORIZON));
        return Overrides.apply(driven, List.of(more));
    }

    private static Figure figure(String id, Preset preset, List<Run> runs, boolean columns) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        return entry.create(Values.EMPTY.complete(entry.parameters()))
                .figure(new PanelContext(
                        preset,
                        runs.stream()
                                .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                .toList(),
                        0,
                        "",
                        columns,
                        Cancellation.NEVER));
    }

    private static List<Run> open(TrainingService service, Preset preset) {
        List<Run> runs = service.open(preset);
        service.drain(Cancellation.NEVER);
        return runs;
    }

    private static <T extends Layer> List<T> layers(Plot plot, Class<T> kind) {
        return plot.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void eachDifferentInputIsALineThroughItsSamples() {
        Preset preset = preset();
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = open(service, preset);
            Plot plot = figure("input", preset, runs, false).plots().getFirst();

            List<Layer.Line> lines = layers(plot, Layer.Line.class);
            List<Layer.Points> samples = layers(plot, Layer.Points.class);
            assertThat(lines)
                    .extracting(Layer.Line::name)
                    .containsExactly("64 samples, then held", "3 samples, then extrapolated");
            assertThat(lines).extracting(Layer.Line::endLabel).containsExactly("64 samples", "3 samples");
            for (int i = 0; i < 2; i++) {
                Signal input = Fields.inputs(runs.get(i).settings().values(Slots.FIELD))
                        .getFirst();
                Layer.Line line = lines.get(i);
                assertThat(line.x()[line.x().length - 1]).isEqualTo(HORIZON);
                for (int k = 0; k < line.x().length; k += 7) {
                    assertThat(line.y()[k]).isEqualTo(input.at(line.x()[k]));
                }
                assertThat(samples.get(i).x()).hasSize(i == 0 ? HORIZON + 1 : 3);
                assertThat(samples.get(i).y()[2]).isEqualTo(input.samples().get(2));
            }
        }
    }

    @Test
    void oneInputNeedsNoName() {
        Preset preset = preset("field.inputBeyond=hold", "seed=0");
        try (TrainingService service = new TrainingService(0)) {
            Figure figure = figure("input", preset, open(service, preset), false);
            assertThat(layers(figure.plots().getFirst(), Layer.Line.class))
                    .singleElement()
                    .extracting(Layer.Line::name)
                    .isEqualTo("Input");
            assertThat(layers(figure.plots().getFirst(), Layer.Line.class)
                            .getFirst()
                            .endLabel())
                    .isEmpty();
        }
    }

    /// Its settings give two, of which one drives.
    @Test
    void whatAFormulaDoesNotNameDrivesNothing() {
        List<String> changes = new ArrayList<>(List.of("iterations=0", "problem.samples=1", "field.inputBetweenEach="));
        for (String[] each : new String[][] {
            {"x'' = -x + u2", "u₂"}, {"x'' = -x + u1", ""}, {"x'' = u2 - u1*x", "u₁ u₂"}, {"x'' = -x + u", ""}
        }) {
            List<String> all = new ArrayList<>(changes);
            all.add("field.formula=" + each[0]);
            Preset preset = Overrides.apply(Presets.get("learn-moving-base"), all);
            try (TrainingService service = new TrainingService(0)) {
                List<Run> law = open(service, preset).stream()
                        .filter(run -> run.settings().id(Slots.FIELD).equals("formula"))
                        .limit(1)
                        .toList();
                Figure figure = figure("input", preset, law, false);
                assertThat(layers(figure.plots().getFirst(), Layer.Line.class).stream()
                                .map(Layer.Line::endLabel)
                                .collect(Collectors.joining(" ")))
                        .as(each[0])
                        .isEqualTo(each[1]);
            }
        }
    }

    @Test
    void statesOfDifferentInputsAreNotAveragedTogether() {
        Preset preset = preset();
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = open(service, preset);
            Figure figure = figure("state-norm", preset, runs, false);

            assertThat(figure.rows()).hasSize(2);
            assertThat(figure.plots())
                    .extracting(Plot::title)
                    .containsExactly("64 samples, then held", "3 samples, then extrapolated");
            assertThat(figure.plots().getFirst().y())
                    .isEqualTo(figure.plots().getLast().y());
            List<String> ways = List.of("hold", "line");
            for (int row = 0; row < 2; row++) {
                List<Layer.Line> lines = layers(figure.plots().get(row), Layer.Line.class);
                assertThat(lines).hasSize(5);
                String way = "adam/node/\\d/" + ways.get(row);
                double mean = runs.stream()
                        .filter(run -> run.name().matches(way))
                        .mapToDouble(DrivenPanelsTest::norm)
                        .average()
                        .orElseThrow();
                assertThat(lines.getFirst().name()).endsWith("n = 10");
                double[] norms = lines.getFirst().y();
                assertThat(norms[norms.length - 1]).isCloseTo(mean, within(1e-9 * mean));
            }

            assertThat(figure("state-norm", preset, runs, true).rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.plots()).hasSize(5));
        }
    }

    /// Of a state with a single component.
    private static double norm(Run run) {
        return Math.abs(new Inspection(Experiments.build(run.settings()))
                .picture(run.history().at(0).theta(), new double[] {HORIZON}, Cancellation.NEVER)
                .trajectories()
                .states()[0][0][0]);
    }

    @Test
    void manyInputsAreRepetitions() {
        Preset preset = Presets.get("heavy-ball-init");
        Preset many = new Preset(
                "many",
                preset.info(),
                preset.settings().withAll(Map.of("problem.horizon", 2.0)),
                List.of(new Vary("field.inputSeed", List.of(0, 1, 2, 3))),
                List.of(),
                preset.layout(),
                List.of());
        try (TrainingService service = new TrainingService(0)) {
            assertThat(figure("state-norm", many, open(service, many), false).rows())
                    .hasSize(1);
        }
    }
}
