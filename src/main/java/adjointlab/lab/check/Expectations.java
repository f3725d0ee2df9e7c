package adjointlab.lab.check;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.catalog.Values;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// The kinds of checks.
///
/// Where a kind takes a claim, the claim gives values with a tolerance, absolute or relative, or bounds, on one side or
/// both: one for all numbers, or one for each. Numbers that depend on the seed are judged by their 95 % intervals.
public final class Expectations {
    private static final Real ANY = new Real(-Double.MAX_VALUE, Double.MAX_VALUE, -10, 10, Scale.LINEAR);
    private static final Real POSITIVE = new Real(0, Double.MAX_VALUE, 1e-6, 1, Scale.LOG);
    private static final Key<String> RUNS = text("runs", "Runs", "*");
    private static final Key<String> OTHERS = text("others", "Runs that they are compared with", "*");
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
    private static final Key<List<Double>> VALUES = list("values", "Values");
    private static final Key<List<Double>> AT_LEAST = list("atLeast", "At least");
    private static final Key<List<Double>> AT_MOST = list("atMost", "At most");
    private static final Key<Double> TOLERANCE = Key.real("tolerance", "Tolerance", 0, POSITIVE);
    private static final Key<Double> SHARE = Key.real("share", "Tolerance relative to the value", 0, POSITIVE);
    private static final List<Key<?>> CLAIM = List.of(VALUES, TOLERANCE, SHARE, AT_LEAST, AT_MOST);
    private static final Key<List<Double>> ITERATIONS = list("iterations", "Iteration of each run");
    private static final Key<List<Double>> JUMPS = list("times", "Time of each jump");
    private static final Key<List<Double>> CENTRES = list("centres", "Minimum of each run");
    private static final Key<List<Double>> FIRST = list("first", "Parameters");
    private static final Key<List<Double>> SECOND = list("second", "Other parameters");
    private static final Key<Double> TARGET = Key.real("target", "Target", 0, ANY);
    private static final Key<Double> WITHIN = Key.real("within", "Distance", 0.01, POSITIVE);
    private static final Key<Integer> FROM = whole("from", "First iteration", 1);
    private static final Key<Integer> TO = whole("to", "Last iteration", Integer.MAX_VALUE);
    private static final Key<Double> DISTANCE = Key.real("distance", "Distance from the minimum", 1, POSITIVE);
    private static final Key<Double> LOW = Key.real("low", "Low end of the search", -5, ANY);
    private static final Key<Double> HIGH = Key.real("high", "High end of the search", 5, ANY);
    private static final Key<Double> VALUE_FROM = Key.real("low", "From this value on", 0, POSITIVE);
    private static final Key<Double> VALUE_TO = Key.real("high", "Up to this value", Double.MAX_VALUE, POSITIVE);
    private static final Key<Double> BELOW = Key.real("below", "Where the metric is below", 1e-4, POSITIVE);
    private static final Key<Double> BOUND = Key.real("bound", "Bound", 0, POSITIVE);
    private static final Key<Double> AT = Key.real("at", "Value of the setting", 1, POSITIVE);
    private static final Key<Boolean> NORMAL = Key.flag("normal", "Whether it is claimed to be normal", true);
    private static final Key<Double> NEVER = Key.real("never", "Not normal below this p", 0.001, POSITIVE);
    private static final Key<Double> LEVEL = Key.real("level", "Normal from this p on", 0.05, POSITIVE);
    private static final Key<Integer> DIRECTION =
            Key.whole("direction", "1: growing, −1: falling", 1, new Type.Int(-1, 1, -1, 1));
    private static final Key<Double> MARGIN = Key.real("margin", "By at least", 0, POSITIVE);
    private static final Key<SeriesChecks.When> WHEN = Key.choice(
            "when",
            "With which weights",
            new Option<>("end", "At the end", SeriesChecks.When.END),
            new Option<>("start", "At the start", SeriesChecks.When.START));
    private static final Key<Boolean> DECADES = Key.flag("decades", "Of the decimal logarithm", false);
    private static final Key<Boolean> SQUARES = Key.flag("squares", "Of the squares", false);
    private static final List<Key<?>> MEASURE = List.of(METRIC, FROM, TO, DECADES);

