package adjointlab.core.adjoint;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.field.Context;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// What both forms of Theorem 1 share: a solve forward, and one backward of the state together with what is carried
/// along it.
abstract sealed class CurvatureWork permits CurvatureMatrices, CurvatureVectors {
    /// Of the backward solve.
    final SolveStats stats = new SolveStats();
    private final ForwardPass forward;
    private final SolverSettings solver;

    /// @param setup the dynamics and how to solve, forward and backward
    CurvatureWork(Setup setup) {
        forward = new ForwardPass(setup, new Scratch());
        solver = setup.solver();
    }

    /// Solves forward; parameters as in [AdjointMethod.Work#forward].
    public SolveStatus forward(double[] theta, Batch y0, Times times, Cancellation cancellation) {
        return forward.run(theta, y0, times, StepListener.NONE, cancellation);
    }

    /// y at the `index`-th time, [dim×n]; owned by this.
    public Batch state(int index) {
        return forward.state(index);
    }

    /// Field evaluations forward.
    public long evaluations() {
        return forward.stats().evaluations();
    }

    /// Vector-Jacobian products backward.
    public long vjps() {
        return stats.vjps();
    }

    /// Weights of the last forward solve [p], not a copy.
    final double[] theta() {
        return forward.theta();
    }

    /// What random numbers of the solves belong to.
    final Context context() {
        return forward.context();
    }

    /// The backward solve of a system whose state begins with y.
    ///
    /// @param stateIn finds y in it
    final BackwardSegments segments(OdeSystem system, Function<double[], Batch> stateIn) {
        return new BackwardSegments(
                new Solve(solver, system, stats), solver, stateIn, (_, state) -> stateIn.apply(state));
    }

    /// Solves backward.
    ///
    /// @param z the system's state, overwritten
    /// @param arrive adds to `z`, where y stands already, at each time with a loss
    final SolveStatus backward(BackwardSegments segments, double[] z, IntConsumer arrive, Cancellation cancellation) {
        stats.clear();
        java.util.Arrays.fill(z, 0);
        SolveStatus status = segments.run(
                forward.times(),
                z,
                time -> {
                    Batch y = forward.state(time);
                    System.arraycopy(y.data(), y.offset(), z, 0, y.length());
                    arrive.accept(time);
                },
                AdjointListener.NONE,
                cancellation);
        // the blocks behind the state have no columns that were samples
        return status.ok() ? status : new SolveStatus(status.kind(), status.t(), -1, status.h());
    }
}
