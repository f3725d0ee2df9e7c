package adjointlab.core.ode;

import adjointlab.core.matrix.Lu;

/// Solves with the whole Jacobian of a small system.
public final class DenseLinearization implements Linearization {
    private final Jacobian derivative;
    private final int n;
    private final double[] jacobian;
    private final double[] lu;
    private final int[] pivot;
    private Cancellation cancellation = Cancellation.NEVER;

    /// Where the Jacobian comes from.
    @FunctionalInterface
    public interface Jacobian {
        /// ∂f/∂y.
        ///
        /// @param t s
        /// @param y [n], not modified
        /// @param jacobianOut [n×n], row-major, overwritten
        void at(double t, double[] y, double[] jacobianOut);

        /// See [Linearization#heed].
        default void heed(Cancellation cancellation) {}
    }

    /// @param n components of the state
    /// @param derivative gives J
    public DenseLinearization(int n, Jacobian derivative) {
        this.derivative = derivative;
        this.n = n;
        this.jacobian = new double[n * n];
        this.lu = new double[n * n];
        this.pivot = new int[n];
    }

    @Override
    public void heed(Cancellation newCancellation) {
        cancellation = newCancellation;
        derivative.heed(newCancellation);
    }

    @Override
    public void at(double t, double[] y) {
        derivative.at(t, y, jacobian);
    }

    @Override
    public boolean factor(double c) {
        for (int e = 0; e < lu.length; e++) {
            lu[e] = -c * jacobian[e];
        }
        for (int i = 0; i < n; i++) {
            lu[i * n + i] += 1;
        }
        return Lu.decompose(lu, pivot, cancellation);
    }

    @Override
    public void solve(double[] r) {
        Lu.solve(lu, pivot, r);
    }

    @Override
    public void solveTransposed(double[] r) {
        Lu.solveTransposed(lu, pivot, r);
    }
}
