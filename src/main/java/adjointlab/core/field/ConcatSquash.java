package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Matrix;
import java.util.ArrayList;
import java.util.List;

/// A perceptron whose layers time gates and shifts: zₗ = (Wₗ hₗ₋₁ + bₗ) ∘ sigmoid(gₗ t + cₗ) + sₗ t, hₗ = σₗ(zₗ).
/// Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud, "FFJORD", ICLR 2019, the authors' `concatsquash` layer.
/// Parameters of layer l: `field.Wl [out×in]`, `field.bl`, `field.gl`, `field.cl`, `field.sl [out]`.
///
/// @param widths components of h₀, then of each layer; at least two
/// @param hidden σ after every layer but the last, which has none
public record ConcatSquash(List<Integer> widths, Activation hidden) implements LayeredField {
    public ConcatSquash {
        widths = List.copyOf(widths);
        if (widths.size() < 2 || widths.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException("at least two widths are needed, each at least 1");
        }
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

    /// The gate opens the layer's matrix and bias, the shift adds to the bias.
    @Override
    public Mlp net() {
        return Mlp.of(widths, hidden, false);
    }

    private double gate(int at, int l, int i, double t, double[] theta) {
        return StandardActivations.SIGMOID.value(theta[at + vector(l, 1) + i] * t + theta[at + vector(l, 2) + i]);
    }

    @Override
    public void weightsAt(double t, double[] theta, int at, double[] weightsOut) {
        int next = 0;
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            int columns = widths.get(l);
            int matrix = at + start(l);
            int bias = at + vector(l, 0);
            int shift = at + vector(l, 3);
            for (int i = 0; i < rows; i++) {
                double gate = gate(at, l, i, t, theta);
                for (int k = 0; k < columns; k++) {
                    weightsOut[next + i * columns + k] = gate * theta[matrix + i * columns + k];
                }
                weightsOut[next + rows * columns + i] = gate * theta[bias + i] + theta[shift + i] * t;
            }
            next += rows * (columns + 1);
        }
    }

    @Override
    public double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt) {
        double timePart = 0;
        int next = gradientAt;
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            int columns = widths.get(l);
            for (int i = 0; i < rows; i++) {
                double gate = gate(at, l, i, t, theta);
                double ofBias = gradient[next + rows * columns + i];
                double ofGate = theta[at + vector(l, 0) + i] * ofBias;
                int row = start(l) + i * columns;
                for (int k = 0; k < columns; k++) {
                    double g = gradient[next + i * columns + k];
                    ofGate += theta[at + row + k] * g;
                    gThetaAcc[gThetaAt + row + k] += gate * g;
                }
                ofGate *= gate * (1 - gate);
                gThetaAcc[gThetaAt + vector(l, 0) + i] += gate * ofBias;
                gThetaAcc[gThetaAt + vector(l, 1) + i] += ofGate * t;
                gThetaAcc[gThetaAt + vector(l, 2) + i] += ofGate;
                gThetaAcc[gThetaAt + vector(l, 3) + i] += ofBias * t;
                timePart += ofGate * theta[at + vector(l, 1) + i] + ofBias * theta[at + vector(l, 3) + i];
            }
            next += rows * (columns + 1);
        }
        return timePart;
    }

    @Override
    public void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        int next = 0;
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            int columns = widths.get(l);
            for (int i = 0; i < rows; i++) {
                double gate = gate(at, l, i, t, theta);
                int g = at + vector(l, 1) + i;
                int s = at + vector(l, 3) + i;
                double gateDot =
                        gate * (1 - gate) * (thetaDot[g] * t + theta[g] * tDot + thetaDot[at + vector(l, 2) + i]);
                int row = at + start(l) + i * columns;
                for (int k = 0; k < columns; k++) {
                    weightsDotOut[next + i * columns + k] = gateDot * theta[row + k] + gate * thetaDot[row + k];
                }
                int b = at + vector(l, 0) + i;
                weightsDotOut[next + rows * columns + i] =
                        gateDot * theta[b] + gate * thetaDot[b] + thetaDot[s] * t + theta[s] * tDot;
            }
            next += rows * (columns + 1);
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
    public void tellLayer(
            double t,
            double[] theta,
            int at,
            int l,
            Batch input,
            Batch g,
            Scratch scratch,
            DenseLayer.Listener listener) {
        long mark = scratch.mark();
        int n = g.size();
        int rows = g.dim();
        Batch told = scratch.batch(rows, n);
        Matrix w =
                scratch.memory(widths, _ -> new Matrix()).at(theta, at + start(l), rows, widths.get(l), widths.get(l));
        listener.layer(3 * l + 2, input, t, g);
        Kernels.affine(w, theta, at + vector(l, 0), input, told);
        for (int i = 0; i < rows; i++) {
            double gate = gate(at, l, i, t, theta);
            double slope = gate * (1 - gate);
            for (int s = 0; s < g.stride(); s++) {
                told.data()[told.row(i) + s] *= g.data()[g.row(i) + s] * slope;
            }
        }
        listener.layer(3 * l + 1, input, t, told);
        for (int i = 0; i < rows; i++) {
            double gate = gate(at, l, i, t, theta);
            for (int s = 0; s < g.stride(); s++) {
                told.data()[told.row(i) + s] = g.data()[g.row(i) + s] * gate;
            }
        }
        listener.layer(3 * l, input, t, told);
        scratch.release(mark);
    }
}
