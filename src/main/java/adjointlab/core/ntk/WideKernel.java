package adjointlab.core.ntk;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.ode.Cancellation;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/// The tangent kernel of one random wide model of L Euler steps, Gao et al., equations (10), (44), (45) and (54), without
/// ever forming a gradient of n² numbers: with the gradient by W a sum of outer products over layers,
/// ⟨∇_W f, ∇_W f′⟩ = κ²σ_w²/n · Σ_ℓk ⟨λ^ℓ, λ′^k⟩⟨φ(h^(ℓ−1)), φ(h′^(k−1))⟩.
public final class WideKernel {
    private final WideNetwork network;
    private final int depth;

    /// @param network scales, horizon and activation
    /// @param depth L, at least 1
    public WideKernel(WideNetwork network, int depth) {
        this.network = network;
        this.depth = depth;
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

    /// The kernel's parts, and in `nngp` the products of the last layer, whose mean over models is the process's covariance.
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
        Forward forward = forward(x, weights, cancellation);
        Batch[] lambda = adjoint(weights, weights.v(), forward.slopes, cancellation);
        double[][] v = parts(forward, lambda, lambda, Part.READ_OUT);
        return new LimitKernels(
                v,
                v,
                field(forward, lambda, lambda, cancellation),
                parts(forward, lambda, lambda, Part.EMBEDDING),
                new LimitKernels.Accuracy(0, 0, depth));
    }

    /// The tangent kernel of a model of several outputs, which share W and U.
    ///
    /// @param x inputs [N×d], not modified
    /// @param weights of the first output
    /// @param v each output's weights [C×n], not modified
    /// @param cancellation asked between products; then this ends in a [CancellationException]
    /// @return [NC×NC], ordered by input, then output
    public double[][] tangent(double[][] x, Weights weights, double[][] v, Cancellation cancellation) {
        Forward forward = forward(x, weights, cancellation);
        int outputs = v.length;
        Batch[][] lambdas = new Batch[outputs][];
        for (int c = 0; c < outputs; c++) {
            lambdas[c] = adjoint(weights, v[c], forward.slopes, cancellation);
        }
        double[][] readOut = parts(forward, lambdas[0], lambdas[0], Part.READ_OUT);
        double[][] kernel = new double[x.length * outputs][x.length * outputs];
        for (int c = 0; c < outputs; c++) {
            for (int e = c; e < outputs; e++) {
                double[][] w = field(forward, lambdas[c], lambdas[e], cancellation);
                double[][] u = parts(forward, lambdas[c], lambdas[e], Part.EMBEDDING);
                for (int i = 0; i < x.length; i++) {
                    for (int j = 0; j < x.length; j++) {
                        double value = w[i][j] + u[i][j] + (c == e ? readOut[i][j] : 0);
                        kernel[i * outputs + c][j * outputs + e] = value;
                        kernel[j * outputs + e][i * outputs + c] = value;
                    }
                }
            }
        }
        return kernel;
    }

    /// Floating-point operations of [#tangent], as a forecast.
    ///
    /// @param inputs N
    /// @param width n
    /// @param outputs C
    public double operations(int inputs, int width, int outputs) {
        double passes = 2.0 * width * width * inputs * depth * (1 + outputs);
        double pairs = outputs * (outputs + 1) / 2.0;
        return passes + pairs * 2 * 2.0 * depth * depth * inputs * inputs * width / (outputs == 1 ? 2 : 1);
    }

    /// @param inputs [d×N]
    /// @param values φ(h) of each layer [n×N]
    /// @param slopes φ′(h) of each layer [n×N]
    private record Forward(Batch inputs, Batch[] values, Batch[] slopes) {}

    private double kappa(int n) {
        return network.horizon() / depth * network.sigmaW() / Math.sqrt(n);
    }

    private Forward forward(double[][] x, Weights weights, Cancellation cancellation) {
        int samples = x.length;
        int n = weights.v().length;
        int d = x[0].length;
        Matrix matrix = new Matrix();
        Batch inputs = Batch.ofRows(x);
        Batch h = new Batch(n, samples);
        Kernels.multiply(matrix.at(weights.u(), 0, n, d, d), inputs, h);
        scale(h, network.sigmaU() / Math.sqrt(d));
        Batch[] values = new Batch[depth + 1];
        Batch[] slopes = new Batch[depth + 1];
        Batch change = new Batch(n, samples);
        for (int l = 0; l <= depth; l++) {
            check(cancellation);
            values[l] = new Batch(n, samples);
            slopes[l] = new Batch(n, samples);
            values[l].copyFrom(h);
            network.activation()
                    .valuesAndSlopes(values[l].data(), 0, values[l].length(), slopes[l].data(), 0);
            if (l < depth) {
                Kernels.multiply(matrix.at(weights.w(), 0, n, n, n), values[l], change);
                add(kappa(n), change, h);
            }
        }
        return new Forward(inputs, values, slopes);
    }

