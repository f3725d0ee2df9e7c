package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// How strongly the last prediction of each sample depends on the states behind its observations: the norm of the
/// derivative of that prediction's loss by the whole state, velocity included. Xia et al., NeurIPS 2021, section 4 and
/// figure 4.
///
/// @param times of the observations of all samples, in the time of the way, [m]
/// @param norms ‖∂L/∂y‖ of each sample behind each, L the mean over samples, [m][n]
/// @param seen whether the sample was observed then and its last prediction comes later, [m][n]
public record Remembered(double[] times, double[][] norms, boolean[][] seen) {
    /// How the norms of samples make one number.
    public enum Over {
        /// The norm of all their components together.
        BATCH,
        /// The mean of their norms.
        SAMPLES;

        private double of(double... norms) {
            return this == SAMPLES
                    ? Arrays.stream(norms).average().orElse(Double.NaN)
                    : Math.sqrt(Arrays.stream(norms).map(norm -> norm * norm).sum());
        }
    }

    /// At weights of the caller's choice.
    ///
    /// @param theta [p], not modified
    /// @return nothing if cancelled or if a solve fails
    /// @throws IllegalArgumentException if nothing is observed on the way
    public static Optional<Remembered> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        Observations observations = data.observations()
                .orElseThrow(() -> new IllegalArgumentException(
                        "these samples are not observed on their way; choose a problem of series"));
        ProblemData last = new ProblemData(
                data.initial(), data.start(), data.goals().lastOnes(), data.observations(), ProblemData.Truth.UNKNOWN);
        Experiment ofLast =
                experiment.about(new GivenData(last, experiment.task().problem().outputDim()));
        Pipeline pipeline = new Pipeline(ofLast);
        if (!pipeline.forward(theta, StepListener.NONE, cancellation).ok()
                || !pipeline.backward(theta, AdjointListener.NONE, cancellation).ok()) {
            return Optional.empty();
        }
        Batch[] behind = pipeline.adjointsBehindJumps();
        int[] seen =
                IntStream.range(0, behind.length).filter(observations::seen).toArray();
        boolean[][] known = known(observations, last.goals());
        return Optional.of(new Remembered(
                Arrays.stream(seen).mapToDouble(i -> observations.times()[i]).toArray(),
                Arrays.stream(seen).mapToObj(i -> ofSamples(behind[i])).toArray(double[][]::new),
                Arrays.stream(seen).mapToObj(i -> known[i]).toArray(boolean[][]::new)));
    }

    private static double[] ofSamples(Batch a) {
        double[] norms = new double[a.size()];
        Arrays.setAll(norms, s -> Norms.of(a, s));
        return norms;
    }

    private static boolean[][] known(Observations observations, Goals last) {
        boolean[][] known = new boolean[observations.times().length][];
        Arrays.setAll(known, i -> observations.observed()[i].clone());
        for (int s = 0; s < known[0].length; s++) {
            int sample = s;
            int goal = IntStream.range(0, last.times().length)
                    .filter(k -> last.counts(k, sample))
                    .findFirst()
                    .orElse(-1);
            for (int i = 0; i < known.length; i++) {
                known[i][s] &= goal >= 0 && comesLater(last, goal, observations.times()[i]);
            }
        }
        return known;
    }

    private static boolean comesLater(Goals goals, int goal, double observed) {
        double at = goals.times()[goal];
        return observed < at || observed == at && !goals.before()[goal];
    }

    /// One norm at each of the times, of all samples whether observed then or not, [m].
    public double[] alongTime(Over over) {
        return Arrays.stream(norms).mapToDouble(over::of).toArray();
    }

    /// One norm at each number of observations back from the last one that a sample's last prediction knows, at 0.
    /// Of shorter series there are fewer: those that have so many count.
    public double[] stepsBack(Over over) {
        double[][] of = new double[norms[0].length][];
        for (int s = 0; s < of.length; s++) {
            int sample = s;
            of[s] = IntStream.range(0, norms.length)
                    .map(i -> norms.length - 1 - i)
                    .filter(i -> seen[i][sample])
                    .mapToDouble(i -> norms[i][sample])
                    .toArray();
        }
        double[] back =
                new double[Arrays.stream(of).mapToInt(each -> each.length).max().orElse(0)];
        Arrays.setAll(
                back,
                j -> over.of(Arrays.stream(of)
                        .filter(each -> each.length > j)
                        .mapToDouble(each -> each[j])
                        .toArray()));
        return back;
    }

    /// After how many steps back less than a share is left.
    ///
    /// @param stepsBack as [#stepsBack] has them
    /// @param share of the norm at the last observation
    /// @return nothing if so much is left of all
    public static OptionalInt forgotten(double[] stepsBack, double share) {
        return IntStream.range(1, stepsBack.length)
                .filter(j -> stepsBack[j] < share * stepsBack[0])
                .findFirst();
    }
}
