package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.math.Scratch;
import java.util.ArrayList;
import java.util.List;

/// A perceptron whose layers time gates and shifts: zₗ = (Wₗ hₗ₋₁ + bₗ) ∘ sigmoid(gₗ t + cₗ) + sₗ t, hₗ = σₗ(zₗ). Grathwohl,
/// Chen, Bettencourt, Sutskever and Duvenaud, "FFJORD", ICLR 2019, the authors' `concatsquash` layer. Parameters of layer
/// l: `field.Wl [out×in]`, `field.bl`, `field.gl`, `field.cl`, `field.sl [out]`.
///
/// @param widths components of h₀, then of each layer; at least two
/// @param hidden σ after every layer but the last, which has none
public record ConcatSquash(List<Integer> widths, Activation hidden) implements VectorField {
    public ConcatSquash {
        widths = List.copyOf(widths);
        if (widths.size() < 2 || widths.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException("at least two widths are needed, each at least 1");
        }
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
            blocks.add(Block.of("field.W" + (l + 1), start(l), out, widths.get(l)));
            String[] vectors = {"b", "g", "c", "s"};
            for (int v = 0; v < vectors.length; v++) {
                blocks.add(Block.of("field." + vectors[v] + (l + 1), vector(l, v), out));
            }
        }
        return new ParameterLayout(blocks);
    }

    private int layers() {
        return widths.size() - 1;
    }

    private int start(int l) {
        int offset = 0;
        for (int i = 0; i < l; i++) {
            offset += widths.get(i + 1) * (widths.get(i) + 4);
        }
        return offset;
    }

    /// Where b (0), g (1), c (2) or s (3) of layer l starts.
    private int vector(int l, int which) {
        return start(l) + widths.get(l + 1) * (widths.get(l) + which);
    }

    private double gate(int l, int i, double t, double[] theta) {
        return StandardActivations.SIGMOID.value(theta[vector(l, 1) + i] * t + theta[vector(l, 2) + i]);
    }

    /// Wₗ h + bₗ into `linearOut`, zₗ into `zOut`.
    private void layer(
            Matrix matrix, int l, double t, Batch h, double[] theta, Batch linearOut, Batch zOut) {
        Kernels.affine(
                matrix.at(theta, start(l), widths.get(l + 1), widths.get(l), widths.get(l)),
                theta,
                vector(l, 0),
                h,
                linearOut);
        for (int i = 0; i < zOut.dim(); i++) {
            double gate = gate(l, i, t, theta);
            double shift = theta[vector(l, 3) + i] * t;
            for (int s = 0; s < zOut.stride(); s++) {
                zOut.data()[zOut.row(i) + s] = linearOut.data()[linearOut.row(i) + s] * gate + shift;
            }
        }
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        Batch h = y;
        for (int l = 0; l < layers(); l++) {
            Batch z = l == layers() - 1 ? dyOut : scratch.batch(widths.get(l + 1), y.size());
            layer(memory.matrix, l, t, h, theta, z, z);
            if (l < layers() - 1) {
                hidden.values(z.data(), z.offset(), z.length(), z.data());
            }
            h = z;
        }
        scratch.release(mark);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        forward(memory, t, y, theta, scratch);
        int n = y.size();
        double timePart = 0;
        Batch g = scratch.batch(dim(), n);
        g.copyFrom(a);
        for (int l = layers() - 1; l >= 0; l--) {
            if (l < layers() - 1) {
                Kernels.scale(g, memory.slopes[l]);
            }
            timePart += throughGate(memory, l, t, theta, g, gThetaAcc);
            addWeightGradient(memory, l, g, gThetaAcc);
            Matrix w = memory.matrix.transposedAt(
                    theta, start(l), widths.get(l + 1), widths.get(l), widths.get(l));
            Batch below = l == 0 ? gyAcc : scratch.batch(widths.get(l), n);
            if (l > 0) {
                Kernels.multiply(w, g, below);
            } else {
                Kernels.multiplyAdd(w, g, below);
            }
            g = below;
        }
        scratch.release(mark);
        return timePart;
    }

    /// All layers, keeping what goes into each, Wh + b and slopes.
    private void forward(Memory memory, double t, Batch y, double[] theta, Scratch scratch) {
        int n = y.size();
        memory.inputs[0] = y;
        for (int l = 0; l < layers(); l++) {
            Batch z = scratch.batch(widths.get(l + 1), n);
            memory.linear[l] = scratch.batch(widths.get(l + 1), n);
            memory.slopes[l] = scratch.batch(widths.get(l + 1), n);
            layer(memory.matrix, l, t, memory.inputs[l], theta, memory.linear[l], z);
            if (l < layers() - 1) {
                hidden.valuesAndSlopes(
                        z.data(), z.offset(), z.length(), memory.slopes[l].data(), memory.slopes[l].offset());
                memory.inputs[l + 1] = z;
            }
        }
    }

    /// Three for each layer: W and b; the gate's rate g and offset c; the shift's rate s.
    @Override
    public List<DenseLayer> denseLayers() {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            layers.add(new DenseLayer(start(l), rows, widths.get(l), false, vector(l, 0)));
            layers.add(new DenseLayer(vector(l, 1), rows, 0, true, vector(l, 2)));
            layers.add(new DenseLayer(vector(l, 3), rows, 0, true, -1));
        }
        return layers;
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        Memory memory = scratch.memory(this, Memory::new);
        forward(memory, t, y, theta, scratch);
        int n = y.size();
        Batch g = scratch.batch(dim(), n);
        g.copyFrom(a);
        for (int l = layers() - 1; l >= 0; l--) {
            if (l < layers() - 1) {
                Kernels.scale(g, memory.slopes[l]);
            }
            listener.layer(3 * l + 2, memory.inputs[l], g);
            Batch toGate = scratch.batch(g.dim(), n);
            toGate.fill(0);
            for (int i = 0; i < g.dim(); i++) {
                double gate = gate(l, i, t, theta);
                for (int s = 0; s < n; s++) {
                    toGate.set(i, s, g.get(i, s) * memory.linear[l].get(i, s) * gate * (1 - gate));
                    g.set(i, s, g.get(i, s) * gate);
                }
            }
            listener.layer(3 * l + 1, memory.inputs[l], toGate);
            listener.layer(3 * l, memory.inputs[l], g);
            if (l > 0) {
                Batch below = scratch.batch(widths.get(l), n);
                Kernels.multiply(
                        memory.matrix.transposedAt(
                                theta, start(l), widths.get(l + 1), widths.get(l), widths.get(l)),
                        g,
                        below);
                g = below;
            }
        }
        scratch.release(mark);
    }

    /// From the cotangent of z to that of Wh + b, in place; adds the gradients of g, c and s.
    private double throughGate(
            Memory memory, int l, double t, double[] theta, Batch g, ParameterGradient gradient) {
        double timePart = 0;
        for (int i = 0; i < g.dim(); i++) {
            double gate = gate(l, i, t, theta);
            double gateSlope = gate * (1 - gate);
            double rate = theta[vector(l, 1) + i];
            double shift = theta[vector(l, 3) + i];
            for (int s = 0; s < g.size(); s++) {
                double gi = g.get(i, s);
                double toGate = gi * memory.linear[l].get(i, s) * gateSlope;
                gradient.add(s, vector(l, 1) + i, toGate * t);
                gradient.add(s, vector(l, 2) + i, toGate);
                gradient.add(s, vector(l, 3) + i, gi * t);
                timePart += toGate * rate + gi * shift;
                g.set(i, s, gi * gate);
            }
        }
        return timePart;
    }

    private void addWeightGradient(Memory memory, int l, Batch g, ParameterGradient gradient) {
        Batch x = memory.inputs[l];
        if (!gradient.perSample()) {
            Kernels.outerProductAdd(
                    g,
                    x,
                    memory.matrix.at(
                            gradient.data(), gradient.row(0) + start(l), g.dim(), widths.get(l), widths.get(l)));
            Kernels.rowSumsAdd(g, gradient.data(), gradient.row(0) + vector(l, 0));
            return;
        }
        for (int i = 0; i < g.dim(); i++) {
            for (int s = 0; s < g.size(); s++) {
                for (int k = 0; k < x.dim(); k++) {
                    gradient.add(s, start(l) + i * x.dim() + k, g.get(i, s) * x.get(k, s));
                }
                gradient.add(s, vector(l, 0) + i, g.get(i, s));
            }
        }
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
            int columns = widths.get(l);
            Batch z = scratch.batch(rows, n);
            Batch linear = scratch.batch(rows, n);
            Batch slope = scratch.batch(rows, n);
            Batch zDot = l == layers() - 1 ? dfOut : scratch.batch(rows, n);
            layer(memory.matrix, l, t, h, theta, linear, z);
            double[] dTheta = direction.theta();
            Kernels.affine(
                    memory.matrix.at(dTheta, start(l), rows, columns, columns), dTheta, vector(l, 0), h, zDot);
            Kernels.multiplyAdd(memory.matrix.at(theta, start(l), rows, columns, columns), hDot, zDot);
            for (int i = 0; i < rows; i++) {
                double gate = gate(l, i, t, theta);
                double gateDot = gate
                        * (1 - gate)
                        * (dTheta[vector(l, 1) + i] * t
                                + theta[vector(l, 1) + i] * direction.t()
                                + dTheta[vector(l, 2) + i]);
                double shiftDot = dTheta[vector(l, 3) + i] * t + theta[vector(l, 3) + i] * direction.t();
                for (int s = 0; s < zDot.stride(); s++) {
                    int at = zDot.row(i) + s;
                    zDot.data()[at] =
                            zDot.data()[at] * gate + linear.data()[linear.row(i) + s] * gateDot + shiftDot;
                }
            }
            if (l < layers() - 1) {
                hidden.valuesAndSlopes(z.data(), z.offset(), z.length(), slope.data(), slope.offset());
                Kernels.scale(zDot, slope);
            }
            h = z;
            hDot = zDot;
        }
        scratch.release(mark);
    }

    /// What a thread needs to work with this field beside batches.
    private static final class Memory {
        private final Matrix matrix = new Matrix();
        private final Batch[] inputs;
        private final Batch[] linear;
        private final Batch[] slopes;

        Memory(ConcatSquash field) {
            inputs = new Batch[field.layers()];
            linear = new Batch[field.layers()];
            slopes = new Batch[field.layers()];
            Batch none = new Batch(1, 1);
            java.util.Arrays.fill(inputs, none);
            java.util.Arrays.fill(linear, none);
            java.util.Arrays.fill(slopes, none);
        }
    }
}
