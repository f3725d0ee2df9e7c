package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.SolveStatus.Kind;
import adjointlab.core.ode.SolveStatus.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a status and the counters say to people.
final class SolveStatusTest {
    private static SolveStatus status(Kind kind, int row) {
        return new SolveStatus(kind, 0.625, row, 0.03125);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void sentencesTellWhen(Kind kind) {
        assertThat(status(kind, 3).sentence()).contains("t = 0.625").endsWith(".");
        assertThat(Character.isUpperCase(status(kind, 3).sentence().charAt(0))).isTrue();
        assertThat(status(kind, 3).ok()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NON_FINITE", "STEP_UNDERFLOW", "STAGE_FAILURE"})
    void sentencesTellTheSampleWhereOneIsToBlame(Kind kind) {
        assertThat(status(kind, 3).sentence()).contains("in sample 3");
        assertThat(status(kind, 0).sentence()).contains("in sample 0");
        assertThat(status(kind, -1).sentence()).doesNotContain("sample");
    }

    @ParameterizedTest
    @EnumSource(names = {"STEP_UNDERFLOW", "STAGE_FAILURE"})
    void sentencesTellTheStepWhereItMatters(Kind kind) {
        assertThat(status(kind, 3).sentence()).contains("0.0312");
    }

    @Test
    void aSolveThatReachedItsEndIsOkInEveryPhase() {
        for (Phase phase : Phase.values()) {
            assertThat(SolveStatus.OK.during(phase)).isSameAs(SolveStatus.OK);
            SolveStatus bad = status(Kind.NON_FINITE, 3).during(phase);
            assertThat(bad).isEqualTo(new SolveStatus(Kind.NON_FINITE, 0.625, 3, 0.03125, phase));
        }
        assertThat(SolveStatus.OK.ok()).isTrue();
        assertThat(SolveStatus.OK.sentence()).isEqualTo("The solve reached its end.");
        assertThat(SolveStatus.OK.advice()).isEmpty();
        assertThat(status(Kind.NON_FINITE, 3).phase()).isEqualTo(Phase.STATE);
    }

    @Test
    void sentencesTellThePhase() {
        assertThat(status(Kind.NON_FINITE, 3).during(Phase.ADJOINT).sentence())
                .startsWith("On the way back, the state, the adjoint");
        assertThat(status(Kind.MAX_STEPS, -1).during(Phase.ADJOINT).sentence()).startsWith("On the way back, the");
        assertThat(status(Kind.NON_FINITE, 3).during(Phase.LOSS).sentence()).startsWith("The loss is not finite");
        assertThat(status(Kind.NON_FINITE, 3).during(Phase.GRADIENT).sentence()).startsWith("The gradient is not");
        assertThat(status(Kind.NON_FINITE, 3).during(Phase.WEIGHTS).sentence()).contains("weights that are not");
    }

    /// Only a solve backward in time can be had by the discrete gradient instead.
    @ParameterizedTest
    @EnumSource(names = {"NON_FINITE", "STEP_UNDERFLOW", "MAX_STEPS", "STAGE_FAILURE"})
    void adviceFitsThePhase(Kind kind) {
        assertThat(status(kind, 3).advice()).startsWith("Try a ").doesNotContain("discrete");
        assertThat(status(kind, 3).during(Phase.ADJOINT).advice()).startsWith("Try the discrete gradient, or a ");
        assertThat(status(Kind.NON_FINITE, 3).during(Phase.WEIGHTS).advice()).contains("damping");
        assertThat(status(Kind.NON_FINITE, 3).advice()).doesNotContain("damping");
    }

    /// Hairer and Wanner's code dopri5 calls a problem stiff after 15 steps with h·|λ| above 3.25.
    @Test
    void fifteenStepsAtTheLimitOfStabilityAreStiff() {
        SolveStats stats = new SolveStats();
        assertThat(stats.stiffness()).isNaN();
        for (int n = 0; n < 14; n++) {
            stats.countStiffness(3.26);
        }
        stats.countStiffness(3.25);
        stats.countStiffness(Double.NaN);
        stats.countStiffness(1);
        assertThat(stats.hint()).isEmpty();
        assertThat(stats.stiffness()).isEqualTo(3.26);
        stats.countStiffness(4);
        assertThat(stats.hint()).contains("15 of 0 steps").contains("kvaerno5");
        assertThat(stats.stiffness()).isEqualTo(4);
        stats.clear();
        assertThat(stats.stiffness()).isNaN();
        assertThat(stats.hint()).isEmpty();
    }

    @Test
    void countersCountAndAreCleared() {
        SolveStats stats = new SolveStats();
        stats.countEvaluations(3);
        stats.countEvaluations(4);
        stats.countVjps(2);
        stats.countVjps(3);
        stats.countStep(true);
        stats.countStep(true);
        stats.countStep(false);
        assertThat(stats.evaluations()).isEqualTo(7);
        assertThat(stats.vjps()).isEqualTo(5);
        assertThat(stats.accepted()).isEqualTo(2);
        assertThat(stats.rejected()).isEqualTo(1);
        stats.clear();
        assertThat(stats.evaluations() + stats.vjps() + stats.accepted() + stats.rejected())
                .isZero();
    }
}
