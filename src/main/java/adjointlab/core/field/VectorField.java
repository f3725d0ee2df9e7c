package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;

/// A vector field f(t, y; θ) for a batch of states; an immutable description that holds no weights and counts nothing.
///
/// A field's parameters stand at the start of θ; whoever wraps a field puts its own parameters behind them. Every
/// method leaves its inputs alone, takes what memory it needs from `scratch` and gives it back.
public interface VectorField {
    /// Components of f.
    int dim();

    /// Components of y; equal to [#dim] for a field that can be integrated by itself.
    default int inputDim() {
        return dim();
    }

    /// Names and shapes of θ.
    ParameterLayout parameters();

    /// Parameters whose start the field itself decides; none of most fields.
    default List<Start> starts() {
        return List.of();
    }

    /// Gets ready for a solve with these weights: packs them, draws noise. Whoever evaluates calls this before the
    /// first evaluation with a scratch, and again whenever the numbers in `theta` have changed or the context has
    /// moved.
    ///
    /// @param theta [≥p], not modified; stays as it is until the next call
    /// @param context what random numbers belong to
    /// @param scratch that evaluations will use
    default void bind(double[] theta, Context context, Scratch scratch) {}

    /// f(t, y; θ).
    ///
    /// @param t s
    /// @param y [inputDim×n]
    /// @param theta [≥p]
    /// @param scratch working memory
    /// @param dyOut [dim×n], overwritten
    void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut);

    /// Adds aᵀ∂f/∂y and aᵀ∂f/∂θ.
    ///
    /// @param t s
    /// @param y [inputDim×n]
    /// @param theta [≥p]
    /// @param a cotangent of f [dim×n], padding zero
    /// @param scratch working memory
    /// @param gyAcc [inputDim×n], added to; its padding stays zero
    /// @param gThetaAcc [1×≥p] summed over the batch or [n×≥p] per sample, added to
    /// @return aᵀ∂f/∂t, summed over the batch
    double vjp(double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc);

    /// f and its vector-Jacobian product at once, for fields that can share work between them.
    ///
    /// @param dyOut [dim×n], overwritten with f(t, y; θ); the rest as in [#vjp]
    /// @return aᵀ∂f/∂t, summed over the batch
    default double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        eval(t, y, theta, scratch, dyOut);
        return vjp(t, y, theta, a, scratch, gyAcc, gThetaAcc);
    }

    /// Doubles that [#evalAndRecord] writes, so that a later product need not evaluate again; 0 where it always
    /// does.
    ///
    /// @param samples n
    default int recordLength(int samples) {
        return 0;
    }

    /// Whether f(t, y; θ) itself is the record that [#vjpFromRecord] wants; then nothing else is kept.
    default boolean slopeIsRecord() {
        return false;
    }

    /// [#eval], keeping what [#vjpFromRecord] wants to know.
    ///
    /// @param recordOut [recordLength], overwritten
    default void evalAndRecord(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        eval(t, y, theta, scratch, dyOut);
    }

    /// [#vjp] bit for bit, at a point that was recorded.
    ///
    /// @param record as [#evalAndRecord] left it for the same t, y and θ
    /// @return aᵀ∂f/∂t, summed over the batch
    default double vjpFromRecord(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            double[] record,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        return vjp(t, y, theta, a, scratch, gyAcc, gThetaAcc);
    }

    /// (∂f/∂y) ẏ + (∂f/∂θ) θ̇ + (∂f/∂t) ṫ.
    ///
    /// @param t s
    /// @param y [inputDim×n]
    /// @param theta [≥p]
    /// @param direction ẏ, θ̇ and ṫ
    /// @param scratch working memory
    /// @param dfOut [dim×n], overwritten
    void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut);

    /// The dense layers within this field, convolutions among them; none where it is not made of such.
    default List<DenseLayer> denseLayers() {
        return List.of();
    }

    /// What goes into each of [#denseLayers], and the cotangent of what comes out.
    ///
    /// @param t s
    /// @param y [inputDim×n]
    /// @param theta [≥p]
    /// @param a cotangent of f [dim×n], padding zero
    /// @param scratch working memory
    /// @param listener told once for each layer, in any order; of a convolution, some locations at a time
    default void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {}

    /// Where a parameter starts.
    ///
    /// @param at its place in θ
    /// @param value its start
    record Start(int at, double value) {}

    /// A direction in which a field is differentiated.
    ///
    /// @param y ẏ [inputDim×n]
    /// @param theta θ̇ [≥p]
    /// @param t ṫ
    record Direction(Batch y, double[] theta, double t) {}
}
