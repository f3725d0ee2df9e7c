package adjointlab.core.family;

import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;

/// The augmented neural ODE: zero channels appended to the data let trajectories pass one another. Dupont, Doucet and
/// Teh, "Augmented neural ODEs", NeurIPS 2019.
///
/// @param parts zero channels and read-out; there is no velocity
public record Anode(Parts parts) implements FamilyTemplate {
    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Shape state = parts.position(data);
        return parts.firstOrder(field.build(state, state), data, outputs);
    }
}
