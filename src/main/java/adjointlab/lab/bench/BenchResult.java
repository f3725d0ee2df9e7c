package adjointlab.lab.bench;

import adjointlab.core.kernel.Crew;

/// What a [GradientCase] took; times are medians.
///
/// @param measured which case
/// @param times how long it took, on one core or with all that are there, whichever was faster
/// @param oneCore how long it took on one core, by processor time
/// @param evaluations of the field
/// @param peakFraction operations of the matrix products in solve and gradient, over what one core could do in
///     the time it took alone
public record BenchResult(
        GradientCase measured, Times times, Times oneCore, Evaluations evaluations, double peakFraction) {
    /// @param forwardMs the solve alone, ms
    /// @param gradientMs solve, loss and gradient, ms
    /// @param threads how many shared the work
    public record Times(double forwardMs, double gradientMs, int threads) {}

    /// @param forward evaluations forward
    /// @param backward evaluations on the way back
    public record Evaluations(long forward, long backward) {}

    /// Measures a case: on one core by processor time, and where more threads are allowed with all of them by the
    /// clock on the wall.
    ///
    /// @param peak what a core can do, operations/s
    public static BenchResult of(GradientCase measured, CpuTimer timer, double peak) {
        GradientCase.Training training = measured.training();
        Times alone = new Times(1e3 * timer.seconds(measured.forward()), 1e3 * timer.seconds(training), 1);
        Times best = alone;
        int threads = Crew.limit();
        if (threads > 1) {
            Times together =
                    new Times(1e3 * timer.wallSeconds(measured.forward()), 1e3 * timer.wallSeconds(training), threads);
            best = together.gradientMs() < alone.gradientMs() ? together : alone;
        }
        return new BenchResult(
                measured,
                best,
                alone,
                new Evaluations(training.forwardEvaluations(), training.backwardEvaluations()),
                training.productFlops() / (1e-3 * alone.gradientMs()) / peak);
    }
}
