package adjointlab.core.ntk;

import adjointlab.core.ode.Cancellation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Gaussian-process and tangent kernels of a model of infinite width: Gao et al., equations (12) to (19) for L Euler
/// steps, (63) to (68) for the ODE.
///
/// One pair of inputs takes (L + 1)² expectations, because the weights are shared over depth: layer ℓ of one input is
/// correlated with every layer k of the other.
public final class LimitRecursion {
    /// Depths of the extrapolation: the first and, by doubling, the last.
    private static final int FIRST_DEPTH = 10;

    private static final int LAST_DEPTH = 160;

    /// Extrapolation ends where two successive columns agree to this part of the largest entry.
    private static final double ENOUGH = 1e-10;

    private final WideNetwork network;
    private final DualActivation dual;
    private final Cancellation cancellation;

    /// @param network scales, horizon and activation
    /// @param cancellation asked before each pair of inputs; then the computation ends in a [CancellationException]
    public LimitRecursion(WideNetwork network, Cancellation cancellation) {
        this.network = network;
        this.dual = DualActivation.of(network.activation());
        this.cancellation = cancellation;
    }

    /// The kernels of the residual network of L Euler steps.
    ///
    /// @param x inputs [N×d], not modified
    /// @param depth L, at least 1
    public LimitKernels discrete(double[][] x, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1, not " + depth);
        }
        return new Grid(x, depth).kernels();
    }

    /// The covariance S of a coordinate of the last hidden layer of L Euler steps, equation (14), which tends to S*
    /// of (71).
    ///
    /// @param x inputs [N×d], not modified
    /// @param depth L, at least 1
    /// @return [N×N], a new matrix
    public double[][] states(double[][] x, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1, not " + depth);
        }
        return new Grid(x, depth).states();
    }

    /// The kernels of the neural ODE: those of networks of 10, 20, 40 … layers, extrapolated to infinitely many by
    /// Richardson's method, repeatedly. Euler's error has an expansion in powers of 1/L where φ is smooth; where it
    /// is not, the estimate says how much is left.
    ///
    /// @param x inputs [N×d], not modified
    public LimitKernels continuous(double[][] x) {
        List<LimitKernels> row = new ArrayList<>();
        LimitKernels best = discrete(x, FIRST_DEPTH);
        row.add(best);
        double error = Double.POSITIVE_INFINITY;
        double expectation = best.accuracy().expectation();
        int depth = FIRST_DEPTH;
        while (depth < LAST_DEPTH && error > ENOUGH) {
            depth *= 2;
            List<LimitKernels> next = new ArrayList<>();
            next.add(discrete(x, depth));
            expectation = Math.max(expectation, next.getFirst().accuracy().expectation());
            double factor = 2;
            for (LimitKernels coarse : row) {
                next.add(extrapolate(coarse, next.getLast(), factor));
                factor *= 2;
            }
            LimitKernels latest = next.getLast();
            error = distance(best.ntk(), latest.ntk());
            best = latest;
            row = next;
        }
        return new LimitKernels(
                best.nngp(), best.v(), best.w(), best.u(), new LimitKernels.Accuracy(expectation, error, depth));
    }

    /// (2ᵏ fine − coarse)/(2ᵏ − 1).
    private static LimitKernels extrapolate(LimitKernels coarse, LimitKernels fine, double factor) {
        double[][] v = extrapolate(coarse.v(), fine.v(), factor);
        return new LimitKernels(
                v,
                v,
                extrapolate(coarse.w(), fine.w(), factor),
                extrapolate(coarse.u(), fine.u(), factor),
                fine.accuracy());
    }

    private static double[][] extrapolate(double[][] coarse, double[][] fine, double factor) {
        double[][] result = new double[fine.length][fine.length];
        for (int i = 0; i < fine.length; i++) {
            for (int j = 0; j < fine.length; j++) {
                result[i][j] = fine[i][j] + (fine[i][j] - coarse[i][j]) / (factor - 1);
            }
        }
        return result;
    }

    private static double distance(double[][] a, double[][] b) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                largest = Math.max(largest, Math.abs(b[i][j]));
                difference = Math.max(difference, Math.abs(a[i][j] - b[i][j]));
            }
        }
        return largest == 0 ? 0 : difference / largest;
    }

    /// The recursion for one depth. S, C, B and Θ of a pair lie at `ℓ·(L + 1) + k`.
    private final class Grid {
        private final double[][] x;
        private final int depth;
        /// κ²σ_w².
        private final double rate;
        private final int side;
        /// By input: what each of its layers' distributions contributes.
        private final Marginal[][] marginals;
        private final double[] s;
        private final double[] c;
        private final double[] b;
        private final double[] theta;
        private double bound;

        Grid(double[][] x, int depth) {
            this.x = x;
            this.depth = depth;
            double kappa = network.horizon() / depth * network.sigmaW();
            this.rate = kappa * kappa;
            this.side = depth + 1;
            this.marginals = new Marginal[x.length][];
            this.s = new double[side * side];
            this.c = new double[side * side];
            this.b = new double[side * side];
            this.theta = new double[side * side];
        }

        LimitKernels kernels() {
            int n = x.length;
            double[][] v = new double[n][n];
            double[][] w = new double[n][n];
            double[][] u = new double[n][n];
            fillMarginals();
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                    check();
                    double s0 = start(x[i], x[j]);
                    forward(marginals[i], marginals[j], s0);
                    backward();
                    v[i][j] = network.sigmaV() * network.sigmaV() * c[side * side - 1];
                    w[i][j] = field();
                    u[i][j] = s0 * theta[0];
                    v[j][i] = v[i][j];
                    w[j][i] = w[i][j];
                    u[j][i] = u[i][j];
                }
            }
            return new LimitKernels(v, v, w, u, new LimitKernels.Accuracy(bound, 0, depth));
        }

        double[][] states() {
            double[][] last = new double[x.length][x.length];
            fillMarginals();
            for (int i = 0; i < x.length; i++) {
                for (int j = i; j < x.length; j++) {
                    check();
                    forward(marginals[i], marginals[j], start(x[i], x[j]));
                    last[i][j] = s[side * side - 1];
                    last[j][i] = last[i][j];
                }
            }
            return last;
        }

        private void fillMarginals() {
            Map<Double, Marginal[]> known = new HashMap<>();
            for (int i = 0; i < x.length; i++) {
                check();
                // the layers' variances depend on the input's norm alone
                marginals[i] = known.computeIfAbsent(start(x[i], x[i]), this::own);
            }
        }

        private void check() {
            if (cancellation.requested()) {
                throw new CancellationException("the kernels were cancelled");
            }
        }

        /// σ_u²⟨x, x′⟩/d.
        private double start(double[] first, double[] second) {
            double sum = 0;
            for (int k = 0; k < first.length; k++) {
                sum += first[k] * second[k];
            }
            return network.sigmaU() * network.sigmaU() * sum / first.length;
        }

        /// The layers' own distributions: (14) for x = x′, along the diagonal as far as it is known.
        private Marginal[] own(double s0) {
            Marginal[] layers = new Marginal[side];
            for (int l = 0; l < side; l++) {
                for (int k = 0; k <= l; k++) {
                    double value = k == 0 ? s0 : step(l, k);
                    s[l * side + k] = value;
                    s[k * side + l] = value;
                }
                layers[l] = dual.marginal(Math.max(0, s[l * side + l]));
                for (int k = 0; k <= l; k++) {
                    double value = dual.values(layers[l], layers[k], s[l * side + k]);
                    c[l * side + k] = value;
                    c[k * side + l] = value;
                }
            }
            return layers;
        }

        /// (13) and (14), incrementally, with B = E[φ′(u)φ′(u′)].
        private void forward(Marginal[] first, Marginal[] second, double s0) {
            for (int l = 0; l < side; l++) {
                for (int k = 0; k < side; k++) {
                    int at = l * side + k;
                    s[at] = l == 0 || k == 0 ? s0 : step(l, k);
                    c[at] = dual.values(first[l], second[k], s[at]);
                    b[at] = dual.slopes(first[l], second[k], s[at]);
                    bound = Math.max(bound, dual.errorBound(first[l], second[k], s[at]));
                }
            }
        }

        private double step(int l, int k) {
            int before = (l - 1) * side + k - 1;
            return s[before + side] + (s[before + 1] - s[before]) + rate * c[before];
        }

        /// (18) and (19), incrementally.
        private void backward() {
            double last = network.sigmaV() * network.sigmaV() * b[side * side - 1];
            for (int l = depth; l >= 0; l--) {
                for (int k = depth; k >= 0; k--) {
                    int at = l * side + k;
                    int after = at + side + 1;
                    theta[at] = l == depth || k == depth
                            ? last
                            : theta[at + side] + (theta[at + 1] - theta[after]) + rate * b[at] * theta[after];
                }
            }
        }

        /// The part of W in (17).
        private double field() {
            double sum = 0;
            for (int l = 1; l < side; l++) {
                for (int k = 1; k < side; k++) {
                    sum += c[(l - 1) * side + k - 1] * theta[l * side + k];
                }
            }
            return rate * sum;
        }
    }
}
