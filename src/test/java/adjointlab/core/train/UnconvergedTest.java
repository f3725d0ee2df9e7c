package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.math.UnconvergedException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Eigenvalues that are not found end a run with a status of their own, at the weights before the update.
final class UnconvergedTest {
    /// Half of an update, and then no eigenvalues.
    private record Halfway() implements Optimizer {
        @Override
        public OptimizerState init(int parameters) {
            return new OptimizerState(0, 0);
        }

        @Override
        public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
            Arrays.fill(theta, 3);
            throw new UnconvergedException("the eigenvalues of a layer's factor did not converge");
        }
    }

    @Test
    void isAStatusAndLeavesTheWeights() {
        double[] start = SmallExperiment.LANDSCAPE.start();
        Trainer trainer = new Trainer(SmallExperiment.of(SmallExperiment.plain(new Halfway())), start);
        assertThat(trainer.evaluate(Cancellation.NEVER).status().ok()).isTrue();
        SolveStatus status = trainer.step(Cancellation.NEVER).status();
        assertThat(status.kind()).isEqualTo(SolveStatus.Kind.UNCONVERGED);
        assertThat(status.sentence()).isEqualTo("Eigenvalues that the update needs did not converge.");
        assertThat(status.advice()).startsWith("Try more damping");
        assertThat(trainer.theta()).containsExactly(start);
        assertThat(trainer.step(Cancellation.NEVER).status().kind()).isEqualTo(SolveStatus.Kind.UNCONVERGED);
    }
}
