package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Passes of a perceptron through its layers for a single sample. In a batch of one, seven columns of eight are
/// padding; here what lies between the layers are vectors, each rounded up to whole lanes. States and cotangents come
/// and go as batches. The numbers are those of [MlpWork], as long as no layer is wider than a product's block.
final class MlpOfOne {
    private final Mlp mlp;
    private final int layers;
    private final int[] widths;
    private final int[] columns;
    /// Where each layer's matrix and bias start in θ.
    private final int[] offsets;
    private final int[] biases;
    /// Where each layer's outputs and slopes start in a record; −1 where they are not kept.
    private final int[] values;
    private final int[] slopes;
    private final double[] timeBias;
    private final double[] state;
    private final double[] output;
    private final double[] gState;
    /// Of each layer's zₗ.
    private final double[][] cotangents;
    private final double[] ownRecord;
    private final Matrix matrix = new Matrix();

    MlpOfOne(Mlp mlp) {
        this.mlp = mlp;
        layers = mlp.layers();
        widths = mlp.widths().stream().mapToInt(w -> w).toArray();
        columns = IntStream.range(0, layers).map(mlp::columns).toArray();
        offsets = IntStream.range(0, layers).map(mlp::weights).toArray();
        biases = IntStream.range(0, layers)
                .map(l -> offsets[l] + widths[l + 1] * columns[l])
                .toArray();
        values = new int[layers];
        slopes = new int[layers];
        int next = 0;
        for (int l = 0; l < layers; l++) {
            int room = room(widths[l + 1]);
            values[l] = mlp.keepsValue(l) ? next : -1;
            next += mlp.keepsValue(l) ? room : 0;
            slopes[l] = mlp.keepsSlope(l) ? next : -1;
            next += mlp.keepsSlope(l) ? room : 0;
        }
        ownRecord = new double[next];
        timeBias = new double[widths[1]];
        state = new double[room(widths[0])];
        gState = new double[room(widths[0])];
        output = new double[room(widths[layers])];
        cotangents = new double[layers][];
        Arrays.setAll(cotangents, l -> new double[room(widths[l + 1])]);
    }

    private static int room(int width) {
        return (width + Batch.LANES - 1) / Batch.LANES * Batch.LANES;
    }

    /// Entries of a record; see [Mlp#recordLength].
    static int recordLength(Mlp mlp) {
        int length = 0;
        for (int l = 0; l < mlp.layers(); l++) {
            length += ((mlp.keepsValue(l) ? 1 : 0) + (mlp.keepsSlope(l) ? 1 : 0))
                    * room(mlp.widths().get(l + 1));
        }
        return length;
    }

    /// See [Mlp#eval].
    void eval(double t, Batch y, double[] theta, Batch dyOut) {
        up(t, y, theta, ownRecord, false, true);
        give(dyOut);
    }

    /// See [Mlp#evalAndRecord].
    void evalAndRecord(double t, Batch y, double[] theta, Batch dyOut, double[] record) {
        up(t, y, theta, record, true, true);
        give(dyOut);
    }

    /// See [Mlp#vjpFromRecord].
    double vjpFromRecord(
            double t, Batch y, double[] theta, Batch a, double[] record, Batch gyAcc, ParameterGradient gThetaAcc) {
        take(y, state);
        return down(t, theta, a, record, gyAcc, gThetaAcc);
    }

