package adjointlab.core.family;

import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;

/// A family whose size is not yet known: the problem decides it.
@FunctionalInterface
public interface FamilyTemplate {
    /// The model for data of that shape.
    ///
    /// @param field what moves the state
    /// @param data of a data sample
    /// @param outputs components of a target
    /// @throws IllegalArgumentException if there is none, saying which sizes there are
    Model build(FieldTemplate field, Shape data, int outputs);

    /// The model for vectors of that many components.
    default Model build(FieldTemplate field, int dim, int outputs) {
        return build(field, Shape.vector(dim), outputs);
    }

    /// The same family for problems with observations on the way.
    ///
    /// @param recurrence how states start and jump
    /// @param inputs components of an observation
    default FamilyTemplate recurrent(Recurrence recurrence, int inputs) {
        return new Recurrent(this, recurrence, inputs);
    }
}
