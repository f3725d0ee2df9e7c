package adjointlab.core.optim;

import java.util.Optional;

/// Until when a model runs.
public sealed interface Horizon permits Horizon.Given, Horizon.Constant, Horizon.Learned {
    /// The problem's own horizon.
    record Given() implements Horizon {}

    /// Another one, while the problem's targets stay.
    ///
    /// @param end t₁, s
    record Constant(double end) implements Horizon {}

    /// One that is learned with the weights.
    ///
    /// @param start t₁ at the start, s
    /// @param policy how it changes
    record Learned(double start, FreeHorizon.Policy policy) implements Horizon {}

    /// How it changes; nothing where it does not.
    default Optional<FreeHorizon.Policy> learning() {
        return switch (this) {
            case Given _, Constant _ -> Optional.empty();
            case Learned learned -> Optional.of(learned.policy());
        };
    }
}
