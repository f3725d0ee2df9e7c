package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.math.Scratch;
import java.util.ArrayList;
import java.util.List;

/// A multi-layer perceptron: zₗ = Wₗ hₗ₋₁ + bₗ, hₗ = σₗ(zₗ), h₀ = y or (y, t). Parameters `field.W1 [out×in]`, `field.b1
/// [out]`, …, matrices by rows; with time as an input it is the last one.
///
/// @param widths components of h₀ without time, then of each layer; at least two
/// @param activations σₗ of each layer, the last one included
/// @param time whether t is an input
public record Mlp(List<Integer> widths, List<Activation> activations, boolean time) implements LayeredField {
    public Mlp {
        widths = List.copyOf(widths);
        activations = List.copyOf(activations);
        if (widths.size() < 2 || activations.size() != widths.size() - 1) {
            throw new IllegalArgumentException("a perceptron needs one activation for each layer");
        }
        if (widths.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException("a layer needs at least one component");
        }
    }

    /// The usual one: the same activation after every hidden layer, none after the last.
    public static Mlp of(List<Integer> widths, Activation hidden, boolean time) {
        List<Activation> activations = new ArrayList<>();
        for (int l = 1; l < widths.size(); l++) {
            activations.add(l < widths.size() - 1 ? hidden : StandardActivations.IDENTITY);
        }
        return new Mlp(widths, activations, time);
    }

    @Override
    public int dim() {
        return widths.getLast();
    }

    @Override
    public int inputDim() {
        return widths.getFirst();
    }

    @Override
    public ParameterLayout parameters() {
        List<Block> blocks = new ArrayList<>();
        for (int l = 0; l < layers(); l++) {
            int out = widths.get(l + 1);
            blocks.add(Block.of("field.W" + (l + 1), weights(l), out, columns(l)));
            blocks.add(Block.of("field.b" + (l + 1), weights(l) + out * columns(l), out));
        }
        return new ParameterLayout(blocks);
    }

    private int layers() {
        return activations.size();
    }

    /// Columns of layer l's matrix.
    private int columns(int l) {
        return widths.get(l) + (l == 0 && time ? 1 : 0);
    }

    /// Where layer l's matrix starts in θ.
    private int weights(int l) {
        int offset = 0;
        for (int i = 0; i < l; i++) {
            offset += widths.get(i + 1) * (columns(i) + 1);
        }
        return offset;
    }

    @Override
    public Mlp net() {
        return time ? new Mlp(widths, activations, false) : this;
    }

    /// Time stands in the first layer's bias.
    @Override
    public void weightsAt(double t, double[] theta, int at, double[] weightsOut) {
        takeWeights(theta, at, t, weightsOut);
    }

    /// The weights without the column of time, which times `t` is added to the first bias.
    private void takeWeights(double[] theta, int at, double t, double[] weightsOut) {
        int rows = widths.get(1);
        int columns = columns(0);
        int inputs = widths.getFirst();
        for (int i = 0; i < rows; i++) {
            System.arraycopy(theta, at + i * columns, weightsOut, i * inputs, inputs);
            weightsOut[rows * inputs + i] =
                    theta[at + rows * columns + i] + (time ? t * theta[at + i * columns + inputs] : 0);
        }
        int rest = rows * (inputs + 1);
        System.arraycopy(theta, at + rows * (columns + 1), weightsOut, rest, weightsOut.length - rest);
    }

