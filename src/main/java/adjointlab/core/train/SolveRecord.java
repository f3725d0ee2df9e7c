package adjointlab.core.train;

import adjointlab.core.ode.SolveStatus;
import java.util.List;

/// What a solve and its gradient look like in detail, at some weights.
///
/// @param status how it went; after a failure the rest is what was reached
/// @param loss at those weights
/// @param trajectories states at the asked times
/// @param forward forward steps in order
/// @param backward backward steps in order
/// @param adjoint a(t) at the times the gradient method reached, from T down to t₀
public record SolveRecord(
        SolveStatus status,
        double loss,
        Trajectories trajectories,
        List<Step> forward,
        List<Step> backward,
        List<Adjoint> adjoint) {

    /// @param times s, those asked for that were reached
    /// @param model [times][n][outputDim], predictions
    /// @param truth [times][n][d]; empty where it is not known
    /// @param states [times][n][state], what the predictions are read from
    public record Trajectories(double[] times, double[][][] model, double[][][] truth, double[][][] states) {}

    /// The same with other points of the ways.
    public SolveRecord with(Trajectories ways) {
        return new SolveRecord(status, loss, ways, forward, backward, adjoint);
    }

    /// @param t where it began, s
    /// @param h its size, s
    /// @param errorRatio error over tolerance; NaN where the method estimates none
    /// @param accepted whether it was kept
    public record Step(double t, double h, double errorRatio, boolean accepted) {}

    /// @param t s
    /// @param norm ‖a(t)‖ over the batch
    /// @param perSample ‖a(t)‖ of each sample, [n]
    public record Adjoint(double t, double norm, double[] perSample) {}
}
