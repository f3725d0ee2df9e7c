package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Pipeline;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Solver settings that no solve can do anything with, and those that are the last with which it can: each gives one
/// sentence that names what is wrong, and none sends people to learning rates.
final class HostileSolverSettingsTest {
    private static Settings settings(String changes) {
        Settings settings = Presets.get("learn-pendulum").settings();
        for (String change : changes.split(" ")) {
            settings = settings.withText(change.split("=")[0], change.split("=")[1]);
        }
        return settings;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "solver.rtol=0; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.rtol=-1e-3; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.rtol=1e-300; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.rtol=1e-17; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.rtol=2; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.rtol=nan; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.rtol=inf; solver.rtol; real in [10⁻¹⁵, 1]",
                "solver.atol=0; solver.atol; real in [10⁻¹⁰⁰, 1000]",
                "solver.atol=1e-300; solver.atol; real in [10⁻¹⁰⁰, 1000]",
                "solver.atol=1e300; solver.atol; real in [10⁻¹⁰⁰, 1000]",
                "solver.stepping=fixed solver.steps=0; solver.steps; whole number in [1, 10000000]",
                "solver.stepping=fixed solver.steps=1000000000; solver.steps; whole number in [1, 10000000]",
                "solver.stepping=fixed solver.steps=1e99; solver.steps; whole number in [1, 10000000]",
                "solver.maxSteps=0; solver.maxSteps; whole number in [1, 2147483647]",
                "problem.horizon=0; problem.horizon; real in [10⁻⁶, 1000000000]",
                "problem.horizon=-1; problem.horizon; real in [10⁻⁶, 1000000000]",
                "problem.horizon=1e-300; problem.horizon; real in [10⁻⁶, 1000000000]",
                "problem.horizon=1e300; problem.horizon; real in [10⁻⁶, 1000000000]",
                "solver.controller.min=1; solver.controller.min; real in [0.001, 0.9]",
                "solver.controller.max=0.5; solver.controller.max; real in [1, 1000000]",
                "solver.controller.safety=0; solver.controller.safety; real in [0.01, 1]",
            })
    void whatNoSolveCanUseIsRefused(String changes, String path, String allowed) {
        InvalidValueException refusal = catchThrowableOfType(InvalidValueException.class, () -> settings(changes));
        assertThat(refusal).as(changes).isNotNull();
        assertThat(refusal.getMessage())
                .startsWith(path + ": ")
                .contains(allowed)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "solver.rtol=1e-15; ",
                "solver.rtol=1e-15 solver.atol=1e-100; tolerance",
                "solver.atol=1e-100; ",
                "solver.rtol=1 solver.atol=1000; ",
                "solver.rtol=1e-15 solver.atol=1e-100 solver.id=kvaerno5; tolerance",
                "solver.rtol=1e-15 solver.atol=1e-100 gradient.id=continuous; tolerance",
                "solver.maxSteps=1; number of steps",
                "solver.maxSteps=30 solver.rtol=1e-9; number of steps",
                "solver.stepping=fixed solver.steps=1; ",
                "problem.horizon=1e-6; ",
                "problem.horizon=1e9; horizon|number of steps",
                "solver.controller.min=0.9; ",
                "solver.controller.max=1; ",
                "solver.controller.safety=0.01; ",
                "solver.controller.id=constant solver.rtol=1e-15; ",
            })
    void theLastThatCanBeUsedIsSolvedOrGetsItsOwnAdvice(String changes, String advice) {
        Pipeline pipeline = new Pipeline(Experiments.build(settings(changes).with("problem.samples", 2)));
        double[] theta = Experiments.startWeights(settings(changes), Experiments.build(settings(changes)));
        SolveStatus status = pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
        if (status.ok()) {
            assertThat(pipeline.loss()).as(changes).isFinite();
        } else {
            assertThat(advice)
                    .as("%s: %s %s", changes, status.sentence(), status.advice())
                    .isNotNull();
            assertThat(status.advice(false))
                    .as("%s: %s", changes, status.sentence())
                    .containsPattern(advice)
                    .doesNotContain("learning rate");
        }
    }
}
