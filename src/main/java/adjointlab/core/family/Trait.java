package adjointlab.core.family;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.Impact;
import adjointlab.core.net.Afresh;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Something that is true of a model beside what it computes. A wrapper hands the list on, changed only where what it
/// does changes what is true.
public sealed interface Trait {
    /// The last components of the state are the velocity of those before them.
    ///
    /// @param components how many
    record Velocity(int components) implements Trait {}

    /// A heavy ball with a force that does not depend on its velocity.
    ///
    /// @param damping γ
    /// @param at where its raw number stands in θ, if it is learned
    record HeavyBall(Coefficient damping, int at) implements Trait {
        /// γ.
        double gamma(double[] theta) {
            return damping.value(theta, at);
        }
    }

    /// The state consists of channels of that size, which is not that of the data.
    ///
    /// @param height of a channel
    /// @param width of a channel
    record Pixels(int height, int width) implements Trait {}

    /// A prediction's last component is the logarithm of the data's density.
    record Density() implements Trait {}

    /// Predictions are probabilities of classes.
    record Probabilities() implements Trait {}

    /// The first component of the state holds what the way has cost.
    ///
    /// @param cost ℓ
    /// @param without the same model without that component, where ℓ is what its trajectories cost in its own time
    record Cost(RunningCost cost, Optional<Model> without) implements Trait {}

    /// The model runs until a time of its own.
    ///
    /// @param span of the problem
    /// @param end t₁ where it is not learned, s
    /// @param learned where t₁ stands in θ, if it is learned
    record Clock(Rescaled.Span span, double end, OptionalInt learned) implements Trait {
        /// (t₁ − t₀)/(T − t₀).
        double scale(double[] theta) {
            double until = learned.isPresent() ? theta[learned.getAsInt()] : end;
            return (until - span.start()) / span.length();
        }
    }

    /// A parameter starts at a number of the model's own.
    ///
    /// @param at where it stands in θ
    /// @param value the number
    record Start(int at, double value) implements Trait {}

    /// States start afresh on their way, at parameters of their own, which start at zero.
    ///
    /// @param part of the jump
    /// @param at where its parameters stand in θ
    /// @param penalty ρ, by which the mean square of the gaps is multiplied in the loss
    record StartsAfresh(Afresh part, int at, double penalty) implements Trait {}

    /// The state jumps on its way.
    ///
    /// @param impact where and where to, of the state's components behind those that hold costs
    record Jumps(Impact impact) implements Trait {}

    /// The model has a limit of infinite width.
    ///
    /// @param wide its scales
    record WideLimit(Wide wide) implements Trait {}

    /// Traits where one kind is replaced.
    ///
    /// @param traits not modified
    /// @param kind that goes
    /// @param instead what comes at the end
    static List<Trait> replaced(List<Trait> traits, Class<? extends Trait> kind, Trait instead) {
        List<Trait> others = new java.util.ArrayList<>(traits);
        others.removeIf(kind::isInstance);
        others.add(instead);
        return List.copyOf(others);
    }
}
