package adjointlab.core.family;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.UnconvergedException;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// How a sample's adjoint grows or decays from T back to t: −M = −∫ ∂F/∂y ds from T to t along its trajectory, in whose
/// exponential Xia et al., NeurIPS 2021, equations (17) and (18), express ∂L/∂y(t).
public final class AdjointExponent {
    private AdjointExponent() {}

    /// ∂F/∂y of one sample.
    ///
    /// @param field F
    /// @param t s
    /// @param y [dim×n], not modified
    /// @param sample which one
    /// @param theta [≥p], not modified
    /// @return [dim×dim], row = component of F
    public static DMatrixRMaj jacobian(VectorField field, double t, Batch y, int sample, double[] theta) {
        Scratch scratch = new Scratch();
        int n = field.dim();
        Batch one = new Batch(n, 1);
        for (int i = 0; i < n; i++) {
            one.set(i, 0, y.get(i, sample));
        }
        one.padState();
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        ParameterGradient ignored = new ParameterGradient(1, field.parameters().size());
        for (int row = 0; row < n; row++) {
            Batch a = new Batch(n, 1);
            a.set(row, 0, 1);
            Batch gradient = new Batch(n, 1);
            field.vjp(t, one, theta, a, scratch, gradient, ignored);
            for (int column = 0; column < n; column++) {
                jacobian.set(row, column, gradient.get(column, 0));
            }
        }
        return jacobian;
    }

    /// −M by the trapezoidal rule.
    ///
    /// @param times s, from t to T, increasing
    /// @param states [times][dim×n], not modified
    /// @return [dim×dim]
    public static DMatrixRMaj of(VectorField field, double[] times, Batch[] states, int sample, double[] theta) {
        int n = field.dim();
        DMatrixRMaj sum = new DMatrixRMaj(n, n);
        for (int i = 0; i < times.length; i++) {
            double before = i == 0 ? 0 : times[i] - times[i - 1];
            double after = i == times.length - 1 ? 0 : times[i + 1] - times[i];
            DMatrixRMaj jacobian = jacobian(field, times[i], states[i], sample, theta);
            for (int e = 0; e < n * n; e++) {
                sum.data[e] += 0.5 * (before + after) * jacobian.data[e];
            }
        }
        return sum;
    }

    /// The eigenvalues of a matrix.
    ///
    /// @param matrix [n×n], not modified
    /// @throws UnconvergedException if the iteration does not converge
    public static Complex_F64[] eigenvalues(DMatrixRMaj matrix) {
        var decomposition = DecompositionFactory_DDRM.eig(matrix.getNumRows(), false);
        if (!decomposition.decompose(matrix.copy())) {
            throw new UnconvergedException("the eigenvalues of a matrix were not found");
        }
        Complex_F64[] eigenvalues = new Complex_F64[matrix.getNumRows()];
        java.util.Arrays.setAll(eigenvalues, decomposition::getEigenvalue);
        return eigenvalues;
    }
}
