package adjointlab.core.ntk;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import java.util.Arrays;
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
        int samples = x.length;
        int n = weights.v().length;
        int d = x[0].length;
        double kappa = network.horizon() / depth * network.sigmaW() / Math.sqrt(n);
        Matrix matrix = new Matrix();
        Batch inputs = Batch.ofRows(x);
        Batch h = new Batch(n, samples);
        Kernels.multiply(matrix.at(weights.u(), 0, n, d, d), inputs, h);
        scale(h, network.sigmaU() / Math.sqrt(d));
        Batch[] values = new Batch[depth + 1];
        Batch[] slopes = new Batch[depth + 1];
        Batch change = new Batch(n, samples);
        for (int l = 0; l <= depth; l++) {
            values[l] = new Batch(n, samples);
            slopes[l] = new Batch(n, samples);
            values[l].copyFrom(h);
            network.activation()
                    .valuesAndSlopes(values[l].data(), 0, values[l].length(), slopes[l].data(), 0);
            if (l < depth) {
                Kernels.multiply(matrix.at(weights.w(), 0, n, n, n), values[l], change);
                add(kappa, change, h);
            }
        }
        Batch[] lambda = adjoint(weights, slopes, kappa);
        return kernels(inputs, values, lambda, kappa);
    }

    /// (44) and (45).
    private Batch[] adjoint(Weights weights, Batch[] slopes, double kappa) {
        int n = weights.v().length;
        Matrix matrix = new Matrix();
        Batch[] lambda = new Batch[depth + 1];
        Batch last = new Batch(n, slopes[0].size());
        for (int i = 0; i < n; i++) {
            double v = network.sigmaV() / Math.sqrt(n) * weights.v()[i];
            for (int s = 0; s < last.size(); s++) {
                last.set(i, s, v * slopes[depth].get(i, s));
            }
        }
        lambda[depth] = last;
        for (int l = depth - 1; l >= 0; l--) {
            Batch below = new Batch(n, last.size());
            Kernels.multiply(matrix.transposedAt(weights.w(), 0, n, n, n), lambda[l + 1], below);
            Kernels.scale(below, slopes[l]);
            scale(below, kappa);
            add(1, lambda[l + 1], below);
            lambda[l] = below;
        }
        return lambda;
    }

    private LimitKernels kernels(Batch inputs, Batch[] values, Batch[] lambda, double kappa) {
        int samples = inputs.size();
        int n = values[0].dim();
        double readOut = network.sigmaV() * network.sigmaV() / n;
        double embed = network.sigmaU() * network.sigmaU() / inputs.dim();
        double[][] v = new double[samples][samples];
        double[][] w = new double[samples][samples];
        double[][] u = new double[samples][samples];
        for (int i = 0; i < samples; i++) {
            for (int j = i; j < samples; j++) {
                double sum = 0;
                for (int l = 1; l <= depth; l++) {
                    for (int k = 1; k <= depth; k++) {
                        sum += dot(lambda[l], i, lambda[k], j) * dot(values[l - 1], i, values[k - 1], j);
                    }
                }
                v[i][j] = readOut * dot(values[depth], i, values[depth], j);
                w[i][j] = kappa * kappa * sum;
                u[i][j] = embed * dot(inputs, i, inputs, j) * dot(lambda[0], i, lambda[0], j);
                v[j][i] = v[i][j];
                w[j][i] = w[i][j];
                u[j][i] = u[i][j];
            }
        }
        return new LimitKernels(v, v, w, u, new LimitKernels.Accuracy(0, 0, depth));
    }

    private static double dot(Batch a, int i, Batch b, int j) {
        double sum = 0;
        for (int c = 0; c < a.dim(); c++) {
            sum += a.get(c, i) * b.get(c, j);
        }
        return sum;
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
