package adjointlab.core.field;

/// A field whose size is not yet known: the problem and the family decide it.
@FunctionalInterface
public interface FieldTemplate {
    /// The field of that size.
    ///
    /// @param inputDim components of y
    /// @param dim components of f
    /// @throws IllegalArgumentException if there is none, saying which sizes there are
    VectorField build(int inputDim, int dim);
}
