package adjointlab.panel.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Metric;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The iteration of gradient descent from k = 2 to 3 in slow motion.
final class OneIterationTest {
    private static final int TO = 3;
    private static final double RATE = 0.05;

    private final TrainingService service = new TrainingService(0);
    private Preset preset;
    private Run run;

    @BeforeEach
    void train() {
        preset = Overrides.apply(
                Presets.get("simplest-fig-2"),
                List.of("optimizer.id=sgd", "optimizer.learningRate=" + RATE, "iterations=5"));
        run = service.open(preset).getFirst();
        service.advance(run, 5);
        service.drain(Cancellation.NEVER);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Figure figure(int moment, int cursor) {
        return OneIteration.ENTRY
                .create(new Values(Map.of("moment", moment)))
                .figure(new PanelContext(
                        preset,
                        List.of(new PanelContext.Shown(run, RunStyles.of(run))),
                        cursor,
                        "",
                        false,
                        Cancellation.NEVER));
    }

    private static Plot plot(Figure figure, String title) {
        return figure.plots().stream()
                .filter(plot -> plot.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Layer> List<T> layers(Plot plot, Class<T> kind) {
        return plot.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static int strokes(Figure figure, int strip) {
        return layers(figure.rows().get(1).plots().get(strip), Layer.Strokes.class).stream()
                .mapToInt(strokes -> strokes.x().length)
                .sum();
    }

    private double logged(Metric metric, int k) {
        return run.log().get(metric.id(), k);
    }

    @Test
    void aSolverTakesItsStepsOneAfterTheOther() {
        int before = -1;
        for (int moment = 0; moment <= 90; moment += 5) {
            int tried = strokes(figure(moment, TO), 0);
            assertThat(tried).isGreaterThanOrEqualTo(before);
            before = tried;
        }
        assertThat(strokes(figure(0, TO), 0)).isZero();
        assertThat((double) before)
                .isEqualTo(logged(Metric.ACCEPTED_FORWARD, TO - 1) + logged(Metric.REJECTED_FORWARD, TO - 1));
    }

    @Test
    void theAdjointComesBackFromTheEndAfterTheLoss() {
        Layer.Line none =
                layers(plot(figure(95, TO), "backward"), Layer.Line.class).getFirst();
        assertThat(none.x()).isEmpty();
        Layer.Line whole =
                layers(plot(figure(200, TO), "backward"), Layer.Line.class).getFirst();
        assertThat(whole.x()[0]).isEqualTo(1);
        assertThat(whole.x()[whole.x().length - 1]).isZero();
        assertThat(whole.y()[whole.y().length - 1]).isEqualTo(logged(Metric.ADJOINT_START, TO - 1), within(1e-6));
        Layer.Line half =
                layers(plot(figure(135, TO), "backward"), Layer.Line.class).getFirst();
        assertThat(half.x().length).isBetween(1, whole.x().length - 1);
    }

    /// Gradient descent is promised η‖∇L‖², and its point goes from one logged loss to the next.
    @Test
    void theUpdateGoesFromLossToLossAlongTheSlopeOfTheGradient() {
        Layer.Points start =
                layers(plot(figure(180, TO), "update"), Layer.Points.class).getFirst();
        assertThat(start.x()[0]).isZero();
        assertThat(start.y()[0]).isEqualTo(logged(Metric.LOSS, TO - 1), within(1e-12));
        Plot over = plot(figure(200, TO), "update");
        Layer.Points end = layers(over, Layer.Points.class).getFirst();
        assertThat(end.x()[0]).isEqualTo(1);
        assertThat(end.y()[0]).isEqualTo(logged(Metric.LOSS, TO), within(1e-12));
        Layer.Line slope = layers(over, Layer.Line.class).stream()
                .filter(line -> line.name().startsWith("slope"))
                .findFirst()
                .orElseThrow();
        double gradient = logged(Metric.GRADIENT_NORM, TO - 1);
        assertThat((slope.y()[1] - slope.y()[0]) / (slope.x()[1] - slope.x()[0]))
                .isEqualTo(-RATE * gradient * gradient, within(1e-10 * gradient * gradient));
        assertThat(slope.y()[0] + 0.5 * (slope.y()[1] - slope.y()[0]) / 2)
                .isEqualTo(logged(Metric.LOSS, TO - 1), within(1e-9));
    }

    @Test
    void numbersComeWhenTheyAreKnown() {
        assertThat(values(figure(0, TO))).containsExactly("t = 0", "", "", "", "", "", "", "");
        List<String> atLoss = values(figure(95, TO));
        assertThat(atLoss.subList(0, 2)).doesNotContain("");
        assertThat(atLoss.subList(2, atLoss.size())).containsOnly("");
        assertThat(values(figure(200, TO))).doesNotContain("").contains("0°");
    }

    private static List<String> values(Figure figure) {
        return figure.plots().stream()
                .flatMap(plot -> layers(plot, Layer.Table.class).stream())
                .flatMap(table -> table.rows().stream())
                .map(List::getLast)
                .toList();
    }

    @Test
    void beforeTheFirstUpdateThereIsNone() {
        Figure figure = figure(200, 0);
        assertThat(figure.note()).isEqualTo("k = 0, before the first update");
        assertThat(figure.plots()).extracting(Plot::title).doesNotContain("update");
    }
}
