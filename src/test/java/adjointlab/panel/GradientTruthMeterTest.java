package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The meter says of a continuous adjoint that lost its state that it is wrong, not only that it is far off.
final class GradientTruthMeterTest {
    private static Figure meter(double... matrix) {
        Settings settings = Settings.defaults()
                .with("problem.id", "pendulum")
                .with("problem.samples", 2)
                .with("problem.times", 1)
                .with("problem.horizon", 5.0)
                .with("field.id", "linear")
                .with("init.id", "values")
                .with("init.values", java.util.Arrays.stream(matrix).boxed().toList())
                .with("solver.id", "dopri5");
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.add(new Run.Identity("run", "run", 0, null), settings);
            service.drain(Cancellation.NEVER);
            PanelContext context = new PanelContext(
                    Presets.get("simplest-fig-2"),
                    List.of(new Shown(run, RunStyles.of(run))),
                    0,
                    "",
                    false,
                    Cancellation.NEVER);
            return Panels.CATALOG.get("gradient-truth").createDefault().figure(context);
        }
    }

    private static List<String> layers(Figure figure) {
        return figure.plots().getFirst().layers().stream().map(Layer::name).toList();
    }

    @Test
    void aLostStateIsMarkedAndTold() {
        Figure lost = meter(-6.0, 0.5, 0.5, -0.1);
        assertThat(layers(lost)).contains("state lost");
        assertThat(lost.note())
                .contains("solved back, the state misses its start by up to ")
                .endsWith("choose discrete or discrete-checkpointed");
        Figure found = meter(0.0, 1.0, -1.0, -0.1);
        assertThat(layers(found)).contains("continuous", "discrete").doesNotContain("state lost");
        assertThat(found.note()).doesNotContain("solved back");
    }
}
