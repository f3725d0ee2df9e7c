package adjointlab.core.ode;

/// The elementary controller: h·safety/ratio^(1/q) within limits. After an accepted step it never shrinks the step.
/// Hairer, Nørsett and Wanner I, equation (II.4.13); with 0.9, 0.2, 10 it is torchdiffeq's rule.
///
/// @param safety below 1
/// @param min smallest factor after a rejection
/// @param max largest factor
public record IntegralController(double safety, double min, double max) implements StepController {
    @Override
    public double factor(double errorRatio, int order, Memory memory) {
        if (errorRatio == 0) {
            return max;
        }
        double smallest = errorRatio < 1 ? 1 : min;
        return Math.min(max, Math.max(safety / Math.pow(errorRatio, 1.0 / order), smallest));
    }
}
