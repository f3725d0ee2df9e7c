package adjointlab.panel.flow;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import adjointlab.core.rollout.Verdicts;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.SolveRecord;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.Arrays;
import java.util.Optional;

/// A model's way along one series, solved by itself.
///
/// @param times s
/// @param values what is told at each, [times][outputs]
/// @param verdict which class the series is given at its last target that counts; −1 where none is told
record SeriesWay(double[] times, double[][] values, int verdict) {
    private static final int TIMES = 121;

    private static final Memo<Request, SeriesWay> WAYS = new Memo<>(256);

    /// @param test whether the series is not trained on
    private record Request(Looks.Landscape landscape, Fingerprint theta, boolean test, int s) {}

    /// The way of a run at an iteration.
    ///
    /// @param test whether the series is not trained on
    /// @return nothing if the run has no such iteration, if the solve fails or was cancelled
    static Optional<SeriesWay> of(Shown shown, int iteration, SeriesLook look, boolean test, PanelContext context) {
        Cancellation cancellation = context.cancellation();
        Optional<double[]> theta = Looks.weights(shown.run(), iteration, cancellation);
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = shown.run().settingsAt(iteration);
        return WAYS.get(
                new Request(Looks.Landscape.of(settings), Fingerprint.of(theta.get()), test, look.s()),
                () -> solve(Looks.experiment(settings), theta.get(), look, cancellation));
    }

    private static Optional<SeriesWay> solve(
            Experiment experiment, double[] theta, SeriesLook look, Cancellation cancellation) {
        ProblemData alone = look.data().part(look.s(), 1);
        Experiment about = experiment.about(
                new GivenData(alone, experiment.task().problem().outputDim()));
        Predictor predictor = new Predictor(about, alone);
        if (!predictor.at(theta, cancellation).ok()) {
            return Optional.empty();
        }
        Verdicts verdicts = predictor.verdicts(theta);
        SolveRecord.Trajectories way = new Inspection(about)
                .picture(theta, Looks.times(alone, TIMES), cancellation)
                .trajectories();
        if (cancellation.requested()) {
            return Optional.empty();
        }
        double end = look.end();
        int count = (int) Arrays.stream(way.times()).filter(t -> t <= end).count();
        double[] times = Arrays.copyOf(way.times(), count);
        double[][] values = new double[count][];
        Arrays.setAll(values, i -> way.model()[i][0]);
        return Optional.of(
                look.tellsClasses()
                        ? withLast(times, values, alone, predictor, theta, verdicts.told()[0])
                        : new SeriesWay(times, values, -1));
    }

    /// What is told of a class behind the last observation belongs to the way.
    private static SeriesWay withLast(
            double[] times, double[][] values, ProblemData alone, Predictor predictor, double[] theta, int verdict) {
        int last = alone.times().length - 1;
        while (last > 0 && !alone.goals().counts(last, 0)) {
            last--;
        }
        Batch told = predictor.prediction(last, theta);
        double[] behind = new double[told.dim()];
        Arrays.setAll(behind, c -> told.get(c, 0));
        double[] moreTimes = Arrays.copyOf(times, times.length + 1);
        moreTimes[times.length] = alone.times()[last];
        double[][] moreValues = Arrays.copyOf(values, values.length + 1);
        moreValues[values.length] = behind;
        return new SeriesWay(moreTimes, moreValues, verdict);
    }

    /// One output along the way.
    double[] of(int output) {
        return Arrays.stream(values).mapToDouble(row -> row[output]).toArray();
    }
}
