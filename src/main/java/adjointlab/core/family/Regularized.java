package adjointlab.core.family;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Constant;
import adjointlab.core.net.Part;
import adjointlab.core.net.Stack;
import adjointlab.core.net.Take;
import java.util.Optional;

/// A family whose loss also pays for the way that the states go: the mean over samples of ∫ℓdt.
///
/// @param family without that cost
/// @param cost ℓ, of states and rates alone; [RunningCost#NONE] leaves the family as it is
public record Regularized(FamilyTemplate family, RunningCost cost) implements FamilyTemplate {
    public Regularized {
        if (cost.parameters() != 0) {
            throw new IllegalArgumentException("what parameters cost is an optimizer's weight decay");
        }
    }

    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Model model = family.build(field, data, outputs);
        return cost.equals(RunningCost.NONE) ? model : costed(model);
    }

    /// The cost stands beside the state that jumps.
    @Override
    public FamilyTemplate recurrent(Recurrence recurrence, int inputs) {
        return new Regularized(family.recurrent(recurrence, inputs), cost);
    }

    /// The cost is one more component of the state, the first; nothing but the field moves it.
    private Model costed(Model model) {
        int state = model.field().dim();
        Model.Ends ends = new Model.Ends(
                Stack.of(Constant.zeros(model.encoder().in().size(), 1), model.encoder()),
                model.jump().map(jump -> besideCost(jump)),
                Chain.of(new Take(state + 1, 1, state), model.decoder()));
        return new Model(
                new CostedField(model.field(), cost),
                ends,
                model.places(),
                Trait.replaced(model.traits(), Trait.Cost.class, new Trait.Cost(cost, Optional.of(model))));
    }

    private static Part besideCost(Part jump) {
        int inputs = jump.in().size();
        return Stack.of(new Take(inputs + 1, 0, 1), Chain.of(new Take(inputs + 1, 1, inputs), jump));
    }
}
