package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Metric;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.probe.KernelTrace;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private static final int DIGITS = 6;

    /// Iterations at which a tangent kernel is looked at.
    private static final int TRACED = 11;

    /// Nearer to `target` than `within`.
    record Near(double target, double within) {
        boolean holds(double value) {
            return Math.abs(value - target) < within;
        }
    }

    /// What is claimed of each run, or of all where there is one value only.
    record Claim(double[] values, double tolerance) {
        double of(int run) {
            return values[values.length == 1 ? 0 : run];
        }

        Claim check(int runs) {
            if (values.length != 1 && values.length != runs) {
                throw new InvalidValueException(values.length + " values are claimed of " + runs + " runs");
            }
            return this;
        }

        /// Compares what each run gave with the claim; what is not a number never agrees.
        Outcome compare(double[] ours) {
            boolean agrees = true;
            for (int i = 0; i < ours.length; i++) {
                agrees &= Math.abs(ours[i] - of(i)) <= tolerance;
            }
            return new Outcome(list(ours), list(values), "± " + Numbers.brief(tolerance, 3), agrees);
        }
    }

    /// Iterations `from` … `to`.
    record Span(int from, int to) {}

    /// Traces take long and several checks look at one; a run that is gone takes its own along.
    private static final Map<Run, KernelTrace> TRACES = Collections.synchronizedMap(new WeakHashMap<>());

    private RunChecks() {}

    private static KernelTrace trace(Run run) {
        return KernelTrace.of(run, TRACED, Integer.MAX_VALUE, Cancellation.NEVER);
    }

    /// The runs whose name matches one of several patterns, in list order.
    ///
    /// @param globs separated by commas; `*` stands for anything
    static List<Run> matching(List<Run> runs, String globs) {
        List<Run> matching = new RunPattern(globs).of(runs);
        if (matching.isEmpty()) {
            throw new InvalidValueException("no run matches '" + globs + "'");
        }
        return matching;
    }

    /// Every run ended in the state of that word.
    static Outcome state(List<Run> runs, String word) {
        String ours = runs.stream().map(run -> run.state().word()).distinct().collect(Collectors.joining(", "));
        return new Outcome(ours, word, "exact", ours.equals(word));
    }

    static Outcome firstWithin(List<Run> runs, String metric, Near near, double[] iterations) {
        new Claim(iterations, 0).check(runs.size());
        double[] ours = each(runs, run -> first(column(run, metric), near));
        double[] expected = iterations.length == 1 ? filled(ours.length, iterations[0]) : iterations;
        return new Outcome(whens(ours), whens(iterations), "exact", Arrays.equals(ours, expected));
    }

    static Outcome neverWithin(List<Run> runs, String metric, Near near) {
        double[] ours = each(runs, run -> first(column(run, metric), near));
        double[] closest = each(runs, run -> Arrays.stream(column(run, metric))
                .map(value -> Math.abs(value - near.target()))
                .min()
                .orElse(Double.NaN));
        boolean never = Arrays.stream(ours).allMatch(k -> k == -1);
        return new Outcome(
                (never ? "never; nearest " : whens(ours) + "; nearest ") + list(closest),
                "never nearer than " + Numbers.brief(near.within(), 3),
                "exact",
                never);
    }

    static Outcome finalValue(List<Run> runs, String metric, Claim claim) {
        return claim.check(runs.size()).compare(each(runs, run -> {
            double[] values = column(run, metric);
            return values[values.length - 1];
        }));
    }

    /// The ratio at the first iteration that begins below a bound: later, rounding and the solver's tolerance blur
    /// it.
    static Outcome ratio(List<Run> runs, String metric, double below, Claim claim) {
        return claim.check(runs.size()).compare(each(runs, run -> {
            double[] values = column(run, metric);
            for (int k = 0; k + 1 < values.length; k++) {
                if (values[k] < below) {
                    return values[k + 1] / values[k];
                }
            }
            return Double.NaN;
        }));
    }

    static Outcome decayRate(List<Run> runs, String metric, Span span, Claim claim) {
        return claim.check(runs.size()).compare(each(runs, run -> {
            double[] values = column(run, metric);
            int from = Math.max(0, span.from() - 1);
            int to = Math.min(span.to(), values.length - 1);
            return to > from ? Math.pow(values[to] / values[from], 1.0 / (to - from)) : Double.NaN;
        }));
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

    /// @param range low and high end
    static Outcome range(List<Run> runs, String metric, int from, double[] range) {
        if (range.length != 2) {
            throw new InvalidValueException("a range has two values, not " + range.length);
        }
        double[] low = each(
                runs, run -> Arrays.stream(column(run, metric)).skip(from).min().orElse(Double.NaN));
        double[] high = each(
                runs, run -> Arrays.stream(column(run, metric)).skip(from).max().orElse(Double.NaN));
        boolean holds = Arrays.stream(low).allMatch(value -> value >= range[0])
                && Arrays.stream(high).allMatch(value -> value <= range[1]);
        return new Outcome(
                "least " + list(low) + "; largest " + list(high),
                Numbers.brief(range[0], 3) + " … " + Numbers.brief(range[1], 3),
                "exact",
                holds);
    }

    /// Compares the means over groups of runs, for instance over seeds.
    ///
    /// @param expected one value: 1, −1 or 0
    static Outcome order(List<Run> runs, String metric, double[] expected) {
        Map<Integer, List<Run>> groups = new LinkedHashMap<>();
        runs.forEach(run -> groups.computeIfAbsent(run.identity().group(), _ -> new ArrayList<>())
                .add(run));
        double[] ours = groups.values().stream()
                .mapToDouble(group -> Arrays.stream(each(group, run -> {
                            double[] values = column(run, metric);
                            return values[values.length - 1];
                        }))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        int rises = 0;
        for (int i = 1; i < ours.length; i++) {
            rises += (int) Math.signum(ours[i] - ours[i - 1]);
        }
        int order = Math.abs(rises) == ours.length - 1 ? Integer.signum(rises) : 0;
        return new Outcome(list(ours), direction(expected[0]), "exact", order == expected[0]);
    }

    private static String direction(double order) {
        return order > 0 ? "growing" : order < 0 ? "falling" : "neither growing nor falling";
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
        return new Outcome(
                "relative difference at most " + list(largest), "0", "± " + Numbers.brief(tolerance, 3), agrees);
    }

    static double[] each(List<Run> runs, ToDoubleFunction<Run> measure) {
        return runs.stream().mapToDouble(measure).toArray();
    }

    /// A logged metric, or a quantity of the tangent kernel at some iterations.
    static double[] column(Run run, String metric) {
        Optional<KernelTrace.Quantity> traced = KernelTrace.Quantity.find(metric);
        if (traced.isPresent()) {
            return TRACES.computeIfAbsent(run, RunChecks::trace).values(traced.get());
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

    /// Numbers as text, repeated ones once.
    static String list(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(Numbers.brief(value, DIGITS));
        }
        return texts.stream().distinct().count() == 1 ? texts.getFirst() : String.join(", ", texts);
    }
}
