package adjointlab.core.problem.dynamics;

import adjointlab.core.math.Numbers;
import adjointlab.core.problem.UnmadeDataException;

/// Steps of the classic Runge-Kutta method with which made data are integrated, away from the solvers that are to learn
/// them. Kutta, Zeitschrift für Mathematik und Physik 46 (1901) 435.
public final class ClassicSteps {
    private final Rate rate;
    private final double[][] k;
    private final double[] inner;
    private long made;

    /// Of all that one integrates: seconds of work.
    private static final long MOST_STEPS = 5_000_000;

    /// ẋ = f(t, x).
    @FunctionalInterface
    public interface Rate {
        /// @param t s
        /// @param x [dim], not modified
        /// @param rateOut [dim], overwritten
        void of(double t, double[] x, double[] rateOut);
    }

    /// @param dim components of x
    public ClassicSteps(int dim, Rate rate) {
        this.rate = rate;
        k = new double[4][dim];
        inner = new double[dim];
    }

    /// One step, of order 4.
    ///
    /// @param x [dim], not modified unless it is `xOut`
    /// @param h length, s
    /// @param xOut x(t + h) [dim], overwritten
    public void step(double t, double[] x, double h, double[] xOut) {
        rate.of(t, x, k[0]);
        for (int stage = 1; stage < 4; stage++) {
            double share = stage == 3 ? h : h / 2;
            for (int i = 0; i < inner.length; i++) {
                inner[i] = x[i] + share * k[stage - 1][i];
            }
            rate.of(t + share, inner, k[stage]);
        }
        for (int i = 0; i < inner.length; i++) {
            xOut[i] = x[i] + h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
        }
    }

    /// Equal steps, none longer than a length.
    ///
    /// @param from s
    /// @param span s, positive
    /// @param longest s
    /// @param x [dim], from x(from) to x(from + span)
    /// @throws UnmadeDataException before it takes more steps than anyone waits for
    public void advance(double from, double span, double longest, double[] x) {
        double wanted = Math.ceil(span / longest);
        if (made + wanted > MOST_STEPS) {
            throw new UnmadeDataException("a series of these lengths takes " + Numbers.brief(made + wanted, 3)
                    + " steps to be made and more; at most " + MOST_STEPS
                    + " are allowed: choose fewer observations or less time between them");
        }
        int steps = (int) wanted;
        made += steps;
        double h = span / steps;
        for (int i = 0; i < steps; i++) {
            step(from + i * h, x, h, x);
        }
    }
}
