package adjointlab.core.adjoint;

/// First and second derivatives of the cost-to-go Q(t, x, u) by states and parameters at one time. Samples do not
/// influence each other, so that derivatives by states are kept sample by sample: component i of sample s stands in row
/// i·n + s.
///
/// @param x Q_x [d·n]
/// @param u Q_u [p]
/// @param xx Q_xx [d·n×d], a row's columns are components of the same sample
/// @param xu Q_xu [d·n×p]
/// @param uu Q_uu [p×p]
public record Expansion(double[] x, double[] u, double[] xx, double[] xu, double[] uu) {
    /// All zero.
    ///
    /// @param dim d
    /// @param samples n
    /// @param parameters p
    public static Expansion zero(int dim, int samples, int parameters) {
        int rows = dim * samples;
        return new Expansion(
                new double[rows],
                new double[parameters],
                new double[rows * dim],
                new double[rows * parameters],
                new double[parameters * parameters]);
    }

    /// The parts in the order in which they lie in a flat state.
    double[][] parts() {
        return new double[][] {x, u, xx, xu, uu};
    }

    /// Adds what is here to a flat state.
    void addTo(double[] zAcc, int offset) {
        int at = offset;
        for (double[] part : parts()) {
            for (double value : part) {
                zAcc[at++] += value;
            }
        }
    }

    /// Takes the numbers of a flat state.
    void takeFrom(double[] z, int offset) {
        int at = offset;
        for (double[] part : parts()) {
            System.arraycopy(z, at, part, 0, part.length);
            at += part.length;
        }
    }

    /// Adds the expansion at a time to one that is all zero.
    @FunctionalInterface
    public interface Arrival {
        /// @param time index of a loss's time
        /// @param acc added to
        void add(int time, Expansion acc);
    }
}
