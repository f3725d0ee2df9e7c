package adjointlab.core.train;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import java.util.Arrays;
import java.util.Optional;

/// How far forecasts are off, by how many observations lie behind the last one that is seen: the mean over samples of
/// the squared error of each output. Xia et al., NeurIPS 2021, figures 8 and 9.
///
/// @param squares mean squared errors, in the units of the targets, [steps][outputs]
/// @param counts how many samples have so many, [steps]
public record ForecastErrors(double[][] squares, int[] counts) {
    /// Samples that are solved at once, so that memory does not grow with the test.
    private static final int BLOCK = 256;

    /// Of the samples that are not trained on, where there are any, else of those that are.
    ///
    /// @param theta [p], not modified
    /// @return nothing if cancelled or if the solve fails
    /// @throws IllegalArgumentException if nothing is forecast, in one sentence
    public static Optional<ForecastErrors> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        Problem problem = experiment.task().problem();
        ProblemData data = problem.test(experiment.seed()).orElseGet(() -> problem.data(experiment.seed()));
        return of(experiment, data, theta, cancellation);
    }

    /// Of samples of the caller's choice.
    ///
    /// @param experiment whose model and solver are used
    /// @param theta [p], not modified
    /// @return nothing if cancelled or if the solve fails
    /// @throws IllegalArgumentException if nothing is forecast, in one sentence
    public static Optional<ForecastErrors> of(
            Experiment experiment, ProblemData data, double[] theta, Cancellation cancellation) {
        if (data.observations().isEmpty()) {
            throw new IllegalArgumentException(
                    "these samples are not observed on their way; choose a problem of series");
        }
        if (experiment.task().problem().tellsClasses()) {
            throw new IllegalArgumentException("these series are told what they are, not what comes next");
        }
        int[][] steps = steps(data.goals(), data.observations().get());
        int most = Arrays.stream(steps).flatMapToInt(Arrays::stream).max().orElse(0);
        if (most == 0) {
            throw new IllegalArgumentException("nothing is forecast here; choose a forecast behind the window");
        }
        double[][] squares = new double[most][data.targets().getFirst().dim()];
        int[] counts = new int[most];
        for (int from = 0; from < data.samples(); from += BLOCK) {
            ProblemData block = data.part(from, Math.min(BLOCK, data.samples() - from));
            Predictor predictor = new Predictor(experiment, block);
            if (!predictor.at(theta, cancellation).ok()) {
                return Optional.empty();
            }
            for (int i = 0; i < steps.length; i++) {
                Batch told = predictor.prediction(i, theta);
                for (int s = 0; s < block.samples(); s++) {
                    int step = steps[i][from + s];
                    if (step > 0) {
                        counts[step - 1]++;
                        add(told, block.targets().get(i), s, squares[step - 1]);
                    }
                }
            }
        }
        for (int k = 0; k < most; k++) {
            int count = counts[k];
            double[] sums = squares[k];
            Arrays.setAll(sums, c -> sums[c] / count);
        }
        return Optional.of(new ForecastErrors(squares, counts));
    }

    private static void add(Batch told, Batch target, int sample, double[] squaresAcc) {
        for (int c = 0; c < squaresAcc.length; c++) {
            double off = told.get(c, sample) - target.get(c, sample);
            squaresAcc[c] += off * off;
        }
    }

    /// The how-manyth of a sample's known forecasts each goal is, from 1; 0 for those that are none.
    ///
    /// @return [times][n]
    private static int[][] steps(Goals goals, Observations observations) {
        int[][] steps = new int[goals.times().length][goals.targets().getFirst().size()];
        for (int s = 0; s < steps[0].length; s++) {
            double last = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < observations.times().length; i++) {
                last = observations.observed()[i][s] ? observations.times()[i] : last;
            }
            int step = 0;
            for (int i = 0; i < steps.length; i++) {
                if (goals.times()[i] > last && goals.counts(i, s)) {
                    steps[i][s] = ++step;
                }
            }
        }
        return steps;
    }

    /// Number of steps.
    public int steps() {
        return squares.length;
    }

    /// The mean over outputs at each step.
    public double[] means() {
        return Arrays.stream(squares)
                .mapToDouble(of -> Arrays.stream(of).average().orElse(Double.NaN))
                .toArray();
    }

    /// One output at each step.
    ///
    /// @param output from 0
    public double[] of(int output) {
        return Arrays.stream(squares).mapToDouble(of -> of[output]).toArray();
    }
}
