package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.BackwardSegments;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StateLayout;
import java.util.ArrayList;
import java.util.List;

/// The low-rank form of [CurvatureMatrices] without running costs: with Q_xx(t₁) = Σyᵢyᵢᵀ every matrix of (9) is made
/// of vectors qᵢ, pᵢ that follow −q̇ᵢ = F_xᵀqᵢ, −ṗᵢ = F_uᵀqᵢ from (yᵢ, 0). Liu, Chen and Theodorou, NeurIPS 2021,
/// Proposition 2 and equation (11), for any rank; each sample has its own vectors.
public final class CurvatureVectors extends CurvatureWork {
    /// Numbers in a state above which it is refused.
    public static final long LARGEST = 20_000_000;

    private final VectorSystem system;
    private final BackwardSegments segments;
    private final double[] z;

    /// Changes the vectors at a time.
    @FunctionalInterface
    public interface Arrival {
        /// @param time index of a time of the path
        /// @param vectors changed
        void at(int time, CurvatureVectors vectors);
    }

    /// @param setup the dynamics and how to solve
    /// @param parameters p, at least the field's
    /// @param rank R, how many vectors a sample has
    /// @throws IllegalArgumentException if the vectors would be too large
    public CurvatureVectors(Setup setup, int parameters, int rank) {
        super(setup);
        int dim = setup.field().dim();
        int n = setup.samples();
        long numbers = numbers(rank, parameters, dim, n);
        if (numbers > LARGEST) {
            throw new IllegalArgumentException("the vectors of equation (11) would be " + numbers + " numbers for "
                    + parameters + " weights, " + n + " samples and rank " + rank);
        }
        this.system = new VectorSystem(setup.field(), n, parameters, rank);
        this.segments = segments(system, system::stateIn);
        this.z = new double[system.layout.length()];
    }

    /// How many numbers the vectors are.
    ///
    /// @param rank R
    /// @param parameters p
    /// @param dim components of a state
    /// @param samples n
    public static long numbers(int rank, int parameters, int dim, int samples) {
        return (long) rank * samples * (parameters + dim);
    }

    /// Solves (11) backward, from what is carried so far.
    ///
    /// @param path of the solve forward
    /// @param arrival changes the vectors at each time of the path
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more in the middle of a step
    public SolveStatus backward(Path path, Arrival arrival, Cancellation cancellation) {
        system.bind(path, cancellation);
        return backward(segments, path, time -> arrival.at(time, this), cancellation);
    }

    @Override
    double[] carried() {
        return z;
    }

    /// R.
    public int rank() {
        return system.rank;
    }

    /// qᵢ of every sample [dim×n], padding zero; a view.
    public Batch q(int i) {
        return new Batch(system.dim, system.n, z, system.atQ(i));
    }

    /// pᵢ of every sample [n×p]; a view.
    public ParameterGradient p(int i) {
        return new ParameterGradient(system.n, system.p, z, system.atP(i));
    }

    /// State and all vectors as one system.
    private final class VectorSystem implements OdeSystem {
        private VectorField field;
        private final int dim;
        private final int n;
        private final int p;
        private final int rank;
        private final StateLayout layout;
        private final Scratch scratch = new Scratch();
        private final Batch y;
        private final Batch f;
        private final Batch minusQ;
        private final Batch dq;
        private final ParameterGradient dp;
        private double[] theta = new double[0];
        private Stop stop = Stop.NEVER;

        VectorSystem(VectorField field, int n, int p, int rank) {
            this.field = field;
            this.dim = field.dim();
            this.n = n;
            this.p = p;
            this.rank = rank;
            this.y = new Batch(dim, n);
            this.f = new Batch(dim, n);
            this.minusQ = new Batch(dim, n);
            this.dq = new Batch(dim, n);
            this.dp = new ParameterGradient(n, p);
            List<StateLayout.Block> blocks =
                    new ArrayList<>(StateLayout.ofBatch("y", dim, n).blocks());
            for (int i = 0; i < rank; i++) {
                blocks.add(new StateLayout.Block("q" + i, atQ(i), dim, n, y.stride(), false));
            }
            for (int i = 0; i < rank; i++) {
                blocks.add(new StateLayout.Block("p" + i, atP(i), 1, n * p, n * p, true));
            }
            this.layout = new StateLayout(blocks);
        }

        void bind(Path path, Stop stop) {
            this.theta = path.theta();
            this.field = path.field();
            this.stop = stop;
            field.bind(theta, context(), scratch);
        }

        int atQ(int i) {
            return (1 + i) * y.length();
        }

        int atP(int i) {
            return atQ(rank) + i * n * p;
        }

        Batch stateIn(double[] state) {
            return y.repoint(state, 0);
        }

        @Override
        public StateLayout layout() {
            return layout;
        }

        @Override
        public void eval(double t, double[] state, double[] dzOut) {
            stats.countEvaluations(1);
            stats.countVjps(rank);
            java.util.Arrays.fill(dzOut, y.length(), dzOut.length, 0);
            field.eval(t, y.repoint(state, 0), theta, scratch, f.repoint(dzOut, 0));
            double[] negated = minusQ.data();
            for (int i = 0; i < rank; i++) {
                stop.heed();
                for (int e = 0; e < negated.length; e++) {
                    negated[e] = -state[atQ(i) + e];
                }
                field.vjp(t, y, theta, minusQ, scratch, dq.repoint(dzOut, atQ(i)), dp.repoint(dzOut, atP(i)));
            }
        }
    }
}
