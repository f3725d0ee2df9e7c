package adjointlab.core.train;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.OutputJacobian;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// The spectrum of the Fisher matrix F = E[JᵀJ] of the predictions (Okamoto, Takeuchi and Sakemi, section 7), which for
/// half the mean squared distance is the Gauss-Newton matrix of the loss.
///
/// @param eigenvalues largest first, as many as the smaller of weights and predictions; rounding's negative ones are 0
/// @param parameters p
public record Curvature(double[] eigenvalues, int parameters) {
    /// Where an eigenvalue counts as zero, relative to the largest.
    private static final double ZERO = 1e-14;

    /// At these weights.
    ///
    /// @param theta [p], not modified
    /// @return nothing if the solve fails or is cancelled
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    public static Optional<Curvature> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        ModelJacobian jacobian = new ModelJacobian(
                experiment, experiment.task().problem().data(experiment.seed()));
        return jacobian.at(theta, cancellation).ok() && !cancellation.requested()
                ? Optional.of(new Curvature(spectrum(jacobian), theta.length))
                : Optional.empty();
    }

    /// Of JᵀJ or JJᵀ, whichever is smaller: they share what is not zero.
    private static double[] spectrum(OutputJacobian jacobian) {
        DMatrixRMaj j = jacobian.matrix();
        int n = Math.min(j.numRows, j.numCols);
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        if (j.numRows < j.numCols) {
            CommonOps_DDRM.multTransB(jacobian.weight(), j, j, gram);
        } else {
            CommonOps_DDRM.multTransA(jacobian.weight(), j, j, gram);
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, false, true);
        if (!decomposition.decompose(gram)) {
            throw new ArithmeticException("the eigenvalues of the Fisher matrix did not converge");
        }
        double[] ascending = new double[n];
        Arrays.setAll(ascending, i -> Math.max(0, decomposition.getEigenvalue(i).getReal()));
        Arrays.sort(ascending);
        double[] descending = new double[n];
        Arrays.setAll(descending, i -> ascending[n - 1 - i]);
        return descending;
    }

    /// How many eigenvalues are not zero to rounding: directions in which predictions change at all.
    public int rank() {
        return (int) Arrays.stream(eigenvalues)
                .filter(value -> value > ZERO * eigenvalues[0])
                .count();
    }

    /// Largest eigenvalue over the smallest that is not zero; NaN where all are.
    public double condition() {
        return rank() == 0 ? Double.NaN : eigenvalues[0] / eigenvalues[rank() - 1];
    }
}
