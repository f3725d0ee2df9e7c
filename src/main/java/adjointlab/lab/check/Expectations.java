package adjointlab.lab.check;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.catalog.Values;
import adjointlab.lab.run.Run;
import java.util.List;
import java.util.function.Function;

/// The kinds of checks.
///
/// Where a check takes one number a run, a single number stands for all runs.
public final class Expectations {
    private static final Real ANY = new Real(-Double.MAX_VALUE, Double.MAX_VALUE, -10, 10, Scale.LINEAR);
    private static final Real POSITIVE = new Real(0, Double.MAX_VALUE, 1e-6, 1, Scale.LOG);
    private static final Key<String> RUNS = text("runs", "Runs", "*");
    private static final Key<String> OTHERS = text("others", "Runs below the line", "*");
    private static final Key<String> STATE = Key.choice(
            "state",
            "State",
            Option.word("finished", "Finished"),
            Option.word("diverged", "Diverged"),
            Option.word("failed", "Failed"),
            Option.word("paused", "Paused"),
            Option.word("stopped", "Stopped"));
    private static final Key<String> METRIC = text("metric", "Metric", "loss");
    private static final Key<String> COLUMN = text("metric", "Column", "output.1.1");
    private static final Key<String> OTHER_COLUMN = text("other", "Other column", "output.1.2");
    private static final Key<List<Double>> VALUES = list("values", "Value of each run");
    private static final Key<List<Double>> OF_GROUPS = list("values", "Value of each group");
    private static final Key<List<Double>> NUMBERS = list("values", "Number for each group");
    private static final Key<List<Double>> ENDS = list("values", "Low and high end");
    private static final Key<List<Double>> ITERATIONS = list("iterations", "Iteration of each run");
    private static final Key<List<Double>> CENTRES = list("centres", "Minimum of each run");
    private static final Key<List<Double>> FIRST = list("first", "Parameters");
    private static final Key<List<Double>> SECOND = list("second", "Other parameters");
    private static final Key<Double> TOLERANCE = Key.real("tolerance", "Tolerance", 1e-3, POSITIVE);
    private static final Key<Double> TARGET = Key.real("target", "Target", 0, ANY);
    private static final Key<Double> WITHIN = Key.real("within", "Distance", 0.01, POSITIVE);
    private static final Key<Integer> FROM = whole("from", "First iteration", 1);
    private static final Key<Integer> TO = whole("to", "Last iteration", Integer.MAX_VALUE);
    private static final Key<Double> SHARE = Key.real("share", "Tolerance relative to the value", 0, POSITIVE);
    private static final Key<Double> DISTANCE = Key.real("distance", "Distance from the minimum", 1, POSITIVE);
    private static final Key<Double> LOW = Key.real("low", "Low end of the search", -5, ANY);
    private static final Key<Double> HIGH = Key.real("high", "High end of the search", 5, ANY);
    private static final Key<Double> VALUE_FROM = Key.real("low", "From this value on", 0, POSITIVE);
    private static final Key<Double> VALUE_TO = Key.real("high", "Up to this value", Double.MAX_VALUE, POSITIVE);
    private static final Key<Double> BELOW = Key.real("below", "Where the metric is below", 1e-4, POSITIVE);
    private static final Key<Double> BOUND = Key.real("bound", "Bound", 0, POSITIVE);
    private static final Key<Double> AT = Key.real("at", "Value of the setting", 1, POSITIVE);
    private static final Key<Double> LEVEL = Key.real("level", "Level of significance", 0.05, POSITIVE);
    private static final Key<SeriesChecks.When> WHEN = Key.choice(
            "when",
            "With which weights",
            new Option<>("end", "At the end", SeriesChecks.When.END),
            new Option<>("start", "At the start", SeriesChecks.When.START));
    private static final Key<Boolean> DECADES = Key.flag("decades", "Of the decimal logarithm", false);
    private static final Key<Boolean> SQUARES = Key.flag("squares", "Of the squares", false);

