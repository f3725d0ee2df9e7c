package adjointlab.core.ode;

import adjointlab.core.kernel.Batch;
import java.util.Arrays;

/// One equation, the same in a few samples.
final class Scalars {
    private Scalars() {}

    /// f(t, y).
    interface Slope {
        double at(double t, double y);
    }

    /// ẏ = f(t, y).
    static OdeSystem system(int samples, Slope slope) {
        return new OdeSystem() {
            @Override
            public StateLayout layout() {
                return StateLayout.ofBatch("y", 1, samples);
            }

            @Override
            public void eval(double t, double[] y, double[] dyOut) {
                for (int i = 0; i < dyOut.length; i++) {
                    dyOut[i] = slope.at(t, y[i]);
                }
            }
        };
    }

    /// A state, with its padding, of equal samples.
    static double[] filled(double value) {
        double[] y = new double[Batch.LANES];
        Arrays.fill(y, value);
        return y;
    }
}
