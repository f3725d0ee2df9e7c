package adjointlab.lab.bench;

/// What a [GradientCase] took; times are medians of processor time.
///
/// @param measured which case
/// @param times how long it took
/// @param nfeForward evaluations of the field, forward
/// @param nfeBackward evaluations of the field on the way back
/// @param peakFraction operations of the matrix products in solve and gradient, over what the core could do in that time
public record BenchResult(
        GradientCase measured, Times times, long nfeForward, long nfeBackward, double peakFraction) {
    /// @param forwardMs the solve alone, ms
    /// @param gradientMs solve, loss and gradient, ms
    public record Times(double forwardMs, double gradientMs) {}

    /// Measures a case.
    ///
    /// @param peak what the core can do, operations/s
    public static BenchResult of(GradientCase measured, CpuTimer timer, double peak) {
        double forward = timer.seconds(measured.forward());
        GradientCase.Training training = measured.training();
        double gradient = timer.seconds(training);
        return new BenchResult(
                measured,
                new Times(1e3 * forward, 1e3 * gradient),
                training.forwardEvaluations(),
                training.backwardEvaluations(),
                training.productFlops() / gradient / peak);
    }
}
