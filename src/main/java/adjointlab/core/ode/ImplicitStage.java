package adjointlab.core.ode;

import adjointlab.core.kernel.Kernels;

/// Solves Y = base + c·f(t, Y) by simplified Newton iterations, Hairer and Wanner, Solving Ordinary Differential
/// Equations II, 2nd ed. 1996, section IV.8, down to rounding. The Jacobian is that of the step's start; where it
/// converges too slowly, that of the iterate.
final class ImplicitStage {
    private static final int MAX_ITERATIONS = 50;
    private static final double CONVERGED = 1e-14;
    /// As small as corrections get where rounding in f is all that is left of them.
    private static final double ROUNDING = 1e-10;
    private static final double SLOW = 0.3;

    private final OdeSystem system;
    private final Linearization linearization;
    private final int length;
    private final double[] base;
    private final double[] residual;
    private double factored = Double.NaN;
    private boolean singular;

    ImplicitStage(OdeSystem system) {
        this.system = system;
        this.linearization = system.linearization();
        this.length = system.layout().length();
        this.base = new double[length];
        this.residual = new double[length];
    }

    /// See [Linearization#heed].
    void heed(Cancellation cancellation) {
        linearization.heed(cancellation);
    }

    /// Takes the Jacobian at the start of a step.
    void begin(double t, double[] y) {
        linearization.at(t, y);
        factored = Double.NaN;
    }

    private void factor(double c) {
        if (factored != c) {
            singular = !linearization.factor(c);
            factored = c;
        }
    }

    /// @param t of the stage, s
    /// @param c h·aᵢᵢ, s
    /// @param guess of f(t, Y)
    /// @param state `base`, replaced by Y
    /// @param slopeOut f(t, Y), overwritten
    /// @return false if it does not converge
    boolean solve(double t, double c, double[] guess, double[] state, double[] slopeOut) {
        factor(c);
        System.arraycopy(state, 0, base, 0, length);
        Kernels.axpy(state, c, guess, length);
        double previous = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MAX_ITERATIONS && !singular; iteration++) {
            system.eval(t, state, slopeOut);
            for (int i = 0; i < length; i++) {
                residual[i] = state[i] - base[i] - c * slopeOut[i];
            }
            linearization.solve(residual);
            Kernels.axpy(state, -1, residual, length);
            double correction = relativeSize(residual, state);
            boolean stalled = iteration > 3 && correction > SLOW * previous;
            if (correction <= CONVERGED || stalled && correction < ROUNDING) {
                for (int i = 0; i < length; i++) {
                    slopeOut[i] = (state[i] - base[i]) / c;
                }
                return true;
            }
            if (!Double.isFinite(correction)) {
                return false;
            }
            if (stalled) {
                begin(t, state);
                factor(c);
                correction = Double.POSITIVE_INFINITY;
            }
            previous = correction;
        }
        return false;
    }

    /// cotangent ← (I − cJ)⁻ᵀ cotangent with J at (t, y).
    void transpose(double t, double c, double[] y, double[] cotangent) {
        begin(t, y);
        factor(c);
        linearization.solveTransposed(cotangent);
    }

    private double relativeSize(double[] v, double[] state) {
        double largest = 0;
        double scale = Double.MIN_NORMAL;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
            scale = Math.max(scale, Math.abs(state[i]));
        }
        return largest / scale;
    }
}
