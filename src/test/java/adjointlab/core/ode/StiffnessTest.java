package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import org.junit.jupiter.api.Test;

/// The implicit method where explicit ones must creep: ẏ = −λ(y − cos t), Prothero and Robinson's problem.
final class StiffnessTest {
    private static final class Stiff implements OdeSystem {
        private final double lambda;

        Stiff(double lambda) {
            this.lambda = lambda;
        }

        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("y", 1, 8);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int i = 0; i < 8; i++) {
                dyOut[i] = -lambda * (y[i] - Math.cos(t));
            }
        }
    }

    private static SolveStats solve(String solver, double lambda, double[] y) {
        SolveStats stats = new SolveStats();
        Solve solve = new Solve(TestSettings.adaptive(solver, 1e-6), new Stiff(lambda), stats);
        assertThat(solve.run(0, 2, y, Watch.NONE)).isEqualTo(SolveStatus.OK);
        return stats;
    }

    @Test
    void kvaernoTakesFewStepsHoweverStiff() {
        double[] y = new double[8];
        SolveStats mild = solve("kvaerno5", 1e2, y);
        double[] z = new double[8];
        SolveStats harsh = solve("kvaerno5", 1e7, z);
        assertThat(harsh.accepted()).isLessThan(3 * mild.accepted());
        // the slow solution is cos t + sin t/λ to first order
        assertThat(z[0]).isCloseTo(Math.cos(2), within(1e-5));
        assertThat(y[0]).isCloseTo(Math.cos(2) + Math.sin(2) / 1e2, within(2e-4));
    }

    @Test
    void explicitMethodsCreep() {
        SolveStats explicit = solve("dopri5", 1e4, new double[8]);
        SolveStats implicit = solve("kvaerno5", 1e4, new double[8]);
        assertThat(explicit.accepted()).isGreaterThan(20 * implicit.accepted());
    }

    @Test
    void aStiffFieldIsRecognised() {
        SolveStats stiff = solve("dopri5", 1e4, new double[8]);
        assertThat(stiff.stiffness()).isBetween(3.0, 8.0);
        assertThat(stiff.hint()).contains("kvaerno5");
        SolveStats mild = solve("dopri5", 1, new double[8]);
        assertThat(mild.stiffness()).isLessThan(2);
        assertThat(mild.hint()).isEmpty();
        assertThat(solve("kvaerno5", 1e4, new double[8]).stiffness()).isNaN();
    }
}
