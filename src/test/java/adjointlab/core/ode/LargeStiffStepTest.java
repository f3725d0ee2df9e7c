package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A step of an implicit method on a large state is stopped in its middle, not behind it.
final class LargeStiffStepTest {
    private static final int DIM = 200;

    /// Columns of J, blocks of rows of its factors and steps: so often a whole step asks.
    private int asked;

    private Cancellation after(int questions) {
        asked = 0;
        return () -> asked++ >= questions;
    }

    private static FieldSystem system() {
        FieldSystem system = new FieldSystem(new LinearField(DIM, LinearField.Coupling.FREE), 1, new Scratch());
        system.bind(weights());
        return system;
    }

    private static double[] weights() {
        double[] theta = new double[DIM * DIM];
        for (int i = 0; i < DIM; i++) {
            theta[i * DIM + i] = -1 - i;
        }
        return theta;
    }

    private SolveStatus solved(Cancellation cancellation) {
        FieldSystem system = system();
        SolverSettings settings =
                new SolverSettings(new RungeKutta(Tableaus.kvaerno()), new SolverSettings.Fixed(1), 10);
        double[] y = new double[system.layout().length()];
        Arrays.fill(y, 1);
        return new Solve(settings, system, new SolveStats())
                .run(0, 0.1, y, new Watch(new double[0], (_, _, _) -> {}, StepListener.NONE, cancellation, List.of()));
    }

    @Test
    void aStepIsStoppedInItsJacobianAndInItsFactors() {
        assertThat(solved(after(Integer.MAX_VALUE)).ok()).isTrue();
        int all = asked;
        assertThat(all).isGreaterThan(DIM + DIM / 16);
        for (int questions : new int[] {0, 1, DIM / 2, DIM + 1, DIM + 8, all - 1}) {
            assertThat(solved(after(questions)).kind())
                    .as("%d questions", questions)
                    .isEqualTo(SolveStatus.Kind.CANCELLED);
            assertThat(asked).as("%d questions", questions).isLessThan(questions + 20);
        }
    }

    /// Half a cotangent is no gradient.
    @Test
    void theWayBackIsStoppedInItsFactorsToo() {
        LinearField field = new LinearField(DIM, LinearField.Coupling.FREE);
        AdjointMethod.Work work = new DiscreteAdjoint(new DiscreteAdjoint.Everything())
                .prepare(new AdjointMethod.Setup(
                        field,
                        1,
                        new SolverSettings(new RungeKutta(Tableaus.kvaerno()), new SolverSettings.Fixed(1), 10)));
        Batch start = new Batch(DIM, 1);
        start.fill(1);
        assertThat(work.forward(
                                weights(),
                                start,
                                new AdjointMethod.Times(0, 0.1),
                                StepListener.NONE,
                                Cancellation.NEVER)
                        .ok())
                .isTrue();
        Batch[] cotangents = {start};
        assertThat(work.backward(cotangents, AdjointListener.NONE, after(Integer.MAX_VALUE))
                        .ok())
                .isTrue();
        int all = asked;
        assertThat(all).isGreaterThan(DIM + DIM / 16);
        for (int questions : new int[] {1, DIM / 2, DIM + 1, all - 2}) {
            assertThat(work.backward(cotangents, AdjointListener.NONE, after(questions))
                            .kind())
                    .as("%d questions", questions)
                    .isEqualTo(SolveStatus.Kind.CANCELLED);
        }
    }
}
