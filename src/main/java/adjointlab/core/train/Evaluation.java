package adjointlab.core.train;

import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;

/// Loss, gradient and what they cost at the current weights. Owned and overwritten by its [Trainer].
public final class Evaluation {
    long iteration;
    SolveStatus status = SolveStatus.OK;
    double loss = Double.NaN;
    double epoch;
    double testLoss = Double.NaN;
    double testAccuracy = Double.NaN;
    double nfeTest = Double.NaN;
    double validationLoss = Double.NaN;
    double validationAccuracy = Double.NaN;
    double[] gradient;
    long nfeForward;
    long nfeBackward;
    long vjps;
    long acceptedForward;
    long rejectedForward;
    long acceptedBackward;
    long rejectedBackward;
    double adjointStart = Double.NaN;
    double adjointEnd = Double.NaN;
    double adjointMax = Double.NaN;
    double terminalVariance = Double.NaN;
    double gradientNorm = Double.NaN;
    double stepNorm = Double.NaN;
    double effectiveStep = Double.NaN;
    double predictedDecrease = Double.NaN;
    double actualDecrease = Double.NaN;
    double stiffness = Double.NaN;
    double horizon = Double.NaN;
    /// Of the latest solves; owned by whoever solves.
    SolveStats forward = new SolveStats();
    SolveStats backward = forward;

    Evaluation(int parameters) {
        gradient = new double[parameters];
    }

    /// Updates made before this evaluation; 0 at the start. After a failure, the iteration that failed.
    public long iteration() {
        return iteration;
    }

    /// How it went. Unless ok, the numbers below are those that were reached, and the weights are the last good
    /// ones.
    public SolveStatus status() {
        return status;
    }

    /// Loss at the weights.
    public double loss() {
        return loss;
    }

    /// How often every sample has been seen by the updates before this evaluation.
    public double epoch() {
        return epoch;
    }

    /// Loss on the problem's test samples; NaN where it has none, or where this iteration does not look at them.
    public double testLoss() {
        return testLoss;
    }

    /// Share of test samples whose class is told right; NaN likewise, and where there are no classes.
    public double testAccuracy() {
        return testAccuracy;
    }

    /// Evaluations of the field on the test samples; NaN likewise.
    public double nfeTest() {
        return nfeTest;
    }

    /// Loss on the samples that are kept for a validation; NaN where there are none, or where this iteration does
    /// not look at them.
    public double validationLoss() {
        return validationLoss;
    }

    /// Share of those whose class is told right; NaN likewise, and where there are no classes.
    public double validationAccuracy() {
        return validationAccuracy;
    }

    /// dL/dθ [p] before clipping; not a copy.
    public double[] gradient() {
        return gradient;
    }

    /// Field evaluations forward.
    public long nfeForward() {
        return nfeForward;
    }

    /// Field evaluations backward.
    public long nfeBackward() {
        return nfeBackward;
    }

    /// Vector-Jacobian products.
    public long vjps() {
        return vjps;
    }

    /// Accepted forward steps.
    public long acceptedForward() {
        return acceptedForward;
    }

    /// Rejected forward steps.
    public long rejectedForward() {
        return rejectedForward;
    }

    /// Accepted backward steps.
    public long acceptedBackward() {
        return acceptedBackward;
    }

    /// Rejected backward steps.
    public long rejectedBackward() {
        return rejectedBackward;
    }

    /// ‖a(t₀)‖ over the batch.
    public double adjointStart() {
        return adjointStart;
    }

    /// ‖a(T)‖ over the batch.
    public double adjointEnd() {
        return adjointEnd;
    }

    /// Largest ‖a(t)‖ at the times that the gradient method reached.
    public double adjointMax() {
        return adjointMax;
    }

    /// σ_t², mean over samples and components of the squared terminal state.
    public double terminalVariance() {
        return terminalVariance;
    }

    /// ‖dL/dθ‖ before clipping.
    public double gradientNorm() {
        return gradientNorm;
    }

    /// ‖Δθ‖ of the update that led here; NaN at the start.
    public double stepNorm() {
        return stepNorm;
    }

    /// ‖Δθ‖ / ‖dL/dθ‖ of the update that led here, the rate at which plain descent would have gone as far.
    public double effectiveStep() {
        return effectiveStep;
    }

    /// −(dL/dθ)ᵀΔθ, the decrease that first order promised for the update that led here.
    public double predictedDecrease() {
        return predictedDecrease;
    }

    /// The decrease of the loss by the update that led here.
    public double actualDecrease() {
        return actualDecrease;
    }

    /// How long the model runs, s; the problem's time unless it has a horizon of its own.
    public double horizon() {
        return horizon;
    }

    /// Largest h·|λ| of the forward steps; NaN where the method has no estimate.
    public double stiffness() {
        return stiffness;
    }

    /// Of a gradient whose states were solved back: the largest distance from where they came from, as a share of their
    /// size; NaN of others.
    public double missed() {
        return backward.missed();
    }

    /// Whether that is so far that the gradient is wrong.
    public boolean misled() {
        return backward.misled();
    }

    /// A sentence about what makes this gradient wrong, and one about what would suit the numbers better, for
    /// instance a stiff solver; "" where there is nothing to say.
    public String hint() {
        String warning = backward.warning();
        String hint = forward.hint();
        return warning.isEmpty() || hint.isEmpty() ? warning + hint : warning + " " + hint;
    }
}
