package adjointlab.core.family;

import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;

/// The neural ODE itself: the data are the state, h′ = f(h, t, θ). Chen, Rubanova, Bettencourt and Duvenaud, "Neural
/// ordinary differential equations", NeurIPS 2018.
///
/// @param readOut how a prediction is made of the state
/// @param ofImages what more there is where the data are images
public record Node(Parts.ReadOut readOut, Parts.OfImages ofImages) implements FamilyTemplate {
    /// Without anything for images alone.
    public Node(Parts.ReadOut readOut) {
        this(readOut, Parts.OfImages.NOTHING);
    }

    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Parts parts = new Parts(0, new Parts.AtRest(), readOut, ofImages);
        Shape state = parts.position(data);
        return parts.firstOrder(field.build(state, state), data, outputs);
    }
}
