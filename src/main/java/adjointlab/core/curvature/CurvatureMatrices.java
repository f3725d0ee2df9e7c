package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.BackwardSegments;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Stop;
import adjointlab.core.matrix.Products;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StateLayout;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// Second-order differential programming: the coupled matrix equations (9) of Liu, Chen and Theodorou, "Second-order
/// neural ODE optimizer", NeurIPS 2021, Theorem 1, solved backward together with state and adjoint in a single solve,
/// running costs included. For small models: the state grows with the square of the number of parameters.
public final class CurvatureMatrices extends CurvatureWork {
    /// Numbers in a state above which it is refused.
    public static final long LARGEST = 4_000_000;

    private final MatrixSystem system;
    private final BackwardSegments segments;
    private final double[] z;
    private final Expansion expansion;

    /// @param setup the dynamics and how to solve
    /// @param parameters p, at least the field's
    /// @throws IllegalArgumentException if the matrices would be too large
    public CurvatureMatrices(Setup setup, int parameters) {
        super(setup);
        int dim = setup.field().dim();
        int n = setup.samples();
        long numbers = numbers(parameters, dim, n);
        if (numbers > LARGEST) {
            throw new IllegalArgumentException("the matrices of equation (9) would be " + numbers + " numbers for "
                    + parameters + " weights; choose the low-rank form");
        }
        this.system = new MatrixSystem(setup.field(), n, parameters);
        this.segments = segments(system, system::stateIn);
        this.z = new double[system.layout().length()];
        this.expansion = Expansion.zero(dim, n, parameters);
    }

    /// How many numbers the matrices are.
    ///
    /// @param parameters p
    /// @param dim components of a state
    /// @param samples n
    public static long numbers(int parameters, int dim, int samples) {
        return (long) parameters * parameters + (long) dim * samples * (parameters + dim);
    }

    /// Solves (9) backward, from what is carried so far.
    ///
    /// @param path of the solve forward
    /// @param arrival changes Q's derivatives at each time of the path
    /// @param cost ℓ
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more in the middle of a step
    public SolveStatus backward(Path path, Expansion.Arrival arrival, RunningCost cost, Cancellation cancellation) {
        system.bind(path, cost, cancellation);
        SolveStatus status = backward(segments, path, time -> arrive(time, arrival), cancellation);
        expansion.takeFrom(z, system.stateLength);
        return status;
    }

    private void arrive(int time, Expansion.Arrival arrival) {
        expansion.takeFrom(z, system.stateLength);
        arrival.at(time, expansion);
        expansion.giveTo(z, system.stateLength);
    }

    @Override
    double[] carried() {
        return z;
    }

    /// Q's derivatives where the last solve ended; owned by this.
    public Expansion expansion() {
        return expansion;
    }

    /// State and Q's derivatives as one system.
    private final class MatrixSystem implements OdeSystem {
        private VectorField field;
        private final int dim;
        private final int n;
        private final int p;
        private final int stateLength;
        private final StateLayout layout;
        private final Scratch scratch = new Scratch();
        private final Batch y;
        private final Batch f;
        private final Batch unit;
        private final Batch row;
        private final ParameterGradient rowOfParameters;
        private final double[] fx;
        private final DMatrixRMaj fu;
        private final DMatrixRMaj xu;
        private final DMatrixRMaj product;
        private double[] theta = new double[0];
        private RunningCost cost = RunningCost.NONE;
        private Stop stop = Stop.NEVER;

        MatrixSystem(VectorField field, int n, int p) {
            this.field = field;
            this.dim = field.dim();
            this.n = n;
            this.p = p;
            this.y = new Batch(dim, n);
            this.f = new Batch(dim, n);
            this.unit = new Batch(dim, n);
            this.row = new Batch(dim, n);
            this.stateLength = y.length();
            this.rowOfParameters = new ParameterGradient(n, p);
            this.fx = new double[dim * n * dim];
            this.fu = new DMatrixRMaj(dim * n, p);
            this.xu = new DMatrixRMaj(dim * n, p);
            this.product = new DMatrixRMaj(p, p);
            List<StateLayout.Block> blocks =
                    new ArrayList<>(StateLayout.ofBatch("y", dim, n).blocks());
            int offset = stateLength;
            String[] names = {"Qx", "Qu", "Qxx", "Qxu", "Quu"};
            double[][] parts = Expansion.zero(dim, n, p).parts();
            for (int i = 0; i < names.length; i++) {
                int length = parts[i].length;
                boolean integral = names[i].equals("Qu") || names[i].equals("Quu");
                blocks.add(new StateLayout.Block(names[i], offset, 1, length, length, integral));
                offset += length;
            }
            this.layout = new StateLayout(blocks);
        }

        void bind(Path path, RunningCost cost, Stop stop) {
            this.theta = path.theta();
            this.field = path.field();
            this.cost = cost;
            this.stop = stop;
            field.bind(theta, context(), scratch);
        }

        Batch stateIn(double[] z) {
            return y.repoint(z, 0);
        }

        @Override
        public StateLayout layout() {
            return layout;
        }

