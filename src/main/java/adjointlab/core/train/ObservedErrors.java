package adjointlab.core.train;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Outlook;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// How far a model is from what is observed, over time: the mean squared error of all values that are observed within
/// equal stretches of time, of those that are trained on and of those that are held out.
///
/// @param times middle of each stretch, in a person's units, [m]
/// @param trained mean squared errors, in the model's units; NaN where nothing is observed, [m]
/// @param held the same of what is held out, [m]
public record ObservedErrors(double[] times, double[] trained, double[] held) {
    private static final int STRETCHES = 24;

    /// Times that differ by less than this share of the whole are one.
    private static final double SAME = 1e-9;

    /// At weights of the caller's choice.
    ///
    /// @param theta [p], not modified
    /// @return nothing if cancelled or if the solve fails
    /// @throws IllegalArgumentException if the problem's samples are not recorded, in one sentence
    public static Optional<ObservedErrors> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        Problem problem = experiment.task().problem();
        Outlook outlook = problem.outlook(experiment.seed())
                .orElseThrow(() -> new IllegalArgumentException(
                        "these samples are not recorded; choose trajectories from a file as problem"));
        ProblemData known = outlook.data();
        // where states start afresh for the training's sake, the error is that of the whole way
        ProblemData whole =
                new ProblemData(known.initial(), known.start(), known.goals(), Optional.empty(), known.truth());
        Predictor predictor = new Predictor(experiment, whole);
        if (!predictor.at(theta, cancellation).ok()) {
            return Optional.empty();
        }
        return Optional.of(new Sums(outlook).of(predictor, theta));
    }

    /// Squares as they are added up.
    private static final class Sums {
        private final Outlook outlook;
        private final double end;
        /// Of what is trained on, and of what is held out.
        private final double[][] squares = new double[2][STRETCHES];

        private final long[][] counts = new long[2][STRETCHES];

        Sums(Outlook outlook) {
            this.outlook = outlook;
            this.end = outlook.seen().stream()
                    .mapToDouble(seen -> seen.times()[seen.times().length - 1])
                    .max()
                    .orElseThrow();
        }

        ObservedErrors of(Predictor predictor, double[] theta) {
            double[] goals = outlook.data().times();
            int[] next = new int[outlook.seen().size()];
            Arrays.fill(next, 1); // a model starts at the first observation
            for (int i = 0; i < goals.length; i++) {
                Batch told = predictor.prediction(i, theta);
                for (int s = 0; s < next.length; s++) {
                    Outlook.Seen seen = outlook.seen().get(s);
                    if (next[s] < seen.times().length && seen.times()[next[s]] <= goals[i] + SAME * end) {
                        add(told, seen, s, next[s]++);
                    }
                }
            }
            double width = outlook.units().time() * end / STRETCHES;
            return new ObservedErrors(
                    IntStream.range(0, STRETCHES)
                            .mapToDouble(k -> (k + 0.5) * width)
                            .toArray(),
                    means(0),
                    means(1));
        }

        private void add(Batch told, Outlook.Seen seen, int sample, int k) {
            int stretch = Math.min(STRETCHES - 1, (int) (seen.times()[k] / end * STRETCHES));
            int kind = seen.held()[k] ? 1 : 0;
            for (int i = 0; i < seen.values()[k].length; i++) {
                double off = told.get(i, sample) - seen.values()[k][i];
                squares[kind][stretch] += off * off;
                counts[kind][stretch]++;
            }
        }

        private double[] means(int kind) {
            return IntStream.range(0, STRETCHES)
                    .mapToDouble(k -> counts[kind][k] == 0 ? Double.NaN : squares[kind][k] / counts[kind][k])
                    .toArray();
        }
    }
}
