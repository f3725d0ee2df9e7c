package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// What a backward solve shows of a model's dense layers and convolutions on a time grid: with z what goes into a layer
/// (a 1 for the bias included) and g the cotangent of what comes out, sums over the grid of the means over the batch of
/// zzᵀ and ggᵀ, the integrands of Liu, Chen and Theodorou, NeurIPS 2021, equation (13). A sample's g is that of its own
/// loss, not of its share in the mean. Of a convolution z is what its kernel sees, and the means go over its locations
/// too.
public final class LayerFactors {
    private final List<DenseLayer> layers;
    private final int batch;
    private final List<DMatrixRMaj> inputs;
    private final List<DMatrixRMaj> cotangents;
    private final int[] times;
    private final double[] steps;
    private boolean fresh;

    /// When factors are gathered, and where.
    ///
    /// @param step Δt of the time grid, s; the nearest one that divides the span is taken
    /// @param every how many updates until they are gathered anew
    public record Sampling(double step, int every) {}

    /// @param layers of the model
    /// @param batch n, without locations
    public LayerFactors(List<DenseLayer> layers, int batch) {
        this.layers = List.copyOf(layers);
        this.batch = batch;
        this.inputs =
                layers.stream().map(l -> new DMatrixRMaj(l.width(), l.width())).toList();
        this.cotangents =
                layers.stream().map(l -> new DMatrixRMaj(l.rows(), l.rows())).toList();
        this.times = new int[layers.size()];
        this.steps = new double[layers.size()];
    }

    /// Starts anew.
    public void clear() {
        fresh = false;
        for (int l = 0; l < times.length; l++) {
            times[l] = 0;
            inputs.get(l).zero();
            cotangents.get(l).zero();
        }
    }

    /// Counts one more time at which a layer was looked at.
    ///
    /// @param step Δt of the grid that the time belongs to, s; 1 for a layer that acts once, outside of the solve
    public void count(int layer, double step) {
        times[layer]++;
        steps[layer] = Math.abs(step);
        fresh = true;
    }

    /// Whether something was gathered at these weights.
    public boolean fresh() {
        return fresh;
    }

    /// The layers.
    public List<DenseLayer> layers() {
        return layers;
    }

    /// n.
    public int batch() {
        return batch;
    }

    /// N, times at which a layer was looked at.
    public int times(int layer) {
        return times[layer];
    }

    /// Δt of the grid, s.
    public double step(int layer) {
        return steps[layer];
    }

    /// Σ over the grid of the mean of zzᵀ [width×width]; not a copy.
    public DMatrixRMaj inputs(int layer) {
        return inputs.get(layer);
    }

    /// Σ over the grid of the mean of ggᵀ [rows×rows]; not a copy.
    public DMatrixRMaj cotangents(int layer) {
        return cotangents.get(layer);
    }
}
