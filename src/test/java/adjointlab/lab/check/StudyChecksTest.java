package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.stat.Estimate;
import adjointlab.core.stat.Moments;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What trials of random models say, and how sure that is.
class StudyChecksTest {
    private static final Claim ANYTHING =
            Claim.between(new double[] {Double.NEGATIVE_INFINITY}, new double[] {Double.POSITIVE_INFINITY});
    private static final Claim NEAR = Claim.between(new double[] {-100}, new double[] {100});

    /// The runs of a preset, as often as seeds are given.
    private static List<Run> study(String id, List<String> changes, int... seeds) {
        Preset preset = Overrides.apply(Presets.get(id), changes);
        List<Run> made = new ArrayList<>();
        for (int seed : seeds) {
            Preset moved = preset.withSeedsMoved(seed);
            for (RunSpec spec : moved.runs()) {
                try (TrainingService service = new TrainingService(0)) {
                    Run run = service.add(
                            new Run.Identity(spec.name(), "", spec.group(), null), spec.settings(moved.settings()));
                    service.drain(Cancellation.NEVER);
                    service.play();
                    service.drain(Cancellation.NEVER);
                    made.add(run);
                }
            }
        }
        return made;
    }

    private static final List<String> ERRORS = List.of("problem.side=8", "family.width=4", "study.to=40");

    private static List<Run> errors(int... seeds) {
        List<String> changes = new ArrayList<>(ERRORS);
        changes.addAll(List.of("study.values=3", "iterations=2"));
        return study("wide-fig-12", changes, seeds).stream()
                .filter(run -> run.name().equals("exact-50"))
                .toList();
    }

    private static double first(Run run) {
        return run.log().values("error.output")[0];
    }

    @Test
    void oneTrialDecidesNothingAndOtherSeedsAreMoreTrials() {
        List<Run> three = errors(0, 1, 2);
        Outcome one = StudyChecks.at(three.subList(0, 1), "error.output", 10, NEAR);
        assertThat(one.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(one.count()).isEqualTo(1);
        Outcome all = StudyChecks.at(three, "error.output", 10, NEAR);
        assertThat(all.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(all.count()).isEqualTo(3);
        assertThat(all.ours())
                .isEqualTo(Claim.text(Estimate.mean(first(three.get(0)), first(three.get(1)), first(three.get(2)))));
        assertThat(StudyChecks.at(three, "error.output", 11, ANYTHING).verdict())
                .as("no trial there")
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /// Slopes are of the means over trials; a line through two points says nothing of its scatter.
    @Test
    void slopesAreOfAllTrialsAndTwoPointsHaveNone() {
        List<Run> two = errors(0, 1);
        double[] range = {0, 1e9};
        Outcome slope = StudyChecks.slope(two, "error.output", range, NEAR);
        assertThat(slope.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(slope.count()).isEqualTo(3);
        assertThat(slope.ours()).doesNotContain(", -", ", −1.").startsWith("−");
        assertThat(StudyChecks.slope(two, "error.output", new double[] {0, 20}, NEAR)
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void variancesOfInfiniteWidthHaveNoScatter() {
        List<Run> spread = study("wide-fig-8-blow-up", List.of("iterations=1", "study.models=2", "study.values=2"), 0)
                .subList(0, 1);
        assertThat(StudyChecks.at(spread, "variance.limit", 10, NEAR).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(StudyChecks.at(spread, "variance", 10, NEAR).verdict()).isEqualTo(Verdict.UNDECIDED);
        double[] range = {0, 1e9};
        assertThat(StudyChecks.slope(spread, "variance.limit", range, NEAR).verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(StudyChecks.slope(spread, "variance", range, NEAR).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    /// The interval of a pattern's correlation is as wide as the correlations of other random models scatter.
    @Test
    void theIntervalOfACovarianceIsItsScatterOverModels() {
        List<String> changes = List.of("iterations=199", "study.inputs=5", "family.width=40");
        int[] seeds = new int[12];
        Arrays.setAll(seeds, k -> k);
        // the inputs are the same digits, whatever the seed of the weights
        List<Run> runs = study("wide-fig-6", changes, seeds);
        List<double[]> intervals = runs.stream()
                .map(run -> interval(StudyChecks.pattern(List.of(run), ANYTHING).ours()))
                .toList();
        double[] values = intervals.stream().mapToDouble(each -> each[0]).toArray();
        double half = intervals.stream()
                .mapToDouble(each -> (each[2] - each[1]) / 2)
                .average()
                .orElseThrow();
        assertThat(2 * Moments.deviation(values) / half).isBetween(0.5, 2.0);
        Outcome distance = StudyChecks.covariance(runs.subList(0, 1), Claim.between(new double[0], new double[] {0.5}));
        assertThat(distance.count()).isEqualTo(200);
        assertThat(interval(distance.ours())[2]).isGreaterThan(interval(distance.ours())[1]);
    }

    /// "0.9 [0.8, 1]": value, low, high.
    private static double[] interval(String text) {
        return Arrays.stream(text.replace('−', '-').split("[^0-9.\\-]+"))
                .filter(part -> !part.isBlank())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void fewTrialsLeaveACovarianceUndecided() {
        List<String> changes = List.of("study.inputs=4", "family.width=20");
        List<String> few = new ArrayList<>(changes);
        few.add("iterations=7");
        List<String> many = new ArrayList<>(changes);
        many.add("iterations=1999");
        Claim claim = Claim.between(new double[0], new double[] {0.3});
        assertThat(StudyChecks.covariance(study("wide-fig-6", few, 0), claim).verdict())
                .isEqualTo(Verdict.UNDECIDED);
        assertThat(StudyChecks.covariance(study("wide-fig-6", few, 0), Claim.between(new double[0], new double[] {0}))
                        .verdict())
                .as("noise is not taken for a distance")
                .isEqualTo(Verdict.UNDECIDED);
        Outcome sure = StudyChecks.covariance(study("wide-fig-6", many, 0), claim);
        assertThat(sure.verdict()).as(sure.ours()).isEqualTo(Verdict.HOLDS);
        assertThat(interval(sure.ours())[0]).isCloseTo(0, within(0.2));
    }
}
