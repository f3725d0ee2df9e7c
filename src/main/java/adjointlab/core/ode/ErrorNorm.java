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
