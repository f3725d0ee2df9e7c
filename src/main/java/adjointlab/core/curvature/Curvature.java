package adjointlab.core.curvature;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.SingularValues;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/// The spectrum of the Fisher matrix F = E[JᵀJ] of the predictions (Okamoto, Takeuchi and Sakemi, section 7), which for
/// half the mean squared distance is the Gauss-Newton matrix of the loss.
///
/// @param eigenvalues largest first, as many as the smaller of weights and predictions
/// @param parameters p
public record Curvature(double[] eigenvalues, int parameters) {
    /// Where an eigenvalue counts as zero, relative to the largest.
    private static final double ZERO = 1e-14;

    private static final int ROUNDS = 40;

    /// At these weights.
    ///
    /// @param theta [p], not modified
    /// @return nothing if the solve fails or is cancelled
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    public static Optional<Curvature> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(experiment.seed()));
        try {
            return jacobian.at(theta, cancellation).ok()
                    ? Optional.of(
                            new Curvature(spectrum(jacobian.matrix(), jacobian.weight(), cancellation), theta.length))
                    : Optional.empty();
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    /// The squares of the singular values of J: of JᵀJ itself, rounding would leave half of their digits.
    ///
    /// @param jacobian J, not modified
    /// @param weight factor of JᵀJ
    /// @param stop asked in between
    static double[] spectrum(DMatrixRMaj jacobian, double weight, Stop stop) {
        double[] values = SingularValues.of(jacobian, stop);
        if (values.length == 0) {
            throw new UnconvergedException("the singular values of the predictions' Jacobian did not converge");
        }
        return Arrays.stream(values)
                .map(sigma -> -weight * sigma * sigma)
                .sorted()
                .map(negative -> -negative)
                .toArray();
    }

    /// The directions of weights in which the loss curves most: leading eigenvectors of the generalised
    /// Gauss-Newton matrix JᵀHJ, by orthogonal iteration with products only. Golub and Van Loan, "Matrix
    /// Computations", section 8.2.4.
    ///
    /// @param theta [p], not modified
    /// @param count of directions, at most p
    /// @return [count][p], orthonormal, the most curved first; nothing if the solve fails or is cancelled
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    public static Optional<double[][]> leading(
            Experiment experiment, double[] theta, int count, Cancellation cancellation) {
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(experiment.seed()));
        try {
            return jacobian.at(theta, cancellation).ok()
                    ? Optional.of(leading(experiment, jacobian, count, cancellation))
                    : Optional.empty();
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    private static double[][] leading(
            Experiment experiment, ModelJacobian jacobian, int count, Cancellation cancellation) {
        RandomGenerator random = RandomStreams.of(experiment.seed(), "curvature");
        double[][] basis = new double[count][jacobian.parameters()];
        for (double[] vector : basis) {
            Arrays.setAll(vector, _ -> random.nextGaussian());
        }
        double[] change = new double[jacobian.rows()];
        double[] curved = new double[jacobian.rows()];
        for (int round = 0; round < ROUNDS; round++) {
            orthonormalise(basis);
            for (double[] vector : basis) {
                jacobian.product(vector, change);
                jacobian.lossCurvature(change, curved);
                jacobian.transposedProduct(curved, vector);
                cancellation.heed();
            }
        }
        orthonormalise(basis);
        return basis;
    }

    /// Gram and Schmidt's way.
    private static void orthonormalise(double[][] basis) {
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j < i; j++) {
                double along = dot(basis[i], basis[j]);
                for (int l = 0; l < basis[i].length; l++) {
                    basis[i][l] -= along * basis[j][l];
                }
            }
            double length = Math.sqrt(dot(basis[i], basis[i]));
            for (int l = 0; l < basis[i].length && length > 0; l++) {
                basis[i][l] /= length;
            }
        }
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
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
