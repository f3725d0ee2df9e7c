package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Touches;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static List<String> paths(Settings settings) {
        return Effects.paths(settings).stream().map(SettingPath::path).toList();
    }

    @Test
    void onlyTrainingsHaveAnOptimizer() {
        Settings training = Settings.defaults();
        assertThat(paths(training)).contains("optimizer.id", "optimizer.learningRate", "gradient.id", "loss.id");
        Settings study = training.with("study.id", "random-outputs");
        assertThat(paths(study))
                .contains("study.inputs", "seed", "iterations", "solver.id")
                .noneMatch(path -> path.matches("(optimizer|schedule|clipping|gradient|loss)\\..*"));
        assertThat(paths(training.with("study.id", "solver-error")))
                .contains("gradient.id")
                .noneMatch(path -> path.startsWith("optimizer."));
    }

    @Test
    void tolerancesBelongToAdaptiveStepsAndTheirNumberToEqualOnes() {
        Settings adaptive = Settings.defaults().with("solver.id", "dopri5");
        assertThat(paths(adaptive))
                .contains("solver.stepping", "solver.rtol", "solver.atol", "solver.norm.id", "solver.controller.id")
                .doesNotContain("solver.steps");
        assertThat(paths(adaptive.with("solver.stepping", "fixed")))
                .contains("solver.stepping", "solver.steps")
                .doesNotContain("solver.rtol", "solver.maxSteps", "solver.norm.id", "solver.firstStep.id");
        assertThat(paths(adaptive.with("solver.id", "rk4")))
                .contains("solver.steps")
                .doesNotContain("solver.stepping", "solver.rtol");
    }

    @Test
    void aDegreeBelongsToAPolynomial() {
        Settings wide = Settings.defaults().with("family.id", "wide").with("field.id", "pre-activation");
        assertThat(paths(wide)).contains("field.activation").doesNotContain("field.degree", "family.degree");
        assertThat(paths(wide.with("field.activation", "polynomial")))
                .contains("field.degree")
                .doesNotContain("family.degree");
        assertThat(Effects.has(wide, "field.degree")).isFalse();
        assertThat(wide.get("field.degree")).as("still there, and kept").isEqualTo(3);
    }

    @Test
    void everySettingSaysWhatItTouches() {
        for (Slot<?> slot : Slots.ALL) {
            for (String id : slot.catalog().ids()) {
                assertThat(Settings.defaults().with(slot.choice().path(), id).paths())
                        .as(slot.path() + " " + id)
                        .allSatisfy(path -> assertThat(path.parameter().touches())
                                .as(path.path())
                                .isNotEqualTo(Touches.NOTHING));
            }
        }
    }

    @Test
    void whatKeepsWeightsAndDataChangesLive() {
        Settings settings = Settings.defaults().with("horizon.id", "feedback");
        assertThat(settings.paths().stream()
                        .filter(path -> path.parameter().touches().live())
                        .map(SettingPath::path))
                .contains(
                        "iterations",
                        "problem.horizon",
                        "problem.target",
                        "family.kinetic",
                        "horizon.penalty",
                        "solver.id",
                        "solver.rtol",
                        "gradient.id",
                        "optimizer.learningRate",
                        "schedule.id")
                .doesNotContain(
                        "seed",
                        "problem.id",
                        "problem.samples",
                        "family.id",
                        "field.id",
                        "init.values",
                        "horizon.id",
                        "horizon.end",
                        "loss.id",
                        "optimizer.id",
                        "study.id");
    }
}
