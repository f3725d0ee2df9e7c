package adjointlab.core.ode;

/// How to integrate.
///
/// @param stepper the method
/// @param stepping fixed or adaptive steps
/// @param maxSteps attempted steps after which an adaptive solve gives up
public record SolverSettings(Stepper stepper, Stepping stepping, int maxSteps) {
    public SolverSettings {
        if (stepping instanceof Adaptive && stepper.errorOrder() == 0) {
            throw new IllegalArgumentException("adaptive steps need a stepper with an error estimate");
        }
        if (maxSteps < 1) {
            throw new IllegalArgumentException("at least one step must be allowed");
        }
    }

    /// Where the step sizes come from.
    public sealed interface Stepping permits Fixed, Adaptive {}

    /// Equal steps.
    ///
    /// @param steps over the whole span
    public record Fixed(int steps) implements Stepping {
        public Fixed {
            if (steps < 1) {
                throw new IllegalArgumentException("at least one step is needed");
            }
        }
    }

    /// Steps that follow an error estimate.
    ///
    /// @param tolerances relative and absolute
    /// @param norm what is compared with 1
    /// @param controller proposes the next step
    /// @param firstStep proposes the first one
    /// @param endRule what happens at the end of the span
    public record Adaptive(
            ErrorNorm.Tolerances tolerances,
            ErrorNorm norm,
            StepController controller,
            FirstStep firstStep,
            EndRule endRule)
            implements Stepping {}

    /// What happens at the end of the span.
    public enum EndRule {
        /// The last step is shortened to end at T.
        CLAMP,
        /// The last step goes past T and dense output gives y(T), as torchdiffeq does.
        INTERPOLATE
    }

    /// The same with another norm; fixed steps know none and stay as they are.
    public SolverSettings withNorm(ErrorNorm norm) {
        return switch (stepping) {
            case Fixed _ -> this;
            case Adaptive a ->
                new SolverSettings(
                        stepper,
                        new Adaptive(a.tolerances(), norm, a.controller(), a.firstStep(), a.endRule()),
                        maxSteps);
        };
    }

    /// The same with both tolerances at this value; fixed steps know none and stay as they are.
    public SolverSettings withTolerance(double tolerance) {
        return switch (stepping) {
            case Fixed _ -> this;
            case Adaptive a ->
                new SolverSettings(
                        stepper,
                        new Adaptive(
                                new ErrorNorm.Tolerances(tolerance, tolerance),
                                a.norm(),
                                a.controller(),
                                a.firstStep(),
                                a.endRule()),
                        maxSteps);
        };
    }
}
