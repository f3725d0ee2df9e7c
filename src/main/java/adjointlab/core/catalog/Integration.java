package adjointlab.core.catalog;

import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.SolverSettings.EndRule;
import adjointlab.core.ode.StepController;
import adjointlab.core.ode.Stepper;
import java.util.List;

/// What every solver is set up with beside its method: tolerances, number of steps, end rule.
public final class Integration {
    /// How the size of steps is found.
    public enum Stepping {
        /// By the error, where the method estimates it.
        AUTO,
        /// Equal steps.
        FIXED
    }

    /// How the size of steps is found.
    public static final Key<Stepping> STEPPING = Key.choice(
                    "stepping",
                    "Steps",
                    new Option<>("auto", "Adaptive where the method can", Stepping.AUTO),
                    new Option<>("fixed", "Equal steps", Stepping.FIXED))
            .when(selection -> estimatesErrors(selection.entry()));

    /// Relative tolerance. What is smaller than a few roundings no step can reach; what is larger than 1 asks for
    /// nothing.
    public static final Key<Double> RTOL = Key.real(
                    "rtol", "Relative tolerance", 1e-7, new Type.Real(1e-15, 1, 1e-12, 1e-1, Type.Scale.LOG))
            .shown(Prominence.OPEN)
            .when(Integration::adapts);

    /// Absolute tolerance. Squares of errors over it stay finite numbers.
    public static final Key<Double> ATOL = Key.real(
                    "atol", "Absolute tolerance", 1e-7, new Type.Real(1e-100, 1000, 1e-12, 1e-1, Type.Scale.LOG))
            .when(Integration::adapts);

    /// Number of equal steps.
    public static final Key<Integer> STEPS = Key.whole(
                    "steps", "Equal steps over the span", 20, new Type.Int(1, 10_000_000, 1, 200))
            .withSymbol("N")
            .shown(Prominence.OPEN)
            .when(selection -> !adapts(selection));

    private static final Key<EndRule> END_RULE = Key.choice(
                    "endRule",
                    "End of the span",
                    new Option<>("clamp", "Shorten the last step", EndRule.CLAMP),
                    new Option<>("interpolate", "Step past and interpolate", EndRule.INTERPOLATE))
            .when(Integration::adapts);

    /// Largest number of adaptive steps.
    public static final Key<Integer> MAX_STEPS = Key.whole(
                    "maxSteps",
                    "Largest number of adaptive steps",
                    10_000,
                    new Type.Int(1, Integer.MAX_VALUE, 100, 100_000))
            .when(Integration::adapts);

    /// In display order; the defaults suit both kinds of stepping.
    public static final List<Key<?>> PARAMETERS = List.of(STEPPING, RTOL, ATOL, STEPS, END_RULE, MAX_STEPS);

    private Integration() {}

    /// Whether the chosen solver takes steps as errors allow.
    ///
    /// @param solver of [Solvers], with values for [#PARAMETERS]
    public static boolean adapts(Selection solver) {
        return estimatesErrors(solver.entry()) && solver.values().get(STEPPING) == Stepping.AUTO;
    }

    private static boolean estimatesErrors(Entry<?> solver) {
        return solver.createDefault() instanceof Stepper stepper && stepper.errorOrder() > 0;
    }

    /// Adaptive stepping's parts from their own catalogues.
    ///
    /// @param norm from [Norms]
    /// @param controller from [Controllers]
    /// @param firstStep from [FirstStepRules]
    public record Adaptivity(ErrorNorm norm, StepController controller, FirstStep firstStep) {
        /// Each catalogue's first entry.
        public static Adaptivity defaults() {
            return new Adaptivity(
                    Norms.CATALOG.entries().getFirst().createDefault(),
                    Controllers.CATALOG.entries().getFirst().createDefault(),
                    FirstStepRules.CATALOG.entries().getFirst().createDefault());
        }
    }

    /// The settings of a solve. A method without error estimate takes equal steps whatever [#STEPPING] says.
    ///
    /// @param stepper from [Solvers]
    /// @param adaptivity for methods with an error estimate
    /// @param values complete for [#PARAMETERS]
    public static SolverSettings settings(Stepper stepper, Adaptivity adaptivity, Values values) {
        boolean fixed = stepper.errorOrder() == 0 || values.get(STEPPING) == Stepping.FIXED;
        SolverSettings.Stepping stepping = fixed
                ? new SolverSettings.Fixed(values.get(STEPS))
                : new SolverSettings.Adaptive(
                        new ErrorNorm.Tolerances(values.get(RTOL), values.get(ATOL)),
                        adaptivity.norm(),
                        adaptivity.controller(),
                        adaptivity.firstStep(),
                        values.get(END_RULE));
        return new SolverSettings(stepper, stepping, values.get(MAX_STEPS));
    }
}
