package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.stat.Distance;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Checks of what studies measured. A study that a card makes again with other seeds is one with more trials.
final class StudyChecks {
    /// Parts of the trials that are left out in turn to find the scatter of a covariance.
    private static final int PARTS = 20;

    private StudyChecks() {}

    /// A measure's means over equal values of the varied setting, ascending.
    ///
    /// @param x values of the setting
    /// @param y means
    private record Curve(double[] x, double[] y) {
        static Curve of(List<Run> study, String metric, double from, double to) {
            double[] x = columns(study, Measure.VARIED.id());
            double[] y = columns(study, metric);
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

    /// A run and the same one with other seeds, of each name.
    private static List<List<Run>> studies(List<Run> runs) {
        Map<String, List<Run>> byName = new LinkedHashMap<>();
        for (Run run : runs) {
            byName.computeIfAbsent(run.name(), _ -> new ArrayList<>()).add(run);
        }
        return List.copyOf(byName.values());
    }

    /// A column of all trials.
    private static double[] columns(List<Run> study, String metric) {
        return study.stream()
                .flatMapToDouble(run -> Arrays.stream(RunChecks.column(run, metric)))
                .toArray();
    }

    /// Whether a measure has no scatter over random weights.
    private static boolean isExact(String metric) {
        return metric.equals(Measure.VARIANCE_LIMIT.id());
    }

    /// The slope of a measure over the varied setting, on logarithmic axes, with the interval of the fit.
    ///
    /// @param range of the setting: from, to
    static Outcome slope(List<Run> runs, String metric, double[] range, Claim claim) {
        List<List<Run>> studies = studies(runs);
        claim.check(studies.size(), "runs");
        List<Estimate> slopes = new ArrayList<>();
        for (List<Run> study : studies) {
            Curve curve = Curve.of(study, metric, range[0], range[1]);
            PowerLaw law = PowerLaw.fit(curve.x(), curve.y());
            boolean fits = law.count() < 3; // a line goes through two points whatever their scatter
            double half = fits ? (isExact(metric) ? 0 : Double.POSITIVE_INFINITY) : law.halfWidth();
            slopes.add(Estimate.around(law.slope(), half, law.count()));
        }
        return claim.judge(slopes);
    }

    /// A measure at one value of the varied setting, over the trials there.
    static Outcome at(List<Run> runs, String metric, double x, Claim claim) {
        List<List<Run>> studies = studies(runs);
        claim.check(studies.size(), "runs");
        List<Estimate> means = new ArrayList<>();
        for (List<Run> study : studies) {
            double[] at = columns(study, Measure.VARIED.id());
            double[] measured = columns(study, metric);
            double[] trials = IntStream.range(0, at.length)
                    .filter(i -> Math.abs(at[i] - x) <= 1e-9 * Math.abs(x))
                    .mapToDouble(i -> measured[i])
                    .toArray();
            means.add(
                    trials.length == 0 || (trials.length == 1 && isExact(metric))
                            ? Estimate.exact(Moments.mean(trials))
                            : Estimate.mean(trials));
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
        claim.check(runs.size(), "runs");
        return claim.judge(runs.stream()
                .map(run -> {
                    double[][] outputs = outputs(run);
                    double[][] limit = limit(run, outputs.length);
                    return ofCovariance(outputs, ours -> Distance.relative(ours, limit));
                })
                .toList());
    }

    /// How well the outputs' covariances follow the inputs': the correlation of the entries off the diagonal.
    static Outcome pattern(List<Run> runs, Claim claim) {
        claim.check(runs.size(), "runs");
        return claim.judge(runs.stream()
                .map(run -> {
                    double[][] outputs = outputs(run);
                    double[][] products = products(inputs(run, outputs.length));
                    return ofCovariance(outputs, ours -> Moments.correlation(offDiagonal(products), offDiagonal(ours)));
                })
                .toList());
    }

    /// A number of the covariance matrix [n×n] with its scatter over trials. A distance near zero is mostly noise, of
    /// which the jackknife takes away an uncertain part: the interval is about both, with that part and without.
    ///
    /// @param outputs of each input in all trials, [n][trials]
    private static Estimate ofCovariance(double[][] outputs, ToDoubleFunction<double[][]> number) {
        int trials = outputs[0].length;
        int parts = Math.min(PARTS, trials);
        double whole = number.applyAsDouble(covariance(outputs, _ -> true));
        Estimate reduced = Estimate.jackknife(
                parts, without -> number.applyAsDouble(covariance(outputs, k -> k % parts != without)));
        double half = reduced.high() - reduced.value();
        return new Estimate(
                whole, Math.min(whole, reduced.value()) - half, Math.max(whole, reduced.value()) + half, trials);
    }

    private static double[][] products(double[][] x) {
        double[][] products = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                for (int c = 0; c < x[i].length; c++) {
                    products[i][j] += x[i][c] * x[j][c];
                }
            }
        }
        return products;
    }

    private static double[] offDiagonal(double[][] matrix) {
        return IntStream.range(0, matrix.length)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(matrix[i], 0, i))
                .toArray();
    }

    /// The first output of each input in all trials, [n][trials].
    private static double[][] outputs(Run run) {
        List<double[]> columns = new ArrayList<>();
        for (int input = 1; run.log().column(RandomOutputs.column(input, 1)) >= 0; input++) {
            columns.add(run.log().values(RandomOutputs.column(input, 1)));
        }
        if (columns.size() < 2) {
            throw new InvalidValueException("covariances need a study of several inputs");
        }
        return columns.toArray(double[][]::new);
    }

    /// @param outputs [n][trials]
    /// @param used which trials
    private static double[][] covariance(double[][] outputs, IntPredicate used) {
        int[] trials = IntStream.range(0, outputs[0].length).filter(used).toArray();
        double[][] covariance = new double[outputs.length][outputs.length];
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double sum = 0;
                for (int k : trials) {
                    sum += outputs[i][k] * outputs[j][k];
                }
                // the read-out's weights have mean zero, so that the outputs have too
                covariance[i][j] = sum / trials.length;
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