    /// In display order.
    public static final Catalog<Expectation> CATALOG = new Catalog<>(
            "expectation",
            List.of(
                    entry(
                            "state",
                            "How runs end",
                            "Runs end in the given state.",
                            List.of(RUNS, STATE),
                            v -> (_, runs) -> RunChecks.state(runs(v, runs), v.get(STATE))),
                    entry(
                            "first-within",
                            "When a metric arrives",
                            "The first iteration at which a metric is nearer to a target than a distance; −1: never.",
                            List.of(RUNS, METRIC, TARGET, WITHIN, ITERATIONS),
                            v -> (_, runs) ->
                                    RunChecks.firstWithin(runs(v, runs), v.get(METRIC), near(v), v.array(ITERATIONS))),
                    entry(
                            "never-within",
                            "A metric never arrives",
                            "No run's metric is ever nearer to a target than a distance.",
                            List.of(RUNS, METRIC, TARGET, WITHIN),
                            v -> (_, runs) -> RunChecks.neverWithin(runs(v, runs), v.get(METRIC), near(v))),
                    entry(
                            "final-value",
                            "Where a metric ends",
                            "A metric's last value in each run.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE),
                            v -> (_, runs) -> RunChecks.finalValue(runs(v, runs), v.get(METRIC), claim(v))),
                    entry(
                            "ratio-tends-to",
                            "Ratio of successive values",
                            "The ratio of a metric's successive values, where the metric has become small.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, BELOW),
                            v -> (_, runs) -> RunChecks.ratio(runs(v, runs), v.get(METRIC), v.get(BELOW), claim(v))),
                    entry(
                            "decay-rate",
                            "Mean rate of decay",
                            "The geometric mean of the ratios of a metric's successive values, relative to a rate.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, FROM, TO),
                            v -> (_, runs) -> RunChecks.decayRate(runs(v, runs), v.get(METRIC), span(v), claim(v))),
                    entry(
                            "decrease-predicted",
                            "Predicted and actual decrease",
                            "The largest relative difference between the decrease of the loss that first order predicts and"
                                    + " the actual one.",
                            List.of(RUNS, FROM, TO, TOLERANCE),
                            v -> (_, runs) -> RunChecks.decrease(runs(v, runs), span(v), v.get(TOLERANCE))),
                    entry(
                            "lemma-1",
                            "Lemma 1",
                            "The predicted decrease of gradient descent is 2ηt²σ²ₜ times the loss.",
                            List.of(RUNS, FROM, TO, TOLERANCE),
                            v -> (_, runs) -> RunChecks.lemma1(runs(v, runs), span(v), v.get(TOLERANCE))),
                    entry(
                            "surface-minimum",
                            "Minimum of the surface",
                            "Where the solved loss over its one parameter is smallest.",
                            List.of(RUNS, VALUES, TOLERANCE, LOW, HIGH),
                            v -> (_, runs) -> SurfaceChecks.minimum(runs(v, runs), v.get(LOW), v.get(HIGH), claim(v))),
                    entry(
                            "surface-inflection",
                            "Inflection of the surface",
                            "Where the solved loss over its one parameter turns from concave to convex.",
                            List.of(RUNS, VALUES, TOLERANCE, LOW, HIGH),
                            v -> (_, runs) ->
                                    SurfaceChecks.inflection(runs(v, runs), v.get(LOW), v.get(HIGH), claim(v))),
                    entry(
                            "surface-asymmetry",
                            "Asymmetry of the surface",
                            "How many times larger the solved loss is above its minimum than as far below it.",
                            List.of(RUNS, CENTRES, DISTANCE, VALUES, TOLERANCE),
                            v -> (_, runs) -> SurfaceChecks.asymmetry(
                                    runs(v, runs), v.array(CENTRES), v.get(DISTANCE), claim(v))),
                    entry(
                            "equal-loss",
                            "Same loss elsewhere",
                            "The solved loss at two different parameter vectors differs by no more than the tolerance.",
                            List.of(RUNS, FIRST, SECOND, TOLERANCE),
                            v -> (_, runs) -> SurfaceChecks.equalLoss(
                                    runs(v, runs), v.array(FIRST), v.array(SECOND), v.get(TOLERANCE))),
                    entry(
                            "group-mean",
                            "Mean over a group",
                            "A metric's mean over the iterations and runs of each group, for instance over a family's seeds.",
                            List.of(RUNS, METRIC, FROM, TO, DECADES, OF_GROUPS, TOLERANCE, SHARE),
                            v -> (_, runs) -> GroupChecks.mean(
                                    runs(v, runs),
                                    new GroupChecks.Measure(v.get(METRIC), span(v), v.get(DECADES)),
                                    groups(v))),
                    entry(
                            "mean-ratio",
                            "Ratio of means",
                            "A metric's mean over some runs, divided by that over others.",
                            List.of(RUNS.withLabel("Runs above the line"), OTHERS, METRIC, FROM, TO, VALUES, TOLERANCE),
                            v -> (_, runs) -> GroupChecks.ratio(
                                    runs(v, runs),
                                    RunChecks.matching(runs, v.get(OTHERS)),
                                    new GroupChecks.Measure(v.get(METRIC), span(v), false),
                                    claim(v))),
                    entry(
                            "rates-below",
                            "Learning rates that work",
                            "At how many learning rates of each group every run finishes with its loss below a bound.",
                            List.of(RUNS, BOUND.withDefault(0.1), NUMBERS, TOLERANCE),
                            v -> (_, runs) -> GroupChecks.ratesBelow(
                                    runs(v, runs), v.get(BOUND), v.array(VALUES), v.get(TOLERANCE))),
                    entry(
                            "parameter-count",
                            "Number of parameters",
                            "How many parameters the models of each group have.",
                            List.of(RUNS, NUMBERS),
                            v -> (_, runs) -> GroupChecks.parameters(runs(v, runs), v.array(VALUES))),
                    entry(
                            "range",
                            "A metric stays in a range",
                            "A metric of every run lies between two values, from first to last.",
                            List.of(RUNS, METRIC, ENDS, FROM),
                            v -> (_, runs) ->
                                    RunChecks.range(runs(v, runs), v.get(METRIC), v.get(FROM), v.array(VALUES))),
                    entry(
                            "order",
                            "Order of runs",
                            "Whether a metric's mean at the end grows (1) or falls (−1) from group to group; 0 if it does neither.",
                            List.of(RUNS, METRIC, VALUES),
                            v -> (_, runs) -> RunChecks.order(runs(v, runs), v.get(METRIC), v.array(VALUES))),
                    entry(
                            "slope",
                            "Slope over the varied setting",
                            "The exponent of the power law that a study's measure follows.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, VALUE_FROM, VALUE_TO),
                            v -> (_, runs) -> StudyChecks.slope(
                                    runs(v, runs),
                                    v.get(METRIC),
                                    new double[] {v.get(VALUE_FROM), v.get(VALUE_TO)},
                                    claim(v))),
                    entry(
                            "value-at",
                            "A measure at a value",
                            "What a study measured at one value of the varied setting.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, AT),
                            v -> (_, runs) -> StudyChecks.at(runs(v, runs), v.get(METRIC), v.get(AT), claim(v))),
                    entry(
                            "above-from",
                            "From where a measure is above a bound",
                            "The smallest value of the varied setting from which on a measure is above a bound.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, BOUND),
                            v -> (_, runs) -> StudyChecks.above(runs(v, runs), v.get(METRIC), v.get(BOUND), claim(v))),
                    entry(
                            "normal",
                            "Normally distributed",
                            "Whether the Kolmogorov-Smirnov test takes a column for normal: 1 if so, 0 if not.",
                            List.of(RUNS, COLUMN, VALUES, LEVEL),
                            v -> (_, runs) -> StudyChecks.normal(
                                    runs(v, runs),
                                    v.get(METRIC),
                                    v.get(LEVEL),
                                    new RunChecks.Claim(v.array(VALUES), 0))),
                    entry(
                            "correlation",
                            "Correlation of two columns",
                            "The correlation of two columns, or of their squares.",
                            List.of(RUNS, COLUMN, OTHER_COLUMN, SQUARES, VALUES, TOLERANCE),
                            v -> (_, runs) -> StudyChecks.correlation(
                                    runs(v, runs), v.get(METRIC), v.get(OTHER_COLUMN), v.get(SQUARES), claim(v))),
                    entry(
                            "forecast-error",
                            "Error of forecasts",
                            "The mean squared error of each group's forecasts, over steps and runs, of the test where there is one.",
                            List.of(RUNS, OF_GROUPS, TOLERANCE, SHARE),
                            v -> (_, runs) -> SeriesChecks.forecast(runs(v, runs), groups(v))),
                    entry(
                            "forecast-ratio",
                            "Ratio of forecasts' errors",
                            "The mean squared error of some runs' forecasts, divided by that of others.",
                            List.of(RUNS.withLabel("Runs above the line"), OTHERS, VALUES, TOLERANCE),
                            v -> (_, runs) -> SeriesChecks.forecastRatio(
                                    runs(v, runs), RunChecks.matching(runs, v.get(OTHERS)), claim(v))),
                    entry(
                            "memory",
                            "What is remembered",
                            "The decimal logarithm of the adjoint's norm behind the first observation, relative to that behind"
                                    + " the last, of each group.",
                            List.of(RUNS, WHEN, OF_GROUPS, TOLERANCE, SHARE),
                            v -> (_, runs) -> SeriesChecks.memory(runs(v, runs), v.get(WHEN), groups(v))),
                    entry(
                            "memory-gain",
                            "How much more is remembered",
                            "By how many decades the adjoint behind the first observation, relative to that behind the last, is"
                                    + " larger for some runs than for others.",
                            List.of(RUNS.withLabel("Runs that remember more"), OTHERS, WHEN, VALUES, TOLERANCE),
                            v -> (_, runs) -> SeriesChecks.memoryGain(
                                    runs(v, runs), RunChecks.matching(runs, v.get(OTHERS)), v.get(WHEN), claim(v))),
                    entry(
                            "covariance",
                            "Covariance of the outputs",
                            "Relative distance of the outputs' covariance matrix from the one of infinite width.",
                            List.of(RUNS, VALUES, TOLERANCE),
                            v -> (_, runs) -> StudyChecks.covariance(runs(v, runs), claim(v))),
                    entry(
                            "covariance-pattern",
                            "Pattern of the covariance",
                            "Correlation of the outputs' covariances with the inputs' products, off the diagonal.",
                            List.of(RUNS, VALUES, TOLERANCE),
                            v -> (_, runs) -> StudyChecks.pattern(runs(v, runs), claim(v)))));

