package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.stat.Estimate;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Groups of runs that do not train, of which numbers are made up.
class GroupChecksTest {
    private static final double[] DRAWN = {3, 5, 4, 8};

    private static List<Run> runs = List.of();

    /// Three groups of weights that are drawn, each of the same four seeds.
    @BeforeAll
    static void make() {
        Preset preset = Overrides.apply(Presets.get("learn-flip"), List.of("iterations=0"));
        List<Run> made = new ArrayList<>();
        try (TrainingService service = new TrainingService(0)) {
            for (int group = 0; group < 3; group++) {
                for (int seed = 0; seed < DRAWN.length; seed++) {
                    made.add(service.add(
                            new Run.Identity(group + "/" + seed, "", group, null),
                            preset.settings().with(Slots.SEED, seed)));
                }
            }
        }
        runs = made;
    }

    private static int seed(Run run) {
        return run.startSettings().get(Slots.SEED);
    }

    private static List<Run> group(int group) {
        return runs.stream().filter(run -> run.identity().group() == group).toList();
    }

    /// That of a run's seed, times one and a half a group, plus what does not scatter with it.
    private static double number(Run run) {
        int group = run.identity().group();
        return DRAWN[seed(run)] * Math.pow(1.5, group) + (group == 1 ? 0.01 * seed(run) : 0);
    }

    private static Estimate mean(double... sample) {
        return Estimate.mean(sample);
    }

    @Test
    void runsOfOneSeedCountOnce() {
        List<Run> two = new ArrayList<>(group(0));
        two.addAll(group(2));
        SeedSample sample = SeedSample.of(two.reversed(), GroupChecksTest::number);
        assertThat(sample.seeds()).containsExactly(0, 1, 2, 3);
        assertThat(sample.values()).containsExactly(1.625 * 3, 1.625 * 5, 1.625 * 4, 1.625 * 8);
        assertThat(sample.mean()).isEqualTo(mean(1.625 * 3, 1.625 * 5, 1.625 * 4, 1.625 * 8));
    }

    @Test
    void sidesOfTheSameSeedsArePairedAndOthersAreNot() {
        SeedSample one = SeedSample.of(group(1), GroupChecksTest::number);
        SeedSample other = SeedSample.of(group(0), GroupChecksTest::number);
        double[] above = {4.5, 7.51, 6.02, 12.03};
        assertThat(one.over(other)).isEqualTo(Estimate.ratio(above, DRAWN, true));
        assertThat(one.minus(other)).isEqualTo(Estimate.difference(above, DRAWN, true));
        SeedSample fewer = SeedSample.of(group(0).subList(0, 3), GroupChecksTest::number);
        double[] three = {3, 5, 4};
        assertThat(one.over(fewer)).isEqualTo(Estimate.ratio(above, three, false));
        assertThat(one.minus(fewer)).isEqualTo(Estimate.difference(above, three, false));
        assertThat(one.minus(fewer).count()).isEqualTo(3);
        SeedSample otherSeeds = SeedSample.of(group(1).subList(1, 4), GroupChecksTest::number);
        double[] moved = {7.51, 6.02, 12.03};
        assertThat(otherSeeds.over(fewer)).isEqualTo(Estimate.ratio(moved, three, false));
        assertThat(otherSeeds.minus(fewer)).isEqualTo(Estimate.difference(moved, three, false));
    }

    /// A model whose weights are given learns from given data: only what is drawn has an interval.
    @Test
    void chanceOnOneSideIsEnough() {
        Settings given = Presets.get("simplest-lemma-1").settings();
        List<Run> certain = new ArrayList<>();
        try (TrainingService service = new TrainingService(0)) {
            for (int seed = 0; seed < DRAWN.length; seed++) {
                certain.add(service.add(new Run.Identity("given/" + seed, "", 0, null), given.with(Slots.SEED, seed)));
            }
        }
        SeedSample fixed = SeedSample.of(certain, _ -> 2);
        SeedSample drawn = SeedSample.of(group(0), GroupChecksTest::number);
        double[] two = {2, 2, 2, 2};
        assertThat(fixed.mean()).isEqualTo(Estimate.exact(2));
        assertThat(fixed.over(fixed)).isEqualTo(Estimate.exact(1));
        assertThat(fixed.minus(fixed)).isEqualTo(Estimate.exact(0));
        assertThat(drawn.over(fixed)).isEqualTo(Estimate.ratio(DRAWN, two, true));
        assertThat(fixed.over(drawn)).isEqualTo(Estimate.ratio(two, DRAWN, true));
        assertThat(drawn.minus(fixed)).isEqualTo(Estimate.difference(DRAWN, two, true));
        assertThat(fixed.minus(drawn)).isEqualTo(Estimate.difference(two, DRAWN, true));
        List<Run> both = new ArrayList<>(certain);
        both.addAll(group(0));
        assertThat(SeedSample.of(both, _ -> 2).mean()).isEqualTo(mean(2, 2, 2, 2));
    }

