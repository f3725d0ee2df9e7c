package adjointlab.core.ntk;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Progress;
import adjointlab.core.ode.Tableau;
import adjointlab.core.ode.Tableaus;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The tangent kernel of one wide model that is solved by an explicit Runge-Kutta method in equal steps, without ever
/// forming a gradient of n² numbers. With g_q the cotangent of the slope at stage q of all steps and φ_q the activation
/// there, the gradient by W is κ Σ_q g_q φ_qᵀ, κ = σ_w/√n, so that
/// ⟨∇_W f, ∇_W f′⟩ = κ² Σ_qr ⟨g_q, g′_r⟩⟨φ_q, φ′_r⟩.
/// For Euler's method, whose cotangents are those of the residual network's layers, this is Gao et al., ICLR 2025,
/// equations (10), (44), (45) and (54); those of other methods are the discrete adjoint's, Hager, Numer. Math. 87
/// (2000) 247.
public final class WideKernel {
    /// Numbers that a block of samples may keep; two blocks are kept at a time.
    static final int BLOCK = 32_000_000;

    private final WideNetwork network;
    private final Tableau tableau;
    private final int steps;
    /// The stages that the solution depends on, ascending.
    private final int[] stages;

    /// Of a residual network.
    ///
    /// @param network scales, horizon and activation
    /// @param depth L, at least 1
    public WideKernel(WideNetwork network, int depth) {
        this(network, Tableaus.euler(), depth);
    }

    /// @param network scales, horizon and activation
    /// @param tableau of an explicit method, see [#isExplicit]
    /// @param steps how many, at least 1
    public WideKernel(WideNetwork network, Tableau tableau, int steps) {
        if (!isExplicit(tableau)) {
            throw new IllegalArgumentException("the contraction over stages needs an explicit method");
        }
        this.network = network;
        this.tableau = tableau;
        this.steps = steps;
        this.stages = needed(tableau);
    }

