package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.stat.Estimate;
import adjointlab.core.stat.Moments;
import adjointlab.core.stat.Normality;
import adjointlab.core.stat.PowerLaw;
import adjointlab.core.study.Measure;
import adjointlab.core.study.RandomOutputs;
import adjointlab.core.train.InfiniteWidth;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Checks of what studies measured.
final class StudyChecks {
    private StudyChecks() {}

    /// A measure's means over equal values of the varied setting, ascending.
    ///
    /// @param x values of the setting
    /// @param y means
    private record Curve(double[] x, double[] y) {
        static Curve of(Run run, String metric, double from, double to) {
            double[] x = RunChecks.column(run, Measure.VARIED.id());
            double[] y = RunChecks.column(run, metric);
            Map<Double, double[]> sums = new TreeMap<>();
            for (int i = 0; i < x.length; i++) {
                if (x[i] >= from && x[i] <= to) {
                    double[] sum = sums.computeIfAbsent(x[i], _ -> new double[2]);
                    sum[0] += y[i];
                    sum[1]++;
                }
            }
            return new Curve(
                    sums.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                    sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray());
        }
    }

    /// The slope of a measure over the varied setting, on logarithmic axes, with the interval of the fit.
    ///
    /// @param range of the setting: from, to
    static Outcome slope(List<Run> runs, String metric, double[] range, Claim claim) {
        claim.check(runs.size(), "runs");
        List<Estimate> slopes = new ArrayList<>();
        for (Run run : runs) {
            Curve curve = Curve.of(run, metric, range[0], range[1]);
            PowerLaw law = PowerLaw.fit(curve.x(), curve.y());
            slopes.add(
                    Double.isNaN(law.halfWidth())
                            ? Estimate.exact(law.slope())
                            : Estimate.around(law.slope(), law.halfWidth(), law.count()));
        }
        return claim.judge(slopes);
    }

    /// A measure at one value of the varied setting, over the trials there.
    static Outcome at(List<Run> runs, String metric, double x, Claim claim) {
        claim.check(runs.size(), "runs");
        List<Estimate> means = new ArrayList<>();
        for (Run run : runs) {
            double[] at = RunChecks.column(run, Measure.VARIED.id());
            double[] measured = RunChecks.column(run, metric);
            double[] trials = IntStream.range(0, at.length)
                    .filter(i -> Math.abs(at[i] - x) <= 1e-9 * Math.abs(x))
                    .mapToDouble(i -> measured[i])
                    .toArray();
            means.add(
                    trials.length == 0
                            ? Estimate.exact(Double.NaN)
                            : trials.length == 1 ? Estimate.exact(trials[0]) : Estimate.mean(trials));
        }
        return claim.judge(means);
    }

