package adjointlab.core.ode;

/// Proportional-integral-derivative control: the factor is safety · ε₁^−(kI+kP+kD) · ε₂^(kP+2kD) · ε₃^−kD, where ε are
/// the error ratios of this and the two accepted steps before, each to the power 1/q. Söderlind, "Digital filters in
/// adaptive time-stepping", ACM Trans. Math. Softw. 29 (2003) 1, equation (10). With kD = 0 it is Gustafsson's PI
/// controller. After a rejection the elementary rule takes over.
///
/// @param gains of the three parts
/// @param safety below 1
/// @param min smallest factor
/// @param max largest factor
public record PidController(Gains gains, double safety, double min, double max) implements StepController {
    /// Keeps powers of tiny error ratios within bounds.
    private static final double SMALLEST_RATIO = 1e-10;

    /// @param proportional kP
    /// @param integral kI
    /// @param derivative kD
    public record Gains(double proportional, double integral, double derivative) {}

    @Override
    public double factor(double errorRatio, int order, Memory memory) {
        double ratio = Math.max(errorRatio, SMALLEST_RATIO);
        if (!accepts(errorRatio)) {
            return Math.min(1, Math.max(safety / Math.pow(ratio, 1.0 / order), min));
        }
        double p = gains.proportional();
        double d = gains.derivative();
        double factor = safety
                * Math.pow(ratio, -(gains.integral() + p + d) / order)
                * Math.pow(memory.previous, (p + 2 * d) / order)
                * Math.pow(memory.beforePrevious, -d / order);
        memory.beforePrevious = memory.previous;
        memory.previous = ratio;
        return Math.min(max, Math.max(factor, min));
    }
}
