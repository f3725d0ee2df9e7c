package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.SolverSettings.EndRule;
import adjointlab.core.ode.StepController;
import adjointlab.core.ode.Stepper;
import java.util.List;

/// What every solver is set up with beside its method: tolerances, number of steps, end rule.
public final class Integration {
    /// In display order; the defaults suit both kinds of stepping.
    public static final List<Parameter> PARAMETERS = List.of(
            new Parameter(
                    "stepping",
                    "",
                    "Steps",
                    "",
                    new Parameter.Choice(List.of(
                            new Option("auto", "Adaptive where the method can"), new Option("fixed", "Equal steps"))),
                    "auto",
                    true),
            Parameter.real("rtol", "", "Relative tolerance", 1e-7, Ranges.positive(1e-12, 1e-1), true),
            Parameter.real("atol", "", "Absolute tolerance", 1e-7, Ranges.positive(1e-12, 1e-1), true),
            new Parameter("steps", "N", "Equal steps over the span", "", new Int(1, 10_000_000, 1, 200), 20, true),
            new Parameter(
                    "endRule",
                    "",
                    "End of the span",
                    "",
                    new Parameter.Choice(List.of(
                            new Option("clamp", "Shorten the last step"),
                            new Option("interpolate", "Step past and interpolate"))),
                    "clamp",
                    true),
            new Parameter(
                    "maxSteps",
                    "",
                    "Largest number of adaptive steps",
                    "",
                    new Int(1, Integer.MAX_VALUE, 100, 100_000),
                    10_000,
                    true));

    private Integration() {}

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

    /// The settings of a solve. A method without error estimate takes equal steps whatever `stepping` says.
    ///
    /// @param stepper from [Solvers]
    /// @param adaptivity for methods with an error estimate
    /// @param values complete for [#PARAMETERS]
    public static SolverSettings settings(Stepper stepper, Adaptivity adaptivity, Values values) {
        boolean fixed = stepper.errorOrder() == 0 || values.choice("stepping").equals("fixed");
        SolverSettings.Stepping stepping = fixed
                ? new SolverSettings.Fixed(values.whole("steps"))
                : new SolverSettings.Adaptive(
                        new ErrorNorm.Tolerances(values.real("rtol"), values.real("atol")),
                        adaptivity.norm(),
                        adaptivity.controller(),
                        adaptivity.firstStep(),
                        values.choice("endRule").equals("clamp") ? EndRule.CLAMP : EndRule.INTERPOLATE);
        return new SolverSettings(stepper, stepping, values.whole("maxSteps"));
    }
}
