package adjointlab.core.family;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;

/// A learned map beside the dynamics, with its own part of θ: an initial velocity or a read-out.
interface SideMap {
    /// Names and shapes, from 0.
    ParameterLayout parameters();

    /// The map.
    ///
    /// @param x [in×n], not modified
    /// @param theta [p], the whole of it
    /// @param scratch working memory
    /// @param out [out×n], overwritten
    void eval(Batch x, double[] theta, Scratch scratch, Batch out);

    /// Its derivative along a direction.
    ///
    /// @param direction ẋ [in×n] and θ̇ [p], the whole of it
    /// @param outDotOut [out×n], overwritten
    void jvp(Batch x, double[] theta, VectorField.Direction direction, Scratch scratch, Batch outDotOut);

    /// Its cotangent.
    ///
    /// @param a [out×n], padding zero
    /// @param gxAcc [in×n], added to
    /// @param gThetaAcc [1×p] or [n×p], added to
    void vjp(Batch x, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc);

    /// Its layers, at their places in θ; none where it is not made of such.
    default List<DenseLayer> denseLayers() {
        return List.of();
    }

    /// What goes into its layers and what comes out is worth.
    ///
    /// @param a [out×n], padding zero
    /// @param first index of its first layer for the listener
    default void layerCotangents(
            Batch x, double[] theta, Batch a, Scratch scratch, int first, DenseLayer.Listener listener) {}
}
