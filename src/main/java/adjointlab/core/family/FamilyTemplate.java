package adjointlab.core.family;

import adjointlab.core.field.FieldTemplate;

/// A family whose size is not yet known: the problem decides it.
@FunctionalInterface
public interface FamilyTemplate {
    /// The model for data of that size.
    ///
    /// @param field what moves the state
    /// @param dim components d of a data sample
    /// @param outputs components of a target
    /// @throws IllegalArgumentException if there is none, saying which sizes there are
    Model build(FieldTemplate field, int dim, int outputs);
}
