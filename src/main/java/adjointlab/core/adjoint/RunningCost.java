package adjointlab.core.adjoint;

/// What a trajectory costs on its way: ℓ = (1/n)Σ(½α|x|² + ½κ|f|²) + ½γ|u|², the mean over samples. Liu, Chen and
/// Theodorou, NeurIPS 2021, equation (6); with κ the kinetic energy of Finlay et al., ICML 2020, whose second
/// derivatives are taken to first order in f's (Gauss-Newton).
///
/// @param state α, 1/s
/// @param kinetic κ, s
/// @param parameters γ, 1/s
public record RunningCost(double state, double kinetic, double parameters) {
    /// Nothing: ℓ = 0.
    public static final RunningCost NONE = new RunningCost(0, 0, 0);
}
