package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Metric;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunMetrics;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Means are of seeds of equal settings, whatever shares a colour.
final class SeedMeansTest {
    private static final int ITERATIONS = 24;
    private static final TrainingService SERVICE = new TrainingService(0);
    private static List<Run> runs = List.of();

    @BeforeAll
    static void train() {
        runs = List.of(
                add("a", "SGD slow 0", settings(0, 1e-3)),
                add("b", "SGD slow 1", settings(1, 1e-3)),
                add("c", "SGD fast", settings(0, 2e-2)));
        SERVICE.drain(Cancellation.NEVER);
        SERVICE.play();
        SERVICE.drain(Cancellation.NEVER);
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    private static Settings settings(int seed, double rate) {
        Preset preset = Presets.get("learn-flip");
        return preset.runs()
                .getFirst()
                .settings(preset.settings())
                .with(Slots.SEED, seed)
                .with(Slots.ITERATIONS, ITERATIONS)
                .with("optimizer.learningRate", rate);
    }

    private static Run add(String name, String label, Settings settings) {
        return SERVICE.add(new Run.Identity(name, label, 3, null), settings);
    }

    private static Figure figure(String panel) {
        Entry<Panel> entry = Panels.CATALOG.get(panel);
        return entry.create(new Values(Map.of()).complete(entry.parameters()))
                .figure(new PanelContext(
                        Presets.get("learn-flip"),
                        runs.stream()
                                .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                .toList(),
                        ITERATIONS,
                        "a",
                        false,
                        Cancellation.NEVER));
    }

    private static List<Layer.Line> lines(String panel) {
        return figure(panel).plots().getFirst().layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .toList();
    }

    private static double value(int run, Metric metric, int k) {
        return runs.get(run).log().get(metric.id(), k);
    }

    @Test
    void evaluationsOfTwoRatesAreTwoLines() {
        List<Layer.Line> lines = lines("nfe");
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().name()).isEqualTo("slow, mean, n = 2");
        assertThat(lines.getFirst().y()[20])
                .isEqualTo((value(0, Metric.NFE_FORWARD, 20) + value(1, Metric.NFE_FORWARD, 20)) / 2);
        assertThat(lines.getLast().y()[20]).isEqualTo(value(2, Metric.NFE_FORWARD, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfe", "state-norm"})
    void linesOfOneColourBearItsNameOnce(String panel) {
        List<Layer.Line> lines = lines(panel);
        assertThat(lines).hasSize(2);
        assertThat(lines).extracting(Layer.Line::endLabel).containsOnlyOnce("SGD");
        assertThat(lines.getFirst().name()).endsWith("mean, n = 2");
        assertThat(lines.getLast().name()).doesNotContain("mean");
    }

    @Test
    void whatAnIterationTakesIsTheMeanOfItsSeeds() {
        Layer.Table table =
                (Layer.Table) figure("cost").plots().getFirst().layers().getFirst();
        assertThat(table.rows()).hasSize(2);
        int from = ITERATIONS / 4;
        double expected = 0;
        for (int run = 0; run < 2; run++) {
            double[] seconds = runs.get(run).log().values(RunMetrics.PROCESSOR);
            expected += (seconds[ITERATIONS] - seconds[from]) / (ITERATIONS - from) / 2;
        }
        assertThat(Double.parseDouble(table.rows().getFirst().get(1)))
                .isCloseTo(1e3 * expected, within(0.01 * 1e3 * expected));
        assertThat(figure("cost").note()).startsWith("processor time");
    }
}
