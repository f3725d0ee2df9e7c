package adjointlab.lab.run;

import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;

/// Of a training so far: iterations whose gradients are not to be trusted, because states that were solved back did not
/// come to where they had come from.
///
/// @param count how many there are
/// @param worst largest distance, as a share of the states' size
/// @param at iteration of that
record Misled(int count, double worst, int at) {
    static final Misled NONE = new Misled(0, 0, 0);

    /// With one more.
    Misled and(int iteration, double missed) {
        return missed > worst ? new Misled(count + 1, missed, iteration) : new Misled(count + 1, worst, at);
    }

    /// Those of a recorded past.
    ///
    /// @param most share that is trusted
    static Misled of(MetricLog log, double most) {
        Misled all = NONE;
        for (int k = 0; k < log.rows(); k++) {
            double missed = log.get(Metric.MISSED.id(), k);
            if (missed > most) {
                all = all.and(k, missed);
            }
        }
        return all;
    }

    /// One sentence about those before the newest, whose own stands already; "" where there are none.
    String sentence() {
        if (count == 0) {
            return "";
        }
        String times = count == 1
                ? "The gradient of one iteration was"
                : "The gradients of " + Numbers.count(count) + " iterations were";
        return times + " wrong: at iteration " + Numbers.count(at) + " the state solved back missed where it came from"
                + " by " + Numbers.brief(worst, 2) + " times its size. Try gradient discrete or discrete-checkpointed.";
    }
}
