package adjointlab.core.kernel;

import adjointlab.core.math.Matrix;
import org.jspecify.annotations.Nullable;

/// The inner loops. Every caller goes through here; which implementation runs is decided once, when this class loads:
/// vectors where the Vector API's module is there, plain loops otherwise, or whatever
/// `-Dadjointlab.kernels=scalar|vector` asks for.
public final class Kernels {
    /// The system property that forces an implementation.
    public static final String PROPERTY = "adjointlab.kernels";

    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final Choice CHOICE = choose(System.getProperty(PROPERTY), AVAILABLE);
    static final KernelSet CHOSEN = CHOICE == Choice.VECTOR ? new VectorKernels() : new ScalarKernels();

    private static final double[] ZERO = {0};
    private static final double[] NOTHING = {};

    static {
        System.Logger logger = System.getLogger(Kernels.class.getName());
        logger.log(System.Logger.Level.DEBUG, "Kernels: {0}", description());
        if (!AVAILABLE && System.getProperty(PROPERTY) == null) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "The Vector API is missing, plain loops run instead; start with"
                            + " --add-modules=jdk.incubator.vector for speed");
        }
    }

    /// The implementations.
    enum Choice {
        SCALAR,
        VECTOR
    }

    private Kernels() {}

    /// Which implementation runs, for people: "Vector API, 8 doubles at once".
    public static String description() {
        return switch (CHOICE) {
            case VECTOR -> "Vector API, " + VectorTiles.LANES + " doubles at once";
            case SCALAR -> "plain loops";
        };
    }

    /// @param forced the property's value, if any
    /// @param available whether the Vector API's module is there
    /// @throws IllegalStateException if what is forced is unknown or not available
    static Choice choose(@Nullable String forced, boolean available) {
        return switch (forced) {
            case null -> available ? Choice.VECTOR : Choice.SCALAR;
            case "scalar" -> Choice.SCALAR;
            case "vector" -> {
                if (!available) {
                    throw new IllegalStateException(
                            PROPERTY + "=vector needs --add-modules=jdk.incubator.vector on the command line");
                }
                yield Choice.VECTOR;
            }
            default -> throw new IllegalStateException(PROPERTY + " is '" + forced + "'; allowed: scalar, vector");
        };
    }

    /// Fused multiply-adds that depend on nothing in memory, as many at once as hide their latency: what the core
    /// can do at most.
    ///
    /// @param rounds how often
    /// @return a number that has to be used, lest the work be left out
    public static double fmaChains(int rounds) {
        return CHOSEN.fmaChains(rounds);
    }

    /// Floating-point operations in one round of [#fmaChains].
    public static int flopsPerRound() {
        return 2 * KernelSet.CHAINS * CHOSEN.lanes();
    }

    /// out = base + Σⱼ weights[j] · terms[j] over the first `length` entries.
    ///
    /// @param out [≥length], overwritten; may be `base` or one of the terms
    /// @param base [≥length]
    /// @param terms [≥count][≥length]
    /// @param weights [≥count]
    /// @param count how many terms
    /// @param length how many entries
    public static void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int length) {
        Hand.own().combine(out, base, terms, weights, count, length);
    }

    /// acc += weight · v over the first `length` entries.
    public static void axpy(double[] acc, double weight, double[] v, int length) {
        CHOSEN.axpy(acc, weight, v, length);
    }

    /// Σᵢ u[i]·v[i] over the first `length` entries.
    public static double dot(double[] u, double[] v, int length) {
        return CHOSEN.dot(u, v, length);
    }

    /// Σᵢ (u[i] − v[i])² over the first `length` entries.
    public static double squaredDistance(double[] u, double[] v, int length) {
        return CHOSEN.squaredDistance(u, v, length);
    }

    /// Whether the first `length` entries are all finite.
    public static boolean allFinite(double[] v, int length) {
        return CHOSEN.allFinite(v, length);
    }

    /// out = A x + b, for each sample, padding included; the gap behind it is zero.
    ///
    /// @param a A [m×k]
    /// @param bias array that holds b [m] from `biasOffset` on
    /// @param biasOffset where b starts
    /// @param x [k×n], not modified
    /// @param out [m×n], overwritten; not `x`
    public static void affine(Matrix a, double[] bias, int biasOffset, Batch x, Batch out) {
        clearGap(out);
        Hand.own().multiply(a, x, out, bias, biasOffset, 1);
    }

    /// out = A x, for each sample, padding included; the gap behind it is zero.
    ///
    /// @param a A [m×k]
    /// @param x [k×n], not modified
    /// @param out [m×n], overwritten; not `x`
    public static void multiply(Matrix a, Batch x, Batch out) {
        clearGap(out);
        Hand.own().multiply(a, x, out, ZERO, 0, 0);
    }

    /// acc += A x, for each sample, padding included.
    ///
    /// @param a A [m×k]
    /// @param x [k×n], not modified
    /// @param acc [m×n], added to; not `x`
    public static void multiplyAdd(Matrix a, Batch x, Batch acc) {
        Hand.own().multiply(a, x, acc, NOTHING, 0, 0);
    }

    /// [#affine] for some samples, on this thread alone; a gap behind the last ones is zero.
    ///
    /// @param from the first sample, a multiple of [Batch#LANES]
    /// @param to where they end; likewise
    public static void affine(Matrix a, double[] bias, int biasOffset, Batch x, Batch out, int from, int to) {
        if (to == out.columns()) {
            clearGap(out);
        }
        CHOSEN.multiply(a, x, out, Hand.own().block().of(0, a.rows(), from, to), bias, biasOffset, 1);
    }

    /// [#multiply] for some samples, as in [#affine].
    public static void multiply(Matrix a, Batch x, Batch out, int from, int to) {
        if (to == out.columns()) {
            clearGap(out);
        }
        CHOSEN.multiply(a, x, out, Hand.own().block().of(0, a.rows(), from, to), ZERO, 0, 0);
    }

    /// [#multiplyAdd] for some samples, as in [#affine].
    public static void multiplyAdd(Matrix a, Batch x, Batch acc, int from, int to) {
        CHOSEN.multiply(a, x, acc, Hand.own().block().of(0, a.rows(), from, to), NOTHING, 0, 0);
    }

    private static void clearGap(Batch out) {
        int gap = out.stride() - out.columns();
        for (int i = 0; gap > 0 && i < out.dim(); i++) {
            int end = out.row(i) + out.stride();
            java.util.Arrays.fill(out.data(), end - gap, end, 0.0);
        }
    }

    /// out = A x + b of a single vector, on this thread alone.
    ///
    /// @param a A [m×k]
    /// @param bias array that holds b [m] from `biasAt` on
    /// @param biasAt where b starts
    /// @param x [k] from `xAt`, not modified
    /// @param xAt where x starts
    /// @param out [m] from `outAt`, overwritten
    /// @param outAt where it starts
    public static void affine(Matrix a, double[] bias, int biasAt, double[] x, int xAt, double[] out, int outAt) {
        CHOSEN.multiply(a, x, xAt, out, outAt, bias, biasAt, 1);
    }

    /// out = A x of a single vector; parameters as in [#affine].
    public static void multiply(Matrix a, double[] x, int xAt, double[] out, int outAt) {
        CHOSEN.multiply(a, x, xAt, out, outAt, ZERO, 0, 0);
    }

    /// acc += g xᵀ of single vectors, on this thread alone.
    ///
    /// @param g [m] from `gAt`
    /// @param gAt where g starts
    /// @param x [k] from `xAt`
    /// @param xAt where x starts
    /// @param acc row-major [m×k], added to
    public static void outerProductAdd(double[] g, int gAt, double[] x, int xAt, Matrix acc) {
        CHOSEN.outerProductAdd(g, gAt, x, xAt, acc);
    }

    /// c += a·b in single precision.
    ///
    /// @param a row-major [rows×depth] from `aAt`, not modified
    /// @param b row-major [depth×columns] from `bAt`, not modified
    /// @param c row-major [rows×columns] from `cAt`, added to
    /// @param shape sizes and distances between rows
    public static void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape) {
        CHOSEN.multiplyAdd(a, aAt, b, bAt, c, cAt, shape);
    }

    /// z where z > 0, otherwise a share of it, in single precision.
    ///
    /// @param z changed from `at` on
    /// @param at of the first
    /// @param length how many, whole vectors of [Winograd#CHANNELS]
    /// @param leak the share, from 0 to below 1
    public static void rectify(float[] z, int at, int length, float leak) {
        CHOSEN.rectify(z, at, length, leak);
    }

    /// g where h > 0, otherwise a share of it; parameters as in [#rectify], the same places in both.
    public static void timesRectifiedSlope(float[] h, float[] g, int at, int length, float leak) {
        CHOSEN.timesRectifiedSlope(h, g, at, length, leak);
    }

    /// acc += Σ over samples of g xᵀ, as the gradient of a weight matrix wants it.
    ///
    /// @param g cotangent [m×n], padding zero
    /// @param x [k×n]
    /// @param acc row-major [m×k], added to
    public static void outerProductAdd(Batch g, Batch x, Matrix acc) {
        Hand.own().outerProductAdd(g, x, acc);
    }

    /// One part of [#outerProductAdd], on this thread alone.
    public static void outerProductAdd(Batch g, Batch x, Matrix acc, int part, int parts) {
        CHOSEN.outerProductAdd(g, x, acc, Hand.own().block().cut(part, parts, acc.rows(), acc.columns()));
    }

    /// acc(i, k) += g(i)·x(k) of one sample, as the gradient of a weight matrix wants it.
    ///
    /// @param g cotangent [m×n]
    /// @param x [k×n]
    /// @param sample which
    /// @param acc row-major [m×k], added to
    /// @param at where its first entry stands
    /// @param leading distance between its rows
    public static void outerProductAdd(Batch g, Batch x, int sample, double[] acc, int at, int leading) {
        double[] column = Hand.own().column(x, sample);
        for (int i = 0; i < g.dim(); i++) {
            double weight = g.get(i, sample);
            int row = at + i * leading;
            for (int k = 0; k < x.dim(); k++) {
                acc[row + k] += weight * column[k];
            }
        }
    }

    /// acc[i] += Σ over samples of g[i].
    ///
    /// @param g cotangent [m×n], padding zero
    /// @param acc from `offset`, m entries added to
    /// @param offset of the first entry
    public static void rowSumsAdd(Batch g, double[] acc, int offset) {
        CHOSEN.rowSumsAdd(g, acc, offset, 0, g.dim());
    }

    /// One part of [#rowSumsAdd].
    public static void rowSumsAdd(Batch g, double[] acc, int offset, int part, int parts) {
        CHOSEN.rowSumsAdd(g, acc, offset, Crew.bound(part, parts, g.dim(), 1), Crew.bound(part + 1, parts, g.dim(), 1));
    }

    /// v *= factors, entry by entry, padding included.
    ///
    /// @param v changed
    /// @param factors of the same shape
    public static void scale(Batch v, Batch factors) {
        scale(v.data(), v.offset(), v.length(), factors.data(), factors.offset());
    }

    /// v[i] *= factors[i] for `length` entries, a multiple of [Batch#LANES].
    public static void scale(double[] v, int offset, int length, double[] factors, int factorOffset) {
        CHOSEN.scale(v, offset, length, factors, factorOffset);
    }

    /// Σᵢ (vᵢ/(atol + rtol·max(|uᵢ|, |wᵢ|)))².
    ///
    /// @param v the error
    /// @param u a state
    /// @param w another state
    /// @param from first entry
    /// @param count how many entries
    /// @param relative rtol
    /// @param absolute atol
    public static double scaledSquares(
            double[] v, double[] u, double[] w, int from, int count, double relative, double absolute) {
        return CHOSEN.scaledSquares(v, u, w, from, count, relative, absolute);
    }

    /// [#scaledSquares] of v = Σⱼ weights[j]·terms[j], bit for bit, without writing v down.
    ///
    /// @param terms [≥count][length of a state]
    /// @param weights [≥count]
    /// @param count how many terms
    /// @param u a state
    /// @param w another state
    /// @param from first entry
    /// @param length how many entries
    /// @param relative rtol
    /// @param absolute atol
    public static double scaledSquares(
            double[][] terms,
            double[] weights,
            int count,
            double[] u,
            double[] w,
            int from,
            int length,
            double relative,
            double absolute) {
        return CHOSEN.scaledSquares(terms, weights, count, u, w, from, length, relative, absolute);
    }

    /// One pass of gradient descent with momentum: g′ = g + λθ, v ← μv + g′, θ ← θ − η(v + ahead·(g′ + μv − v)).
    ///
    /// @param theta θ [p], updated
    /// @param gradient g [p], not modified
    /// @param velocity v [p], updated
    /// @param rate η
    /// @param momentum μ
    /// @param ahead 1 for Nesterov's form, 0 for Polyak's
    /// @param decay λ
    public static void momentumStep(
            double[] theta,
            double[] gradient,
            double[] velocity,
            double rate,
            double momentum,
            double ahead,
            double decay) {
        CHOSEN.momentumStep(theta, gradient, velocity, rate, momentum, ahead, decay);
    }

    /// One pass of Adam: g′ = g + λθ, m ← β₁m + (1 − β₁)g′, v ← β₂v + (1 − β₂)g′², θ ← keep·θ − η m/(√v + ε).
    ///
    /// @param theta θ [p], updated
    /// @param gradient g [p], not modified
    /// @param mean m [p], updated
    /// @param square v [p], updated
    /// @param beta1 β₁
    /// @param beta2 β₂
    /// @param rate η, the corrections of the moments included
    /// @param epsilon ε, likewise
    /// @param decay λ
    /// @param keep what is left of the weights by themselves
    public static void adamStep(
            double[] theta,
            double[] gradient,
            double[] mean,
            double[] square,
            double beta1,
            double beta2,
            double rate,
            double epsilon,
            double decay,
            double keep) {
        CHOSEN.adamStep(theta, gradient, mean, square, beta1, beta2, rate, epsilon, decay, keep);
    }

    /// tanh of many numbers.
    ///
    /// @param z not modified
    /// @param offset of the first, in both arrays
    /// @param length how many
    /// @param hOut overwritten; may be `z`
    public static void tanh(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.tanh(z, offset, length, hOut);
    }

    /// tanh in place, and its slope.
    ///
    /// @param z replaced by tanh z
    /// @param offset of the first
    /// @param length how many
    /// @param slopeOut overwritten; not `z`
    /// @param slopeOffset of the first slope
    public static void tanh(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.tanh(z, offset, length, slopeOut, slopeOffset);
    }

    /// g *= tanh′(z), from h = tanh z.
    ///
    /// @param h not modified
    /// @param hOffset of the first
    /// @param length how many
    /// @param g multiplied
    /// @param gOffset of the first
    public static void timesTanhSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        CHOSEN.timesTanhSlope(h, hOffset, length, g, gOffset);
    }

    /// The same for the sigmoid.
    public static void timesSigmoidSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        CHOSEN.timesSigmoidSlope(h, hOffset, length, g, gOffset);
    }

    /// The same for the exponential linear unit.
    public static void timesEluSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        CHOSEN.timesEluSlope(h, hOffset, length, g, gOffset);
    }

    /// z·sigmoid(z) of many numbers; arguments as in `tanh`.
    public static void silu(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.silu(z, offset, length, hOut);
    }

    /// z·sigmoid(z) in place, and its slope; arguments as in `tanh`.
    public static void silu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.silu(z, offset, length, slopeOut, slopeOffset);
    }

    /// 1/(1 + e^−z) of many numbers; arguments as in `tanh`.
    public static void sigmoid(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.sigmoid(z, offset, length, hOut);
    }

    /// 1/(1 + e^−z) in place, and its slope.
    public static void sigmoid(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.sigmoid(z, offset, length, slopeOut, slopeOffset);
    }

    /// z or e^z − 1 of many numbers.
    public static void elu(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.elu(z, offset, length, hOut);
    }

    /// z or e^z − 1 in place, and its slope.
    public static void elu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.elu(z, offset, length, slopeOut, slopeOffset);
    }

    /// ln(1 + e^z) of many numbers.
    public static void softplus(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.softplus(z, offset, length, hOut);
    }

    /// ln(1 + e^z) in place, and its slope.
    public static void softplus(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.softplus(z, offset, length, slopeOut, slopeOffset);
    }

    /// z·Φ(z) of many numbers; arguments as in `tanh`.
    public static void gelu(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.gelu(z, offset, length, hOut);
    }

    /// z·Φ(z) in place, and its slope; arguments as in `tanh`.
    public static void gelu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.gelu(z, offset, length, slopeOut, slopeOffset);
    }

    /// sin z of many numbers; arguments as in `tanh`.
    public static void sine(double[] z, int offset, int length, double[] hOut) {
        CHOSEN.sine(z, offset, length, hOut);
    }

    /// sin z in place, and its slope cos z; arguments as in `tanh`.
    public static void sine(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        CHOSEN.sine(z, offset, length, slopeOut, slopeOffset);
    }

    /// h = max(0, z), or, with a leak, z above 0 and its share of it below.
    ///
    /// @param leak 0, or the slope below 0
    /// @param hOut overwritten; may be `z`
    public static void rectify(double[] z, int offset, int length, double leak, double[] hOut) {
        CHOSEN.rectify(z, offset, length, leak, hOut);
    }

    /// g *= 1 where h is positive, and the leak elsewhere.
    public static void timesRectifiedSlope(double[] h, int hOffset, int length, double leak, double[] g, int gOffset) {
        CHOSEN.timesRectifiedSlope(h, hOffset, length, leak, g, gOffset);
    }

    /// Completes the rate of a heavy ball's state (h, m): h′ = ±m, and m′ −= γm + ξh.
    ///
    /// @param rate holds m′ = f from `rateAt + half` on; h′ from `rateAt` on is overwritten
    /// @param state h from `stateAt` on, then m
    /// @param half entries of h
    /// @param damping γ
    /// @param correction ξ, with the sign that it is subtracted with
    /// @param sign of the momentum in h′, 1 or −1
    public static void heavyBall(
            double[] rate,
            int rateAt,
            double[] state,
            int stateAt,
            int half,
            double damping,
            double correction,
            double sign) {
        CHOSEN.heavyBall(rate, rateAt, state, stateAt, half, damping, correction, sign);
    }

    /// Adds what [#heavyBall] gives back for a cotangent (a_h, a_m): −ξa_m to h's, ±a_h − γa_m to m's.
    ///
    /// @param g added to, h's part from `gAt` on
    /// @param a cotangent of the rate, h's part from `aAt` on
    /// @param half entries of h
    /// @param damping γ, and so on as in [#heavyBall]
    public static void heavyBallBack(
            double[] g, int gAt, double[] a, int aAt, int half, double damping, double correction, double sign) {
        CHOSEN.heavyBallBack(g, gAt, a, aAt, half, damping, correction, sign);
    }
}
