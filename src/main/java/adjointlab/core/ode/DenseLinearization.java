package adjointlab.core.ode;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// Solves with the whole Jacobian of a small system.
public final class DenseLinearization implements Linearization {
    private final Jacobian derivative;
    private final int n;
    private final DMatrixRMaj jacobian;
    private final LinearSolverDense<DMatrixRMaj> solver;
    private final LinearSolverDense<DMatrixRMaj> transposedSolver;
    private DMatrixRMaj transposed = new DMatrixRMaj(0, 0);
    private boolean transposedReady;

    /// Where the Jacobian comes from.
    @FunctionalInterface
    public interface Jacobian {
        /// ∂f/∂y.
        ///
        /// @param t s
        /// @param y [n], not modified
        /// @param jacobianOut [n×n], row-major, overwritten
        void at(double t, double[] y, double[] jacobianOut);
    }

    /// @param n components of the state
    /// @param derivative gives J
    public DenseLinearization(int n, Jacobian derivative) {
        this.derivative = derivative;
        this.n = n;
        this.jacobian = new DMatrixRMaj(n, n);
        this.solver = LinearSolverFactory_DDRM.lu(n);
        this.transposedSolver = LinearSolverFactory_DDRM.lu(n);
    }

    @Override
    public void at(double t, double[] y) {
        derivative.at(t, y, jacobian.data);
    }

    @Override
    public boolean factor(double c) {
        DMatrixRMaj matrix = CommonOps_DDRM.identity(n);
        CommonOps_DDRM.addEquals(matrix, -c, jacobian);
        transposed = CommonOps_DDRM.transpose(matrix, null);
        transposedReady = false;
        return regular(solver, matrix);
    }

    /// A decomposition is made of any matrix; whether it can be solved with is another question.
    private static boolean regular(LinearSolverDense<DMatrixRMaj> solver, DMatrixRMaj matrix) {
        return solver.setA(matrix) && solver.getDecomposition() instanceof LUDecomposition<?> lu && !lu.isSingular();
    }

    @Override
    public void solve(double[] r) {
        solveBy(solver, r);
    }

    @Override
    public void solveTransposed(double[] r) {
        if (!transposedReady) {
            regular(transposedSolver, transposed); // as regular as the other one
            transposedReady = true;
        }
        solveBy(transposedSolver, r);
    }

    private void solveBy(LinearSolverDense<DMatrixRMaj> by, double[] r) {
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        by.solve(DMatrixRMaj.wrap(n, 1, r.clone()), x);
        System.arraycopy(x.getData(), 0, r, 0, n);
    }
}