    /// In display order.
    public static final Catalog<Expectation> CATALOG = new Catalog<>(
            "expectation",
            List.of(
                    plain(
                            "state",
                            "How runs end",
                            "Runs end in the given state.",
                            List.of(STATE),
                            (v, runs) -> RunChecks.state(runs, v.get(STATE))),
                    plain(
                            "first-within",
                            "When a metric arrives",
                            "The first iteration at which a metric is nearer to a target than a distance; −1: never.",
                            List.of(METRIC, TARGET, WITHIN, ITERATIONS),
                            (v, runs) -> RunChecks.firstWithin(runs, v.get(METRIC), near(v), v.array(ITERATIONS))),
                    plain(
                            "never-within",
                            "A metric never arrives",
                            "No run's metric is ever nearer to a target than a distance.",
                            List.of(METRIC, TARGET, WITHIN),
                            (v, runs) -> RunChecks.neverWithin(runs, v.get(METRIC), near(v))),
                    claimed(
                            "final-value",
                            "Where a metric ends",
                            "A metric's last value in each run.",
                            List.of(METRIC),
                            (v, runs, claim) -> RunChecks.finalValue(runs, v.get(METRIC), claim)),
                    plain(
                            "jump-times",
                            "When a state jumps",
                            "The times at which the first sample jumps at a surface, with the weights that each run ends with.",
                            List.of(JUMPS, TOLERANCE),
                            (v, runs) -> JumpChecks.times(runs, v.array(JUMPS), v.get(TOLERANCE))),
                    claimed(
                            "ratio-tends-to",
                            "Ratio of successive values",
                            "The ratio of a metric's successive values, where the metric has become small.",
                            List.of(METRIC, BELOW),
                            (v, runs, claim) -> RunChecks.ratio(runs, v.get(METRIC), v.get(BELOW), claim)),
                    claimed(
                            "decay-rate",
                            "Mean rate of decay",
                            "The geometric mean of the ratios of a metric's successive values, relative to a rate.",
                            List.of(METRIC, FROM, TO),
                            (v, runs, claim) -> RunChecks.decayRate(runs, v.get(METRIC), span(v), claim)),
                    plain(
                            "decrease-predicted",
                            "Predicted and actual decrease",
                            "The largest relative difference between the decrease of the loss that first order predicts and"
                                    + " the actual one.",
                            List.of(FROM, TO, TOLERANCE),
                            (v, runs) -> RunChecks.decrease(runs, span(v), v.get(TOLERANCE))),
                    plain(
                            "lemma-1",
                            "Lemma 1",
                            "The predicted decrease of gradient descent is 2ηt²σ²ₜ times the loss.",
                            List.of(FROM, TO, TOLERANCE),
                            (v, runs) -> RunChecks.lemma1(runs, span(v), v.get(TOLERANCE))),
                    claimed(
                            "surface-minimum",
                            "Minimum of the surface",
                            "Where the solved loss over its one parameter is smallest.",
                            List.of(LOW, HIGH),
                            (v, runs, claim) -> SurfaceChecks.minimum(runs, v.get(LOW), v.get(HIGH), claim)),
                    claimed(
                            "surface-inflection",
                            "Inflection of the surface",
                            "Where the solved loss over its one parameter turns from concave to convex.",
                            List.of(LOW, HIGH),
                            (v, runs, claim) -> SurfaceChecks.inflection(runs, v.get(LOW), v.get(HIGH), claim)),
                    claimed(
                            "surface-asymmetry",
                            "Asymmetry of the surface",
                            "How many times larger the solved loss is above its minimum than as far below it.",
                            List.of(CENTRES, DISTANCE),
                            (v, runs, claim) ->
                                    SurfaceChecks.asymmetry(runs, v.array(CENTRES), v.get(DISTANCE), claim)),
                    plain(
                            "equal-loss",
                            "Same loss elsewhere",
                            "The solved loss at two different parameter vectors differs by no more than the tolerance.",
                            List.of(FIRST, SECOND, TOLERANCE),
                            (v, runs) ->
                                    SurfaceChecks.equalLoss(runs, v.array(FIRST), v.array(SECOND), v.get(TOLERANCE))),
                    claimed(
                            "group-mean",
                            "Mean over a group",
                            "A metric's mean over the iterations and runs of each group, for instance over a family's seeds.",
                            MEASURE,
                            (v, runs, claim) -> GroupChecks.mean(runs, measure(v), claim)),
                    compared(
                            "mean-ratio",
                            "Ratio of means",
                            "A metric's mean over some runs, divided by that over others.",
                            MEASURE,
                            (v, sides, claim) -> GroupChecks.ratio(sides.runs(), sides.others(), measure(v), claim)),
                    compared(
                            "ratio-to-each",
                            "Ratio to each opponent",
                            "A metric's mean over some runs, divided by that of each group of others: it must hold for each.",
                            MEASURE,
                            (v, sides, claim) ->
                                    GroupChecks.againstEach(sides.runs(), sides.others(), measure(v), claim)),
                    plain(
                            "equal-groups",
                            "Equal groups",
                            "Every group's mean of a metric is the first group's, within a relative tolerance.",
                            with(MEASURE, List.of(SHARE)),
                            (v, runs) -> GroupChecks.equal(runs, measure(v), v.get(SHARE))),
                    plain(
                            "order",
                            "Order of groups",
                            "A metric's mean grows (1) or falls (−1) from each group to the next, by a margin.",
                            List.of(METRIC, FROM.withDefault(Integer.MAX_VALUE), TO, DECADES, DIRECTION, MARGIN),
                            (v, runs) -> GroupChecks.order(runs, measure(v), v.get(DIRECTION), v.get(MARGIN))),
                    claimed(
                            "rates-below",
                            "Learning rates that work",
                            "At how many learning rates of each group a run finishes with its loss below a bound, mean over"
                                    + " seeds.",
                            List.of(BOUND.withDefault(0.1)),
                            (v, runs, claim) -> GroupChecks.ratesBelow(runs, v.get(BOUND), claim)),
                    plain(
                            "parameter-count",
                            "Number of parameters",
                            "How many parameters the models of each group have.",
                            List.of(VALUES),
                            (v, runs) -> GroupChecks.parameters(runs, v.array(VALUES))),
                    new Entry<>(
                            "range",
                            "A metric stays in a range",
                            "A metric of every run from an iteration on, at its least and at its largest.",
                            "",
                            List.of(RUNS, METRIC, FROM, AT_LEAST, AT_MOST),
                            v -> {
                                Claim claim = bounds(v);
                                return (_, runs) -> RunChecks.range(runs(v, runs), v.get(METRIC), v.get(FROM), claim);
                            }),
                    compared(
                            "gradient-distance",
                            "Distance of gradients",
                            "The largest relative distance of the gradients that two runs' settings give at the same weights.",
                            List.of(),
                            (_, sides, claim) -> GradientChecks.distance(sides.runs(), sides.others(), claim)),
                    claimed(
                            "slope",
                            "Slope over the varied setting",
                            "The exponent of the power law that a study's measure follows.",
                            List.of(METRIC, VALUE_FROM, VALUE_TO),
                            (v, runs, claim) -> StudyChecks.slope(
                                    runs, v.get(METRIC), new double[] {v.get(VALUE_FROM), v.get(VALUE_TO)}, claim)),
                    claimed(
                            "value-at",
                            "A measure at a value",
                            "What a study measured at one value of the varied setting.",
                            List.of(METRIC, AT),
                            (v, runs, claim) -> StudyChecks.at(runs, v.get(METRIC), v.get(AT), claim)),
                    claimed(
                            "above-from",
                            "From where a measure is above a bound",
                            "The smallest value of the varied setting from which on a measure is above a bound.",
                            List.of(METRIC, BOUND),
                            (v, runs, claim) -> StudyChecks.above(runs, v.get(METRIC), v.get(BOUND), claim)),
                    plain(
                            "normal",
                            "Normally distributed",
                            "Whether a column is normally distributed, by the test of Kolmogorov, Smirnov and Lilliefors.",
                            List.of(COLUMN, NORMAL, NEVER, LEVEL),
                            (v, runs) -> StudyChecks.normal(
                                    runs, v.get(METRIC), new double[] {v.get(NEVER), v.get(LEVEL)}, v.get(NORMAL))),
                    claimed(
                            "correlation",
                            "Correlation of two columns",
                            "The correlation of two columns, or of their squares.",
                            List.of(COLUMN, OTHER_COLUMN, SQUARES),
                            (v, runs, claim) -> StudyChecks.correlation(
                                    runs, v.get(METRIC), v.get(OTHER_COLUMN), v.get(SQUARES), claim)),
                    claimed(
                            "forecast-error",
                            "Error of forecasts",
                            "The mean squared error of each group's forecasts, over steps and runs, of the test where there is one.",
                            List.of(),
                            (_, runs, claim) -> SeriesChecks.forecast(runs, claim)),
                    compared(
                            "forecast-ratio",
                            "Ratio of forecasts' errors",
                            "The mean squared error of some runs' forecasts, divided by that of others.",
                            List.of(),
                            (_, sides, claim) -> GroupChecks.ratio(
                                    sides.runs(), sides.others(), SeriesChecks::forecastError, claim)),
                    claimed(
                            "memory",
                            "What is remembered",
                            "The decimal logarithm of the adjoint's norm behind the first observation, relative to that behind"
                                    + " the last, of each group.",
                            List.of(WHEN),
                            (v, runs, claim) ->
                                    GroupChecks.mean(runs, run -> SeriesChecks.decades(run, v.get(WHEN)), claim)),
                    compared(
                            "memory-gain",
                            "How much more is remembered",
                            "By how many decades the adjoint behind the first observation, relative to that behind the last, is"
                                    + " larger for some runs than for others.",
                            List.of(WHEN),
                            (v, sides, claim) -> GroupChecks.difference(
                                    sides.runs(),
                                    sides.others(),
                                    run -> SeriesChecks.decades(run, v.get(WHEN)),
                                    claim)),
                    claimed(
                            "covariance",
                            "Covariance of the outputs",
                            "Relative distance of the outputs' covariance matrix from the one of infinite width.",
                            List.of(),
                            (_, runs, claim) -> StudyChecks.covariance(runs, claim)),
                    claimed(
                            "covariance-pattern",
                            "Pattern of the covariance",
                            "Correlation of the outputs' covariances with the inputs' products, off the diagonal.",
                            List.of(),
                            (_, runs, claim) -> StudyChecks.pattern(runs, claim))));

