package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A multi-layer perceptron: zₗ = Wₗ hₗ₋₁ + bₗ, hₗ = σₗ(zₗ), h₀ = y or (y, t). Parameters `field.W1 [out×in]`,
/// `field.b1 [out]`, …, matrices by rows; with time as an input it is the last one.
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

    int layers() {
        return activations.size();
    }

    /// Columns of layer l's matrix.
    int columns(int l) {
        return widths.get(l) + (l == 0 && time ? 1 : 0);
    }

    /// Where layer l's matrix starts in θ.
    int weights(int l) {
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
    public void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        takeWeights(thetaDot, at, t, weightsDotOut);
        for (int i = 0; time && i < widths.get(1); i++) {
            int inputs = widths.getFirst();
            weightsDotOut[widths.get(1) * inputs + i] += tDot * theta[at + i * columns(0) + inputs];
        }
    }

    /// Whether nothing follows layer l's product.
    boolean identity(int l) {
        return activations.get(l) == StandardActivations.IDENTITY;
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        if (y.size() == 1) {
            ofOne(scratch).eval(t, y, theta, dyOut);
            return;
        }
        long mark = scratch.mark();
        work(scratch)
                .at(t, y, theta, scratch.array(MlpWork.recordLength(this, y.size())))
                .up(dyOut, false);
        scratch.release(mark);
    }

    private MlpWork work(Scratch scratch) {
        return scratch.memory(this, MlpWork::new);
    }

    private MlpOfOne ofOne(Scratch scratch) {
        return work(scratch).ofOne();
    }

    /// The outputs of the hidden layers; where a slope does not follow from the output, the slopes; of the last
    /// layer only what its activation needs.
    @Override
    public int recordLength(int samples) {
        return samples == 1 ? MlpOfOne.recordLength(this) : MlpWork.recordLength(this, samples);
    }

    boolean keepsValue(int l) {
        return l < layers() - 1 || !identity(l) && !keepsSlope(l);
    }

    boolean keepsSlope(int l) {
        return !activations.get(l).slopeFromValue();
    }

    @Override
    public void evalAndRecord(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        if (y.size() == 1) {
            ofOne(scratch).evalAndRecord(t, y, theta, dyOut, recordOut);
            return;
        }
        work(scratch).at(t, y, theta, recordOut).up(dyOut, true);
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
        if (y.size() == 1) {
            return ofOne(scratch).vjpFromRecord(t, y, theta, a, record, gyAcc, gThetaAcc);
        }
        long mark = scratch.mark();
        MlpWork work = work(scratch).at(t, y, theta, record);
        work.down(a, scratch, gyAcc);
        double timePart = work.addGradient(t, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        return upAndDown(t, y, theta, a, scratch, null, gyAcc, gThetaAcc);
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
        return upAndDown(t, y, theta, a, scratch, dyOut, gyAcc, gThetaAcc);
    }

    private double upAndDown(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            @Nullable Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        if (y.size() == 1) {
            return ofOne(scratch).evalAndVjp(t, y, theta, a, dyOut, gyAcc, gThetaAcc);
        }
        long mark = scratch.mark();
        MlpWork work = work(scratch).at(t, y, theta, scratch.array(MlpWork.recordLength(this, y.size())));
        work.upAndDown(dyOut, a, scratch, gyAcc);
        double timePart = work.addGradient(t, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public List<DenseLayer> denseLayers() {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            layers.add(new DenseLayer(weights(l), rows, widths.get(l), l == 0 && time, weights(l) + rows * columns(l)));
        }
        return layers;
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        MlpWork work = work(scratch).at(t, y, theta, scratch.array(MlpWork.recordLength(this, y.size())));
        work.upAndDown(null, a, scratch, null);
        work.show(t, listener);
        scratch.release(mark);
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        MlpWork work = work(scratch);
        int n = y.size();
        Batch h = y;
        Batch hDot = direction.y();
        for (int l = 0; l < layers(); l++) {
            int rows = widths.get(l + 1);
            Batch z = scratch.batch(rows, n);
            Batch zDot = l == layers() - 1 ? dfOut : scratch.batch(rows, n);
            Batch slope = scratch.batch(rows, n);
            work.preActivation(l, t, h, direction.theta(), zDot);
            Kernels.multiplyAdd(work.preActivation(l, t, h, theta, z), hDot, zDot);
            if (l == 0 && time) {
                for (int i = 0; i < rows; i++) {
                    double column = direction.t() * theta[(i + 1) * columns(0) - 1];
                    for (int s = 0; s < zDot.stride(); s++) {
                        zDot.data()[zDot.row(i) + s] += column;
                    }
                }
            }
            activations.get(l).valuesAndSlopes(z.data(), z.offset(), z.length(), slope.data(), slope.offset());
            Kernels.scale(zDot, slope);
            h = z;
            hDot = zDot;
        }
        scratch.release(mark);
    }
}
