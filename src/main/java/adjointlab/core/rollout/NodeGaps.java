package adjointlab.core.rollout;

import adjointlab.core.family.Trait;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import java.util.stream.IntStream;

/// What the loss pays for the gaps of multiple shooting: ρ times the mean square of the states where segments end minus
/// those where the next ones start, over nodes, samples and components. Turan and Jäschke, IEEE Control Systems Letters
/// 6 (2022) 1897, equation (10).
final class NodeGaps {
    private final Trait.StartsAfresh afresh;
    private final Observations nodes;
    /// Which goal stands in front of each node.
    private final int[] goals;

    NodeGaps(Trait.StartsAfresh afresh, ProblemData data) {
        this.afresh = afresh;
        this.nodes = data.observations().orElseThrow();
        Goals known = data.goals();
        goals = IntStream.range(0, nodes.times().length)
                .map(k -> IntStream.range(0, known.times().length)
                        .filter(i -> known.before()[i] && known.times()[i] == nodes.times()[k])
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    /// @param theta [p], not modified
    /// @param rollout whose last way went well
    /// @param cotangents of the states at all goals, added to
    /// @param gThetaAcc added to
    /// @return what is paid
    double add(double[] theta, Rollout rollout, Batch[] cotangents, ParameterGradient gThetaAcc) {
        int kept = afresh.part().kept();
        int state = afresh.part().state();
        int n = afresh.part().samples();
        double share = afresh.penalty() / ((double) goals.length * n * (state - kept));
        double sum = 0;
        for (int k = 0; k < goals.length; k++) {
            Batch end = rollout.state(goals[k]);
            Batch guess = nodes.inputs().get(k);
            Batch cotangent = cotangents[goals[k]];
            for (int i = kept; i < state; i++) {
                for (int s = 0; s < n; s++) {
                    int place = afresh.at() + afresh.part().place(k, i, s);
                    double start = theta[place] + (i - kept < afresh.part().guess() ? guess.get(i - kept, s) : 0);
                    double gap = end.get(i, s) - start;
                    sum += gap * gap;
                    cotangent.set(i, s, cotangent.get(i, s) + 2 * share * gap);
                    gThetaAcc.add(0, place, -2 * share * gap);
                }
            }
        }
        return share * sum;
    }
}
