package adjointlab.core.catalog;

import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.FirstSteps;
import java.util.List;

/// The rules for an adaptive solve's first step.
public final class FirstStepRules {
    /// In display order.
    public static final Catalog<FirstStep> CATALOG = new Catalog<>(
            "first step",
            List.of(
                    Entry.plain(
                            "automatic",
                            "Automatic",
                            "From the state, its slope and one probe.",
                            "Hairer, Nørsett and Wanner I, section II.4",
                            new FirstSteps.Automatic()),
                    new Entry<>(
                            "given",
                            "Given",
                            "A size of your own.",
                            "",
                            List.of(Parameter.real("size", "h₀", "First step", 0.01, Ranges.positive(1e-6, 1), true)),
                            v -> new FirstSteps.Given(v.real("size")))));

    private FirstStepRules() {}
}
