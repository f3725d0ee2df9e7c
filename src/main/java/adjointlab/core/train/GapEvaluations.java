package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Observations;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.rollout.Rollout;
import adjointlab.core.rollout.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What each stretch between observations costs, and the one behind the last where more is told: evaluations of the
/// field there and on the way back.
///
/// @param between how many of the stretches end with an observation, the first ones
/// @param starts of the stretches, in the time of the way, [m]
/// @param lengths of the stretches, s, [m]; the mean over samples where they have paces of their own
/// @param forward evaluations, [m]
/// @param backward evaluations, [m]; 0 where a gradient method goes back through the steps without any
public record GapEvaluations(int between, double[] starts, double[] lengths, double[] forward, double[] backward) {
    /// At weights of the caller's choice.
    ///
    /// @param theta [p], not modified
    /// @return nothing if cancelled or if a solve fails
    /// @throws IllegalArgumentException if nothing is observed on the way
    public static Optional<GapEvaluations> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        Pipeline pipeline = new Pipeline(experiment);
        Observations observations = pipeline.data()
                .observations()
                .orElseThrow(() -> new IllegalArgumentException(
                        "these samples are not observed on their way; choose a problem of series"));
        if (!pipeline.forward(theta, StepListener.NONE, cancellation).ok()
                || !pipeline.backward(theta, AdjointListener.NONE, cancellation).ok()) {
            return Optional.empty();
        }
        Rollout rollout = pipeline.rollout();
        List<Stretch> stretches = rollout.stretches();
        int m = stretches.size();
        int between = (int) stretches.stream()
                .filter(stretch -> stretch.observation() != Stretch.NONE && observations.seen(stretch.observation()))
                .count();
        GapEvaluations gaps = new GapEvaluations(between, new double[m], new double[m], new double[m], new double[m]);
        for (int k = 0; k < m; k++) {
            gaps.starts[k] = stretches.get(k).start();
            gaps.lengths[k] = length(stretches.get(k), observations);
            gaps.forward[k] = rollout.forwardStats(k).evaluations();
            gaps.backward[k] = rollout.backwardStats(k).evaluations();
        }
        return Optional.of(gaps);
    }

    private static double length(Stretch stretch, Observations observations) {
        if (observations.paces().isEmpty()) {
            return Math.abs(stretch.end() - stretch.start());
        }
        return IntStream.range(0, observations.observed()[0].length)
                .mapToDouble(s -> observations.ownTime(s, stretch.end()) - observations.ownTime(s, stretch.start()))
                .average()
                .orElse(Double.NaN);
    }
}