    private Expectations() {}

    /// Two sides that are compared.
    private record Sides(List<Run> runs, List<Run> others) {}

    @FunctionalInterface
    private interface Judging<T> {
        Outcome of(Values values, T of, Claim claim);
    }

    /// A kind that says by itself what it expects of some runs.
    private static Entry<Expectation> plain(
            String id,
            String label,
            String summary,
            List<Key<?>> parameters,
            BiFunction<Values, List<Run>, Outcome> check) {
        return new Entry<>(
                id,
                label,
                summary,
                "",
                with(List.of(RUNS), parameters),
                v -> (_, runs) -> check.apply(v, runs(v, runs)));
    }

    /// A kind that takes a claim about some runs.
    private static Entry<Expectation> claimed(
            String id, String label, String summary, List<Key<?>> parameters, Judging<List<Run>> check) {
        List<Key<?>> all = with(with(List.of(RUNS), parameters), CLAIM);
        return new Entry<>(id, label, summary, "", all, v -> {
            Claim claim = claim(v);
            return (_, runs) -> check.of(v, runs(v, runs), claim);
        });
    }

    /// A kind that takes a claim about some runs and others.
    private static Entry<Expectation> compared(
            String id, String label, String summary, List<Key<?>> parameters, Judging<Sides> check) {
        List<Key<?>> all = with(with(List.of(RUNS, OTHERS), parameters), CLAIM);
        return new Entry<>(id, label, summary, "", all, v -> {
            Claim claim = claim(v);
            return (_, runs) -> check.of(v, new Sides(runs(v, runs), RunChecks.matching(runs, v.get(OTHERS))), claim);
        });
    }

