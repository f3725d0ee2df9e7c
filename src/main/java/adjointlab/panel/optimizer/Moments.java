package adjointlab.panel.optimizer;

import adjointlab.core.train.SolveRecord;
import adjointlab.core.train.SolveRecord.Adjoint;
import adjointlab.core.train.SolveRecord.Step;
import java.util.List;

/// One iteration, moment by moment: the solve forward a step at a time, the loss, the adjoint backward, the gradient,
/// the update.
///
/// @param picture of the solve and its gradient
/// @param moment 0 … [#LAST]
record Moments(SolveRecord picture, int moment) {
    /// The moment in which the iteration is over.
    static final int LAST = 200;

    private static final int FORWARD = 90;
    private static final int LOSS = 100;
    private static final int BACKWARD = 170;
    private static final int GRADIENT = 180;

    /// What is being done.
    enum Phase {
        FORWARD,
        LOSS,
        BACKWARD,
        GRADIENT,
        UPDATE;

        /// Whether it has come at least that far.
        boolean reached(Phase other) {
            return compareTo(other) >= 0;
        }
    }

    Phase phase() {
        if (moment < FORWARD) {
            return Phase.FORWARD;
        } else if (moment < LOSS) {
            return Phase.LOSS;
        } else if (moment < BACKWARD) {
            return Phase.BACKWARD;
        } else {
            return moment < GRADIENT ? Phase.GRADIENT : Phase.UPDATE;
        }
    }

    /// Share of the way from the old weights to the new ones, 0 … 1.
    double updated() {
        return share(GRADIENT, LAST);
    }

    private double share(int from, int to) {
        return Math.clamp((moment - from) / (double) (to - from), 0, 1);
    }

    /// The forward steps that were tried by now, in order.
    List<Step> forward() {
        return begun(picture.forward(), share(0, FORWARD));
    }

    /// The backward steps that were tried by now, in order; none of a method that goes back over the forward steps.
    List<Step> backward() {
        return begun(picture.backward(), share(LOSS, BACKWARD));
    }

    /// Where the adjoint was by now, from T on.
    List<Adjoint> adjoint() {
        return phase().reached(Phase.BACKWARD) ? begun(picture.adjoint(), share(LOSS, BACKWARD)) : List.of();
    }

    private static <T> List<T> begun(List<T> all, double share) {
        return all.subList(0, (int) Math.round(share * all.size()));
    }

    /// How far the state has come, s: the end of the last step that was kept, or of the horizon in its midst.
    double reached() {
        double[] times = picture.trajectories().times();
        double end = times[times.length - 1];
        return forward().stream()
                .filter(Step::accepted)
                .mapToDouble(step -> Math.min(step.t() + step.h(), end))
                .reduce((_, last) -> last)
                .orElse(times[0]);
    }
}
