package adjointlab.core.ode;

/// A one-step (or multi-step) method: makes one step of a given size. Never chooses the size.
public interface Stepper {
    /// Order of the solution that is carried on.
    int order();

    /// Order of the error estimate's local error, h^q; 0 for a method without error estimate.
    int errorOrder();

    /// How much a step lets |y| of ẏ = λy grow, in the long run for a multi-step method: stable where it is at most
    /// 1. Hairer and Wanner, Solving Ordinary Differential Equations II, sections IV.2 and V.1.
    ///
    /// @param re real part of hλ
    /// @param im imaginary part of hλ
    double growth(double re, double im);

    /// Working memory and state for one solve at a time; reused from solve to solve.
    Work prepare(OdeSystem system);

    /// A stepper bound to a system.
    interface Work {
        /// Forgets what was remembered of earlier steps.
        void restart();

        /// Whether to stop in the middle of a step, where one takes long: it fails then.
        ///
        /// @param cancellation asked from now on
        default void heed(Cancellation cancellation) {}

        /// f(t, y) at the start of the next step; evaluated at most once a step.
        ///
        /// @return [length], owned by this; valid until the step is accepted
        double[] slope(double t, double[] y);

        /// Tries one step from (t, y) to t + h.
        ///
        /// @param t s
        /// @param h s, negative backward in time
        /// @param y [length], not modified
        /// @return false if an implicit stage found no solution
        boolean step(double t, double h, double[] y);

        /// y(t + h) of the last [#step], [length]; owned by this, valid until the next one.
        double[] next();

        /// The error estimate of the last [#step], [length]; meaningless where [Stepper#errorOrder] is 0.
        double[] error();

        /// How large the error estimate of the last [#step] is.
        ///
        /// @param layout of the state
        /// @param y where the step began [length]
        default double errorNorm(ErrorNorm norm, StateLayout layout, double[] y, ErrorNorm.Tolerances tolerances) {
            return norm.of(layout, error(), y, next(), tolerances);
        }

        /// The last step is kept: the next one starts where it ended.
        void accept();

        /// Dense output within the last step, before it is accepted.
        ///
        /// @param fraction 0 at t, 1 at t + h; beyond 1 extrapolates
        /// @param yOut [length], overwritten
        void interpolate(double fraction, double[] yOut);

        /// h·|λ| of the last step, where λ is the largest rate of decay that it met, as far as the stages tell;
        /// NaN where they do not. Near the end of the stability region the step is limited by stability, not by
        /// accuracy.
        default double stiffness() {
            return Double.NaN;
        }
    }
}
