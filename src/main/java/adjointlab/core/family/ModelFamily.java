package adjointlab.core.family;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;
import java.util.OptionalDouble;

/// A model: data are embedded into a state, a field moves it, a prediction is read out. The only place where families
/// differ.
public interface ModelFamily {
    /// The dynamics of the state; its parameters stand at the start of θ.
    VectorField field();

    /// All parameters: the field's, then the embedding's, then the read-out's.
    ParameterLayout parameters();

    /// Components of a prediction.
    int outputDim();

    /// Components of the velocity, which are the last ones of the state; 0 where there is none.
    int velocityDim();

    /// Components at the beginning of the state that hold running costs, not data.
    default int costDim() {
        return 0;
    }

    /// What trajectories cost on their way, where [#withoutCost] is the model that they are trajectories of.
    default RunningCost cost() {
        return RunningCost.NONE;
    }

    /// The same model with a state of data alone, and the same parameters.
    default ModelFamily withoutCost() {
        return this;
    }

    /// What the loss pays for the way, beside the predictions.
    ///
    /// @param yEnd y(T) [state×n], not modified
    /// @param gAcc its derivative by y(T) [state×n], added to
    default double runningCost(Batch yEnd, Batch gAcc) {
        return 0;
    }

    /// Whether a prediction's last component is the logarithm of the data's density.
    default boolean logDensity() {
        return false;
    }

    /// By what the model's time runs faster than its problem's.
    ///
    /// @param theta [p]
    default double timeScale(double[] theta) {
        return 1;
    }

    /// Whether predictions are probabilities of classes.
    default boolean yieldsProbabilities() {
        return false;
    }

    /// The damping γ of a heavy ball, whose force does not depend on the velocity; nothing in other families.
    ///
    /// @param theta [p]
    default OptionalDouble damping(double[] theta) {
        return OptionalDouble.empty();
    }

    /// Sets those parameters whose start the family itself decides, for instance a damping, and leaves the rest
    /// alone.
    ///
    /// @param theta [p], as an initialiser filled it
    void start(double[] theta);

    /// x₀ to y₀.
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param scratch working memory
    /// @param y0Out [state×n], overwritten, padding as a state's
    void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out);

    /// The cotangent of [#embed].
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param a ∂L/∂y₀ [state×n], padding zero
    /// @param scratch working memory
    /// @param gxAcc ∂L/∂x₀ [d×n], added to
    /// @param gThetaAcc [1×p] summed over the batch or [n×p] per sample, added to
    void embedVjp(Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc);

    /// How y₀ changes with θ at fixed x₀.
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param thetaDot θ̇ [p]
    /// @param scratch working memory
    /// @param y0DotOut ẏ₀ [state×n], overwritten
    void embedJvp(Batch x0, double[] theta, double[] thetaDot, Scratch scratch, Batch y0DotOut);

    /// y to a prediction.
    ///
    /// @param y [state×n], not modified
    /// @param theta [p]
    /// @param scratch working memory
    /// @param outOut [outputDim×n], overwritten
    void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut);

    /// The cotangent of [#readOut].
    ///
    /// @param y [state×n], not modified
    /// @param theta [p]
    /// @param a ∂L/∂prediction [outputDim×n], padding zero
    /// @param scratch working memory
    /// @param gyAcc ∂L/∂y [state×n], added to
    /// @param gThetaAcc [1×p] summed over the batch or [n×p] per sample, added to
    void readOutVjp(Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc);

    /// How a prediction changes with the state and θ.
    ///
    /// @param y [state×n], not modified
    /// @param theta [p]
    /// @param direction ẏ [state×n] and θ̇ [p]
    /// @param scratch working memory
    /// @param outDotOut [outputDim×n], overwritten
    void readOutJvp(Batch y, double[] theta, Direction direction, Scratch scratch, Batch outDotOut);

    /// The dense layers of the model: the field's, then the embedding's, then the read-out's.
    default List<DenseLayer> denseLayers() {
        return field().denseLayers();
    }

    /// Tells what goes into the embedding's layers of [#denseLayers], and the cotangents of what comes out.
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param a ∂L/∂y₀ [state×n], padding zero
    /// @param scratch working memory
    /// @param listener told once for each layer
    default void embedCotangents(Batch x0, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {}

    /// The same for the read-out's layers.
    ///
    /// @param y [state×n], not modified
    /// @param a ∂L/∂prediction [outputDim×n], padding zero
    default void readOutCotangents(Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {}
}
