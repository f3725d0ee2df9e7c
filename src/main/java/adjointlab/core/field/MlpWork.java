package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a thread needs to work with a perceptron beside batches, and its passes through the layers. A crew may share
/// them: the way up and down is cut by samples, so that what a layer gives is still at hand when the next one takes it;
/// the gradients of weights by entries. Each number comes out the same however that is cut.
final class MlpWork {
    /// Operations that an activation is worth.
    private static final double ACTIVATION = 50;

    private final Mlp mlp;
    private final int layers;
    private final int[] widths;
    private final int[] columns;
    /// Where each layer's matrix starts in θ.
    private final int[] offsets;
    private final double[] timeBias;
    /// Wₗ, its transpose and its gradient.
    private final Matrix[] weights;
    private final Matrix[] transposed;
    private final Matrix[] gradients;
    /// What each layer takes in.
    private final Batch[] inputs;
    /// Views of the record: what each layer gives out, and its slopes.
    private final Batch[] values;
    private final Batch[] slopes;
    /// Of each layer's zₗ.
    private final Batch[] cotangents;
    private final MlpOfOne ofOne;
    private int samples;

    // of the running pass
    private double[] theta = new double[0];
    private boolean up;
    private boolean slopesWanted;
    private @Nullable Batch output;
    private @Nullable Batch cotangent;
    private @Nullable Batch gyAcc;
    private @Nullable ParameterGradient gradient;
    private final Crew.Task pass = this::pass;
    private final Crew.Task gather = this::gather;

    MlpWork(Mlp mlp) {
        this.mlp = mlp;
        ofOne = new MlpOfOne(mlp);
        layers = mlp.layers();
        widths = mlp.widths().stream().mapToInt(w -> w).toArray();
        columns = java.util.stream.IntStream.range(0, layers).map(mlp::columns).toArray();
        offsets = java.util.stream.IntStream.range(0, layers).map(mlp::weights).toArray();
        timeBias = new double[widths[1]];
        weights = matrices(layers);
        transposed = matrices(layers);
        gradients = matrices(layers);
        inputs = new Batch[layers];
        values = new Batch[layers];
        slopes = new Batch[layers];
        cotangents = new Batch[layers];
    }

    /// The same for batches of one sample.
    MlpOfOne ofOne() {
        return ofOne;
    }

    /// Entries of a record; see [Mlp#recordLength].
    static int recordLength(Mlp mlp, int samples) {
        int rows = 0;
        for (int l = 0; l < mlp.layers(); l++) {
            rows += ((mlp.keepsValue(l) ? 1 : 0) + (mlp.keepsSlope(l) ? 1 : 0))
                    * mlp.widths().get(l + 1);
        }
        return rows * Batch.stride(samples);
    }

    private static Matrix[] matrices(int count) {
        Matrix[] all = new Matrix[count];
        Arrays.setAll(all, _ -> new Matrix());
        return all;
    }

    /// Sets weights, time and states of the passes that follow.
    ///
    /// @param record of a pass up, to be written or read
    /// @return this
    MlpWork at(double t, Batch y, double[] theta, double[] record) {
        this.theta = theta;
        for (int l = 0; l < layers; l++) {
            matrixAt(weights[l], l, theta, 0);
            transposed[l].transposedAt(theta, offsets[l], widths[l + 1], widths[l], columns[l]);
        }
        if (mlp.time()) {
            setTimeBias(t, theta);
        }
        place(y, record);
        return this;
    }

    private void place(Batch y, double[] record) {
        if (samples != y.size()) {
            samples = y.size();
            Arrays.setAll(values, l -> new Batch(widths[l + 1], samples, record, 0));
            Arrays.setAll(slopes, l -> new Batch(widths[l + 1], samples, record, 0));
        }
        int next = 0;
        inputs[0] = y;
        for (int l = 0; l < layers; l++) {
            if (mlp.keepsValue(l)) {
                next += values[l].repoint(record, next).length();
            }
            if (mlp.keepsSlope(l)) {
                next += slopes[l].repoint(record, next).length();
            }
            if (l + 1 < layers) {
                inputs[l + 1] = values[l];
            }
        }
    }

    /// Where bₗ starts in θ.
    private int bias(int l) {
        return offsets[l] + widths[l + 1] * columns[l];
    }

