package adjointlab.core.problem.samples;

import adjointlab.core.math.Stop;
import java.util.random.RandomGenerator;

/// Regression: inputs from everywhere on the sphere, targets from a smooth function of three directions,
/// sin(z₁) + ½z₂z₃ with z the first components of an input of length √d.
///
/// @param dim d, at least 3
public record SphereTeacher(int dim) implements Samples.Source {
    @Override
    public int outputDim() {
        return 1;
    }

    @Override
    public void fill(RandomGenerator random, double[][] xOut, double[][] yOut) {
        for (int s = 0; s < xOut.length; s++) {
            Stop.heedOfThisWork();
            for (int i = 0; i < dim; i++) {
                xOut[s][i] = random.nextGaussian();
            }
            Samples.normalise(xOut[s]);
            yOut[s][0] = Math.sin(xOut[s][0]) + 0.5 * xOut[s][1] * xOut[s][2];
        }
    }
}
