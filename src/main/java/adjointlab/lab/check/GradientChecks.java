package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.stat.Distance;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.List;

/// Checks that compare gradients of the same weights.
final class GradientChecks {
    private GradientChecks() {}

    /// ‖g − g′‖/‖g′‖ of the gradients that two runs' settings give at the first one's weights, before training, in
    /// the middle and at the end: the largest. Norms alone do not tell gradients of other directions.
    ///
    /// @param others as many as runs, each compared with the run of its place
    static Outcome distance(List<Run> runs, List<Run> others, Claim claim) {
        if (runs.size() != others.size()) {
            throw new InvalidValueException(
                    runs.size() + " runs cannot be compared with " + others.size() + ", one with one");
        }
        claim.check(1, "sets of runs");
        SeedSample largest = SeedSample.of(runs, run -> largest(run, others.get(runs.indexOf(run))));
        return claim.judge(List.of(largest.mean()));
    }

    private static double largest(Run run, Run other) {
        Experiment ours = Experiments.build(run.settings());
        Experiment theirs = Experiments.build(other.settings());
        double largest = 0;
        for (int k : new int[] {0, run.iteration() / 2, run.iteration()}) {
            double[] theta = run.history().at(k).theta();
            SingleGradient one = SingleGradient.of(ours, theta, null);
            SingleGradient two = SingleGradient.of(theirs, theta, null);
            largest = Math.max(
                    largest,
                    one.status().ok() && two.status().ok() ? Distance.relative(one.theta(), two.theta()) : Double.NaN);
        }
        return largest;
    }
}