    private Expectations() {}

    private static Entry<Expectation> entry(
            String id, String label, String summary, List<Key<?>> parameters, Function<Values, Expectation> factory) {
        return new Entry<>(id, label, summary, "", parameters, factory);
    }

    private static List<Run> runs(Values values, List<Run> runs) {
        return RunChecks.matching(runs, values.get(RUNS));
    }

    private static RunChecks.Near near(Values values) {
        return new RunChecks.Near(values.get(TARGET), values.get(WITHIN));
    }

    private static RunChecks.Claim claim(Values values) {
        return new RunChecks.Claim(values.array(VALUES), values.get(TOLERANCE));
    }

    private static GroupChecks.Claim groups(Values values) {
        return new GroupChecks.Claim(values.array(VALUES), values.get(TOLERANCE), values.get(SHARE));
    }

    private static RunChecks.Span span(Values values) {
        return new RunChecks.Span(values.get(FROM), values.get(TO));
    }

    private static Key<String> text(String name, String label, String defaultValue) {
        return Key.text(name, label, 200).withDefault(defaultValue);
    }

    private static Key<Integer> whole(String name, String label, int defaultValue) {
        return Key.whole(name, label, defaultValue, new Type.Int(0, Integer.MAX_VALUE, 0, 1000));
    }

    private static Key<List<Double>> list(String name, String label) {
        return Key.reals(name, label, List.of(0.0), new Reals(1, 1000, ANY));
    }
}
