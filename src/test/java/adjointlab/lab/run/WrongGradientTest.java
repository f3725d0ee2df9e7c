package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A continuous adjoint whose state leaves the way that it came gives a wrong gradient, and says so.
class WrongGradientTest {
    private static Settings settings(double rate, double horizon, String gradient) {
        return Settings.defaults()
                .with("init.values", List.of(rate))
                .with("problem.horizon", horizon)
                .with("solver.id", "dopri5")
                .with("solver.rtol", 1e-5)
                .with("solver.atol", 1e-5)
                .with("gradient.id", gradient);
    }

    private static Evaluation evaluated(Settings settings) {
        Experiment experiment = Experiments.build(settings);
        Evaluation evaluation =
                new Trainer(experiment, Experiments.startWeights(settings, experiment)).evaluate(Cancellation.NEVER);
        assertThat(evaluation.status().ok()).isTrue();
        return evaluation;
    }

    /// ẋ = −ax contracts by exp(aT), by which solving back magnifies every error.
    @ParameterizedTest
    @CsvSource({"-0.5, 1, false", "-1, 5, false", "-2, 5, false", "-4, 5, true", "-8, 5, true", "1, 5, false"})
    void aStateThatDoesNotComeBackIsToldAndOnlyThatOne(double rate, double horizon, boolean wrong) {
        Evaluation continuous = evaluated(settings(rate, horizon, "continuous"));
        Evaluation discrete = evaluated(settings(rate, horizon, "discrete"));
        double error = Math.abs(continuous.gradient()[0] / discrete.gradient()[0] - 1);
        assertThat(discrete.hint()).isEmpty();
        if (wrong) {
            assertThat(continuous.hint())
                    .matches("Solved back, the state misses where it came from by .+ its size, so this gradient "
                            + "is wrong\\. Try gradient discrete or discrete-checkpointed\\..*");
            assertThat(error).isGreaterThan(0.1);
        } else {
            assertThat(continuous.hint()).isEmpty();
            assertThat(error).isLessThan(0.1);
        }
    }

    @Test
    void aRunCarriesTheWarningUntilTheGradientIsRightAgain() {
        try (var service = new TrainingService(0)) {
            Run run = service.add(new Run.Identity("run", "run", 0, null), settings(-8, 5, "continuous"));
            service.drain(Cancellation.NEVER);
            assertThat(run.hint()).startsWith("Solved back, the state misses");
            service.restart(run, settings(-8, 5, "discrete"));
            service.drain(Cancellation.NEVER);
            assertThat(run.hint()).isEmpty();
        }
    }
}
