package adjointlab.lab.run;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Metric;
import adjointlab.core.train.TestScores;

/// A look at the samples for test and validation that an iteration asks for, taken by another thread than the one that
/// trains and written into the log's row of that iteration.
final class TestLook {
    /// Weights of a past iteration.
    interface Weights {
        /// @param cancellation asked between solver steps
        /// @return [p], not modified by anyone
        double[] get(Cancellation cancellation);
    }

    private final TestScores scores;
    private final int iteration;
    private final Weights weights;
    private final MetricLog log;
    private volatile boolean cancelled;

    /// @param scores for one look at a time
    /// @param iteration whose row is appended before the look is taken
    /// @param log where the row is
    TestLook(TestScores scores, int iteration, Weights weights, MetricLog log) {
        this.scores = scores;
        this.iteration = iteration;
        this.weights = weights;
        this.log = log;
    }

    /// The iteration that is looked at.
    int iteration() {
        return iteration;
    }

    /// Looks; what a cancelled look does not get to stays NaN.
    void take() {
        Cancellation cancellation = () -> cancelled;
        double[] theta = weights.get(cancellation);
        if (cancelled) {
            return;
        }
        Evaluation seen = scores.at(iteration, theta, cancellation);
        for (Metric metric : Metric.values()) {
            if (metric.ofTest() || metric.ofValidation()) {
                log.add(metric.id(), iteration, metric.of(seen));
            }
        }
    }

    /// Nobody wants it any more.
    void cancel() {
        cancelled = true;
    }
}
