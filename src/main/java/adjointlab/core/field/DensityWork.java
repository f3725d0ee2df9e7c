package adjointlab.core.field;

import adjointlab.core.kernel.Batch;

/// A field f at work together with δ̇ = −Σ εᵢᵀJεᵢ, where J = ∂f/∂x and the probes εᵢ are given; for one thread and
/// batches of one size. States, rates and cotangents have d + 1 rows: those of x, then δ, which nothing depends on.
/// Everything after [#forward] is for the same point.
public interface DensityWork {
    /// Takes weights; to be called again whenever their numbers have changed.
    ///
    /// @param theta [≥p], not copied, not modified
    default void bind(double[] theta) {}

    /// Goes to a point.
    ///
    /// @param t s
    /// @param y [(d+1)×n], must stay as it is until all derivatives are had
    /// @param theta [≥p]
    /// @param probes εᵢ, each [d×n], likewise
    void forward(double t, Batch y, double[] theta, Batch[] probes);

    /// f and δ̇ there.
    ///
    /// @param dyOut [(d+1)×n], overwritten
    void write(Batch dyOut);

    /// Adds the derivatives of the rates by state and weights.
    ///
    /// @param a cotangent of the rates [(d+1)×n], padding zero, not modified
    /// @param gyAcc [(d+1)×n], added to; its padding stays zero
    /// @param gThetaAcc [1×≥p] summed over the batch or [n×≥p] per sample, added to
    /// @return the derivative by t, summed over the batch
    double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc);

    /// How the rates change along a direction.
    ///
    /// @param direction ẏ [(d+1)×n], θ̇ and ṫ
    /// @param dfOut [(d+1)×n], overwritten
    void along(VectorField.Direction direction, Batch dfOut);

    /// Tells what goes into each of [VectorField#denseLayers], and the cotangent of what comes out as values, with
    /// the part of it that comes from the trace.
    ///
    /// @param a cotangent of the rates [(d+1)×n], padding zero, not modified
    void tell(Batch a, DenseLayer.Listener listener);
}
