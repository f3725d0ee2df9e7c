package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.adjoint.BackwardSegments;
import adjointlab.core.field.Context;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// What both forms of Theorem 1 share: a solve backward of the state together with what is carried along it.
public abstract sealed class CurvatureWork permits CurvatureMatrices, CurvatureVectors {
    /// Of the backward solve.
    final SolveStats stats = new SolveStats();
    private final Setup setup;

    /// What a forward solve left behind.
    ///
    /// @param theta weights [p], not copied
    /// @param field the dynamics there
    /// @param times at which something arrives, the end the last of them
    /// @param states y at the `index`-th of them [dim×n], not modified
    public record Path(double[] theta, VectorField field, Times times, IntFunction<Batch> states) {}

    /// @param setup the dynamics and how to solve
    CurvatureWork(Setup setup) {
        this.setup = setup;
    }

    /// Vector-Jacobian products since [#clear].
    public long vjps() {
        return stats.vjps();
    }

    /// What random numbers of the solves belong to.
    final Context context() {
        return setup.context();
    }

    /// The backward solve of a system whose state begins with y.
    ///
    /// @param stateIn finds y in it
    final BackwardSegments segments(OdeSystem system, Function<double[], Batch> stateIn) {
        return new BackwardSegments(
                new Solve(setup.solver(), system, stats), setup.solver(), stateIn, (_, state) -> stateIn.apply(state));
    }

    /// Forgets what was carried back.
    public final void clear() {
        stats.clear();
        java.util.Arrays.fill(carried(), 0);
    }

    /// The system's state, changed by solves.
    abstract double[] carried();

    /// Solves backward, with what is carried so far.
    ///
    /// @param path from whose end
    /// @param arrive changes what is carried, where y stands already, at each time of the path
    final SolveStatus backward(BackwardSegments segments, Path path, IntConsumer arrive, Cancellation cancellation) {
        double[] z = carried();
        SolveStatus status = segments.run(
                path.times(),
                z,
                time -> {
                    Batch y = path.states().apply(time);
                    System.arraycopy(y.data(), y.offset(), z, 0, y.length());
                    arrive.accept(time);
                },
                AdjointListener.NONE,
                cancellation);
        // the blocks behind the state have no columns that were samples
        return status.ok() ? status : new SolveStatus(status.kind(), status.t(), -1, status.h());
    }
}
