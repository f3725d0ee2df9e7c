package adjointlab.core.catalog;

import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.FirstSteps;
import java.util.List;

/// The rules for an adaptive solve's first step.
public final class FirstStepRules {
    private static final Key<Double> SIZE =
            Key.real("size", "First step", 0.01, Ranges.positive(1e-6, 1)).withSymbol("h₀");

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
                            List.of(SIZE),
                            v -> new FirstSteps.Given(v.get(SIZE)))));

    private FirstStepRules() {}
}
