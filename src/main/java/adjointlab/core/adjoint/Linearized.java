package adjointlab.core.adjoint;

/// The discrete adjoint of a solve that is wanted as a linear map: with products in both directions, and gradients of
/// every sample by itself.
public record Linearized() implements AdjointMethod {
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    @Override
    public LinearWork prepare(Setup setup) {
        return new LinearizedSolve(setup);
    }
}
