package adjointlab.core.math;

/// The inner loops. Every caller goes through here; which implementation runs is decided once, when this class loads.
public final class Kernels {
    private static final ScalarKernels CHOSEN = new ScalarKernels();

    private Kernels() {}

    /// out = base + Σⱼ weights[j] · terms[j] over the first `length` entries.
    ///
    /// @param out [≥length], overwritten; may be `base` or one of the terms
    /// @param base [≥length]
    /// @param terms [≥count][≥length]
    /// @param weights [≥count]
    /// @param count how many terms
    /// @param length how many entries
    public static void combine(
            double[] out, double[] base, double[][] terms, double[] weights, int count, int length) {
        CHOSEN.combine(out, base, terms, weights, count, length);
    }

    /// acc += weight · v over the first `length` entries.
    public static void axpy(double[] acc, double weight, double[] v, int length) {
        CHOSEN.axpy(acc, weight, v, length);
    }

    /// Σᵢ u[i]·v[i] over the first `length` entries.
    public static double dot(double[] u, double[] v, int length) {
        return CHOSEN.dot(u, v, length);
    }

    /// Whether the first `length` entries are all finite.
    public static boolean allFinite(double[] v, int length) {
        return CHOSEN.allFinite(v, length);
    }

    /// out = A x + b, for each sample, padding included.
    ///
    /// @param a A [m×k]
    /// @param bias array that holds b [m] from `biasOffset` on
    /// @param biasOffset where b starts
    /// @param x [k×n], not modified
    /// @param out [m×n], overwritten; not `x`
    public static void affine(Matrix a, double[] bias, int biasOffset, Batch x, Batch out) {
        for (int i = 0; i < a.rows(); i++) {
            int row = out.row(i);
            java.util.Arrays.fill(out.data(), row, row + out.stride(), bias[biasOffset + i]);
        }
        CHOSEN.multiplyAdd(a, x, out);
    }

    /// acc += A x, for each sample, padding included.
    ///
    /// @param a A [m×k]
    /// @param x [k×n], not modified
    /// @param acc [m×n], added to; not `x`
    public static void multiplyAdd(Matrix a, Batch x, Batch acc) {
        CHOSEN.multiplyAdd(a, x, acc);
    }

    /// acc += Σ over samples of g xᵀ, as the gradient of a weight matrix wants it.
    ///
    /// @param g cotangent [m×n], padding zero
    /// @param x [k×n]
    /// @param acc row-major [m×k], added to
    public static void outerProductAdd(Batch g, Batch x, Matrix acc) {
        CHOSEN.outerProductAdd(g, x, acc);
    }

    /// acc[i] += Σ over samples of g[i].
    ///
    /// @param g cotangent [m×n], padding zero
    /// @param acc from `offset`, m entries added to
    /// @param offset of the first entry
    public static void rowSumsAdd(Batch g, double[] acc, int offset) {
        CHOSEN.rowSumsAdd(g, acc, offset);
    }

    /// v *= factors, entry by entry, padding included.
    ///
    /// @param v changed
    /// @param factors of the same shape
    public static void scale(Batch v, Batch factors) {
        CHOSEN.scale(v, factors);
    }
}
