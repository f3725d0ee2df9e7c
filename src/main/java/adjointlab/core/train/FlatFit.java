package adjointlab.core.train;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Pipeline;

/// Recognises a model that stays at the mean of trajectories instead of following them, as training over many turns
/// leads to: there the loss is flat. Turan and Jäschke, IEEE Control Systems Letters 6 (2022) 1897, figure 2.
final class FlatFit {
    /// So few targets are no trajectory.
    private static final int LEAST_TIMES = 8;

    /// Mean squares over that of the targets about their mean: of the model about its own mean at most, of its distance
    /// from the targets at least and at most.
    private static final double STILL = 0.2;

    private static final double NOT_BETTER = 0.75;
    private static final double NOT_WORSE = 1.5;

    private FlatFit() {}

    /// One sentence where the fit is the mean of the data, and one about what helps; else "".
    ///
    /// @param pipeline whose last way went well
    /// @param theta of that way, not modified
    static String hint(Pipeline pipeline, double[] theta) {
        ProblemData data = pipeline.data();
        boolean isTrajectory =
                data.times().length >= LEAST_TIMES && (data.observations().isEmpty() || pipeline.startsAfresh());
        if (!isTrajectory) {
            return "";
        }
        Moments moments = new Moments(pipeline, theta);
        double spread = moments.spread / moments.variance;
        double off = moments.residual / moments.variance;
        if (!(moments.variance > 0 && spread < STILL && off > NOT_BETTER && off < NOT_WORSE)) {
            return "";
        }
        return "The fit is the mean of the data: until t = " + Numbers.brief(data.end(), 3)
                + " the model moves by " + Math.round(100 * Math.sqrt(spread)) + " % of what the data do. Try a"
                + " shorter horizon, one that grows"
                + " (horizonGrowth), multiple shooting"
                + " (segments) or a start from stored"
                + " weights.";
    }

    /// Sums over outputs, samples and times at which targets count.
    private static final class Moments {
        private double variance;
        private double spread;
        private double residual;

        Moments(Pipeline pipeline, double[] theta) {
            Goals goals = pipeline.data().goals();
            int times = goals.times().length;
            int outputs = goals.targets().getFirst().dim();
            int n = goals.targets().getFirst().size();
            double[][][] sums = new double[5][outputs][n];
            for (int k = 0; k < times; k++) {
                Batch told = pipeline.predict(pipeline.rollout().state(k), theta);
                Batch target = goals.targets().get(k);
                for (int s = 0; s < n; s++) {
                    for (int i = 0; goals.counts(k, s) && i < outputs; i++) {
                        double x = target.get(i, s);
                        double y = told.get(i, s);
                        sums[0][i][s] += 1;
                        sums[1][i][s] += x;
                        sums[2][i][s] += x * x;
                        sums[3][i][s] += y;
                        sums[4][i][s] += y * y;
                        residual += (y - x) * (y - x);
                    }
                }
            }
            for (int i = 0; i < outputs; i++) {
                for (int s = 0; s < n; s++) {
                    double count = Math.max(1, sums[0][i][s]);
                    variance += sums[2][i][s] - sums[1][i][s] * sums[1][i][s] / count;
                    spread += sums[4][i][s] - sums[3][i][s] * sums[3][i][s] / count;
                }
            }
        }
    }
}
