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
}