    /// Where row i's factor of t stands in θ.
    private int timeColumn(int i) {
        return offsets[0] + (i + 1) * columns[0] - 1;
    }

    /// zₗ of one layer, for whoever goes through the layers by itself.
    ///
    /// @return Wₗ, until the next call
    Matrix preActivation(int l, double t, Batch h, double[] theta, Batch zOut) {
        Matrix w = matrixAt(weights[l], l, theta, 0);
        if (l == 0 && mlp.time()) {
            setTimeBias(t, theta);
            Kernels.affine(w, timeBias, 0, h, zOut);
        } else {
            Kernels.affine(w, theta, bias(l), h, zOut);
        }
        return w;
    }

    private Matrix matrixAt(Matrix matrix, int l, double[] data, int start) {
        return matrix.at(data, start + offsets[l], widths[l + 1], widths[l], columns[l]);
    }

    /// The column of t is one more bias.
    private void setTimeBias(double t, double[] theta) {
        for (int i = 0; i < timeBias.length; i++) {
            timeBias[i] = theta[bias(0) + i] + t * theta[timeColumn(i)];
        }
    }

    /// Up through all layers.
    ///
    /// @param dyOut overwritten
    /// @param slopesWanted whether the record is for a way back
    void up(Batch dyOut, boolean slopesWanted) {
        run(true, slopesWanted, dyOut, null, null);
    }

    /// Down through all layers, from a record.
    ///
    /// @param a cotangent of the output, padding zero
    /// @param gyAcc added to
    void down(Batch a, Scratch scratch, Batch gyAcc) {
        makeRoom(a, scratch);
        run(false, true, null, a, gyAcc);
    }

    /// Up and down in one pass.
    ///
    /// @param dyOut overwritten; null for who does not want it
    /// @param a cotangent of the output, padding zero
    /// @param gyAcc added to; null for who does not want it
    void upAndDown(@Nullable Batch dyOut, Batch a, Scratch scratch, @Nullable Batch gyAcc) {
        makeRoom(a, scratch);
        Batch last = dyOut == null && !mlp.identity(layers - 1) ? scratch.batch(a.dim(), a.size()) : dyOut;
        run(true, true, last, a, gyAcc);
    }

    private void run(
            boolean up, boolean slopesWanted, @Nullable Batch output, @Nullable Batch a, @Nullable Batch gyAcc) {
        this.up = up;
        this.slopesWanted = slopesWanted;
        this.output = output;
        this.cotangent = a;
        this.gyAcc = gyAcc;
        int ways = (up ? 1 : 0) + (a == null ? 0 : 1);
        Crew.run(pass, ways * operations(ACTIVATION));
    }

    private double operations(double activation) {
        double sum = 0;
        for (int l = 0; l < layers; l++) {
            sum += widths[l + 1] * (2.0 * widths[l] + activation);
        }
        return sum * inputs[0].columns();
    }

    /// Cotangents of all z; where nothing lies between, the output's is the last z's.
    private void makeRoom(Batch a, Scratch scratch) {
        for (int l = 0; l < layers; l++) {
            boolean same = l == layers - 1 && mlp.identity(l);
            cotangents[l] = same ? a : scratch.batch(widths[l + 1], a.size());
        }
    }

    private void pass(int part, int parts) {
        int from = inputs[0].bound(part, parts);
        int to = inputs[0].bound(part + 1, parts);
        if (up) {
            climb(from, to);
        }
        if (cotangent != null) {
            descend(cotangent, from, to);
        }
    }

    private void climb(int from, int to) {
        for (int l = 0; l < layers - 1; l++) {
            climb(l, values[l], from, to);
        }
        if (output != null) {
            int l = layers - 1;
            climb(l, output, from, to);
            if (slopesWanted && mlp.keepsValue(l)) {
                values[l].copyFrom(output, from, to);
            }
        }
    }

    private void climb(int l, Batch z, int from, int to) {
        boolean timed = l == 0 && mlp.time();
        Kernels.affine(weights[l], timed ? timeBias : theta, timed ? 0 : bias(l), inputs[l], z, from, to);
        if (mlp.identity(l) && !(slopesWanted && mlp.keepsSlope(l))) {
            return;
        }
        boolean whole = to - from == z.columns();
        int length = whole ? z.length() : to - from;
        for (int i = 0; i < (whole ? 1 : z.dim()); i++) {
            activate(l, z.data(), z.row(i) + from, length, slopes[l], slopes[l].row(i) + from);
        }
    }

