package adjointlab.core.optim;

import adjointlab.core.math.Stop;
import adjointlab.core.matrix.LinearSystem;
import adjointlab.core.matrix.Products;
import adjointlab.core.matrix.SingularValues;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Solves (JᵀMJ + λI) x = g for the Jacobian J of predictions and a metric M of predictions. With M the mean over
/// samples JᵀMJ is the Fisher matrix E[JᵀJ] of predictions with unit Gaussian noise (Amari, Neural Computation 10
/// (1998) 251; Okamoto, Takeuchi and Sakemi, section 7); with M the loss's second derivative it is the generalised
/// Gauss-Newton matrix (Schraudolph, Neural Computation 14 (2002) 1723). Without damping x is the solution of smallest
/// norm.
///
/// @param metric M
/// @param space where the system is solved
/// @param effort limits of conjugate gradients
public record CurvatureSolve(Metric metric, Space space, Effort effort) {
    /// How predictions are compared.
    public enum Metric {
        /// The mean over samples and times of the squared change.
        PREDICTION,
        /// The loss's second derivative.
        LOSS
    }

    /// Where the system is solved; the solution is the same.
    public enum Space {
        /// In whichever of the next two is smaller.
        AUTOMATIC,
        /// p×p, by Cholesky's decomposition.
        PARAMETERS,
        /// m×m for m predictions: (λI + JᵀMJ)⁻¹g = (g − Jᵀ(λI + MJJᵀ)⁻¹MJg)/λ, Woodbury's identity.
        SAMPLES,
        /// By products with J and Jᵀ only.
        CONJUGATE_GRADIENTS
    }

    /// @param iterations of conjugate gradients at most
    /// @param tolerance of the residual relative to g
    public record Effort(int iterations, double tolerance) {}

    /// x.
    ///
    /// @param j J at the weights
    /// @param lambda λ ≥ 0
    /// @param g [p], not modified
    public double[] solve(OutputJacobian j, double lambda, double[] g) {
        return prepared(j, g).apply(lambda);
    }

    /// x for any λ; products that do not depend on it are computed once.
    ///
    /// @param j J at the weights; must stay there meanwhile
    /// @param g [p], not copied
    DoubleFunction<double[]> prepared(OutputJacobian j, double[] g) {
        return switch (space) {
            case PARAMETERS -> inParameters(j, g);
            case SAMPLES -> inSamples(j, g);
            case CONJUGATE_GRADIENTS -> lambda -> byConjugateGradients(j, lambda, g);
            case AUTOMATIC -> j.rows() < j.parameters() ? inSamples(j, g) : inParameters(j, g);
        };
    }

    /// JᵀMJ [p×p].
    public DMatrixRMaj matrix(OutputJacobian j) {
        DMatrixRMaj jacobian = j.matrix();
        return Products.transposedTimes(jacobian, metricTimes(j, jacobian), j.stop());
    }

    /// M w.
    ///
    /// @param w [m], not modified
    /// @param out [m], overwritten
    public void metricTimes(OutputJacobian j, double[] w, double[] out) {
        switch (metric) {
            case PREDICTION -> {
                for (int r = 0; r < w.length; r++) {
                    out[r] = j.weight() * w[r];
                }
            }
            case LOSS -> j.lossCurvature(w, out);
        }
    }

    /// M times a matrix with m rows, column by column.
    private DMatrixRMaj metricTimes(OutputJacobian j, DMatrixRMaj right) {
        DMatrixRMaj result = new DMatrixRMaj(right.numRows, right.numCols);
        double[] column = new double[right.numRows];
        double[] out = new double[right.numRows];
        for (int c = 0; c < right.numCols; c++) {
            j.stop().heed();
            for (int r = 0; r < column.length; r++) {
                column[r] = right.get(r, c);
            }
            metricTimes(j, column, out);
            for (int r = 0; r < column.length; r++) {
                result.set(r, c, out[r]);
            }
        }
        return result;
    }