    /// Three learning rates of the simplest model, in one group.
    private static List<Run> trained(String... changes) {
        Preset preset = Overrides.apply(Presets.get("simplest-lemma-1"), List.of(changes));
        List<Run> trained = new ArrayList<>();
        try (TrainingService service = new TrainingService(0)) {
            preset.runs()
                    .forEach(spec -> trained.add(
                            service.add(new Run.Identity(spec.name(), "", 0, null), spec.settings(preset.settings()))));
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
        }
        return trained;
    }

    @Test
    void aMeasureIsTheMeanOverItsIterations() {
        Run run = trained("iterations=4").getFirst();
        double[] losses = run.log().values("loss");
        assertThat(losses).hasSize(5).doesNotHaveDuplicates();
        assertThat(measured(run, 2, 4, false)).isCloseTo((losses[2] + losses[3] + losses[4]) / 3, within(1e-15));
        assertThat(measured(run, 1, 1, false)).isEqualTo(losses[1]);
        assertThat(measured(run, 3, 99, false)).isCloseTo((losses[3] + losses[4]) / 2, within(1e-15));
        assertThat(measured(run, 99, 99, false)).isEqualTo(losses[4]);
        assertThat(measured(run, 1, 2, true))
                .isCloseTo((Math.log10(losses[1]) + Math.log10(losses[2])) / 2, within(1e-14));
        Run early = paused();
        assertThat(measured(early, 0, 0, false)).isEqualTo(early.log().values("loss")[0]);
        assertThat(measured(early, 0, 1, false)).isNaN();
        assertThat(measured(early, 0, 99, false)).isNaN();
    }

    private static double measured(Run run, int from, int to, boolean decades) {
        return new GroupChecks.Measure("loss", new RunChecks.Span(from, to), decades).applyAsDouble(run);
    }

