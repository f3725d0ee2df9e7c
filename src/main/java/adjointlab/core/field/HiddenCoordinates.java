package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Crew;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.math.Scratch;
import java.util.List;

/// A perceptron with one hidden layer, ẏ = W₂ σ(W₁ y + b₁ + w t) + b₂, by what its hidden layer has summed up:
/// with q̇ = σ(W₁ y + b₁ + w t) the state is y = y₀ + W₂ q + b₂ (t − t₀), hence
///
/// q̇ = σ(r + M q + c t), with M = W₁ W₂ [h×h], c = W₁ b₂ + w [h] and r = W₁ y₀ + b₁ − W₁ b₂ t₀ [h×n].
///
/// An evaluation takes one product instead of two, a gradient one outer product instead of two. Runge-Kutta methods
/// commute with affine maps (McLachlan, Modin, Munthe-Kaas and Verdier, "B-series methods are exactly the affine
/// equivariant methods", Numer. Math. 133 (2016) 599), so that the same steps lead to the same states.
///
/// State: q [h×n]. Parameters: `M [h×h]`, `c [h]`, and `r` as a [Batch] lies in memory.
///
/// @param mlp with two layers, the last one without activation
/// @param samples n
public record HiddenCoordinates(Mlp mlp, int samples) implements VectorField {
    /// Hidden components below which there is nothing to gain.
    private static final int SMALLEST = 16;
    /// Evaluations within which M has to pay for itself.
    private static final int EVALUATIONS = 8;

    public HiddenCoordinates {
        if (mlp.layers() != 2 || !mlp.identity(1)) {
            throw new IllegalArgumentException("hidden coordinates need one hidden layer and a linear output");
        }
    }

    /// Whether a field has such coordinates, and integrating in them is less work.
    ///
    /// @param samples n
    public static boolean pays(VectorField field, int samples) {
        if (!(field instanceof Mlp mlp) || mlp.layers() != 2 || !mlp.identity(1)) {
            return false;
        }
        double d = mlp.dim();
        double h = mlp.widths().get(1);
        double preparation = 3 * h * h * d; // M, and on the way back what becomes of its gradient
        double saving = samples * (2 * d * h - h * h);
        return h >= SMALLEST && h <= d && preparation <= EVALUATIONS * saving;
    }

    @Override
    public int dim() {
        return mlp.widths().get(1);
    }

    /// Where c starts in the parameters.
    public int drift() {
        return dim() * dim();
    }

