package adjointlab.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a formula remembers of the arrays that it was given is not used for others.
final class FormulaWiresTest {
    private static final FormulaField FIELD = FormulaField.of(
            Formula.learnable("x' = a*x*y + t; y' = b*y - x; learn a = 1; learn b = 2"),
            new FormulaField.Inside(List.of(), StandardActivations.TANH),
            2,
            2);
    private static final double[] THETA = {0.7, -1.3};

    private static Batch batch(double first, double second) {
        Batch batch = new Batch(2, 1);
        batch.set(0, 0, first);
        batch.set(1, 0, second);
        return batch;
    }

    /// By state and by parameters.
    private static double[] back(Batch y, Batch a, Batch gy, ParameterGradient gTheta, Scratch scratch) {
        FIELD.vjp(0.5, y, THETA, a, scratch, gy, gTheta);
        return new double[] {gy.get(0, 0), gy.get(1, 0), gTheta.data()[0], gTheta.data()[1]};
    }

    @Test
    void everyArrayMayBeAnother() {
        Scratch kept = new Scratch();
        Batch y = batch(0.4, -1.1);
        Batch a = batch(1, 2);
        back(y, a, batch(0, 0), new ParameterGradient(1, 2), kept);
        for (Batch state : List.of(y, batch(3, 0.2))) {
            for (Batch cotangent : List.of(a, batch(-1, 0.5))) {
                double[] expected = back(state, cotangent, batch(0, 0), new ParameterGradient(1, 2), new Scratch());
                assertThat(back(state, cotangent, batch(0, 0), new ParameterGradient(1, 2), kept))
                        .containsExactly(expected);
            }
        }
        double[] shared = new double[3 * Batch.stride(1)];
        ParameterGradient gTheta = new ParameterGradient(1, 2);
        double[] first = back(y, a, new Batch(2, 1, shared, 0), gTheta, kept);
        Arrays.fill(shared, 0);
        gTheta.clear();
        assertThat(back(y, a, new Batch(2, 1, shared, Batch.stride(1)), gTheta, kept))
                .as("in another place of the same array")
                .containsExactly(first);
    }
}
