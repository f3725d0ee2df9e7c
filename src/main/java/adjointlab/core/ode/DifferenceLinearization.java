package adjointlab.core.ode;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// The Jacobian of any small system by forward differences, dense.
final class DifferenceLinearization implements Linearization {
    /// Balances truncation against rounding.
    private static final double STEP = Math.sqrt(Math.ulp(1.0));

    private final OdeSystem system;
    private final int n;
    private final DMatrixRMaj jacobian;
    private final LinearSolverDense<DMatrixRMaj> solver;
    private final LinearSolverDense<DMatrixRMaj> transposedSolver;
    private final double[] moved;
    private final double[] slope;
    private final double[] movedSlope;

    DifferenceLinearization(OdeSystem system) {
        this.system = system;
        this.n = system.layout().length();
        this.jacobian = new DMatrixRMaj(n, n);
        this.solver = LinearSolverFactory_DDRM.lu(n);
        this.transposedSolver = LinearSolverFactory_DDRM.lu(n);
        this.moved = new double[n];
        this.slope = new double[n];
        this.movedSlope = new double[n];
    }

    @Override
    public void at(double t, double[] y) {
        system.eval(t, y, slope);
        System.arraycopy(y, 0, moved, 0, n);
        for (int j = 0; j < n; j++) {
            double h = STEP * Math.max(1, Math.abs(y[j]));
            moved[j] = y[j] + h;
            system.eval(t, moved, movedSlope);
            moved[j] = y[j];
            for (int i = 0; i < n; i++) {
                jacobian.set(i, j, (movedSlope[i] - slope[i]) / h);
            }
        }
    }

    @Override
    public boolean factor(double c) {
        DMatrixRMaj matrix = CommonOps_DDRM.identity(n);
        CommonOps_DDRM.addEquals(matrix, -c, jacobian);
        DMatrixRMaj transposed = CommonOps_DDRM.transpose(matrix, null);
        return regular(solver, matrix) && regular(transposedSolver, transposed);
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
        solveBy(transposedSolver, r);
    }

    private void solveBy(LinearSolverDense<DMatrixRMaj> by, double[] r) {
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        by.solve(DMatrixRMaj.wrap(n, 1, r.clone()), x);
        System.arraycopy(x.getData(), 0, r, 0, n);
    }
}