    /// Where r starts in them.
    public int offsets() {
        return drift() + dim();
    }

    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(List.of(
                Block.of("M", 0, dim(), dim()),
                Block.of("c", drift(), dim()),
                Block.of("r", offsets(), dim(), Batch.stride(samples))));
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        scratch.memory(this, Work::new).at(t, y, theta).eval(dyOut);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Batch value = scratch.batch(dim(), samples);
        double timePart = evalAndVjp(t, y, theta, a, scratch, value, gyAcc, gThetaAcc);
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
        Work work = scratch.memory(this, Work::new).at(t, y, theta);
        if (slopeIsRecord()) {
            work.eval(dyOut);
        } else {
            work.evalWithSlopes(dyOut, scratch.batch(dim(), samples));
        }
        double timePart = work.product(a, scratch.batch(dim(), samples), gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public boolean slopeIsRecord() {
        return activation().slopeFromValue();
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
        Work work = scratch.memory(this, Work::new).at(t, y, theta);
        double timePart = work.known(record).product(a, scratch.batch(dim(), samples), gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        Batch slope = scratch.batch(dim(), samples);
        scratch.memory(this, Work::new).at(t, y, theta).evalWithSlopes(scratch.batch(dim(), samples), slope);
        double[] dot = direction.theta();
        Matrix m = new Matrix();
        for (int i = 0; i < dim(); i++) {
            double drift = t * dot[drift() + i] + direction.t() * theta[drift() + i];
            for (int s = 0; s < y.stride(); s++) {
                dfOut.data()[dfOut.row(i) + s] = dot[offsets() + i * y.stride() + s] + drift;
            }
        }
        Kernels.multiplyAdd(m.at(dot, 0, dim(), dim(), dim()), y, dfOut);
        Kernels.multiplyAdd(m.at(theta, 0, dim(), dim(), dim()), direction.y(), dfOut);
        Kernels.scale(dfOut, slope);
        scratch.release(mark);
    }

    private Activation activation() {
        return mlp.activations().getFirst();
    }

    /// What a thread needs beside batches. A crew shares it by samples, the gradient of M by entries.
    private static final class Work {
        /// Operations that an activation is worth.
        private static final double ACTIVATION = 50;

        private final HiddenCoordinates field;
        private final int hidden;
        private final Activation activation;
        private final Matrix weights = new Matrix();
        private final Matrix transposed = new Matrix();
        private final Matrix gradient = new Matrix();
        private final Crew.Task up = this::up;
        private final Crew.Task down = this::down;
        private final Crew.Task gather = this::gather;
        /// σ(z).
        private final Batch value;
        /// σ′(z), where it does not follow from σ(z).
        private final Batch slope;
        private final double[] sums;

        // of the running pass
        private double[] theta = new double[0];
        private double t;
        private Batch q;
        private boolean slopesWanted;
        private Batch a;
        private Batch g;
        private Batch gqAcc;
        private ParameterGradient into = new ParameterGradient(1, 0);

        Work(HiddenCoordinates field) {
            this.field = field;
            hidden = field.dim();
            activation = field.activation();
            sums = new double[hidden];
            value = new Batch(hidden, field.samples(), theta, 0);
            slope = new Batch(hidden, field.samples(), theta, 0);
            q = value;
            a = value;
            g = value;
            gqAcc = value;
        }

        Work at(double t, Batch q, double[] theta) {
            this.t = t;
            this.q = q;
            this.theta = theta;
            weights.at(theta, 0, hidden, hidden, hidden);
            transposed.transposedAt(theta, 0, hidden, hidden, hidden);
            return this;
        }

        Work known(double[] slopes) {
            value.repoint(slopes, 0);
            return this;
        }

        void eval(Batch dqOut) {
            slopesWanted = false;
            value.repoint(dqOut.data(), dqOut.offset());
            Crew.run(up, operations());
        }

        void evalWithSlopes(Batch dqOut, Batch slopeOut) {
            slopesWanted = true;
            value.repoint(dqOut.data(), dqOut.offset());
            slope.repoint(slopeOut.data(), slopeOut.offset());
            Crew.run(up, operations());
        }

        private double operations() {
            return hidden * (2.0 * hidden + ACTIVATION) * q.columns();
        }

        /// The vector-Jacobian product after an evaluation, or where its result is known.
        ///
        /// @param g memory for the cotangent of what σ takes
        double product(Batch a, Batch g, Batch gqAcc, ParameterGradient into) {
            this.a = a;
            this.g = g;
            this.gqAcc = gqAcc;
            this.into = into;
            Crew.run(down, operations());
            gradient.at(into.data(), into.row(0), hidden, hidden, hidden);
            Crew.run(gather, 2.0 * hidden * hidden * q.columns());
            return into.perSample() ? addPerSample() : addSummed();
        }

        private void up(int part, int parts) {
            int from = value.bound(part, parts);
            int to = value.bound(part + 1, parts);
            int offsets = field.offsets();
            for (int i = 0; i < hidden; i++) {
                double drift = t * theta[field.drift() + i];
                double[] z = value.data();
                int at = value.row(i);
                int fixed = offsets + i * value.stride();
                for (int s = from; s < to; s++) {
                    z[at + s] = theta[fixed + s] + drift;
                }
            }
            Kernels.multiplyAdd(weights, q, value, from, to);
            for (int i = 0; i < hidden; i++) {
                int at = value.row(i) + from;
                if (slopesWanted) {
                    activation.valuesAndSlopes(value.data(), at, to - from, slope.data(), slope.row(i) + from);
                } else {
                    activation.values(value.data(), at, to - from, value.data());
                }
            }
            clearGap(value, to);
        }

        private static void clearGap(Batch batch, int to) {
            for (int i = 0; to == batch.columns() && to < batch.stride() && i < batch.dim(); i++) {
                java.util.Arrays.fill(batch.data(), batch.row(i) + to, batch.row(i) + batch.stride(), 0);
            }
        }

        /// g = σ′(z) a, and Mᵀ g for q.
        private void down(int part, int parts) {
            int from = g.bound(part, parts);
            int to = g.bound(part + 1, parts);
            g.copyFrom(a, from, to);
            clearGap(g, to);
            for (int i = 0; i < hidden; i++) {
                if (activation.slopeFromValue()) {
                    activation.timesSlopes(value.data(), value.row(i) + from, to - from, g.data(), g.row(i) + from);
                } else {
                    Kernels.scale(g.data(), g.row(i) + from, to - from, slope.data(), slope.row(i) + from);
                }
            }
            Kernels.multiplyAdd(transposed, g, gqAcc, from, to);
        }

        private void gather(int part, int parts) {
            if (!into.perSample()) {
                Kernels.outerProductAdd(g, q, gradient, part, parts);
            }
        }

        /// The gradients of c and r; those of r belong to a sample each.
        ///
        /// @return aᵀ∂f/∂t
        private double addSummed() {
            double[] acc = into.data();
            double[] all = g.data();
            int shift = into.row(0) + field.offsets() - g.offset();
            int end = g.offset() + g.length();
            for (int j = g.offset(); j < end; j++) {
                acc[shift + j] += all[j];
            }
            java.util.Arrays.fill(sums, 0);
            Kernels.rowSumsAdd(g, sums, 0);
            double timePart = 0;
            for (int i = 0; i < hidden; i++) {
                acc[into.row(0) + field.drift() + i] += t * sums[i];
                timePart += theta[field.drift() + i] * sums[i];
            }
            return timePart;
        }

        private double addPerSample() {
            double timePart = 0;
            for (int s = 0; s < g.size(); s++) {
                Kernels.outerProductAdd(g, q, s, into.data(), into.row(s), hidden);
                for (int i = 0; i < hidden; i++) {
                    into.add(s, field.drift() + i, t * g.get(i, s));
                    into.add(s, field.offsets() + i * g.stride() + s, g.get(i, s));
                    timePart += theta[field.drift() + i] * g.get(i, s);
                }
            }
            return timePart;
        }
    }
}
