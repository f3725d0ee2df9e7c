package adjointlab.core.ode;

/// How large a vector is against the tolerances; 1 is just allowed.
public interface ErrorNorm {
    /// The norm of vᵢ / (atol + rtol·max(|uᵢ|, |wᵢ|)), padding left out.
    ///
    /// @param layout of all four arrays
    /// @param v [length], not modified
    /// @param u [length], not modified
    /// @param w [length], not modified; may be `u`
    /// @param tolerances relative and absolute
    /// @return NaN or infinity where an entry is
    double of(StateLayout layout, double[] v, double[] u, double[] w, Tolerances tolerances);

    /// [#of] of an error that need not be written down.
    ///
    /// @param v the error
    default double of(StateLayout layout, Estimate v, double[] u, double[] w, Tolerances tolerances) {
        return of(layout, v.values(), u, w, tolerances);
    }

    /// An error that follows from slopes.
    interface Estimate {
        /// Written down, [length].
        double[] values();

        /// Σ (vᵢ/(atol + rtol·max(|uᵢ|, |wᵢ|)))², in one pass through slopes and states.
        ///
        /// @param from first entry
        /// @param count how many entries
        double scaledSquares(double[] u, double[] w, int from, int count, Tolerances tolerances);
    }

    /// @param relative rtol, ≥ 0
    /// @param absolute atol, ≥ 0; one of them is positive
    record Tolerances(double relative, double absolute) {
        public Tolerances {
            if (!(relative >= 0 && absolute >= 0 && relative + absolute > 0)) {
                throw new IllegalArgumentException("tolerances must not be negative nor both zero");
            }
        }
    }
}