    @Override
    public double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt) {
        int rows = widths.get(1);
        int columns = columns(0);
        int inputs = widths.getFirst();
        double timePart = 0;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inputs; k++) {
                gThetaAcc[gThetaAt + i * columns + k] += gradient[gradientAt + i * inputs + k];
            }
            double ofBias = gradient[gradientAt + rows * inputs + i];
            gThetaAcc[gThetaAt + rows * columns + i] += ofBias;
            if (time) {
                gThetaAcc[gThetaAt + i * columns + inputs] += t * ofBias;
                timePart += theta[at + i * columns + inputs] * ofBias;
            }
        }
        int from = rows * (inputs + 1);
        int to = rows * (columns + 1);
        int length = weights(layers()) - to;
        for (int j = 0; j < length; j++) {
            gThetaAcc[gThetaAt + to + j] += gradient[gradientAt + from + j];
        }
        return timePart;
    }

    @Override
    public void weightsJvp(
            double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        takeWeights(thetaDot, at, t, weightsDotOut);
        for (int i = 0; time && i < widths.get(1); i++) {
            int inputs = widths.getFirst();
            weightsDotOut[widths.get(1) * inputs + i] += tDot * theta[at + i * columns(0) + inputs];
        }
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        Batch h = y;
        for (int l = 0; l < layers(); l++) {
            Batch z = l == layers() - 1 ? dyOut : scratch.batch(widths.get(l + 1), y.size());
            preActivation(memory, l, t, h, theta, z);
            Activation activation = activations.get(l);
            if (activation != StandardActivations.IDENTITY) {
                activation.values(z.data(), z.offset(), z.length(), z.data());
            }
            h = z;
        }
        scratch.release(mark);
    }

    private void preActivation(Memory memory, int l, double t, Batch h, double[] theta, Batch zOut) {
        int rows = widths.get(l + 1);
        int columns = columns(l);
        int start = memory.offsets[l];
        int bias = start + rows * columns;
        Matrix w = memory.matrix.at(theta, start, rows, widths.get(l), columns);
        if (l == 0 && time) {
            // the column of t is one more bias
            for (int i = 0; i < rows; i++) {
                memory.bias[i] = theta[bias + i] + t * theta[start + i * columns + columns - 1];
            }
            Kernels.affine(w, memory.bias, 0, h, zOut);
        } else {
            Kernels.affine(w, theta, bias, h, zOut);
        }
    }

    /// The outputs of the hidden layers; where a slope does not follow from the output, the slopes; of the last layer only
    /// what its activation needs.
    @Override
    public int recordLength(int samples) {
        int rows = 0;
        for (int l = 0; l < layers(); l++) {
            rows += ((keepsValue(l) ? 1 : 0) + (keepsSlope(l) ? 1 : 0)) * widths.get(l + 1);
        }
        return rows * Batch.stride(samples);
    }

    private boolean keepsValue(int l) {
        return l < layers() - 1 || activations.get(l) != StandardActivations.IDENTITY && !keepsSlope(l);
    }

    private boolean keepsSlope(int l) {
        return !activations.get(l).slopeFromValue();
    }

    @Override
    public void evalAndRecord(
            double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        Memory memory = scratch.memory(this, Memory::new);
        memory.place(this, y, recordOut);
        hidden(memory, t, theta);
        finish(memory, t, theta, dyOut);
    }

    @Override
    public double vjpFromRecord(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            double[] record,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        memory.place(this, y, record);
        double timePart = backward(memory, t, theta, a, scratch, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        memory.place(this, y, scratch.array(recordLength(y.size())));
        hidden(memory, t, theta);
        if (activations.getLast() != StandardActivations.IDENTITY) {
            finish(memory, t, theta, scratch.batch(dim(), y.size()));
        }
        double timePart = backward(memory, t, theta, a, scratch, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        double[] record = scratch.array(recordLength(y.size()));
        evalAndRecord(t, y, theta, scratch, dyOut, record);
        Memory memory = scratch.memory(this, Memory::new);
        double timePart = backward(memory, t, theta, a, scratch, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    /// All layers but the last, into the record.
    private void hidden(Memory memory, double t, double[] theta) {
        for (int l = 0; l < layers() - 1; l++) {
            Batch z = memory.values[l];
            preActivation(memory, l, t, memory.inputs[l], theta, z);
            activate(memory, l, z);
        }
    }

    private void finish(Memory memory, double t, double[] theta, Batch dyOut) {
        int l = layers() - 1;
        preActivation(memory, l, t, memory.inputs[l], theta, dyOut);
        activate(memory, l, dyOut);
        if (keepsValue(l)) {
            memory.values[l].copyFrom(dyOut);
        }
    }

    private void activate(Memory memory, int l, Batch z) {
        Activation activation = activations.get(l);
        if (keepsSlope(l)) {
            Batch slopes = memory.slopes[l];
            activation.valuesAndSlopes(z.data(), z.offset(), z.length(), slopes.data(), slopes.offset());
        } else if (activation != StandardActivations.IDENTITY) {
            activation.values(z.data(), z.offset(), z.length(), z.data());
        }
    }

    /// g *= σₗ′(zₗ).
    private void throughActivation(Memory memory, int l, Batch g) {
        if (keepsSlope(l)) {
            Kernels.scale(g, memory.slopes[l]);
        } else {
            Batch h = memory.values[l];
            activations.get(l).timesSlopes(h.data(), h.offset(), h.length(), g.data(), g.offset());
        }
    }

    private double backward(
            Memory memory, double t, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gradient) {
        Batch g = a;
        double timePart = 0;
        for (int l = layers() - 1; l >= 0; l--) {
            if (activations.get(l) != StandardActivations.IDENTITY) {
                if (l == layers() - 1) {
                    g = scratch.batch(dim(), a.size());
                    g.copyFrom(a);
                }
                throughActivation(memory, l, g);
            }
            addWeightGradient(memory, l, g, gradient);
            if (l == 0 && time) {
                timePart = addTimeGradient(memory, t, theta, g, gradient);
            }
            Matrix w = memory.matrix.transposedAt(
                    theta, memory.offsets[l], widths.get(l + 1), widths.get(l), columns(l));
            if (l == 0) {
                Kernels.multiplyAdd(w, g, gyAcc);
            } else {
                Batch below = scratch.batch(widths.get(l), a.size());
                Kernels.multiply(w, g, below);
                g = below;
            }
        }
        return timePart;
    }

    @Override
    public List<DenseLayer> denseLayers() {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            layers.add(new DenseLayer(
                    weights(l), rows, widths.get(l), l == 0 && time, weights(l) + rows * columns(l)));
        }
        return layers;
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        memory.place(this, y, scratch.array(recordLength(y.size())));
        hidden(memory, t, theta);
        if (activations.getLast() != StandardActivations.IDENTITY) {
            finish(memory, t, theta, scratch.batch(dim(), y.size()));
        }
        Batch g = scratch.batch(dim(), a.size());
        g.copyFrom(a);
        for (int l = layers() - 1; l >= 0; l--) {
            if (activations.get(l) != StandardActivations.IDENTITY) {
                throughActivation(memory, l, g);
            }
            listener.layer(l, memory.inputs[l], t, g);
            if (l > 0) {
                Matrix w = memory.matrix.transposedAt(
                        theta, memory.offsets[l], widths.get(l + 1), widths.get(l), columns(l));
                Batch below = scratch.batch(widths.get(l), a.size());
                Kernels.multiply(w, g, below);
                g = below;
            }
        }
        scratch.release(mark);
    }

    private void addWeightGradient(Memory memory, int l, Batch g, ParameterGradient gradient) {
        int rows = widths.get(l + 1);
        int columns = columns(l);
        int start = memory.offsets[l];
        Batch x = memory.inputs[l];
        if (!gradient.perSample()) {
            Kernels.outerProductAdd(
                    g, x, memory.matrix.at(gradient.data(), gradient.row(0) + start, rows, widths.get(l), columns));
            Kernels.rowSumsAdd(g, gradient.data(), gradient.row(0) + start + rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            for (int s = 0; s < g.size(); s++) {
                double gi = g.get(i, s);
                for (int k = 0; k < widths.get(l); k++) {
                    gradient.add(s, start + i * columns + k, gi * x.get(k, s));
                }
                gradient.add(s, start + rows * columns + i, gi);
            }
        }
    }

    /// The column of t in W₁, and aᵀ∂f/∂t.
    private double addTimeGradient(Memory memory, double t, double[] theta, Batch g, ParameterGradient gradient) {
        int columns = columns(0);
        double timePart = 0;
        for (int i = 0; i < g.dim(); i++) {
            int column = memory.offsets[0] + i * columns + columns - 1;
            for (int s = 0; s < g.size(); s++) {
                double gi = g.get(i, s);
                gradient.add(s, column, t * gi);
                timePart += theta[column] * gi;
            }
        }
        return timePart;
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        int n = y.size();
        Batch h = y;
        Batch hDot = direction.y();
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            int columns = columns(l);
            Batch z = scratch.batch(rows, n);
            Batch zDot = l == layers() - 1 ? dfOut : scratch.batch(rows, n);
            Batch slope = scratch.batch(rows, n);
            preActivation(memory, l, t, h, theta, z);
            preActivation(memory, l, t, h, direction.theta(), zDot);
            Kernels.multiplyAdd(
                    memory.matrix.at(theta, memory.offsets[l], rows, widths.get(l), columns), hDot, zDot);
            if (l == 0 && time) {
                for (int i = 0; i < rows; i++) {
                    double column = direction.t() * theta[memory.offsets[0] + i * columns + columns - 1];
                    for (int s = 0; s < zDot.stride(); s++) {
                        zDot.data()[zDot.row(i) + s] += column;
                    }
                }
            }
            activations
                    .get(l)
                    .valuesAndSlopes(z.data(), z.offset(), z.length(), slope.data(), slope.offset());
            Kernels.scale(zDot, slope);
            h = z;
            hDot = zDot;
        }
        scratch.release(mark);
    }

    /// What a thread needs to work with this field beside batches.
    private static final class Memory {
        private final Matrix matrix = new Matrix();
        private final int[] offsets;
        private final double[] bias;
        /// What each layer takes in.
        private final Batch[] inputs;
        /// Views of the record: what each layer gives out, and its slopes.
        private final Batch[] values;
        private final Batch[] slopes;
        private int samples;

        Memory(Mlp mlp) {
            int layers = mlp.layers();
            offsets = java.util.stream.IntStream.range(0, layers).map(mlp::weights).toArray();
            bias = new double[mlp.widths.get(1)];
            inputs = new Batch[layers];
            values = new Batch[layers];
            slopes = new Batch[layers];
        }

        /// Points to a record of a batch.
        void place(Mlp mlp, Batch y, double[] record) {
            if (samples != y.size()) {
                samples = y.size();
                java.util.Arrays.setAll(values, l -> new Batch(mlp.widths.get(l + 1), samples, record, 0));
                java.util.Arrays.setAll(slopes, l -> new Batch(mlp.widths.get(l + 1), samples, record, 0));
            }
            int next = 0;
            inputs[0] = y;
            for (int l = 0; l < values.length; l++) {
                if (mlp.keepsValue(l)) {
                    next += values[l].repoint(record, next).length();
                }
                if (mlp.keepsSlope(l)) {
                    next += slopes[l].repoint(record, next).length();
                }
                if (l + 1 < inputs.length) {
                    inputs[l + 1] = values[l];
                }
            }
        }
    }
}
