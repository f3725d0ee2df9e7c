package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.math.Numbers;
import adjointlab.core.stat.Estimate;
import adjointlab.core.train.Metric;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Checks of what groups of runs do on average, for instance of families over seeds.
final class GroupChecks {
    private static final int DIGITS = 4;

    /// What is averaged over the iterations of a run.
    ///
    /// @param metric id of a logged metric
    /// @param span of iterations
    /// @param decades whether its decimal logarithm is
    record Measure(String metric, RunChecks.Span span, boolean decades) implements ToDoubleFunction<Run> {
        /// Not a number if the run has not come to the last iteration.
        @Override
        public double applyAsDouble(Run run) {
            double[] values = RunChecks.column(run, metric);
            int end = run.settings().get(Slots.ITERATIONS);
            int last = RunChecks.isTraced(metric) ? values.length - 1 : Math.min(span.to(), end);
            if (values.length <= last) {
                return Double.NaN;
            }
            int first = Math.min(span.from(), last);
            double sum = 0;
            for (int k = first; k <= last; k++) {
                sum += decades ? Math.log10(values[k]) : values[k];
            }
            return sum / (last - first + 1);
        }
    }

    private GroupChecks() {}

    static Outcome mean(List<Run> runs, ToDoubleFunction<Run> measure, Claim claim) {
        List<List<Run>> groups = groups(runs);
        claim.check(groups.size(), "groups");
        return claim.judge(groups.stream()
                .map(group -> SeedSample.of(group, measure).mean())
                .toList());
    }

    static Outcome ratio(List<Run> runs, List<Run> others, ToDoubleFunction<Run> measure, Claim claim) {
        SeedSample above = SeedSample.of(runs, measure);
        SeedSample below = SeedSample.of(others, measure);
        return judge(claim.check(1, "ratios"), above.over(below), above, " / ", below);
    }

    static Outcome difference(List<Run> runs, List<Run> others, ToDoubleFunction<Run> measure, Claim claim) {
        SeedSample above = SeedSample.of(runs, measure);
        SeedSample below = SeedSample.of(others, measure);
        return judge(claim.check(1, "differences"), above.minus(below), above, " − ", below);
    }

    private static Outcome judge(Claim claim, Estimate ours, SeedSample one, String sign, SeedSample other) {
        String text = Claim.text(ours) + " = " + Numbers.brief(one.mean().value(), DIGITS) + sign
                + Numbers.brief(other.mean().value(), DIGITS);
        return claim.judge(text, List.of(ours));
    }

    /// One side against each group of others, not against their mean: it must hold against all.
    ///
    /// @param claim of the ratio
    static Outcome againstEach(List<Run> runs, List<Run> others, ToDoubleFunction<Run> measure, Claim claim) {
        SeedSample one = SeedSample.of(runs, measure);
        List<Estimate> ratios = groups(others).stream()
                .map(group -> one.over(SeedSample.of(group, measure)))
                .toList();
        return claim.check(1, "ratios").judge(ratios);
    }

    /// Each group after the first relative to the first.
    static Outcome equal(List<Run> runs, ToDoubleFunction<Run> measure, double share) {
        List<SeedSample> samples = samples(runs, measure);
        List<Estimate> ratios = samples.stream()
                .skip(1)
                .map(sample -> sample.over(samples.getFirst()))
                .toList();
        Outcome outcome = Claim.near(new double[] {1}, share, 0).judge(ratios);
        return new Outcome(
                means(samples) + "; ratios to the first " + Claim.text(ratios),
                "equal",
                "± " + Numbers.brief(100 * share, 3) + " %",
                outcome.verdict(),
                outcome.count());
    }

    /// Each group against the one before it.
    ///
    /// @param direction 1: growing, −1: falling
    /// @param margin by at least so much
    static Outcome order(List<Run> runs, ToDoubleFunction<Run> measure, double direction, double margin) {
        if (Math.abs(direction) != 1) {
            throw new InvalidValueException("an order is 1 for growing or −1 for falling, not "
                    + Numbers.brief(direction, 3) + "; 'equal-groups' checks whether groups are equal");
        }
        List<SeedSample> samples = samples(runs, measure);
        double least = margin > 0 ? margin : Double.MIN_VALUE;
        Region region = direction > 0 ? Region.atLeast(least) : Region.atMost(-least);
        List<Estimate> steps = new ArrayList<>();
        for (int g = 1; g < samples.size(); g++) {
            steps.add(samples.get(g).minus(samples.get(g - 1)));
        }
        Outcome outcome = new Claim(List.of(region), "", "").judge(steps);
        return new Outcome(
                means(samples) + "; differences " + Claim.text(steps),
                (direction > 0 ? "growing" : "falling")
                        + (margin > 0 ? " by at least " + Numbers.brief(margin, 3) : ""),
                "",
                outcome.verdict(),
                outcome.count());
    }

    private static List<SeedSample> samples(List<Run> runs, ToDoubleFunction<Run> measure) {
        List<List<Run>> groups = groups(runs);
        if (groups.size() < 2) {
            throw new InvalidValueException("groups are compared, and these runs are of one only");
        }
        return groups.stream().map(group -> SeedSample.of(group, measure)).toList();
    }

    private static String means(List<SeedSample> samples) {
        return samples.stream()
                .map(sample -> Numbers.brief(sample.mean().value(), DIGITS))
                .collect(Collectors.joining(", "));
    }

    static Outcome parameters(List<Run> runs, double[] values) {
        double[] ours = groups(runs).stream()
                .mapToDouble(group -> Experiments.build(group.getFirst().startSettings())
                        .model()
                        .parameters()
                        .size())
                .toArray();
        Outcome outcome = Claim.near(values, 0, 0).check(ours.length, "groups").judge(ours);
        return new Outcome(whole(ours), whole(values), "exact", outcome.verdict(), 0);
    }

    /// At how many learning rates a seed's runs finish with their loss below a bound.
    static Outcome ratesBelow(List<Run> runs, double bound, Claim claim) {
        List<List<Run>> groups = groups(runs);
        claim.check(groups.size(), "groups");
        return claim.judge(groups.stream().map(group -> rates(group, bound)).toList());
    }

    private static Estimate rates(List<Run> group, double bound) {
        Map<Double, List<Run>> byRate = group.stream()
                .collect(Collectors.groupingBy(
                        run -> run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        // the mean over a seed's runs, one for each rate, times their number
        SeedSample shares = SeedSample.of(group, run -> works(run, bound) ? byRate.size() : 0);
        return shares.mean();
    }

    private static boolean works(Run run, double bound) {
        double[] losses = RunChecks.column(run, Metric.LOSS.id());
        return run.state() instanceof RunState.Finished && losses[losses.length - 1] < bound;
    }

    /// The runs of each group, in list order.
    static List<List<Run>> groups(List<Run> runs) {
        Map<Integer, List<Run>> groups = new LinkedHashMap<>();
        for (Run run : runs) {
            groups.computeIfAbsent(run.identity().group(), _ -> new ArrayList<>())
                    .add(run);
        }
        return List.copyOf(groups.values());
    }

    private static String whole(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(Numbers.count((long) value));
        }
        return String.join(", ", texts);
    }
}
