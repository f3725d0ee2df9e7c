package adjointlab.lab.check;

import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.stat.Estimate;
import adjointlab.core.train.ForecastErrors;
import adjointlab.core.train.Remembered;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    static Outcome forecast(List<Run> runs, Claim claim) {
        List<List<Run>> groups = GroupChecks.groups(runs);
        claim.check(groups.size(), "groups");
        Map<Run, double[]> steps = new HashMap<>();
        runs.forEach(run -> steps.put(run, steps(run)));
        List<String> texts = new ArrayList<>();
        List<Estimate> means = new ArrayList<>();
        for (List<Run> group : groups) {
            Estimate mean = SeedSample.of(group, run -> mean(steps.getOrDefault(run, new double[0])))
                    .mean();
            means.add(mean);
            texts.add(Claim.text(mean) + " (steps "
                    + list(meanSteps(group.stream().map(steps::get).toList())) + ")");
        }
        return claim.judge(String.join("; ", texts), means);
    }

    /// A run's mean squared forecast error.
    static double forecastError(Run run) {
        return mean(steps(run));
    }

    /// Each step's mean squared error; not a number where the forecast cannot be solved.
    private static double[] steps(Run run) {
        return ForecastErrors.of(Experiments.build(run.settings()), weights(run, When.END), Cancellation.NEVER)
                .map(ForecastErrors::means)
                .orElse(new double[] {Double.NaN});
    }

    /// Over runs, step by step.
    private static double[] meanSteps(List<double[]> ofRuns) {
        double[] means = new double[ofRuns.getFirst().length];
        Arrays.setAll(means, k -> ofRuns.stream()
                .mapToDouble(steps -> k < steps.length ? steps[k] : Double.NaN)
                .average()
                .orElse(Double.NaN));
        return means;
    }

    /// How many decades the adjoint behind the first observation is above that behind the last.
    static double decades(Run run, When when) {
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
