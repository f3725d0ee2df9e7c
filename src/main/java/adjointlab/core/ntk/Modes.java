package adjointlab.core.ntk;

import adjointlab.core.math.UnconvergedException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

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
        int m = kernel.length;
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(m, true, true);
        if (!decomposition.decompose(new DMatrixRMaj(kernel))) {
            throw new UnconvergedException("the eigenvectors of a kernel of " + m + " rows did not converge");
        }
        int[] order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -decomposition.getEigenvalue(i).getReal()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] eigenvalues = new double[m];
        double[][] vectors = new double[m][];
        for (int i = 0; i < m; i++) {
            eigenvalues[i] = decomposition.getEigenvalue(order[i]).getReal();
            vectors[i] = decomposition.getEigenVector(order[i]).getData().clone();
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
