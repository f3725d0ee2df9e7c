package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks of what groups of runs do on average, for instance of families over seeds.
final class GroupChecks {
    private static final int DIGITS = 4;

    /// What is claimed of each group.
    ///
    /// @param values one for each group
    /// @param tolerance how far a group's number may be from its value
    /// @param share how far more, relative to the value
    record Claim(double[] values, double tolerance, double share) {
        boolean holds(int group, double ours) {
            return Math.abs(ours - values[group]) <= tolerance + share * Math.abs(values[group]);
        }

        String text() {
            String absolute = tolerance > 0 ? "± " + Numbers.brief(tolerance, 3) : "";
            String relative = share > 0 ? "± " + Numbers.brief(100 * share, 3) + " %" : "";
            return absolute.isEmpty() || relative.isEmpty() ? absolute + relative : absolute + " and " + relative;
        }
    }

    /// What is averaged.
    ///
    /// @param metric id of a logged metric
    /// @param span of iterations
    /// @param decades whether its decimal logarithm is
    record Measure(String metric, RunChecks.Span span, boolean decades) {
        double of(double value) {
            return decades ? Math.log10(value) : value;
        }
    }

    private GroupChecks() {}

    static Outcome mean(List<Run> runs, Measure measure, Claim claim) {
        List<List<Run>> groups = groups(runs, claim.values());
        double[] ours = new double[groups.size()];
        boolean agrees = true;
        for (int g = 0; g < ours.length; g++) {
            ours[g] = mean(groups.get(g), measure);
            agrees &= claim.holds(g, ours[g]);
        }
        int largest = groups.stream().mapToInt(List::size).max().orElse(0);
        return new Outcome(list(ours) + " (n = " + largest + ")", list(claim.values()), claim.text(), agrees);
    }

    static Outcome ratio(List<Run> runs, List<Run> others, Measure measure, RunChecks.Claim claim) {
        double above = mean(runs, measure);
        double below = mean(others, measure);
        Outcome outcome = claim.check(1).compare(new double[] {above / below});
        return new Outcome(
                Numbers.brief(above / below, DIGITS) + " = " + Numbers.brief(above, DIGITS) + " / "
                        + Numbers.brief(below, DIGITS),
                outcome.expected(),
                outcome.tolerance(),
                outcome.reproduced());
    }

    static Outcome parameters(List<Run> runs, double[] values) {
        double[] ours = groups(runs, values).stream()
                .mapToDouble(group -> Experiments.build(group.getFirst().startSettings())
                        .model()
                        .parameters()
                        .size())
                .toArray();
        return new Outcome(whole(ours), whole(values), "exact", Arrays.equals(ours, values));
    }

    static Outcome ratesBelow(List<Run> runs, double bound, double[] values, double tolerance) {
        double[] ours = groups(runs, values).stream()
                .mapToDouble(group -> {
                    Map<Double, Boolean> works = new LinkedHashMap<>();
                    for (Run run : group) {
                        double[] losses = RunChecks.column(run, Metric.LOSS.id());
                        boolean below = run.state() instanceof RunState.Finished && losses[losses.length - 1] < bound;
                        works.merge(
                                run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)),
                                below,
                                Boolean::logicalAnd);
                    }
                    return works.values().stream().filter(each -> each).count();
                })
                .toArray();
        boolean agrees = true;
        for (int g = 0; g < ours.length; g++) {
            agrees &= Math.abs(ours[g] - values[g]) <= tolerance;
        }
        return new Outcome(whole(ours), whole(values), "± " + Numbers.brief(tolerance, 2), agrees);
    }

    /// The runs of each group, in list order.
    static List<List<Run>> groups(List<Run> runs, double[] values) {
        Map<Integer, List<Run>> groups = new LinkedHashMap<>();
        for (Run run : runs) {
            groups.computeIfAbsent(run.identity().group(), _ -> new ArrayList<>())
                    .add(run);
        }
        if (groups.size() != values.length) {
            throw new InvalidValueException(values.length + " values are claimed of " + groups.size() + " groups");
        }
        return List.copyOf(groups.values());
    }

    /// Not a number if a run has not come to the last iteration.
    private static double mean(List<Run> runs, Measure measure) {
        RunChecks.Span span = measure.span();
        double sum = 0;
        int count = 0;
        for (Run run : runs) {
            double[] values = RunChecks.column(run, measure.metric());
            int last = Math.min(span.to(), run.settings().get(Slots.ITERATIONS));
            if (values.length <= last) {
                return Double.NaN;
            }
            for (int k = Math.min(span.from(), last); k <= last; k++) {
                sum += measure.of(values[k]);
                count++;
            }
        }
        return sum / count;
    }

    private static String list(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(Numbers.brief(value, DIGITS));
        }
        return String.join(", ", texts);
    }

    private static String whole(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(Numbers.count((long) value));
        }
        return String.join(", ", texts);
    }
}