    /// Whether no stage depends on itself or on later ones.
    public static boolean isExplicit(Tableau tableau) {
        for (int i = 0; i < tableau.stages(); i++) {
            for (int j = i; j < tableau.a()[i].length; j++) {
                if (tableau.a()[i][j] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int[] needed(Tableau tableau) {
        boolean[] needed = new boolean[tableau.stages()];
        for (int i = needed.length - 1; i >= 0; i--) {
            needed[i] = tableau.b()[i] != 0;
            for (int j = i + 1; j < needed.length; j++) {
                needed[i] |= needed[j] && weight(tableau, j, i) != 0;
            }
        }
        return IntStream.range(0, needed.length).filter(i -> needed[i]).toArray();
    }

    private static double weight(Tableau tableau, int stage, int earlier) {
        double[] row = tableau.a()[stage];
        return earlier < row.length ? row[earlier] : 0;
    }

    /// A model's weights.
    ///
    /// @param w W [n×n] by rows, not copied
    /// @param u U [n×d] by rows, not copied
    /// @param v one output's weights [n], not copied
    public record Weights(double[] w, double[] u, double[] v) {
        /// Standard normal ones.
        public static Weights random(int width, int inputs, RandomGenerator random) {
            return new Weights(
                    gaussian(width * width, random), gaussian(width * inputs, random), gaussian(width, random));
        }

        /// Those of a model of the wide family with one output.
        ///
        /// @param theta [p], copied
        /// @param layout where the blocks lie
        public static Weights of(double[] theta, ParameterLayout layout) {
            return new Weights(
                    block(theta, layout, "field.W"),
                    block(theta, layout, "embed.U"),
                    block(theta, layout, "readout.V"));
        }

        private static double[] block(double[] theta, ParameterLayout layout, String name) {
            ParameterLayout.Block block = layout.blocks().stream()
                    .filter(b -> b.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the model has no weights " + name));
            return Arrays.copyOfRange(theta, block.offset(), block.offset() + block.size());
        }

        private static double[] gaussian(int count, RandomGenerator random) {
            double[] values = new double[count];
            Arrays.setAll(values, _ -> random.nextGaussian());
            return values;
        }
    }

    /// The kernel's parts, and in `nngp` the products of the last layer, whose mean over models is the process's
    /// covariance.
    ///
    /// @param x inputs [N×d], not modified
    /// @param weights of one output
    public LimitKernels of(double[][] x, Weights weights) {
        return of(x, weights, Cancellation.NEVER);
    }

    /// The same; with many inputs this takes long.
    ///
    /// @param cancellation asked between products; then this ends in a [CancellationException]
    public LimitKernels of(double[][] x, Weights weights, Cancellation cancellation) {
        Pass pass = pass(x, weights, new double[][] {weights.v()}, cancellation);
        Pair pair = new Pair(pass, pass);
        double[][] v = readOut(pair);
        return new LimitKernels(
                v,
                v,
                field(pair, 0, 0, new Watch(cancellation, Progress.NONE, 1)),
                embedding(pair, 0, 0),
                new LimitKernels.Accuracy(0, 0, steps));
    }

    /// The tangent kernel of a model of several outputs, which share W and U.
    ///
    /// @param x inputs [N×d], not modified
    /// @param weights of the first output
    /// @param v each output's weights [C×n], not modified
    /// @param cancellation asked between products; then this ends in a [CancellationException]
    /// @param progress told between products
    /// @return [NC×NC], ordered by input, then output
    public double[][] tangent(
            double[][] x, Weights weights, double[][] v, Cancellation cancellation, Progress progress) {
        return tangent(x, weights, v, BLOCK, new Watch(cancellation, progress, 1));
    }

    double[][] tangent(double[][] x, Weights weights, double[][] v, int numbers, Watch watch) {
        int outputs = v.length;
        int size = blockSize(x.length, weights.v().length, outputs, numbers);
        int blocks = (x.length + size - 1) / size;
        Watch whole = watch.of((long) blocks * outputs * ((long) blocks * outputs + 1) / 2);
        double[][] kernel = new double[x.length * outputs][x.length * outputs];
        for (int first = 0; first < x.length; first += size) {
            Pass rows = pass(block(x, first, size), weights, v, watch.cancellation);
            for (int second = first; second < x.length; second += size) {
                Pass columns = second == first ? rows : pass(block(x, second, size), weights, v, watch.cancellation);
                fill(kernel, new Pair(rows, columns), first * outputs, second * outputs, whole);
            }
        }
        return kernel;
    }

    private static double[][] block(double[][] x, int from, int size) {
        return Arrays.copyOfRange(x, from, Math.min(from + size, x.length));
    }

    /// How many samples fit into a block.
    private int blockSize(int inputs, int width, int outputs, int numbers) {
        return (int) Math.clamp(numbers / perSample(width, outputs), 1, inputs);
    }

    /// Numbers that are kept of a sample: activations, their slopes and each output's cotangents.
    private double perSample(int width, int outputs) {
        return (double) width * steps * stages.length * (2 + outputs);
    }

    /// Floating-point operations of [#tangent], as a forecast.
    ///
    /// @param inputs N
    /// @param width n
    /// @param outputs C
    public double operations(int inputs, int width, int outputs) {
        double layers = (double) steps * stages.length;
        int blocks = (inputs - 1) / blockSize(inputs, width, outputs, BLOCK) + 1;
        double passes = 2.0 * width * width * inputs * layers * (1 + outputs) * (blocks + 1) / 2;
        double rows = (double) inputs * outputs;
        return passes + 2 * layers * layers * rows * rows * width;
    }

    /// Bytes that [#tangent] takes beside the weights, as a forecast; parameters as in [#operations].
    public double bytes(int inputs, int width, int outputs) {
        int size = blockSize(inputs, width, outputs, BLOCK);
        double rows = (double) inputs * outputs;
        return 8 * ((size == inputs ? 1 : 2) * size * perSample(width, outputs) + rows * rows);
    }

    /// What of a block of samples is kept.
    ///
    /// @param inputs [d×N]
    /// @param values φ at each stage of each step [n×N]
    /// @param last φ(h_T) [n×N]
    /// @param cotangents g of each output at each stage of each step [n×N]
    /// @param start λ₀ of each output [n×N]
    private record Pass(Batch inputs, Batch[] values, Batch last, Batch[][] cotangents, Batch[] start) {}

    /// Two blocks whose samples meet.
    private record Pair(Pass rows, Pass columns) {
        boolean same() {
            return rows == columns;
        }
    }

    /// Who asks to stop and who wants to know how far it is.
    static final class Watch {
        private final Cancellation cancellation;
        private final Progress progress;
        private final long parts;
        private double done;

        Watch(Cancellation cancellation, Progress progress, long parts) {
            this.cancellation = cancellation;
            this.progress = progress;
            this.parts = parts;
        }

        private Watch of(long ofParts) {
            return new Watch(cancellation, progress, ofParts);
        }

        private void advance(double part) {
            check(cancellation);
            done += part / parts;
            progress.done(Math.min(1, done));
        }
    }

    private double kappa(int n) {
        return network.sigmaW() / Math.sqrt(n);
    }

    private double stepSize() {
        return network.horizon() / steps;
    }

    private Pass pass(double[][] x, Weights weights, double[][] v, Cancellation cancellation) {
        int samples = x.length;
        int n = weights.v().length;
        int d = x[0].length;
        Matrix matrix = new Matrix();
        Batch inputs = Batch.ofRows(x);
        Batch h = new Batch(n, samples);
        Kernels.multiply(matrix.at(weights.u(), 0, n, d, d), inputs, h);
        scale(h, network.sigmaU() / Math.sqrt(d));
        Batch[] values = new Batch[steps * stages.length];
        Batch[] slopes = new Batch[values.length];
        Batch[] k = batches(n, samples);
        for (int l = 0; l < values.length; l++) {
            check(cancellation);
            int i = l % stages.length;
            Batch y = copy(h);
            for (int j = 0; j < i; j++) {
                add(stepSize() * weight(tableau, stages[i], stages[j]), k[j], y);
            }
            values[l] = y;
            slopes[l] = new Batch(n, samples);
            network.activation().valuesAndSlopes(y.data(), 0, y.length(), slopes[l].data(), 0);
            Kernels.multiply(matrix.at(weights.w(), 0, n, n, n), y, k[i]);
            scale(k[i], kappa(n));
            for (int j = 0; i == stages.length - 1 && j < stages.length; j++) {
                add(stepSize() * tableau.b()[stages[j]], k[j], h);
            }
        }
        Batch lastSlopes = new Batch(n, samples);
        network.activation().valuesAndSlopes(h.data(), 0, h.length(), lastSlopes.data(), 0);
        Batch[][] cotangents = new Batch[v.length][];
        Batch[] start = new Batch[v.length];
        for (int c = 0; c < v.length; c++) {
            start[c] = terminal(v[c], lastSlopes);
            cotangents[c] = back(weights, slopes, start[c], cancellation);
        }
        return new Pass(inputs, values, h, cotangents, start);
    }

    private Batch[] batches(int n, int samples) {
        Batch[] batches = new Batch[stages.length];
        Arrays.setAll(batches, _ -> new Batch(n, samples));
        return batches;
    }

    /// λ_T = (σ_v/√n) φ′(h_T) ∘ v.
    private Batch terminal(double[] v, Batch slopes) {
        Batch lambda = copy(slopes);
        for (int i = 0; i < v.length; i++) {
            double scaled = network.sigmaV() / Math.sqrt(v.length) * v[i];
            for (int s = lambda.row(i); s < lambda.row(i) + lambda.stride(); s++) {
                lambda.data()[s] *= scaled;
            }
        }
        return lambda;
    }

    /// Cotangents of the slopes at all stages of all steps: with μ_i = κ φ′(Y_i) ∘ Wᵀg_i those of the stages'
    /// states, g_i = h (b_i λ + Σ_j a_ji μ_j), and λ grows by Σ_i μ_i from a step's end to its beginning.
    ///
    /// @param lambda λ_T; replaced by λ₀
    private Batch[] back(Weights weights, Batch[] slopes, Batch lambda, Cancellation cancellation) {
        int n = lambda.dim();
        Matrix matrix = new Matrix();
        Batch[] mu = batches(n, lambda.size());
        Batch[] g = new Batch[slopes.length];
        for (int l = slopes.length - 1; l >= 0; l--) {
            check(cancellation);
            int i = l % stages.length;
            g[l] = copy(lambda);
            scale(g[l], stepSize() * tableau.b()[stages[i]]);
            for (int j = i + 1; j < stages.length; j++) {
                add(stepSize() * weight(tableau, stages[j], stages[i]), mu[j], g[l]);
            }
            Kernels.multiply(matrix.transposedAt(weights.w(), 0, n, n, n), g[l], mu[i]);
            Kernels.scale(mu[i], slopes[l]);
            scale(mu[i], kappa(n));
            for (int j = 0; i == 0 && j < stages.length; j++) {
                add(1, mu[j], lambda);
            }
        }
        return g;
    }

    private static void check(Cancellation cancellation) {
        if (cancellation.requested()) {
            throw new CancellationException("the kernels were cancelled");
        }
    }

    private void fill(double[][] kernel, Pair pair, int row, int column, Watch watch) {
        int outputs = pair.rows.cotangents.length;
        double[][] readOut = readOut(pair);
        for (int c = 0; c < outputs; c++) {
            for (int e = pair.same() ? c : 0; e < outputs; e++) {
                double[][] w = field(pair, c, e, watch);
                double[][] u = embedding(pair, c, e);
                for (int i = 0; i < w.length; i++) {
                    for (int j = 0; j < w[i].length; j++) {
                        double value = w[i][j] + u[i][j] + (c == e ? readOut[i][j] : 0);
                        kernel[row + i * outputs + c][column + j * outputs + e] = value;
                        kernel[column + j * outputs + e][row + i * outputs + c] = value;
                    }
                }
            }
        }
    }

    /// κ² Σ_qr ⟨g_q, g′_r⟩⟨φ_q, φ′_r⟩, each pair of stages by two matrix products over the inputs. For one output
    /// on one block, the pairs (q, r) and (r, q) are each other's transpose.
    private double[][] field(Pair pair, int c, int e, Watch watch) {
        Batch[] first = pair.rows.cotangents[c];
        Batch[] second = pair.columns.cotangents[e];
        boolean one = first == second;
        Matrix matrix = new Matrix();
        Batch adjoints = new Batch(first[0].size(), second[0].size());
        Batch values = new Batch(first[0].size(), second[0].size());
        double[][] sum = new double[adjoints.dim()][adjoints.size()];
        for (int q = 0; q < first.length; q++) {
            for (int r = one ? q : 0; r < second.length; r++) {
                check(watch.cancellation);
                products(first[q], second[r], matrix, adjoints);
                products(pair.rows.values[q], pair.columns.values[r], matrix, values);
                for (int i = 0; i < sum.length; i++) {
                    int row = adjoints.row(i);
                    double[] into = sum[i];
                    for (int j = 0; j < into.length; j++) {
                        double product = adjoints.data()[row + j] * values.data()[row + j];
                        into[j] += product;
                        if (one && r > q) {
                            sum[j][i] += product;
                        }
                    }
                }
            }
            watch.advance(1.0 / first.length);
        }
        double factor = kappa(first[0].dim()) * kappa(first[0].dim());
        for (double[] row : sum) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return sum;
    }

    /// (σ_v²/n) ⟨φ(h_T), φ(h′_T)⟩.
    private double[][] readOut(Pair pair) {
        Batch product = new Batch(pair.rows.last.size(), pair.columns.last.size());
        products(pair.rows.last, pair.columns.last, new Matrix(), product);
        double factor = network.sigmaV() * network.sigmaV() / pair.rows.last.dim();
        return entries(product, (i, j) -> factor * product.get(i, j));
    }

    /// (σ_u²/d) ⟨x, x′⟩⟨λ₀, λ′₀⟩.
    private double[][] embedding(Pair pair, int c, int e) {
        Batch adjoints = new Batch(pair.rows.inputs.size(), pair.columns.inputs.size());
        Batch inputs = new Batch(pair.rows.inputs.size(), pair.columns.inputs.size());
        products(pair.rows.start[c], pair.columns.start[e], new Matrix(), adjoints);
        products(pair.rows.inputs, pair.columns.inputs, new Matrix(), inputs);
        double factor = network.sigmaU() * network.sigmaU() / pair.rows.inputs.dim();
        return entries(inputs, (i, j) -> factor * inputs.get(i, j) * adjoints.get(i, j));
    }

    @FunctionalInterface
    private interface Entry {
        double at(int i, int j);
    }

    private static double[][] entries(Batch like, Entry entry) {
        double[][] matrix = new double[like.dim()][like.size()];
        for (int i = 0; i < like.dim(); i++) {
            for (int j = 0; j < like.size(); j++) {
                matrix[i][j] = entry.at(i, j);
            }
        }
        return matrix;
    }

    /// aᵀb.
    ///
    /// @param out [N×N′], overwritten
    private static void products(Batch a, Batch b, Matrix matrix, Batch out) {
        Kernels.multiply(matrix.transposedAt(a.data(), a.offset(), a.dim(), a.size(), a.stride()), b, out);
    }

    private static Batch copy(Batch batch) {
        Batch copy = new Batch(batch.dim(), batch.size());
        copy.copyFrom(batch);
        return copy;
    }

    private static void add(double factor, Batch batch, Batch acc) {
        if (factor != 0) {
            Kernels.axpy(acc.data(), factor, batch.data(), acc.length());
        }
    }

    private static void scale(Batch batch, double factor) {
        for (int i = 0; i < batch.length(); i++) {
            batch.data()[i] *= factor;
        }
    }
}
