package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.stat.Estimate;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Numbers of single runs: where they depend on chance, seeds are counted.
class RunChecksTest {
    private static final Claim NEAR = Claim.between(new double[] {-1e9}, new double[] {1e9});
    private static List<Run> runs = List.of();

    /// Two groups of three seeds each, two iterations long.
    @BeforeAll
    static void train() {
        Preset preset = Overrides.apply(Presets.get("learn-flip"), List.of("iterations=2"));
        List<Run> made = new ArrayList<>();
        try (TrainingService service = new TrainingService(0)) {
            for (int group = 0; group < 2; group++) {
                for (int seed = 0; seed < 3; seed++) {
                    made.add(service.add(
                            new Run.Identity(group + "/" + seed, "", group, null),
                            preset.settings().with(Slots.SEED, 10 * group + seed)));
                }
            }
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
        }
        runs = made;
    }

    private static double[] losses(Run run) {
        return run.log().values("loss");
    }

    private static Estimate mean(int group, int iteration) {
        return Estimate.mean(runs.subList(3 * group, 3 * group + 3).stream()
                .mapToDouble(run -> losses(run)[iteration])
                .toArray());
    }

    @Test
    void numbersOfRandomRunsAreMeansOverSeeds() {
        Outcome ends = RunChecks.finalValue(runs, "loss", NEAR);
        assertThat(ends.ours()).isEqualTo(Claim.text(List.of(mean(0, 2), mean(1, 2))));
        assertThat(ends.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(ends.count()).isEqualTo(3);
        // one run below a bound decides nothing where the mean's interval goes beyond it
        double least = runs.stream().mapToDouble(run -> losses(run)[2]).min().orElseThrow();
        Claim some = Claim.between(new double[0], new double[] {1.001 * least});
        assertThat(RunChecks.finalValue(runs, "loss", some).verdict()).isNotEqualTo(Verdict.HOLDS);
    }

    @Test
    void oneSeedDecidesNothing() {
        List<Run> one = runs.subList(0, 1);
        double[] loss = losses(one.getFirst());
        RunChecks.Span all = new RunChecks.Span(1, 2);
        RunChecks.Near far = new RunChecks.Near(-7, 1e-3);
        for (Outcome outcome : List.of(
                RunChecks.finalValue(one, "loss", NEAR),
                RunChecks.range(one, "loss", 0, NEAR),
                RunChecks.decayRate(one, "loss", all, NEAR),
                RunChecks.ratio(one, "loss", 1e9, NEAR),
                RunChecks.neverWithin(one, "loss", far),
                RunChecks.firstWithin(one, "loss", new RunChecks.Near(loss[0], 1e-9), new double[] {0}))) {
            assertThat(outcome.verdict()).as(outcome.ours()).isEqualTo(Verdict.UNDECIDED);
            assertThat(outcome.count()).isEqualTo(1);
        }
        assertThat(RunChecks.neverWithin(runs, "loss", far).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(RunChecks.neverWithin(runs, "loss", far).count()).isEqualTo(6);
        assertThat(RunChecks.neverWithin(one, "loss", new RunChecks.Near(loss[1], 1e-3))
                        .verdict())
                .as("one seed refutes what is said of all")
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void aRangeIsOfTheLeastAndOfTheLargest() {
        List<Run> group = runs.subList(0, 3);
        double[] low = new double[3];
        double[] high = new double[3];
        Arrays.setAll(low, k -> Arrays.stream(losses(group.get(k))).min().orElseThrow());
        Arrays.setAll(high, k -> Arrays.stream(losses(group.get(k))).max().orElseThrow());
        Outcome outcome = RunChecks.range(group, "loss", 0, NEAR);
        assertThat(outcome.ours())
                .isEqualTo("least " + Claim.text(Estimate.mean(low)) + "; largest " + Claim.text(Estimate.mean(high)));
        assertThat(RunChecks.range(group, "loss", 0, Claim.between(new double[0], new double[] {
                            Estimate.mean(low).high()
                        }))
                        .verdict())
                .isNotEqualTo(Verdict.HOLDS);
    }

    @Test
    void whatDoesNotDependOnChanceIsJudgedRunByRun() {
        Preset preset = Overrides.apply(Presets.get("simplest-lemma-1"), List.of("iterations=3"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> three = service.open(preset);
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
            Outcome outcome = RunChecks.finalValue(three, "loss", NEAR);
            assertThat(outcome.verdict()).isEqualTo(Verdict.HOLDS);
            assertThat(outcome.count()).isZero();
            assertThat(outcome.ours().split(", ")).hasSize(3);
            assertThat(RunChecks.neverWithin(three.subList(0, 1), "loss", new RunChecks.Near(-7, 1e-3))
                            .verdict())
                    .isEqualTo(Verdict.HOLDS);
        }
    }
}
