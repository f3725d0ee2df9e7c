package adjointlab.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.TestSettings;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus.Kind;
import adjointlab.core.ode.StepListener;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Forward sensitivities of many parameters can be stopped in the middle of an evaluation, which takes long.
final class ForwardSensitivityTest {
    private final Mlp field = Mlp.of(List.of(3, 20, 3), StandardActivations.TANH, true);
    private final double[] theta =
            new Random(5).doubles(field.parameters().size(), -0.4, 0.4).toArray();
    private final AdjointMethod.Work work =
            new ForwardSensitivity().prepare(new AdjointMethod.Setup(field, 2, TestSettings.fixed("euler", 2)));
    private int asked;

    private Kind forward(Cancellation cancellation) {
        Batch start = new Batch(3, 2);
        start.fill(0.5);
        return work.forward(theta, start, new AdjointMethod.Times(0, new double[] {1}), StepListener.NONE, cancellation)
                .kind();
    }

    private double[] gradient() {
        Batch ones = new Batch(3, 2);
        ones.fill(1);
        ones.padCotangent();
        work.backward(new Batch[] {ones}, AdjointListener.NONE, Cancellation.NEVER);
        return work.gradTheta().clone();
    }

    @Test
    void everyEvaluationAsksManyTimesAndAStoppedSolveLeavesNothingBehind() {
        assertThat(forward(() -> asked++ < 0)).isEqualTo(Kind.OK);
        double[] whole = gradient();
        int questions = asked;
        assertThat(questions)
                .as("two evaluations, one question for sixteen of %s parameters", theta.length)
                .isGreaterThanOrEqualTo(2 * (theta.length / 16));
        for (int most = 0; most < questions; most++) {
            int until = most;
            asked = 0;
            assertThat(forward(() -> asked++ >= until))
                    .as("stopped at question %s", most)
                    .isEqualTo(Kind.CANCELLED);
        }
        assertThat(forward(Cancellation.NEVER)).isEqualTo(Kind.OK);
        assertThat(gradient()).containsExactly(whole);
    }
}