    /// (44) and (45).
    private Batch[] adjoint(Weights weights, double[] v, Batch[] slopes, Cancellation cancellation) {
        int n = v.length;
        Matrix matrix = new Matrix();
        Batch[] lambda = new Batch[depth + 1];
        Batch last = new Batch(n, slopes[0].size());
        for (int i = 0; i < n; i++) {
            double scaled = network.sigmaV() / Math.sqrt(n) * v[i];
            for (int s = 0; s < last.size(); s++) {
                last.set(i, s, scaled * slopes[depth].get(i, s));
            }
        }
        lambda[depth] = last;
        for (int l = depth - 1; l >= 0; l--) {
            check(cancellation);
            Batch below = new Batch(n, last.size());
            Kernels.multiply(matrix.transposedAt(weights.w(), 0, n, n, n), lambda[l + 1], below);
            Kernels.scale(below, slopes[l]);
            scale(below, kappa(n));
            add(1, lambda[l + 1], below);
            lambda[l] = below;
        }
        return lambda;
    }

    private static void check(Cancellation cancellation) {
        if (cancellation.requested()) {
            throw new CancellationException("the kernels were cancelled");
        }
    }

    /// κ²σ_w²/n Σ_ℓk ⟨λ^ℓ, λ′^k⟩⟨φ(h^(ℓ−1)), φ(h′^(k−1))⟩, each pair of layers by two matrix products over the inputs. For one
    /// output, the pairs (ℓ, k) and (k, ℓ) are each other's transpose.
    private double[][] field(Forward forward, Batch[] first, Batch[] second, Cancellation cancellation) {
        int samples = forward.inputs.size();
        int n = first[0].dim();
        boolean one = first == second;
        Matrix matrix = new Matrix();
        Batch adjoints = new Batch(samples, samples);
        Batch values = new Batch(samples, samples);
        double[][] sum = new double[samples][samples];
        for (int l = 1; l <= depth; l++) {
            for (int k = one ? l : 1; k <= depth; k++) {
                check(cancellation);
                products(first[l], second[k], matrix, adjoints);
                products(forward.values[l - 1], forward.values[k - 1], matrix, values);
                for (int i = 0; i < samples; i++) {
                    int row = adjoints.row(i);
                    double[] into = sum[i];
                    for (int j = 0; j < samples; j++) {
                        double product = adjoints.data()[row + j] * values.data()[row + j];
                        into[j] += product;
                        if (one && k > l) {
                            sum[j][i] += product;
                        }
                    }
                }
            }
        }
        double factor = kappa(n) * kappa(n);
        for (double[] row : sum) {
            for (int j = 0; j < samples; j++) {
                row[j] *= factor;
            }
        }
        return sum;
    }

    private enum Part { READ_OUT, EMBEDDING }

    /// The parts that one product of one pair of layers makes.
    private double[][] parts(Forward forward, Batch[] first, Batch[] second, Part part) {
        int samples = forward.inputs.size();
        int n = first[0].dim();
        Matrix matrix = new Matrix();
        Batch product = new Batch(samples, samples);
        double[][] result = new double[samples][samples];
        if (part == Part.READ_OUT) {
            products(forward.values[depth], forward.values[depth], matrix, product);
            double factor = network.sigmaV() * network.sigmaV() / n;
            fill(result, (i, j) -> factor * product.get(i, j));
            return result;
        }
        Batch inputs = new Batch(samples, samples);
        products(first[0], second[0], matrix, product);
        products(forward.inputs, forward.inputs, matrix, inputs);
        double factor = network.sigmaU() * network.sigmaU() / forward.inputs.dim();
        fill(result, (i, j) -> factor * inputs.get(i, j) * product.get(i, j));
        return result;
    }

    @FunctionalInterface
    private interface Entry {
        double at(int i, int j);
    }

    private static void fill(double[][] matrix, Entry entry) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = entry.at(i, j);
            }
        }
    }

    /// aᵀb.
    ///
    /// @param out [N×N], overwritten
    private static void products(Batch a, Batch b, Matrix matrix, Batch out) {
        Kernels.multiply(matrix.transposedAt(a.data(), a.offset(), a.dim(), a.size(), a.stride()), b, out);
    }

    private static void add(double factor, Batch batch, Batch acc) {
        for (int i = 0; i < acc.length(); i++) {
            acc.data()[i] += factor * batch.data()[i];
        }
    }

    private static void scale(Batch batch, double factor) {
        for (int i = 0; i < batch.length(); i++) {
            batch.data()[i] *= factor;
        }
    }
}
