package adjointlab.core.ode;

/// Proposes the size of the first step.
public interface FirstStep {
    /// @param start what is known at the start of the span
    /// @param scratch [2][length], overwritten
    /// @return positive, s
    double size(Start start, double[][] scratch);

    /// What a first-step rule may look at.
    interface Start {
        /// The right-hand side; may be evaluated, at the price of one evaluation each.
        OdeSystem system();

        /// The norm of y(t₀), against the tolerances there.
        double norm();

        /// The norm of a change against the tolerances at t₀.
        ///
        /// @param dy of the state [length], not modified
        double norm(double[] dy);

        /// The error estimate behaves as h to this power.
        int order();

        /// t₀, s.
        double t();

        /// T − t₀, s; negative backward in time.
        double span();

        /// y(t₀), [length], not to be modified.
        double[] y();

        /// f(t₀, y(t₀)), [length], not to be modified.
        double[] slope();
    }
}
