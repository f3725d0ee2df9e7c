package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.data.Quoted;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Metric;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.probe.KernelTrace;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Checks that look at runs' logs and states.
final class RunChecks {
    private static final Setting<Double> RATE = Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE);
    private static final Setting<Double> HORIZON = Slots.PROBLEM.at(Problems.HORIZON);

    /// Iterations at which a tangent kernel is looked at.
    private static final int TRACED = 11;

    /// Nearer to `target` than `within`.
    record Near(double target, double within) {
        boolean holds(double value) {
            return Math.abs(value - target) < within;
        }
    }

    /// Iterations `from` … `to`.
    record Span(int from, int to) {}

    /// Traces take long and several checks look at one; a run that is gone takes its own along.
    private static final Map<Run, KernelTrace> TRACES = Collections.synchronizedMap(new WeakHashMap<>());

    private RunChecks() {}

    /// Not computed within the map, which would keep runs that are traced side by side waiting.
    private static KernelTrace trace(Run run) {
        KernelTrace known = TRACES.get(run);
        if (known == null) {
            known = KernelTrace.of(run, TRACED, Integer.MAX_VALUE, Cancellation.NEVER);
            TRACES.put(run, known);
        }
        return known;
    }

    /// The runs whose name matches one of several patterns, in list order.
    ///
    /// @param globs separated by commas; `*` stands for anything
    static List<Run> matching(List<Run> runs, String globs) {
        List<Run> matching = new RunPattern(globs).of(runs);
        if (matching.isEmpty()) {
            throw new InvalidValueException("no run matches '" + Quoted.brief(globs) + "'");
        }
        return matching;
    }

    /// Every run ended in the state of that word.
    static Outcome state(List<Run> runs, String word) {
        String ours = runs.stream().map(run -> run.state().word()).distinct().collect(Collectors.joining(", "));
        return Outcome.certain(ours, word, "exact", ours.equals(word));
    }

    static Outcome firstWithin(List<Run> runs, String metric, Near near, double[] iterations) {
        Claim.near(iterations, 0, 0).check(runs.size(), "runs");
        double[] ours = each(runs, run -> first(column(run, metric), near));
        double[] expected = iterations.length == 1 ? filled(ours.length, iterations[0]) : iterations;
        return certain(runs, whens(ours), whens(iterations), "exact", Arrays.equals(ours, expected));
    }

    static Outcome neverWithin(List<Run> runs, String metric, Near near) {
        double[] ours = each(runs, run -> first(column(run, metric), near));
        double[] closest = each(runs, run -> Arrays.stream(column(run, metric))
                .map(value -> Math.abs(value - near.target()))
                .min()
                .orElse(Double.NaN));
        boolean never = Arrays.stream(ours).allMatch(k -> k == -1);
        return certain(
                runs,
                (never ? "never; nearest " : whens(ours) + "; nearest ") + Claim.list(closest),
                "never nearer than " + Numbers.brief(near.within(), 3),
                "exact",
                never);
    }

    static Outcome finalValue(List<Run> runs, String metric, Claim claim) {
        return judge(runs, claim, run -> {
            double[] values = column(run, metric);
            return values[values.length - 1];
        });
    }

    /// Judges a number of each run or, where runs depend on chance, its mean over the seeds of each group.
    private static Outcome judge(List<Run> runs, Claim claim, ToDoubleFunction<Run> number) {
        return SeedSample.isRandom(runs)
                ? GroupChecks.mean(runs, number, claim)
                : claim.check(runs.size(), "runs").judge(each(runs, number));
    }

    /// The ratio at the first iteration that begins below a bound: later, rounding and the solver's tolerance blur
    /// it.
    static Outcome ratio(List<Run> runs, String metric, double below, Claim claim) {
        return judge(runs, claim, run -> {
            double[] values = column(run, metric);
            for (int k = 0; k + 1 < values.length; k++) {
                if (values[k] < below) {
                    return values[k + 1] / values[k];
                }
            }
            return Double.NaN;
        });
    }

    static Outcome decayRate(List<Run> runs, String metric, Span span, Claim claim) {
        return judge(runs, claim, run -> {
            double[] values = column(run, metric);
            int from = Math.max(0, span.from() - 1);
            int to = Math.min(span.to(), values.length - 1);
            return to > from ? Math.pow(values[to] / values[from], 1.0 / (to - from)) : Double.NaN;
        });
    }

    static Outcome decrease(List<Run> runs, Span span, double tolerance) {
        return largest(runs, span, tolerance, (run, k) -> {
            double actual = run.log().get(Metric.ACTUAL_DECREASE.id(), k);
            return Math.abs(run.log().get(Metric.PREDICTED_DECREASE.id(), k) - actual) / Math.abs(actual);
        });
    }

    /// Okamoto et al., "Learning the Simplest Neural ODE", Lemma 1: L(a_{k+1}) = (1 − 2ηt²σ²_k) L(a_k).
    static Outcome lemma1(List<Run> runs, Span span, double tolerance) {
        return largest(runs, span, tolerance, (run, k) -> {
            double t = run.settingsAt(k).get(HORIZON);
            double share =
                    2 * run.settingsAt(k - 1).get(RATE) * t * t * run.log().get(Metric.TERMINAL_VARIANCE.id(), k - 1);
            double claimed = share * run.log().get(Metric.LOSS.id(), k - 1);
            return Math.abs(run.log().get(Metric.PREDICTED_DECREASE.id(), k) - claimed) / Math.abs(claimed);
        });
    }

    /// A metric from an iteration on, at its least and at its largest.
    static Outcome range(List<Run> runs, String metric, int from, Claim claim) {
        Outcome low = judge(
                runs,
                claim,
                run -> Arrays.stream(column(run, metric)).skip(from).min().orElse(Double.NaN));
        Outcome high = judge(
                runs,
                claim,
                run -> Arrays.stream(column(run, metric)).skip(from).max().orElse(Double.NaN));
        return new Outcome(
                "least " + low.ours() + "; largest " + high.ours(),
                claim.expected(),
                claim.tolerance(),
                Verdict.all(List.of(low.verdict(), high.verdict())),
                low.count());
    }

    /// What is said of every run. One seed decides nothing: it may refute that, and not more.
    private static Outcome certain(List<Run> runs, String ours, String expected, String tolerance, boolean holds) {
        if (!SeedSample.isRandom(runs)) {
            return Outcome.certain(ours, expected, tolerance, holds);
        }
        int seeds = SeedSample.of(runs, _ -> 0).seeds().size();
        Verdict verdict = holds && seeds == 1 ? Verdict.UNDECIDED : Verdict.of(holds);
        return new Outcome(ours, expected, tolerance, verdict, seeds);
    }

    @FunctionalInterface
    private interface Difference {
        double of(Run run, int iteration);
    }

    private static Outcome largest(List<Run> runs, Span span, double tolerance, Difference difference) {
        double[] largest = each(runs, run -> {
            double most = Double.NaN;
            for (int k = Math.max(1, span.from());
                    k <= Math.min(span.to(), run.log().rows() - 1);
                    k++) {
                double here = difference.of(run, k);
                if (Double.isNaN(here)) {
                    return Double.NaN;
                }
                most = Double.isNaN(most) ? here : Math.max(most, here);
            }
            return most;
        });
        boolean agrees = Arrays.stream(largest).allMatch(value -> value <= tolerance);
        return certain(
                runs,
                "relative difference at most " + Claim.list(largest),
                "0",
                "± " + Numbers.brief(tolerance, 3),
                agrees);
    }

    static double[] each(List<Run> runs, ToDoubleFunction<Run> measure) {
        return runs.stream().mapToDouble(measure).toArray();
    }

    /// Whether a metric is a quantity of the tangent kernel, which is looked at at some iterations only.
    static boolean isTraced(String metric) {
        return KernelTrace.Quantity.find(metric).isPresent();
    }

    /// A logged metric, or a quantity of the tangent kernel at some iterations.
    static double[] column(Run run, String metric) {
        Optional<KernelTrace.Quantity> traced = KernelTrace.Quantity.find(metric);
        if (traced.isPresent()) {
            return trace(run).values(traced.get());
        }
        if (run.log().column(metric) < 0) {
            throw InvalidValueException.unknown("metric", metric, run.log().names());
        }
        return run.log().values(metric);
    }

    private static double first(double[] values, Near near) {
        for (int k = 0; k < values.length; k++) {
            if (near.holds(values[k])) {
                return k;
            }
        }
        return -1;
    }

    private static double[] filled(int length, double value) {
        double[] filled = new double[length];
        Arrays.fill(filled, value);
        return filled;
    }

    private static String whens(double[] iterations) {
        return Arrays.stream(iterations)
                .mapToObj(k -> k < 0 ? "never" : Numbers.count((long) k))
                .collect(Collectors.joining(", "));
    }
}
