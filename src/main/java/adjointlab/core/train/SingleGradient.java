package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import org.jspecify.annotations.Nullable;

/// One loss and gradient with everything that another program may want to compare.
///
/// @param status how it went; unless ok, the rest is undefined
/// @param loss at the weights
/// @param state at the end, whole [n×state]
/// @param theta dL/dθ [p]
/// @param initial dL/dx₀ [n×d]
/// @param velocity dL/dv₀ [n×v], v = 0 for families without one
/// @param cost evaluations
/// @param warning why the gradient is wrong all the same; "" where nothing says so
public record SingleGradient(
        SolveStatus status,
        double loss,
        double[][] state,
        double[] theta,
        double[][] initial,
        double[][] velocity,
        Cost cost,
        String warning) {

    /// @param forward field evaluations forward
    /// @param backward field evaluations backward
    public record Cost(long forward, long backward) {}

    /// Computes it.
    ///
    /// @param experiment what is solved and differentiated
    /// @param theta weights [p], not modified
    /// @param velocity initial velocities [v×n] instead of the family's own; none: the family's
    public static SingleGradient of(Experiment experiment, double[] theta, @Nullable Batch velocity) {
        return of(experiment, theta, velocity, Cancellation.NEVER);
    }

    /// The same, until it is cancelled.
    public static SingleGradient of(
            Experiment experiment, double[] theta, @Nullable Batch velocity, Cancellation cancellation) {
        Pipeline pipeline = new Pipeline(experiment);
        if (velocity != null) {
            pipeline.startWith(velocity);
        }
        SolveStatus status = pipeline.forward(theta, StepListener.NONE, cancellation);
        if (status.ok()) {
            status = pipeline.backward(theta, AdjointListener.NONE, cancellation);
        }
        if (!status.ok()) {
            double[][] nothing = new double[0][];
            return new SingleGradient(
                    status, pipeline.loss(), nothing, new double[0], nothing, nothing, new Cost(0, 0), "");
        }
        Batch atStart = pipeline.work().gradInitial();
        int v = experiment.model().velocityDim();
        Batch velocities = new Batch(v, atStart.size(), atStart.data(), atStart.row(atStart.dim() - v));
        return new SingleGradient(
                status,
                pipeline.loss(),
                pipeline.work().state(pipeline.data().times().length - 1).toRows(),
                pipeline.gradient().clone(),
                pipeline.gradX0().toRows(),
                velocities.toRows(),
                new Cost(
                        pipeline.work().forwardStats().evaluations(),
                        pipeline.work().backwardStats().evaluations()),
                pipeline.work().backwardStats().warning());
    }
}
