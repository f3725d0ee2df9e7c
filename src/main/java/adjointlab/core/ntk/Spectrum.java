package adjointlab.core.ntk;

import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.Eigen;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// The eigenvalues of a kernel on a set of inputs. Gradient descent shrinks the residual along each eigenvector by
/// 1 − ηλ a step (Gao et al., ICLR 2025, equation (8)), so the least one decides how fast the whole goes.
///
/// @param eigenvalues [m], largest first; not copied
public record Spectrum(double[] eigenvalues) {
    /// The spectrum of a symmetric matrix.
    ///
    /// @param kernel [m×m], not modified
    /// @throws IllegalArgumentException if an entry is not finite
    public static Spectrum of(double[][] kernel) {
        return of(kernel, Stop.NEVER);
    }

    /// The same.
    ///
    /// @param stop asked in between; then this ends in a [java.util.concurrent.CancellationException]
    public static Spectrum of(double[][] kernel, Stop stop) {
        int m = kernel.length;
        for (double[] row : kernel) {
            if (!Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("the kernel has entries that are not finite");
            }
        }
        Eigen decomposition = new Eigen(false);
        if (!decomposition.of(new DMatrixRMaj(kernel), stop)) {
            throw new UnconvergedException("the eigenvalues of a kernel of " + m + " rows did not converge");
        }
        double[] ascending = decomposition.values().clone();
        Arrays.sort(ascending);
        double[] descending = new double[m];
        Arrays.setAll(descending, i -> ascending[m - 1 - i]);
        return new Spectrum(descending);
    }

    /// λ_min. A kernel JJᵀ has none below 0; what stands there is rounding.
    public double least() {
        return eigenvalues[eigenvalues.length - 1];
    }

    /// λ_max/λ_min; infinite where the least is not positive.
    public double condition() {
        return least() > 0 ? eigenvalues[0] / least() : Double.POSITIVE_INFINITY;
    }
}
