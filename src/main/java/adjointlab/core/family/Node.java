package adjointlab.core.family;

import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;

/// The neural ODE itself: the data are the state, h′ = f(h, t, θ). Chen, Rubanova, Bettencourt and Duvenaud, "Neural
/// ordinary differential equations", NeurIPS 2018.
///
/// @param readOut how a prediction is made of the state
public record Node(Parts.ReadOut readOut) implements FamilyTemplate {
    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        return new Parts(0, new Parts.AtRest(), readOut).firstOrder(field.build(data, data), data, outputs);
    }
}
