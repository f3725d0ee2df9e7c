package adjointlab.core.ode;

/// Keeps the first step's size and every step whose error is finite.
public record ConstantController() implements StepController {
    @Override
    public boolean accepts(double errorRatio) {
        return Double.isFinite(errorRatio);
    }

    @Override
    public double factor(double errorRatio, int order, Memory memory) {
        return 1;
    }
}