    /// Up and down in one pass.
    ///
    /// @param dyOut overwritten; null for who does not want it
    double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            @Nullable Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        up(t, y, theta, ownRecord, true, dyOut != null || !mlp.identity(layers - 1));
        if (dyOut != null) {
            give(dyOut);
        }
        return down(t, theta, a, ownRecord, gyAcc, gThetaAcc);
    }

    private static void take(Batch from, double[] vectorOut) {
        for (int i = 0; i < from.dim(); i++) {
            vectorOut[i] = from.data()[from.row(i)];
        }
    }

    /// With the padding of states.
    private void give(Batch dyOut) {
        for (int i = 0; i < dyOut.dim(); i++) {
            int row = dyOut.row(i);
            Arrays.fill(dyOut.data(), row, row + dyOut.stride(), output[i]);
        }
    }

    private void up(double t, Batch y, double[] theta, double[] record, boolean slopesWanted, boolean outputWanted) {
        take(y, state);
        double[] in = state;
        int inAt = 0;
        for (int l = 0; l < (outputWanted ? layers : layers - 1); l++) {
            boolean last = l == layers - 1;
            double[] z = last ? output : record;
            int at = last ? 0 : values[l];
            matrix.at(theta, offsets[l], widths[l + 1], widths[l], columns[l]);
            if (l == 0 && mlp.time()) {
                setTimeBias(t, theta);
                Kernels.affine(matrix, timeBias, 0, in, inAt, z, at);
            } else {
                Kernels.affine(matrix, theta, biases[l], in, inAt, z, at);
            }
            int room = room(widths[l + 1]);
            Arrays.fill(z, at + widths[l + 1], at + room, 0);
            if (slopesWanted && mlp.keepsSlope(l)) {
                mlp.activations().get(l).valuesAndSlopes(z, at, room, record, slopes[l]);
            } else if (!mlp.identity(l)) {
                mlp.activations().get(l).values(z, at, room, z);
            }
            if (last && slopesWanted && mlp.keepsValue(l)) {
                System.arraycopy(z, 0, record, values[l], room);
            }
            in = z;
            inAt = at;
        }
    }

    /// The column of t is one more bias.
    private void setTimeBias(double t, double[] theta) {
        int column = offsets[0] + columns[0] - 1;
        for (int i = 0; i < timeBias.length; i++, column += columns[0]) {
            timeBias[i] = theta[biases[0] + i] + t * theta[column];
        }
    }

    private double down(double t, double[] theta, Batch a, double[] record, Batch gyAcc, ParameterGradient gThetaAcc) {
        take(a, cotangents[layers - 1]);
        for (int l = layers - 1; l >= 0; l--) {
            double[] g = cotangents[l];
            if (mlp.keepsSlope(l)) {
                Kernels.scale(g, 0, g.length, record, slopes[l]);
            } else if (!mlp.identity(l)) {
                mlp.activations().get(l).timesSlopes(record, values[l], g.length, g, 0);
            }
            matrix.transposedAt(theta, offsets[l], widths[l + 1], widths[l], columns[l]);
            Kernels.multiply(matrix, g, 0, l > 0 ? cotangents[l - 1] : gState, 0);
            addGradient(l, g, record, gThetaAcc);
        }
        for (int i = 0; i < gyAcc.dim(); i++) {
            gyAcc.data()[gyAcc.row(i)] += gState[i];
        }
        return mlp.time() ? addTimeGradient(t, theta, gThetaAcc) : 0;
    }

    private void addGradient(int l, double[] g, double[] record, ParameterGradient into) {
        matrix.at(into.data(), into.row(0) + offsets[l], widths[l + 1], widths[l], columns[l]);
        Kernels.outerProductAdd(g, 0, l > 0 ? record : state, l > 0 ? values[l - 1] : 0, matrix);
        int bias = into.row(0) + biases[l];
        for (int i = 0; i < widths[l + 1]; i++) {
            into.data()[bias + i] += g[i];
        }
    }

    /// The column of t in W₁, and aᵀ∂f/∂t.
    private double addTimeGradient(double t, double[] theta, ParameterGradient into) {
        double[] g = cotangents[0];
        double timePart = 0;
        int column = offsets[0] + columns[0] - 1;
        for (int i = 0; i < widths[1]; i++, column += columns[0]) {
            into.add(0, column, t * g[i]);
            timePart += theta[column] * g[i];
        }
        return timePart;
    }
}
