package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Metric;
import adjointlab.lab.preset.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A field that contracts: what is solved forward cannot be solved back, and whoever takes a gradient on that way is
/// told, in whatever iteration it was.
final class MisledTest {
    private static final Settings PENDULUM = Settings.defaults()
            .with("problem.id", "pendulum")
            .with("problem.samples", 2)
            .with("problem.times", 1)
            .with("problem.horizon", 5.0)
            .with("field.id", "linear")
            .with("init.id", "values")
            .with("optimizer.learningRate", 1e-6)
            .with("solver.id", "dopri5")
            .with("solver.rtol", 1e-7)
            .with("solver.atol", 1e-9)
            .with("iterations", 4);

    private static final Settings CONTRACTING = PENDULUM.with("init.values", List.of(-6.0, 0.5, 0.5, -0.1));

    private static Run started(TrainingService service, Settings settings) {
        Run run = service.add(new Run.Identity("run", "run", 0, null), settings);
        service.drain(Cancellation.NEVER);
        return run;
    }

    private static Run trained(TrainingService service, Settings settings) {
        Run run = started(service, settings);
        service.play();
        service.drain(Cancellation.NEVER);
        return run;
    }

    @Test
    void everyGradientThatLostItsStateIsCounted() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = trained(service, CONTRACTING.with("gradient.id", "continuous"));
            assertThat(run.hint())
                    .startsWith("Solved back, the state misses where it came from by ")
                    .contains("so this gradient is wrong. Try gradient discrete or discrete-checkpointed.");
            assertThat(run.wrong()).startsWith("The gradients of 5 iterations were wrong: at iteration ");
            assertThat(run.log().get(Metric.MISSED.id(), 0)).isGreaterThan(1);
            double misled = run.log().get(Metric.GRADIENT_NORM.id(), 0);
            service.remove(run);
            Run exact = trained(service, CONTRACTING.with("gradient.id", "discrete"));
            assertThat(misled / exact.log().get(Metric.GRADIENT_NORM.id(), 0)).isGreaterThan(10);
            assertThat(exact.hint() + exact.wrong()).isEmpty();
            assertThat(exact.log().get(Metric.MISSED.id(), 0)).isNaN();
        }
    }

    /// The newest gradient is right; those before it were not, and no reopening forgets them.
    @Test
    void whatWasWrongIsStillSaidAtTheEnd() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = started(service, CONTRACTING.with("gradient.id", "continuous"));
            service.step(run);
            service.drain(Cancellation.NEVER);
            service.change(run, "gradient.id", "discrete");
            service.play();
            service.drain(Cancellation.NEVER);
            assertThat(run.iteration()).isEqualTo(4);
            assertThat(run.hint()).startsWith("The gradients of 2 iterations were wrong: at iteration ");
            RunRecord record = RunRecord.of(run);
            service.remove(run);
            Run again = service.add(record);
            service.drain(Cancellation.NEVER);
            assertThat(again.wrong()).isEqualTo(run.wrong());
        }
    }

    /// A pendulum's own field turns: it comes back to where it began.
    @Test
    void aWayBackThatIsFoundSaysNothing() {
        try (TrainingService service = new TrainingService(0)) {
            Settings turning = PENDULUM.with("init.values", List.of(0.0, 1.0, -1.0, -0.1));
            Run run = trained(service, turning.with("gradient.id", "continuous"));
            assertThat(run.hint() + run.wrong()).isEmpty();
            assertThat(run.log().get(Metric.MISSED.id(), 4)).isBetween(0.0, 1e-4);
        }
    }
}
