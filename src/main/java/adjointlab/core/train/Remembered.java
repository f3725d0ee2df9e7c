package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// How strongly the last prediction of each sample depends on the states behind its observations: the norm of the
/// derivative of that prediction's loss by the whole states of a batch, velocity included. Xia et al., NeurIPS 2021,
/// section 4 and figure 4.
///
/// @param times of the observations, s, [m]
/// @param norms ‖∂L/∂y‖ behind each, [m]
public record Remembered(double[] times, double[] norms) {
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
        int[] seen = IntStream.range(0, behind.length)
                .filter(i -> observations.seen(i))
                .toArray();
        return Optional.of(new Remembered(
                Arrays.stream(seen).mapToDouble(i -> observations.times()[i]).toArray(),
                Arrays.stream(seen).mapToDouble(i -> Norms.of(behind[i])).toArray()));
    }

    /// How many of the first observations are forgotten: less than a share of the largest norm is left of each.
    ///
    /// @param share of the largest norm
    public int forgotten(double share) {
        double largest = 0;
        for (double norm : norms) {
            largest = Math.max(largest, norm);
        }
        int weak = 0;
        while (weak < norms.length && norms[weak] < share * largest) {
            weak++;
        }
        return weak;
    }
}