    private void activate(int l, double[] z, int at, int length, Batch slope, int slopeAt) {
        Activation activation = mlp.activations().get(l);
        if (slopesWanted && mlp.keepsSlope(l)) {
            activation.valuesAndSlopes(z, at, length, slope.data(), slopeAt);
        } else {
            activation.values(z, at, length, z);
        }
    }

    private void descend(Batch a, int from, int to) {
        int last = layers - 1;
        if (cotangents[last] != a) {
            cotangents[last].copyFrom(a, from, to);
        }
        for (int l = last; l >= 0; l--) {
            if (!mlp.identity(l)) {
                throughActivation(l, cotangents[l], from, to);
            }
            if (l > 0) {
                Kernels.multiply(transposed[l], cotangents[l], cotangents[l - 1], from, to);
            } else if (gyAcc != null) {
                Kernels.multiplyAdd(transposed[0], cotangents[0], gyAcc, from, to);
            }
        }
    }

    /// g *= σₗ′(zₗ).
    private void throughActivation(int l, Batch g, int from, int to) {
        boolean whole = to - from == g.columns();
        int length = whole ? g.length() : to - from;
        Batch kept = mlp.keepsSlope(l) ? slopes[l] : values[l];
        for (int i = 0; i < (whole ? 1 : g.dim()); i++) {
            int at = g.row(i) + from;
            int keptAt = kept.row(i) + from;
            if (mlp.keepsSlope(l)) {
                Kernels.scale(g.data(), at, length, kept.data(), keptAt);
            } else {
                mlp.activations().get(l).timesSlopes(kept.data(), keptAt, length, g.data(), at);
            }
        }
    }

    /// Adds the gradients of all weights, after a way down.
    ///
    /// @param t s
    /// @param into [1×≥p] summed over the batch or [n×≥p] per sample
    /// @return aᵀ∂f/∂t, summed over the batch
    double addGradient(double t, ParameterGradient into) {
        gradient = into;
        for (int l = 0; l < layers; l++) {
            gradients[l].at(into.data(), into.row(0) + offsets[l], widths[l + 1], widths[l], columns[l]);
        }
        Crew.run(gather, operations(0));
        return mlp.time() ? addTimeGradient(t, into) : 0;
    }

    private void gather(int part, int parts) {
        ParameterGradient into = java.util.Objects.requireNonNull(gradient);
        for (int l = 0; l < layers; l++) {
            if (into.perSample()) {
                gatherPerSample(l, into, Crew.bound(part, parts, samples, 1), Crew.bound(part + 1, parts, samples, 1));
            } else {
                Kernels.outerProductAdd(cotangents[l], inputs[l], gradients[l], part, parts);
                Kernels.rowSumsAdd(cotangents[l], into.data(), into.row(0) + bias(l), part, parts);
            }
        }
    }

    private void gatherPerSample(int l, ParameterGradient into, int from, int to) {
        Batch g = cotangents[l];
        for (int s = from; s < to; s++) {
            Kernels.outerProductAdd(g, inputs[l], s, into.data(), into.row(s) + offsets[l], columns[l]);
            for (int i = 0; i < g.dim(); i++) {
                into.add(s, bias(l) + i, g.get(i, s));
            }
        }
    }

    /// The column of t in W₁, and aᵀ∂f/∂t.
    private double addTimeGradient(double t, ParameterGradient into) {
        Batch g = cotangents[0];
        double timePart = 0;
        for (int i = 0; i < g.dim(); i++) {
            int column = timeColumn(i);
            for (int s = 0; s < g.size(); s++) {
                double gi = g.get(i, s);
                into.add(s, column, t * gi);
                timePart += theta[column] * gi;
            }
        }
        return timePart;
    }

    /// Shows who listens what goes into each layer and the cotangent of what it gives, after a way down.
    void show(double t, DenseLayer.Listener listener) {
        for (int l = layers - 1; l >= 0; l--) {
            listener.layer(l, inputs[l], t, cotangents[l]);
        }
    }
}
