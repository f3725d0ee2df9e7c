package adjointlab.core.curvature;

import adjointlab.core.math.Stop;
import adjointlab.core.matrix.Products;
import org.ejml.data.DMatrixRMaj;

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

    /// Adds another one.
    public void add(Expansion other) {
        for (int i = 0; i < parts().length; i++) {
            double[] own = parts()[i];
            double[] more = other.parts()[i];
            for (int j = 0; j < own.length; j++) {
                own[j] += more[j];
            }
        }
    }

    /// Sets all to zero.
    public void clear() {
        for (double[] part : parts()) {
            java.util.Arrays.fill(part, 0);
        }
    }

    /// Writes what is here into a flat state.
    void giveTo(double[] z, int offset) {
        int at = offset;
        for (double[] part : parts()) {
            System.arraycopy(part, 0, z, at, part.length);
            at += part.length;
        }
    }

    /// Of a cost of y by one of x, where y is a function of x and u whose own curvature does not count.
    ///
    /// @param ofX ∂y/∂x [d·n×d]
    /// @param ofU ∂y/∂u [d·n×p]
    /// @param stop asked in between; then this ends in a [java.util.concurrent.CancellationException]
    public void through(DMatrixRMaj ofX, DMatrixRMaj ofU, Stop stop) {
        throughParameters(ofU, stop);
        int dim = ofX.numCols;
        int n = ofX.numRows / dim;
        DMatrixRMaj right = DMatrixRMaj.wrap(xu.length / ofU.numCols, ofU.numCols, xu.clone());
        addStates(1, ofU, right);
        DMatrixRMaj states = DMatrixRMaj.wrap(x.length, dim, xx.clone());
        double[] slope = x.clone();
        java.util.Arrays.fill(x, 0);
        java.util.Arrays.fill(xx, 0);
        java.util.Arrays.fill(xu, 0);
        for (int s = 0; s < n; s++) {
            stop.heed();
            for (int i = 0; i < dim; i++) {
                int to = i * n + s;
                for (int k = 0; k < dim; k++) {
                    int from = k * n + s;
                    double r = ofX.get(from, i);
                    x[to] += r * slope[from];
                    for (int l = 0; l < ofU.numCols; l++) {
                        xu[to * ofU.numCols + l] += r * right.get(from, l);
                    }
                    for (int j = 0; j < dim; j++) {
                        for (int m = 0; m < dim; m++) {
                            xx[to * dim + j] += r * states.get(from, m) * ofX.get(m * n + s, j);
                        }
                    }
                }
            }
        }
    }

    /// Adds to u and uu what a cost of y means for the parameters that y depends on: ∂y/∂uᵀQ_x and so on.
    ///
    /// @param ofU ∂y/∂u [d·n×p]
    /// @param stop asked in between; then this ends in a [java.util.concurrent.CancellationException]
    public void throughParameters(DMatrixRMaj ofU, Stop stop) {
        int p = ofU.numCols;
        for (int r = 0; r < x.length; r++) {
            for (int l = 0; l < p; l++) {
                u[l] += ofU.get(r, l) * x[r];
            }
        }
        DMatrixRMaj right = DMatrixRMaj.wrap(x.length, p, xu.clone());
        addStates(0.5, ofU, right);
        DMatrixRMaj product = Products.transposedTimes(ofU, right, stop);
        for (int l = 0; l < p; l++) {
            for (int k = 0; k < p; k++) {
                uu[l * p + k] = uu[l * p + k] + product.get(l, k) + product.get(k, l);
            }
        }
    }

    /// Adds a multiple of Q_xx ∂y/∂u.
    private void addStates(double factor, DMatrixRMaj ofU, DMatrixRMaj acc) {
        int dim = xx.length / x.length;
        int n = x.length / dim;
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < n; s++) {
                for (int k = 0; k < dim; k++) {
                    double share = factor * xx[(i * n + s) * dim + k];
                    for (int l = 0; l < ofU.numCols; l++) {
                        acc.add(i * n + s, l, share * ofU.get(k * n + s, l));
                    }
                }
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

    /// Changes the expansion at a time.
    @FunctionalInterface
    public interface Arrival {
        /// @param time index of a time of the path
        /// @param q changed
        void at(int time, Expansion q);
    }
}