    /// One that has been evaluated where it starts and no further.
    private static Run paused() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.add(
                    new Run.Identity("paused", "", 0, null),
                    Presets.get("simplest-lemma-1").settings());
            service.drain(Cancellation.NEVER);
            assertThat(run.log().rows()).isEqualTo(1);
            return run;
        }
    }

    @Test
    void learningRatesThatWorkAreCounted() {
        List<Run> three = trained("iterations=3");
        List<Double> ends =
                three.stream().map(run -> measured(run, 3, 3, false)).toList();
        assertThat(ends).isSorted().doesNotHaveDuplicates();
        assertThat(rates(three, ends.get(0))).isEqualTo("0");
        assertThat(rates(three, ends.get(1))).isEqualTo("1");
        assertThat(rates(three, 2 * ends.get(2))).isEqualTo("3");
        assertThat(rates(List.of(paused()), 1e9)).isEqualTo("0");
    }

    private static String rates(List<Run> of, double bound) {
        return GroupChecks.ratesBelow(of, bound, atMost(9)).ours();
    }

    /// The gradient of (e^{at} − e^{−t})² depends on t otherwise at other weights; the largest of all distances
    /// counts.
    @Test
    void gradientsAreComparedAtTheSameWeightsAllAlong() {
        List<Run> two = List.of(
                trained("iterations=80").getFirst(), trained("iterations=80").getFirst());
        List<Run> others = List.of(
                trained("iterations=80", "problem.horizon=3").getFirst(),
                trained("iterations=80", "problem.horizon=4").getFirst());
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            Run run = two.get(i);
            double largest = 0;
            double first = 0;
            for (int k : new int[] {0, 40, 80}) {
                double[] theta = run.history().at(k).theta();
                double[] one = gradient(run, theta);
                double[] other = gradient(others.get(i), theta);
                double distance = Math.abs(one[0] - other[0]) / Math.abs(other[0]);
                largest = Math.max(largest, distance);
                first = k == 0 ? distance : first;
            }
            assertThat(largest).as("the largest is not the first").isGreaterThan(first);
            expected += largest / 2;
        }
        Outcome outcome = GradientChecks.distance(two, others, atMost(expected * (1 + 1e-12)));
        assertThat(outcome.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(GradientChecks.distance(two, others, atMost(expected * (1 - 1e-12)))
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(GradientChecks.distance(two, two, atMost(0)).verdict()).isEqualTo(Verdict.HOLDS);
    }

    private static double[] gradient(Run run, double... theta) {
        return SingleGradient.of(Experiments.build(run.settings()), theta, null).theta();
    }

    @Test
    void eachOpponentMustBeBeaten() {
        ToDoubleFunction<Run> number = GroupChecksTest::number;
        List<Run> others =
                runs.stream().filter(run -> run.identity().group() > 0).toList();
        // the ratios are 2/3 and 4/9, that to the mean of both 8/15
        assertThat(verdict(GroupChecks.againstEach(group(0), others, number, atMost(0.67))))
                .isEqualTo(Verdict.HOLDS);
        assertThat(verdict(GroupChecks.againstEach(group(0), others, number, atMost(0.6))))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(GroupChecks.ratio(group(0), others, number, atMost(0.6))))
                .isEqualTo(Verdict.HOLDS);
        assertThat(verdict(GroupChecks.difference(group(0), group(1), number, atMost(0))))
                .isEqualTo(Verdict.HOLDS);
    }

    private static Claim atMost(double most) {
        return Claim.between(new double[] {}, new double[] {most});
    }

    private static Verdict verdict(Outcome outcome) {
        assertThat(outcome.count()).isEqualTo(4);
        return outcome.verdict();
    }

    @Test
    void groupsAreEqualWithinAShareOfTheFirst() {
        ToDoubleFunction<Run> near =
                run -> DRAWN[seed(run)] * (1 + 0.01 * run.identity().group());
        assertThat(verdict(GroupChecks.equal(runs, near, 0.021))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(GroupChecks.equal(runs, near, 0.019))).isEqualTo(Verdict.DOES_NOT_HOLD);
        ToDoubleFunction<Run> loose = run -> run.identity().group() == 1 ? 8 - DRAWN[seed(run)] : DRAWN[seed(run)];
        assertThat(verdict(GroupChecks.equal(runs, loose, 0.5))).isEqualTo(Verdict.UNDECIDED);
        Outcome outcome = GroupChecks.equal(runs, near, 0.05);
        assertThat(outcome.ours())
                .startsWith("5, 5.05, 5.1; ratios to the first 1.01")
                .contains("1.02");
        assertThat(outcome.tolerance()).isEqualTo("± 5 %");
        assertThatThrownBy(() -> GroupChecks.equal(group(1), near, 0.1))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("of one only");
    }

    @Test
    void anOrderIsOfEachGroupAgainstTheOneBefore() {
        ToDoubleFunction<Run> growing =
                run -> DRAWN[seed(run)] + 0.5 * run.identity().group();
        assertThat(verdict(GroupChecks.order(runs, growing, 1, 0))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(GroupChecks.order(runs, growing, -1, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(GroupChecks.order(runs, growing, 1, 0.5))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(GroupChecks.order(runs, growing, 1, 0.51))).isEqualTo(Verdict.DOES_NOT_HOLD);
        ToDoubleFunction<Run> falling = run -> -growing.applyAsDouble(run);
        assertThat(verdict(GroupChecks.order(runs, falling, -1, 0.5))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(GroupChecks.order(runs, falling, -1, 0.51))).isEqualTo(Verdict.DOES_NOT_HOLD);
        ToDoubleFunction<Run> equal = run -> DRAWN[seed(run)];
        assertThat(verdict(GroupChecks.order(runs, equal, 1, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        // grows on the whole, and falls in the last step
        ToDoubleFunction<Run> peak =
                run -> DRAWN[seed(run)] + List.of(0, 2, 1).get(run.identity().group());
        assertThat(verdict(GroupChecks.order(runs, peak, 1, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        ToDoubleFunction<Run> loose =
                run -> run.identity().group() == 2 ? 10 - DRAWN[seed(run)] : growing.applyAsDouble(run);
        assertThat(verdict(GroupChecks.order(runs, loose, 1, 0))).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aRunThatHasNoNumberRefutes() {
        ToDoubleFunction<Run> one = run -> run.name().equals("1/2") ? Double.NaN : number(run);
        assertThat(verdict(GroupChecks.order(runs, one, 1, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(GroupChecks.ratio(group(0), group(1), one, atMost(100))))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(GroupChecks.mean(group(1), one, atMost(100)))).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
