package adjointlab.lab.check;

import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Rollout.Jumped;
import adjointlab.core.train.Inspection;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.List;

/// Checks of states that jump at a surface.
final class JumpChecks {
    private JumpChecks() {}

    /// When the first sample jumps with the weights where runs are: as often as claimed, and at those times.
    ///
    /// @param times s, ascending
    static Outcome times(List<Run> runs, double[] times, double tolerance) {
        double worst = 0;
        String ours = "";
        boolean agrees = true;
        for (Run run : runs) {
            double[] jumps = jumps(run);
            boolean holds = jumps.length == times.length;
            for (int i = 0; holds && i < times.length; i++) {
                double off = Math.abs(jumps[i] - times[i]);
                worst = Math.max(worst, off);
                holds = off <= tolerance;
            }
            if (!holds || ours.isEmpty()) {
                ours = Claim.list(jumps);
            }
            agrees &= holds;
        }
        String farthest = agrees ? "; off by " + Numbers.brief(worst, 2) + " at most" : "";
        return Outcome.certain(
                (ours.isEmpty() ? "no jump" : ours) + farthest,
                Claim.list(times),
                "± " + Numbers.brief(tolerance, 3),
                agrees);
    }

    private static double[] jumps(Run run) {
        double[] theta = run.history().at(run.iteration()).theta();
        return new Inspection(Experiments.build(run.settings()))
                .jumped(theta, Cancellation.NEVER).stream()
                        .filter(jump -> jump.sample() == 0)
                        .mapToDouble(Jumped::t)
                        .toArray();
    }
}
