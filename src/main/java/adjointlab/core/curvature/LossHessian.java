package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.Eigen;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/// The loss's Hessian ∇²L beside its Gauss-Newton part JᵀHJ, with H the Hessian of the loss in the predictions J's rows
/// belong to. What second-order optimizers divide by is the part: Q_uu of Theorem 1 (Liu, Chen and Theodorou, NeurIPS
/// 2021) leaves out how the dynamics curve in the weights, Σ ∂L/∂y ∂²y/∂θ². Only where residuals vanish are both the
/// same, and the part never has a negative eigenvalue.
///
/// @param hessian eigenvalues of ∇²L, largest first
/// @param gaussNewton those of JᵀHJ, largest first
/// @param distance ‖JᵀHJ − ∇²L‖/‖∇²L‖ in the Frobenius norm
public record LossHessian(double[] hessian, double[] gaussNewton, double distance) {
    /// As many solves backward as this twice over, and matrices of its square.
    public static final int MOST_PARAMETERS = 400;

    /// Of a central difference of gradients; its error, a sixth of the square times a third derivative, and that of
    /// rounding, 10⁻¹⁶ over it, are both below 10⁻⁸.
    private static final double STEP = 1e-4;

    /// At these weights, by differences of the experiment's own gradient.
    ///
    /// @param theta [p], not modified
    /// @return nothing if a solve fails or it is cancelled
    /// @throws IllegalArgumentException if there are too many weights, or the solver has no discrete adjoint
    public static Optional<LossHessian> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        int p = theta.length;
        if (p > MOST_PARAMETERS) {
            throw new IllegalArgumentException("a Hessian of " + p + " weights would need " + 2 * p
                    + " gradients; it is shown of models of up to " + MOST_PARAMETERS);
        }
        Optional<DMatrixRMaj> hessian = differences(experiment, theta, cancellation);
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(experiment.seed()));
        if (hessian.isEmpty() || !jacobian.at(theta, cancellation).ok()) {
            return Optional.empty();
        }
        try {
            DMatrixRMaj part = gaussNewton(jacobian, p);
            DMatrixRMaj apart = part.copy();
            CommonOps_DDRM.subtractEquals(apart, hessian.get());
            return Optional.of(new LossHessian(
                    eigenvalues(hessian.get(), cancellation),
                    eigenvalues(part, cancellation),
                    NormOps_DDRM.normF(apart) / NormOps_DDRM.normF(hessian.get())));
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    private static Optional<DMatrixRMaj> differences(Experiment experiment, double[] theta, Cancellation cancellation) {
        int p = theta.length;
        Pipeline pipeline = new Pipeline(experiment);
        DMatrixRMaj hessian = new DMatrixRMaj(p, p);
        double[] moved = theta.clone();
        for (int j = 0; j < p; j++) {
            double step = STEP * Math.max(1, Math.abs(theta[j]));
            for (int sign : new int[] {1, -1}) {
                moved[j] = theta[j] + sign * step;
                if (!pipeline.forward(moved, StepListener.NONE, cancellation).ok()
                        || !pipeline.backward(moved, AdjointListener.NONE, cancellation)
                                .ok()) {
                    return Optional.empty();
                }
                double[] gradient = pipeline.gradient();
                for (int i = 0; i < p; i++) {
                    hessian.add(i, j, sign * gradient[i] / (2 * step));
                }
            }
            moved[j] = theta[j];
        }
        return Optional.of(symmetric(hessian));
    }

    private static DMatrixRMaj gaussNewton(ModelJacobian jacobian, int p) {
        DMatrixRMaj part = new DMatrixRMaj(p, p);
        double[] unit = new double[p];
        double[] change = new double[jacobian.rows()];
        double[] curved = new double[jacobian.rows()];
        double[] column = new double[p];
        for (int j = 0; j < p; j++) {
            unit[j] = 1;
            jacobian.product(unit, change);
            jacobian.lossCurvature(change, curved);
            jacobian.transposedProduct(curved, column);
            unit[j] = 0;
            for (int i = 0; i < p; i++) {
                part.set(i, j, column[i]);
            }
        }
        return symmetric(part);
    }

    private static DMatrixRMaj symmetric(DMatrixRMaj matrix) {
        DMatrixRMaj both = CommonOps_DDRM.transpose(matrix, null);
        CommonOps_DDRM.add(0.5, both, 0.5, matrix, both);
        return both;
    }

    private static double[] eigenvalues(DMatrixRMaj matrix, Stop stop) {
        Eigen eigen = new Eigen(false);
        if (!eigen.of(matrix, stop)) {
            throw new UnconvergedException("the eigenvalues of the loss's Hessian did not converge");
        }
        double[] values = new double[matrix.numRows];
        Arrays.setAll(values, i -> -eigen.values()[i]);
        Arrays.sort(values);
        Arrays.setAll(values, i -> -values[i]);
        return values;
    }
}
