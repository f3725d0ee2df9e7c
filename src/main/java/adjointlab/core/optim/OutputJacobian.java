package adjointlab.core.optim;

import adjointlab.core.math.Stop;
import org.ejml.data.DMatrixRMaj;

/// How a model's predictions change with its weights, at one point: J = ∂(predictions)/∂θ [m×p], with one row for each
/// sample, time and output. What is asked for is computed, and nothing else.
public interface OutputJacobian {
    /// Numbers of a matrix above which it is refused.
    long LARGEST = 100_000_000;

    /// m.
    int rows();

    /// p.
    int parameters();

    /// 1/(samples · times): by what a sum over rows becomes a mean over samples and times.
    double weight();

    /// Asked in the middle of long work with it.
    default Stop stop() {
        return Stop.NEVER;
    }

    /// J [m×p], computed at the first call for a point; owned by this.
    ///
    /// @throws java.util.concurrent.CancellationException where [#stop] asks for it meanwhile
    DMatrixRMaj matrix();

    /// J v.
    ///
    /// @param v [p], not modified
    /// @param out [m], overwritten
    void product(double[] v, double[] out);

    /// Jᵀ w.
    ///
    /// @param w [m], not modified
    /// @param out [p], overwritten
    void transposedProduct(double[] w, double[] out);

    /// H w with the loss's second derivative H = ∂²L/∂(predictions)² [m×m].
    ///
    /// @param w [m], not modified
    /// @param out [m], overwritten
    void lossCurvature(double[] w, double[] out);
}