        @Override
        public void eval(double t, double[] z, double[] dzOut) {
            stats.countEvaluations(1);
            stats.countVjps(dim);
            field.eval(t, y.repoint(z, 0), theta, scratch, f.repoint(dzOut, 0));
            jacobians(t);
            int atX = stateLength;
            int atU = atX + dim * n;
            int atXX = atU + p;
            int atXU = atXX + dim * n * dim;
            int atUU = atXU + dim * n * p;
            firstOrder(z, dzOut, atX, atU);
            ofStates(z, dzOut, atXX);
            mixed(z, dzOut, atXX, atXU);
            ofParameters(z, dzOut, atXU, atUU);
        }

        /// F_x and F_u of every sample, a component at a time.
        private void jacobians(double t) {
            for (int i = 0; i < dim; i++) {
                stop.heed();
                unit.fill(0);
                for (int s = 0; s < n; s++) {
                    unit.set(i, s, 1);
                }
                row.fill(0);
                rowOfParameters.repoint(fu.getData(), i * n * p).clear();
                field.vjp(t, y, theta, unit, scratch, row, rowOfParameters);
                for (int s = 0; s < n; s++) {
                    for (int j = 0; j < dim; j++) {
                        fx[(i * n + s) * dim + j] = row.get(j, s);
                    }
                }
            }
        }

        /// (9a): −Q̇_x = ℓ_x + F_xᵀQ_x, −Q̇_u = ℓ_u + F_uᵀQ_x.
        private void firstOrder(double[] z, double[] dz, int atX, int atU) {
            for (int l = 0; l < p; l++) {
                dz[atU + l] = -cost.parameters() * theta[l];
            }
            for (int j = 0; j < dim; j++) {
                for (int s = 0; s < n; s++) {
                    double sum = cost.state() / n * y.get(j, s);
                    for (int i = 0; i < dim; i++) {
                        sum += fx[(i * n + s) * dim + j] * pull(z, atX, i, s);
                    }
                    dz[atX + j * n + s] = -sum;
                }
            }
            for (int i = 0; i < dim; i++) {
                for (int s = 0; s < n; s++) {
                    double q = pull(z, atX, i, s);
                    int from = (i * n + s) * p;
                    for (int l = 0; l < p; l++) {
                        dz[atU + l] -= fu.getData()[from + l] * q;
                    }
                }
            }
        }

        /// Q_x, and what the kinetic energy adds to it: κf/n.
        private double pull(double[] z, int atX, int i, int s) {
            return z[atX + i * n + s] + cost.kinetic() / n * f.get(i, s);
        }

        /// (9b, first): −Q̇_xx = ℓ_xx + F_xᵀQ_xx + Q_xxF_x.
        private void ofStates(double[] z, double[] dz, int atXX) {
            for (int s = 0; s < n; s++) {
                for (int i = 0; i < dim; i++) {
                    for (int j = 0; j < dim; j++) {
                        double sum = i == j ? cost.state() / n : 0;
                        for (int k = 0; k < dim; k++) {
                            double ki = fx[(k * n + s) * dim + i];
                            double kj = fx[(k * n + s) * dim + j];
                            sum += ki * z[atXX + (k * n + s) * dim + j]
                                    + z[atXX + (i * n + s) * dim + k] * kj
                                    + cost.kinetic() / n * ki * kj;
                        }
                        dz[atXX + (i * n + s) * dim + j] = -sum;
                    }
                }
            }
        }

        /// (9b, second): −Q̇_xu = ℓ_xu + Q_xxF_u + F_xᵀQ_xu.
        private void mixed(double[] z, double[] dz, int atXX, int atXU) {
            for (int i = 0; i < dim; i++) {
                stop.heed();
                for (int s = 0; s < n; s++) {
                    int to = atXU + (i * n + s) * p;
                    java.util.Arrays.fill(dz, to, to + p, 0);
                    for (int k = 0; k < dim; k++) {
                        double ki = fx[(k * n + s) * dim + i];
                        double ofFu = z[atXX + (i * n + s) * dim + k] + cost.kinetic() / n * ki;
                        int from = (k * n + s) * p;
                        for (int l = 0; l < p; l++) {
                            dz[to + l] -= ofFu * fu.getData()[from + l] + ki * z[atXU + from + l];
                        }
                    }
                }
            }
        }

        /// (9c): −Q̇_uu = ℓ_uu + F_uᵀQ_xu + Q_uxF_u, summed over the batch.
        private void ofParameters(double[] z, double[] dz, int atXU, int atUU) {
            double half = 0.5 * cost.kinetic() / n;
            for (int e = 0; e < xu.getNumElements(); e++) {
                xu.getData()[e] = z[atXU + e] + half * fu.getData()[e];
            }
            product.zero();
            Products.addTransposedTimes(fu, xu, product, stop);
            for (int l = 0; l < p; l++) {
                for (int m = 0; m < p; m++) {
                    double sum = product.get(l, m) + product.get(m, l);
                    dz[atUU + l * p + m] = -(l == m ? sum + cost.parameters() : sum);
                }
            }
        }
    }
}
