package adjointlab.lab.check;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Parameter;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.catalog.Parameter.Scale;
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
    private static final Parameter RUNS = text("runs", "Runs", "*");
    private static final Parameter STATE = Parameter.choice(
            "state",
            "State",
            "finished",
            new Option("finished", "Finished"),
            new Option("diverged", "Diverged"),
            new Option("failed", "Failed"),
            new Option("paused", "Paused"),
            new Option("stopped", "Stopped"));
    private static final Parameter METRIC = text("metric", "Metric", "loss");
    private static final Parameter VALUES = list("values", "Value of each run");
    private static final Parameter TOLERANCE = real("tolerance", "Tolerance", 1e-3, POSITIVE);
    private static final Parameter TARGET = real("target", "Target", 0, ANY);
    private static final Parameter WITHIN = real("within", "Distance", 0.01, POSITIVE);
    private static final Parameter FROM = whole("from", "First iteration", 1);
    private static final Parameter TO = whole("to", "Last iteration", Integer.MAX_VALUE);
    private static final Parameter SHARE = real("share", "Tolerance relative to the value", 0, POSITIVE);
    private static final Parameter DISTANCE = real("distance", "Distance from the minimum", 1, POSITIVE);
    private static final Parameter LOW = real("low", "Low end of the search", -5, ANY);
    private static final Parameter HIGH = real("high", "High end of the search", 5, ANY);

    /// In display order.
    public static final Catalog<Expectation> CATALOG = new Catalog<>(
            "expectation",
            List.of(
                    entry(
                            "state",
                            "How runs end",
                            "Runs end in the given state.",
                            List.of(RUNS, STATE),
                            v -> (_, runs) -> RunChecks.state(runs(v, runs), v.choice("state"))),
                    entry(
                            "first-within",
                            "When a metric arrives",
                            "The first iteration at which a metric is nearer to a target than a distance; −1: never.",
                            List.of(RUNS, METRIC, TARGET, WITHIN, list("iterations", "Iteration of each run")),
                            v -> (_, runs) -> RunChecks.firstWithin(
                                    runs(v, runs), v.choice("metric"), near(v), v.reals("iterations"))),
                    entry(
                            "never-within",
                            "A metric never arrives",
                            "No run's metric is ever nearer to a target than a distance.",
                            List.of(RUNS, METRIC, TARGET, WITHIN),
                            v -> (_, runs) -> RunChecks.neverWithin(runs(v, runs), v.choice("metric"), near(v))),
                    entry(
                            "final-value",
                            "Where a metric ends",
                            "A metric's last value in each run.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE),
                            v -> (_, runs) -> RunChecks.finalValue(runs(v, runs), v.choice("metric"), claim(v))),
                    entry(
                            "ratio-tends-to",
                            "Ratio of successive values",
                            "The ratio of a metric's successive values, where the metric has become small.",
                            List.of(
                                    RUNS,
                                    METRIC,
                                    VALUES,
                                    TOLERANCE,
                                    real("below", "Where the metric is below", 1e-4, POSITIVE)),
                            v -> (_, runs) ->
                                    RunChecks.ratio(runs(v, runs), v.choice("metric"), v.real("below"), claim(v))),
                    entry(
                            "decay-rate",
                            "Mean rate of decay",
                            "The geometric mean of the ratios of a metric's successive values, relative to a rate.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, FROM, TO),
                            v -> (_, runs) ->
                                    RunChecks.decayRate(runs(v, runs), v.choice("metric"), span(v), claim(v))),
                    entry(
                            "decrease-predicted",
                            "Predicted and actual decrease",
                            "The largest relative difference between the decrease of the loss that first order predicts and"
                                    + " the actual one.",
                            List.of(RUNS, FROM, TO, TOLERANCE),
                            v -> (_, runs) -> RunChecks.decrease(runs(v, runs), span(v), v.real("tolerance"))),
                    entry(
                            "lemma-1",
                            "Lemma 1",
                            "The predicted decrease of gradient descent is 2ηt²σ²ₜ times the loss.",
                            List.of(RUNS, FROM, TO, TOLERANCE),
                            v -> (_, runs) -> RunChecks.lemma1(runs(v, runs), span(v), v.real("tolerance"))),
                    entry(
                            "surface-minimum",
                            "Minimum of the surface",
                            "Where the solved loss over its one parameter is smallest.",
                            List.of(RUNS, VALUES, TOLERANCE, LOW, HIGH),
                            v -> (_, runs) ->
                                    SurfaceChecks.minimum(runs(v, runs), v.real("low"), v.real("high"), claim(v))),
                    entry(
                            "surface-inflection",
                            "Inflection of the surface",
                            "Where the solved loss over its one parameter turns from concave to convex.",
                            List.of(RUNS, VALUES, TOLERANCE, LOW, HIGH),
                            v -> (_, runs) ->
                                    SurfaceChecks.inflection(runs(v, runs), v.real("low"), v.real("high"), claim(v))),
                    entry(
                            "surface-asymmetry",
                            "Asymmetry of the surface",
                            "How many times larger the solved loss is above its minimum than as far below it.",
                            List.of(RUNS, list("centres", "Minimum of each run"), DISTANCE, VALUES, TOLERANCE),
                            v -> (_, runs) -> SurfaceChecks.asymmetry(
                                    runs(v, runs), v.reals("centres"), v.real("distance"), claim(v))),
                    entry(
                            "equal-loss",
                            "Same loss elsewhere",
                            "The solved loss at two different parameter vectors differs by no more than the tolerance.",
                            List.of(RUNS, list("first", "Parameters"), list("second", "Other parameters"), TOLERANCE),
                            v -> (_, runs) -> SurfaceChecks.equalLoss(
                                    runs(v, runs), v.reals("first"), v.reals("second"), v.real("tolerance"))),
                    entry(
                            "group-mean",
                            "Mean over a group",
                            "A metric's mean over the iterations and runs of each group, for instance over a family's seeds.",
                            List.of(
                                    RUNS,
                                    METRIC,
                                    FROM,
                                    TO,
                                    Parameter.flag("decades", "Of the decimal logarithm", false, false),
                                    list("values", "Value of each group"),
                                    TOLERANCE,
                                    SHARE),
                            v -> (_, runs) -> GroupChecks.mean(
                                    runs(v, runs),
                                    new GroupChecks.Measure(v.choice("metric"), span(v), v.flag("decades")),
                                    new GroupChecks.Claim(v.reals("values"), v.real("tolerance"), v.real("share")))),
                    entry(
                            "mean-ratio",
                            "Ratio of means",
                            "A metric's mean over some runs, divided by that over others.",
                            List.of(
                                    text("runs", "Runs above the line", "*"),
                                    text("others", "Runs below the line", "*"),
                                    METRIC,
                                    FROM,
                                    TO,
                                    VALUES,
                                    TOLERANCE),
                            v -> (_, runs) -> GroupChecks.ratio(
                                    runs(v, runs),
                                    RunChecks.matching(runs, v.choice("others")),
                                    new GroupChecks.Measure(v.choice("metric"), span(v), false),
                                    claim(v))),
                    entry(
                            "rates-below",
                            "Learning rates that work",
                            "At how many learning rates of each group every run finishes with its loss below a bound.",
                            List.of(
                                    RUNS,
                                    real("bound", "Bound", 0.1, POSITIVE),
                                    list("values", "Number for each group"),
                                    TOLERANCE),
                            v -> (_, runs) -> GroupChecks.ratesBelow(
                                    runs(v, runs), v.real("bound"), v.reals("values"), v.real("tolerance"))),
                    entry(
                            "parameter-count",
                            "Number of parameters",
                            "How many parameters the models of each group have.",
                            List.of(RUNS, list("values", "Number for each group")),
                            v -> (_, runs) -> GroupChecks.parameters(runs(v, runs), v.reals("values"))),
                    entry(
                            "range",
                            "A metric stays in a range",
                            "A metric of every run lies between two values, from first to last.",
                            List.of(RUNS, METRIC, list("values", "Low and high end"), FROM),
                            v -> (_, runs) -> RunChecks.range(
                                    runs(v, runs), v.choice("metric"), v.whole("from"), v.reals("values"))),
                    entry(
                            "order",
                            "Order of runs",
                            "Whether a metric's mean at the end grows (1) or falls (−1) from group to group; 0 if it does neither.",
                            List.of(RUNS, METRIC, VALUES),
                            v -> (_, runs) -> RunChecks.order(runs(v, runs), v.choice("metric"), v.reals("values"))),
                    entry(
                            "slope",
                            "Slope over the varied setting",
                            "The exponent of the power law that a study's measure follows.",
                            List.of(
                                    RUNS,
                                    METRIC,
                                    VALUES,
                                    TOLERANCE,
                                    real("low", "From this value on", 0, POSITIVE),
                                    real("high", "Up to this value", Double.MAX_VALUE, POSITIVE)),
                            v -> (_, runs) -> StudyChecks.slope(
                                    runs(v, runs),
                                    v.choice("metric"),
                                    new double[] {v.real("low"), v.real("high")},
                                    claim(v))),
                    entry(
                            "value-at",
                            "A measure at a value",
                            "What a study measured at one value of the varied setting.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, real("at", "Value of the setting", 1, POSITIVE)),
                            v -> (_, runs) ->
                                    StudyChecks.at(runs(v, runs), v.choice("metric"), v.real("at"), claim(v))),
                    entry(
                            "above-from",
                            "From where a measure is above a bound",
                            "The smallest value of the varied setting from which on a measure is above a bound.",
                            List.of(RUNS, METRIC, VALUES, TOLERANCE, real("bound", "Bound", 0, POSITIVE)),
                            v -> (_, runs) ->
                                    StudyChecks.above(runs(v, runs), v.choice("metric"), v.real("bound"), claim(v))),
                    entry(
                            "normal",
                            "Normally distributed",
                            "Whether the Kolmogorov-Smirnov test takes a column for normal: 1 if so, 0 if not.",
                            List.of(
                                    RUNS,
                                    text("metric", "Column", "output.1.1"),
                                    VALUES,
                                    real("level", "Level of significance", 0.05, POSITIVE)),
                            v -> (_, runs) -> StudyChecks.normal(
                                    runs(v, runs),
                                    v.choice("metric"),
                                    v.real("level"),
                                    new RunChecks.Claim(v.reals("values"), 0))),
                    entry(
                            "correlation",
                            "Correlation of two columns",
                            "The correlation of two columns, or of their squares.",
                            List.of(
                                    RUNS,
                                    text("metric", "Column", "output.1.1"),
                                    text("other", "Other column", "output.1.2"),
                                    Parameter.flag("squares", "Of the squares", false, false),
                                    VALUES,
                                    TOLERANCE),
                            v -> (_, runs) -> StudyChecks.correlation(
                                    runs(v, runs), v.choice("metric"), v.choice("other"), v.flag("squares"), claim(v))),
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
            String id,
            String label,
            String summary,
            List<Parameter> parameters,
            Function<Values, Expectation> factory) {
        return new Entry<>(id, label, summary, "", parameters, factory);
    }

    private static List<Run> runs(Values values, List<Run> runs) {
        return RunChecks.matching(runs, values.choice("runs"));
    }

    private static RunChecks.Near near(Values values) {
        return new RunChecks.Near(values.real("target"), values.real("within"));
    }

    private static RunChecks.Claim claim(Values values) {
        return new RunChecks.Claim(values.reals("values"), values.real("tolerance"));
    }

    private static RunChecks.Span span(Values values) {
        return new RunChecks.Span(values.whole("from"), values.whole("to"));
    }

    private static Parameter text(String name, String label, String defaultValue) {
        return new Parameter(name, "", label, "", new Parameter.Text(200), defaultValue, false);
    }

    private static Parameter real(String name, String label, double defaultValue, Real type) {
        return new Parameter(name, "", label, "", type, defaultValue, false);
    }

    private static Parameter whole(String name, String label, int defaultValue) {
        return new Parameter(
                name, "", label, "", new Parameter.Int(0, Integer.MAX_VALUE, 0, 1000), defaultValue, false);
    }

    private static Parameter list(String name, String label) {
        return new Parameter(name, "", label, "", new Reals(1, 1000, ANY), List.of(0.0), false);
    }
}
