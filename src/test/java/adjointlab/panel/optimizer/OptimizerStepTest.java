package adjointlab.panel.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Metric;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
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

/// What a run's steps promised and did.
final class OptimizerStepTest {
    private static final double RATE = 0.05;

    private final TrainingService service = new TrainingService(0);
    private Preset preset;
    private Run run;

    @BeforeEach
    void open() {
        preset = Overrides.apply(
                Presets.get("simplest-fig-2"),
                List.of("optimizer.id=sgd", "optimizer.learningRate=" + RATE, "iterations=5"));
        run = service.open(preset).getFirst();
        service.drain(Cancellation.NEVER);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Figure figure() {
        return OptimizerStep.ENTRY
                .create(new Values(Map.of("show", "decrease")).complete(OptimizerStep.ENTRY.parameters()))
                .figure(new PanelContext(
                        preset,
                        List.of(new PanelContext.Shown(run, RunStyles.of(run))),
                        run.iteration(),
                        "",
                        false,
                        Cancellation.NEVER));
    }

    @Test
    void beforeTheFirstStepASentenceSaysSo() {
        assertThat(run.log().rows()).isEqualTo(1);
        assertThat(figure().emptyText()).startsWith("No step has been taken yet");
        assertThat(figure().plots()).isEmpty();
    }

    /// −ΔL = L(θₖ₋₁) − L(θₖ), and to first order η‖∇L(θₖ₋₁)‖².
    @Test
    void thenWhatItPromisedAndDid() {
        service.advance(run, 3);
        service.drain(Cancellation.NEVER);
        List<Layer.Line> lines = figure().plots().getFirst().layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .toList();
        double[] loss = run.log().values(Metric.LOSS.id());
        double[] slope = run.log().values(Metric.GRADIENT_NORM.id());
        for (int k = 1; k <= 3; k++) {
            assertThat(lines.get(0).y()[k]).isCloseTo(loss[k - 1] - loss[k], within(1e-12));
            assertThat(lines.get(1).y()[k]).isCloseTo(RATE * slope[k - 1] * slope[k - 1], within(1e-12));
        }
    }
}