    private DoubleFunction<double[]> inParameters(OutputJacobian j, double[] g) {
        DMatrixRMaj matrix = matrix(j);
        return lambda -> {
            DMatrixRMaj damped = damped(matrix, lambda);
            // rounding may leave a tiny damping without effect, and then Cholesky's decomposition does not exist
            Optional<LinearSystem> positive = lambda > 0 ? LinearSystem.positive(damped, j.stop()) : Optional.empty();
            return positive.orElseGet(() -> smallest(damped, j.stop())).solve(g);
        };
    }

    /// Solves with the pseudo-inverse.
    private static LinearSystem smallest(DMatrixRMaj matrix, Stop stop) {
        return SingularValues.prepare(matrix, stop)::solve;
    }

    private DoubleFunction<double[]> inSamples(OutputJacobian j, double[] g) {
        int rows = j.rows();
        DMatrixRMaj jacobian = j.matrix();
        DMatrixRMaj kernel = Products.timesTransposed(jacobian, jacobian, j.stop());
        DMatrixRMaj weighted = metricTimes(j, kernel);
        double[] jg = new double[rows];
        CommonOps_DDRM.mult(jacobian, column(g), column(jg));
        return lambda -> {
            DMatrixRMaj damped = damped(weighted, lambda);
            double[] solved;
            if (lambda > 0) {
                double[] right = new double[rows];
                metricTimes(j, jg, right);
                solved = LinearSystem.general(damped, j.stop()).solve(right);
            } else {
                // the limit for a g within the rows' span, as gradients are: x = Jᵀ (MJJᵀ)⁺ (JJᵀ)⁺ J g
                double[] right = smallest(kernel, j.stop()).solve(jg);
                solved = smallest(damped, j.stop()).solve(right);
            }
            double[] x = new double[g.length];
            CommonOps_DDRM.multTransA(jacobian, column(solved), column(x));
            for (int i = 0; i < x.length && lambda > 0; i++) {
                x[i] = (g[i] - x[i]) / lambda;
            }
            return x;
        };
    }

    private static DMatrixRMaj damped(DMatrixRMaj matrix, double lambda) {
        DMatrixRMaj damped = matrix.copy();
        for (int i = 0; i < damped.numRows; i++) {
            damped.add(i, i, lambda);
        }
        return damped;
    }

    /// Hestenes and Stiefel, J. Res. Natl. Bur. Stand. 49 (1952) 409; products as in Martens, ICML 2010.
    private double[] byConjugateGradients(OutputJacobian j, double lambda, double[] g) {
        double[] x = new double[g.length];
        double[] residual = g.clone();
        double[] direction = g.clone();
        double[] product = new double[g.length];
        double[] change = new double[j.rows()];
        double[] weighted = new double[j.rows()];
        double squared = dot(residual, residual);
        double enough = squared * effort.tolerance() * effort.tolerance();
        for (int k = 0; k < effort.iterations() && squared > enough; k++) {
            j.stop().heed();
            j.product(direction, change);
            metricTimes(j, change, weighted);
            j.transposedProduct(weighted, product);
            double curvature = lambda * dot(direction, direction) + dot(change, weighted);
            if (!(curvature > 0)) {
                break;
            }
            double step = squared / curvature;
            for (int i = 0; i < x.length; i++) {
                x[i] += step * direction[i];
                residual[i] -= step * (product[i] + lambda * direction[i]);
            }
            double next = dot(residual, residual);
            for (int i = 0; i < x.length; i++) {
                direction[i] = residual[i] + next / squared * direction[i];
            }
            squared = next;
        }
        return x;
    }

    private static DMatrixRMaj column(double[] v) {
        return DMatrixRMaj.wrap(v.length, 1, v);
    }

    /// θ ← θ − ηx.
    static void descend(double[] theta, double rate, double[] x) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] -= rate * x[i];
        }
    }

    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
