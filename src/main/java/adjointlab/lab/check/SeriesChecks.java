package adjointlab.lab.check;

import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.ForecastErrors;
import adjointlab.core.train.Remembered;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Checks of models that take in series: what they forecast, and what their states remember.
final class SeriesChecks {
    private static final int DIGITS = 3;

    /// With which weights.
    enum When {
        /// Those that a run starts from.
        START,
        /// Those where it is.
        END
    }

    private SeriesChecks() {}

    /// Mean squared errors of each group over forecast steps and runs, each step's in our numbers.
    static Outcome forecast(List<Run> runs, GroupChecks.Claim claim) {
        List<List<Run>> groups = GroupChecks.groups(runs, claim.values());
        List<String> ours = new ArrayList<>();
        boolean agrees = true;
        for (int g = 0; g < groups.size(); g++) {
            double[] steps = meanSteps(groups.get(g));
            double mean = mean(steps);
            agrees &= claim.holds(g, mean);
            ours.add(Numbers.brief(mean, DIGITS) + " (steps " + list(steps) + ")");
        }
        return new Outcome(
                String.join("; ", ours) + "; n = " + groups.getFirst().size(),
                list(claim.values()),
                claim.text(),
                agrees);
    }

    /// The mean squared forecast error of some runs, divided by that of others.
    static Outcome forecastRatio(List<Run> runs, List<Run> others, RunChecks.Claim claim) {
        double above = mean(meanSteps(runs));
        double below = mean(meanSteps(others));
        return compared(above / below, above, "/", below, claim);
    }

    /// How many decades the adjoint behind the first observation is below that behind the last, in each group.
    static Outcome memory(List<Run> runs, When when, GroupChecks.Claim claim) {
        double[] ours = GroupChecks.groups(runs, claim.values()).stream()
                .mapToDouble(group -> meanDecades(group, when))
                .toArray();
        boolean agrees = true;
        for (int g = 0; g < ours.length; g++) {
            agrees &= claim.holds(g, ours[g]);
        }
        return new Outcome(list(ours), list(claim.values()), claim.text(), agrees);
    }

    /// By how many decades some runs remember more than others.
    static Outcome memoryGain(List<Run> runs, List<Run> others, When when, RunChecks.Claim claim) {
        double above = meanDecades(runs, when);
        double below = meanDecades(others, when);
        return compared(above - below, above, "−", below, claim);
    }

    private static Outcome compared(double ours, double one, String sign, double other, RunChecks.Claim claim) {
        Outcome outcome = claim.check(1).compare(new double[] {ours});
        return new Outcome(
                Numbers.brief(ours, DIGITS) + " = " + Numbers.brief(one, DIGITS) + " " + sign + " "
                        + Numbers.brief(other, DIGITS),
                outcome.expected(),
                outcome.tolerance(),
                outcome.reproduced());
    }

    /// Over runs; not a number where one's forecast cannot be solved.
    private static double[] meanSteps(List<Run> runs) {
        double[] sums = new double[0];
        for (Run run : runs) {
            double[] steps = ForecastErrors.of(
                            Experiments.build(run.settings()), weights(run, When.END), Cancellation.NEVER)
                    .map(ForecastErrors::means)
                    .orElse(new double[] {Double.NaN});
            double[] before = sums.length == 0 ? new double[steps.length] : sums;
            sums = steps.clone();
            Arrays.setAll(sums, k -> k < before.length ? before[k] + steps[k] : Double.NaN);
        }
        double[] all = sums;
        Arrays.setAll(all, k -> all[k] / runs.size());
        return all;
    }

    private static double meanDecades(List<Run> runs, When when) {
        return runs.stream().mapToDouble(run -> decades(run, when)).average().orElse(Double.NaN);
    }

    private static double decades(Run run, When when) {
        double[] back = Remembered.of(Experiments.build(run.settings()), weights(run, when), Cancellation.NEVER)
                .map(remembered -> remembered.stepsBack(Remembered.Over.BATCH))
                .orElse(new double[] {Double.NaN});
        return Math.log10(back[back.length - 1] / back[0]);
    }

    private static double[] weights(Run run, When when) {
        return run.history().at(when == When.START ? 0 : run.iteration()).theta();
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static String list(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Numbers.brief(value, DIGITS))
                .collect(Collectors.joining(", "));
    }
}
