package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import java.util.List;

/// A layer W x + b within a field, where x is a hidden state, with t below it where the layer sees the time. A
/// convolution is one as well: x is what its kernel sees of an image, and it is used once at each location of the
/// output.
///
/// @param weights where W [rows×columns], by rows, starts in θ
/// @param rows components of the layer
/// @param input what x is
/// @param bias where b [rows] starts in θ; −1 for none
public record DenseLayer(int weights, int rows, Input input, int bias) {
    /// What a layer takes.
    ///
    /// @param components of the hidden state, or of what a kernel sees
    /// @param time whether a last column of W multiplies t
    /// @param locations how often a sample uses the layer: pixels of a convolution's output, else 1
    public record Input(int components, boolean time, int locations) {}

    /// A layer that a sample uses once.
    ///
    /// @param inputs components of the hidden state
    /// @param time whether a last column of W multiplies t
    public DenseLayer(int weights, int rows, int inputs, boolean time, int bias) {
        this(weights, rows, new Input(inputs, time, 1), bias);
    }

    /// Components of the hidden state, or of what a kernel sees.
    public int inputs() {
        return input.components;
    }

    /// Whether a last column of W multiplies t.
    public boolean time() {
        return input.time;
    }

    /// How often a sample uses the layer.
    public int locations() {
        return input.locations;
    }

    /// Columns of W.
    public int columns() {
        return inputs() + (time() ? 1 : 0);
    }

    /// Columns of (W b), the parameters as one matrix.
    public int width() {
        return columns() + (bias < 0 ? 0 : 1);
    }

    /// Where entry (i, k) of (W b) stands in θ.
    public int position(int i, int k) {
        return k < columns() ? weights + i * columns() + k : bias + i;
    }

    /// The same layer further back in θ.
    ///
    /// @param by how many numbers come before
    public DenseLayer moved(int by) {
        return new DenseLayer(weights + by, rows, input, bias < 0 ? -1 : bias + by);
    }

    /// Layers whose parameters stand further back in θ.
    ///
    /// @param by how many numbers come before
    public static List<DenseLayer> moved(List<DenseLayer> layers, int by) {
        return layers.stream().map(layer -> layer.moved(by)).toList();
    }

    /// Told what goes into each layer and what its output is worth.
    @FunctionalInterface
    public interface Listener {
        /// A column for each sample. Of a convolution, a column for each sample at each of some locations; it
        /// is told in several calls, until all locations had their turn.
        ///
        /// @param index of the layer in [VectorField#denseLayers]
        /// @param input its first rows are the hidden state [≥inputs×n]; valid during the call only
        /// @param time what stands below the hidden state where the layer sees the time
        /// @param g cotangent of W x + b [rows×n], padding zero; valid during the call only
        void layer(int index, Batch input, double time, Batch g);
    }
}
