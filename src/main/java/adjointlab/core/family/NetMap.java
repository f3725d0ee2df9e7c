package adjointlab.core.family;

import adjointlab.core.field.Activation;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.ArrayList;
import java.util.List;

/// A perceptron beside the dynamics: an initial velocity or a read-out.
///
/// @param net the map; autonomous
/// @param names of its parameters, in its order
/// @param position of its first parameter in θ
record NetMap(Mlp net, List<String> names, int position) implements SideMap {
    NetMap {
        names = List.copyOf(names);
    }

    /// The bound at which an initial velocity's layers saturate (Xia et al., NeurIPS 2021, appendix E).
    private static final double VELOCITY_BOUND = 5;

    /// An initial velocity: linear layers with hardtanh ±5 between them.
    ///
    /// @param widths from the data to the velocity
    static NetMap velocity(List<Integer> widths, int position) {
        Mlp net = Mlp.of(widths, new HardTanh(VELOCITY_BOUND), false);
        List<String> names = net.parameters().blocks().stream()
                .map(block -> block.name().replace("field.", "velocity."))
                .toList();
        return new NetMap(net, names, position);
    }

    /// A read-out: one linear layer and an activation.
    static NetMap readOut(int inputs, int outputs, Activation activation, int position) {
        return new NetMap(
                new Mlp(List.of(inputs, outputs), List.of(activation), false),
                List.of("readout.W", "readout.b"),
                position);
    }

    @Override
    public ParameterLayout parameters() {
        List<Block> blocks = new ArrayList<>();
        for (Block block : net.parameters().blocks()) {
            blocks.add(new Block(names.get(blocks.size()), block.offset(), block.shape()));
        }
        return new ParameterLayout(blocks);
    }

    @Override
    public void eval(Batch x, double[] theta, Scratch scratch, Batch out) {
        long mark = scratch.mark();
        net.eval(0, x, own(theta, scratch), scratch, out);
        scratch.release(mark);
    }

    @Override
    public void jvp(Batch x, double[] theta, VectorField.Direction direction, Scratch scratch, Batch outDotOut) {
        long mark = scratch.mark();
        double[] weights = own(theta, scratch);
        double[] move = own(direction.theta(), scratch);
        net.jvp(0, x, weights, new VectorField.Direction(direction.y(), move, 0), scratch, outDotOut);
        scratch.release(mark);
    }

    @Override
    public void vjp(Batch x, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        double[] weights = own(theta, scratch);
        Memory memory = scratch.memory(this, Memory::new);
        ParameterGradient gradient = memory.gradient(gThetaAcc.rows());
        gradient.clear();
        net.vjp(0, x, weights, a, scratch, gxAcc, gradient);
        for (int r = 0; r < gradient.rows(); r++) {
            for (int j = 0; j < weights.length; j++) {
                gThetaAcc.add(r, position + j, gradient.data()[gradient.row(r) + j]);
            }
        }
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return net.denseLayers().stream()
                .map(l -> new DenseLayer(l.weights() + position, l.rows(), l.inputs(), false, l.bias() + position))
                .toList();
    }

    @Override
    public void layerCotangents(
            Batch x, double[] theta, Batch a, Scratch scratch, int first, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        double[] weights = own(theta, scratch);
        net.layerCotangents(0, x, weights, a, scratch, (l, input, t, g) -> listener.layer(first + l, input, t, g));
        scratch.release(mark);
    }

    /// This map's part of θ, from 0.
    private double[] own(double[] theta, Scratch scratch) {
        double[] weights = scratch.array(scratch.memory(this, Memory::new).parameters);
        System.arraycopy(theta, position, weights, 0, weights.length);
        return weights;
    }

    /// A gradient of this map's own parameters, by itself.
    private static final class Memory {
        private final int parameters;
        private ParameterGradient gradient;

        Memory(NetMap map) {
            parameters = map.net.parameters().size();
            gradient = new ParameterGradient(1, parameters);
        }

        ParameterGradient gradient(int rows) {
            if (gradient.rows() != rows) {
                gradient = new ParameterGradient(rows, parameters);
            }
            return gradient;
        }
    }
}
