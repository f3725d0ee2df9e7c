package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;

/// Passes on what is known of a [LayeredField]'s perceptron as something about the field's own layers; reused by a
/// thread.
final class LayerTeller implements DenseLayer.Listener {
    private final LayeredField field;
    private double t;
    private double[] theta = {};
    private Scratch scratch = new Scratch();
    private DenseLayer.Listener listener = (_, _, _, _) -> {};

    LayerTeller(LayeredField field) {
        this.field = field;
    }

    /// Speaks of that time to that listener from now on.
    LayerTeller to(double t, double[] theta, Scratch scratch, DenseLayer.Listener listener) {
        this.t = t;
        this.theta = theta;
        this.scratch = scratch;
        this.listener = listener;
        return this;
    }

    @Override
    public void layer(int index, Batch input, double time, Batch g) {
        field.tellLayer(t, theta, 0, index, input, g, scratch, listener);
    }
}
