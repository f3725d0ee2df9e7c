package adjointlab.core.math;

/// Eigenvalues or singular values were not found: the matrix has entries that are not finite, or so large that the
/// iteration overflows.
public final class UnconvergedException extends ArithmeticException {
    /// @param sentence what did not converge, without a trailing full stop
    public UnconvergedException(String sentence) {
        super(sentence);
    }
}
