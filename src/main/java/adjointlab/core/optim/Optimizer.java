package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An update rule; an immutable description. What it remembers is in an [OptimizerState].
public interface Optimizer {
    /// What an optimizer may want to know beyond the gradient; a trainer computes only what is wanted.
    enum Need {
        /// [Evidence#terminalVariance].
        TERMINAL_VARIANCE,
        /// [Evidence#outputs].
        OUTPUT_JACOBIAN,
        /// [Evidence#objective].
        OBJECTIVE,
        /// [Evidence#layers].
        LAYER_FACTORS,
        /// [Evidence#costCurvature].
        COST_CURVATURE
    }

    /// What this one wants.
    default Set<Need> needs() {
        return Set.of();
    }

    /// The state before the first update.
    ///
    /// @param parameters p
    OptimizerState init(int parameters);

    /// The same for an optimizer that treats dense layers and convolutions by themselves.
    ///
    /// @param layers of the model
    default OptimizerState init(int parameters, List<DenseLayer> layers) {
        return init(parameters);
    }

    /// Of a model's layers those whose factors it wants, for one that needs [Need#LAYER_FACTORS]: all, or the first
    /// ones.
    default List<DenseLayer> factored(List<DenseLayer> layers) {
        return layers;
    }

    /// Whether a state of the other one means the same to this one, where its shape fits.
    default boolean sameKind(Optimizer other) {
        return getClass() == other.getClass();
    }

    /// When layers' factors are to be gathered, for one that needs [Need#LAYER_FACTORS].
    default Optional<LayerFactors.Sampling> layerSampling() {
        return Optional.empty();
    }

    /// How the curvature of the loss is got, for one that needs [Need#COST_CURVATURE].
    default Optional<CurvatureForm> curvatureForm() {
        return Optional.empty();
    }

    /// What the next update adds to the curvature, where that is one number; NaN where there is none.
    ///
    /// @param state before that update
    default double damping(OptimizerState state) {
        return Double.NaN;
    }

    /// Updates the weights in place.
    ///
    /// @param theta [p], updated
    /// @param gradient [p], not modified
    /// @param state updated
    /// @param evidence what else is known
    /// @throws java.util.concurrent.CancellationException where the evidence's [Evidence#stop] asks for it in the
    ///     middle of long work
    void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence);
}
