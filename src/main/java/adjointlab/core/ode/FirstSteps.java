package adjointlab.core.ode;

import adjointlab.core.kernel.Kernels;

/// The rules for the first step.
public final class FirstSteps {
    private FirstSteps() {}

    /// A step of given size.
    ///
    /// @param size s
    public record Given(double size) implements FirstStep {
        @Override
        public double size(Start start, double[][] scratch) {
            return size;
        }
    }

    /// Hairer's automatic choice, one more evaluation: Hairer, Nørsett and Wanner I, section II.4, "Starting step
    /// size", with torchdiffeq's constants.
    public record Automatic() implements FirstStep {
        @Override
        public double size(Start start, double[][] scratch) {
            double[] y = start.y();
            double[] f = start.slope();
            double d0 = start.norm();
            double d1 = start.norm(f);
            double h0 = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
            double direction = Math.signum(start.span());
            double[] probe = scratch[0];
            double[] slope = scratch[1];
            int length = start.system().layout().length();
            System.arraycopy(y, 0, probe, 0, length);
            Kernels.axpy(probe, direction * h0, f, length);
            start.system().eval(start.t() + direction * h0, probe, slope);
            Kernels.axpy(slope, -1, f, length);
            double d2 = start.norm(slope) / h0;
            double h1 = d1 <= 1e-15 && d2 <= 1e-15
                    ? Math.max(1e-6, 1e-3 * h0)
                    : Math.pow(0.01 / Math.max(d1, d2), 1.0 / start.order());
            return Math.min(100 * h0, h1);
        }
    }
}
