package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import java.util.List;

/// A layer W x + b within a field, where x is a hidden state, with t below it where the layer sees the time.
///
/// @param weights where W [rows×columns], by rows, starts in θ
/// @param rows components of the layer
/// @param inputs components of the hidden state
/// @param time whether a last column of W multiplies t
/// @param bias where b [rows] starts in θ; −1 for none
public record DenseLayer(int weights, int rows, int inputs, boolean time, int bias) {
    /// Columns of W.
    public int columns() {
        return inputs + (time ? 1 : 0);
    }

    /// Columns of (W b), the parameters as one matrix.
    public int width() {
        return columns() + (bias < 0 ? 0 : 1);
    }

    /// Where entry (i, k) of (W b) stands in θ.
    public int position(int i, int k) {
        return k < columns() ? weights + i * columns() + k : bias + i;
    }

    /// Layers whose parameters stand further back in θ.
    ///
    /// @param by how many numbers come before
    public static List<DenseLayer> moved(List<DenseLayer> layers, int by) {
        return layers.stream()
                .map(l -> new DenseLayer(
                        l.weights() + by, l.rows(), l.inputs(), l.time(), l.bias() < 0 ? -1 : l.bias() + by))
                .toList();
    }

    /// Told what goes into each layer and what its output is worth.
    @FunctionalInterface
    public interface Listener {
        /// @param index of the layer in [VectorField#denseLayers]
        /// @param input its first rows are the hidden state [≥inputs×n]; valid during the call only
        /// @param time what stands below the hidden state where the layer sees the time
        /// @param g cotangent of W x + b [rows×n], padding zero; valid during the call only
        void layer(int index, Batch input, double time, Batch g);
    }
}