    /// The smallest value of the varied setting from which on a measure is above a bound in every trial.
    static Outcome above(List<Run> runs, String metric, double bound, Claim claim) {
        return claim.check(runs.size(), "runs").judge(RunChecks.each(runs, run -> {
            double[] x = RunChecks.column(run, Measure.VARIED.id());
            double[] y = RunChecks.column(run, metric);
            double lastBelow = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < x.length; i++) {
                lastBelow = y[i] > bound ? lastBelow : Math.max(lastBelow, x[i]);
            }
            double first = Double.POSITIVE_INFINITY;
            for (double value : x) {
                first = value > lastBelow ? Math.min(first, value) : first;
            }
            return first;
        }));
    }

    /// Whether outputs are normally distributed. Between two levels of significance that is undecided.
    ///
    /// @param levels below the first they are not, from the second on they are taken for normal
    /// @param normal what is claimed
    static Outcome normal(List<Run> runs, String column, double[] levels, boolean normal) {
        List<String> ours = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (Run run : runs) {
            Normality normality = Normality.of(RunChecks.column(run, column));
            ours.add(String.format(Locale.ROOT, "D %.4f p %.2g", normality.statistic(), normality.pValue()));
            verdicts.add(verdict(normality.pValue(), levels, normal));
            fewest = Math.min(fewest, normality.count());
        }
        return new Outcome(
                String.join(", ", ours),
                normal
                        ? "normal: p at least " + Numbers.brief(levels[1], 3)
                        : "not normal: p below " + Numbers.brief(levels[0], 3),
                "",
                Verdict.all(verdicts),
                fewest);
    }

    private static Verdict verdict(double p, double[] levels, boolean normal) {
        if (Double.isNaN(p)) {
            return Verdict.DOES_NOT_HOLD; // a column without scatter has no distribution to compare
        }
        if (p < levels[0]) {
            return Verdict.of(!normal);
        }
        return p >= levels[1] ? Verdict.of(normal) : Verdict.UNDECIDED;
    }

    /// The correlation of two outputs, or of their squares.
    static Outcome correlation(List<Run> runs, String first, String second, boolean squares, Claim claim) {
        claim.check(runs.size(), "runs");
        List<Estimate> correlations = new ArrayList<>();
        for (Run run : runs) {
            double[] x = RunChecks.column(run, first);
            double[] y = RunChecks.column(run, second);
            if (x.length < 4) {
                throw new InvalidValueException("a correlation needs four pairs or more, and there are " + x.length);
            }
            double r = Moments.correlation(squares ? squared(x) : x, squares ? squared(y) : y);
            correlations.add(Estimate.correlation(r, x.length));
        }
        return claim.judge(correlations);
    }

    /// The covariance matrix of the outputs over inputs: its relative distance from the one of infinite width.
    static Outcome covariance(List<Run> runs, Claim claim) {
        return claim.check(runs.size(), "runs").judge(RunChecks.each(runs, run -> {
            double[][] ours = covariance(run);
            double[][] limit = limit(run, ours.length);
            double squares = 0;
            double size = 0;
            for (int i = 0; i < ours.length; i++) {
                for (int j = 0; j < ours.length; j++) {
                    squares += (ours[i][j] - limit[i][j]) * (ours[i][j] - limit[i][j]);
                    size += limit[i][j] * limit[i][j];
                }
            }
            return Math.sqrt(squares / size);
        }));
    }

    /// How well the outputs' covariances follow the inputs': the correlation of the entries off the diagonal.
    static Outcome pattern(List<Run> runs, Claim claim) {
        return claim.check(runs.size(), "runs").judge(RunChecks.each(runs, run -> {
            double[][] ours = covariance(run);
            double[][] x = inputs(run, ours.length);
            List<double[]> pairs = new ArrayList<>();
            for (int i = 0; i < ours.length; i++) {
                for (int j = 0; j < i; j++) {
                    double product = 0;
                    for (int c = 0; c < x[i].length; c++) {
                        product += x[i][c] * x[j][c];
                    }
                    pairs.add(new double[] {product, ours[i][j]});
                }
            }
            return Moments.correlation(
                    pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                    pairs.stream().mapToDouble(pair -> pair[1]).toArray());
        }));
    }

    private static double[][] covariance(Run run) {
        List<double[]> columns = new ArrayList<>();
        for (int input = 1; run.log().column(RandomOutputs.column(input, 1)) >= 0; input++) {
            columns.add(run.log().values(RandomOutputs.column(input, 1)));
        }
        if (columns.size() < 2) {
            throw new InvalidValueException("covariances need a study of several inputs");
        }
        double[][] covariance = new double[columns.size()][columns.size()];
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double sum = 0;
                for (int k = 0; k < columns.get(i).length; k++) {
                    sum += columns.get(i)[k] * columns.get(j)[k];
                }
                // the read-out's weights have mean zero, so that the outputs have too
                covariance[i][j] = sum / columns.get(i).length;
            }
        }
        return covariance;
    }

    private static double[][] inputs(Run run, int count) {
        Experiment experiment = Experiments.build(run.settings());
        ProblemData data = experiment.task().problem().data(experiment.seed());
        return Arrays.copyOf(data.initial().toRows(), count);
    }

    private static double[][] limit(Run run, int count) {
        Experiment experiment = Experiments.build(run.settings());
        return InfiniteWidth.of(experiment)
                .orElseThrow(() -> new InvalidValueException("only wide models have a limit of infinite width"))
                .kernels(inputs(run, count), Cancellation.NEVER)
                .nngp();
    }

    private static double[] squared(double[] x) {
        return Arrays.stream(x).map(value -> value * value).toArray();
    }
}
