package adjointlab.core.ntk;

import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.Eigen;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// A kernel's eigenvectors with their eigenvalues. Gradient descent in the linear regime shrinks the residual along
/// each by 1 − ηλ a step: Gao et al., ICLR 2025, equation (8).
///
/// @param eigenvalues [m], largest first; not copied
/// @param vectors [m][m], a unit vector each; not copied
public record Modes(double[] eigenvalues, double[][] vectors) {
    /// Those of a symmetric matrix.
    ///
    /// @param kernel [m×m], finite, not modified
    public static Modes of(double[][] kernel) {
        return of(kernel, Stop.NEVER);
    }

    /// The same.
    ///
    /// @param stop asked in between; then this ends in a [java.util.concurrent.CancellationException]
    public static Modes of(double[][] kernel, Stop stop) {
        int m = kernel.length;
        Eigen decomposition = new Eigen(true);
        if (!decomposition.of(new DMatrixRMaj(kernel), stop)) {
            throw new UnconvergedException("the eigenvectors of a kernel of " + m + " rows did not converge");
        }
        int[] order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -decomposition.values()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] eigenvalues = new double[m];
        double[][] vectors = new double[m][];
        for (int i = 0; i < m; i++) {
            eigenvalues[i] = decomposition.values()[order[i]];
            vectors[i] = Arrays.copyOfRange(decomposition.rows().data, order[i] * m, (order[i] + 1) * m);
        }
        return new Modes(eigenvalues, vectors);
    }

    /// The components of a vector along the modes.
    ///
    /// @param vector [m], not modified
    /// @return [m]
    public double[] components(double[] vector) {
        double[] components = new double[vectors.length];
        for (int i = 0; i < components.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                components[i] += vectors[i][j] * vector[j];
            }
        }
        return components;
    }
}
