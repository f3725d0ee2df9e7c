package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A differentiable map y = f(t, x; θ) of samples, from which networks are put together; an immutable description that
/// holds no weights. Samples do not influence each other.
public interface Part {
    /// What goes in.
    Shape in();

    /// What comes out.
    Shape out();

    /// Names and shapes of θ, from 0.
    default ParameterLayout parameters() {
        return ParameterLayout.EMPTY;
    }

    /// The layers W x + b within, convolutions among them, at their places in θ; none where it is not made of such.
    default List<DenseLayer> layers() {
        return List.of();
    }

    /// Those of [#parameters] that lie in none of [#layers], at their places in θ: nothing that is known of layers
    /// says anything about them.
    default List<Block> outsideLayers() {
        return List.of();
    }

    /// What a thread needs to work with this.
    ///
    /// @param samples n
    Work prepare(int samples);

    /// A part at work; for one thread and batches of one size. [#up] leaves a trail, and every other pass is for
    /// the same t, x and weights and reads that trail.
    interface Work {
        /// Takes weights; to be called again whenever their numbers have changed.
        ///
        /// @param theta not copied, not modified
        /// @param at where this part's parameters start in it
        default void bind(double[] theta, int at) {}

        /// Doubles in a trail.
        default int trailLength() {
            return 0;
        }

        /// Whether the trail is a copy of what comes out; who keeps that anyway may let both be one.
        default boolean keepsOutput() {
            return false;
        }

        /// Whether what comes out may be written over what went in, which no other pass reads then.
        default boolean worksInPlace() {
            return false;
        }

        /// f(t, x; θ).
        ///
        /// @param t s
        /// @param x [in×n], padding as a state's, not modified
        /// @param trail overwritten; `out` itself, or another place
        /// @param out [out×n], overwritten, padding as a state's; not where `x` is, unless this works in place
        void up(double t, Batch x, Trail trail, Batch out);

        /// Adds aᵀ∂f/∂x and aᵀ∂f/∂θ.
        ///
        /// @param a cotangent of y [out×n], padding zero, not modified
        /// @param gxAcc [in×n], added to; its padding stays zero
        /// @param gThetaAcc summed over the batch or per sample, added to at the place that the weights have in
        ///     θ; null for who does not want it
        /// @return aᵀ∂f/∂t, summed over the batch
        double back(double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc);

        /// The same where nothing stands in the cotangent of x yet.
        ///
        /// @param gxOut [in×n], overwritten, padding zero
        default double backAfresh(
                double t, Batch x, Trail trail, Batch a, Batch gxOut, @Nullable ParameterGradient gThetaAcc) {
            gxOut.fill(0);
            return back(t, x, trail, a, gxOut, gThetaAcc);
        }

        /// [#up] and then [#back], for who wants both of one state.
        ///
        /// @return aᵀ∂f/∂t, summed over the batch
        default double upAndBack(
                double t,
                Batch x,
                Trail trail,
                Batch out,
                Batch a,
                Batch gxAcc,
                @Nullable ParameterGradient gThetaAcc) {
            up(t, x, trail, out);
            return back(t, x, trail, a, gxAcc, gThetaAcc);
        }

        /// ẏ = (∂f/∂x) ẋ + (∂f/∂θ) θ̇ + (∂f/∂t) ṫ.
        ///
        /// @param along ẋ, θ̇ and ṫ
        /// @param outDot ẏ [out×n], overwritten, padding as a state's
        void along(double t, Batch x, Trail trail, Tangent along, Batch outDot);

        /// The way back of y together with that of ẏ = (∂f/∂x) ẋ, after [#along] with that ẋ, θ̇ = 0 and ṫ = 0.
        ///
        /// @param xDot ẋ [in×n], not modified
        /// @param pull cotangents of y and of ẏ, and where those of x and ẋ are added
        /// @param gThetaAcc by θ, added to; null for who does not want it
        /// @return the derivative by t, summed over the batch
        double backAlong(double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc);

        /// Tells what goes into each of [Part#layers], and the cotangent of what comes out.
        ///
        /// @param a cotangent of y [out×n], padding zero, not modified
        /// @param first index of this part's first layer for the listener
        default void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {}

        /// The same where what comes out of a layer is also worth what its tangent makes of it, after [#along]
        /// as for [#backAlong].
        ///
        /// @param pull cotangents of y and of ẏ; where it adds to is overwritten
        default void tellAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, int first, DenseLayer.Listener listener) {
            tell(t, x, trail, pull.a(), first, listener);
        }
    }

    /// A direction.
    ///
    /// @param x ẋ [in×n]
    /// @param theta θ̇, as long as θ; empty where θ stands still
    /// @param t ṫ
    record Tangent(Batch x, double[] theta, double t) {
        /// θ̇ = 0, where it is given as no numbers at all.
        static final double[] STILL = {};

        /// Along x alone.
        public static Tangent of(Batch x) {
            return new Tangent(x, STILL, 0);
        }

        /// Whether θ moves.
        boolean movesTheta() {
            return theta.length > 0;
        }
    }

    /// Cotangents on the way back of a value and its tangent.
    ///
    /// @param a of y [out×n], padding zero, not modified
    /// @param aDot of ẏ [out×n], padding zero, not modified
    /// @param gxAcc of x [in×n], added to
    /// @param gxDotAcc of ẋ [in×n], added to
    record Pull(Batch a, Batch aDot, Batch gxAcc, Batch gxDotAcc) {}
}
