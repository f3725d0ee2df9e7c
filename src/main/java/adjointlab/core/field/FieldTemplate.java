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

    /// The field for states of those shapes; for one that does not care how components hang together, that of so
    /// many.
    ///
    /// @param in of y
    /// @param out of f
    /// @throws IllegalArgumentException if there is none, saying which shapes there are
    default VectorField build(Shape in, Shape out) {
        return build(in.size(), out.size());
    }
}