    private static List<Key<?>> with(List<Key<?>> keys, List<Key<?>> more) {
        List<Key<?>> all = new ArrayList<>(keys);
        all.addAll(more);
        return all;
    }

    private static List<Run> runs(Values values, List<Run> runs) {
        return RunChecks.matching(runs, values.get(RUNS));
    }

    private static RunChecks.Near near(Values values) {
        return new RunChecks.Near(values.get(TARGET), values.get(WITHIN));
    }

    private static Claim claim(Values values) {
        double[] near = values.array(VALUES);
        boolean bounds = values.array(AT_LEAST).length + values.array(AT_MOST).length > 0;
        if (bounds == near.length > 0) {
            throw new InvalidValueException(
                    bounds
                            ? "a claim gives 'values' or bounds, not both"
                            : "a claim needs 'values', or 'atLeast' or 'atMost'");
        }
        return bounds ? bounds(values) : Claim.near(near, values.get(TOLERANCE), values.get(SHARE));
    }

    private static Claim bounds(Values values) {
        return Claim.between(values.array(AT_LEAST), values.array(AT_MOST));
    }

    private static GroupChecks.Measure measure(Values values) {
        return new GroupChecks.Measure(values.get(METRIC), span(values), values.get(DECADES));
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
        return Key.reals(name, label, List.of(), new Reals(0, 1000, ANY));
    }
}
