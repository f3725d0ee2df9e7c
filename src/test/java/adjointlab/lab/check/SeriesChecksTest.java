package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.ForecastErrors;
import adjointlab.core.train.Remembered;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Cards of series: their numbers are those of the models that they speak of, and other numbers do not hold.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SeriesChecksTest {
    private final TrainingService service = new TrainingService(0);
    private List<Run> runs = List.of();

    @BeforeAll
    void train() {
        Preset preset = Overrides.apply(
                Presets.get("sequence-circuit"),
                List.of("iterations=3", "problem.samples=4", "problem.test=3", "problem.forecast=3"));
        runs = service.open(preset);
        service.drain(Cancellation.NEVER);
        service.play();
        service.drain(Cancellation.NEVER);
    }

    @AfterAll
    void close() {
        service.close();
    }

    private List<Run> of(String pattern) {
        return RunChecks.matching(runs, pattern);
    }

    private static double[] end(Run run) {
        return run.history().at(3).theta();
    }

    private static double error(Run run) {
        return Arrays.stream(ForecastErrors.of(Experiments.build(run.settings()), end(run), Cancellation.NEVER)
                        .orElseThrow()
                        .means())
                .average()
                .orElseThrow();
    }

    private static double decades(Run run, double[] theta) {
        double[] back = Remembered.of(Experiments.build(run.settings()), theta, Cancellation.NEVER)
                .orElseThrow()
                .stepsBack(Remembered.Over.BATCH);
        return Math.log10(back[back.length - 1] / back[0]);
    }

    /// One seed tells nothing of the scatter, so that nothing is decided; the numbers are those of the models.
    private static void assertSays(Outcome outcome, String start) {
        assertThat(outcome.ours()).startsWith(start);
        assertThat(outcome.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(outcome.count()).isEqualTo(1);
    }

    @Test
    void forecastsAreJudgedByGroupAndStep() {
        double[] errors = runs.stream().mapToDouble(SeriesChecksTest::error).toArray();
        for (int i = 0; i < errors.length; i++) {
            assertThat(SeriesChecks.forecastError(runs.get(i))).isCloseTo(errors[i], within(1e-12 * errors[i]));
        }
        Outcome outcome = SeriesChecks.forecast(runs, Claim.near(errors, 0.1, 0));
        assertSays(outcome, Numbers.brief(errors[0], 4) + " (steps ");
        assertThat(outcome.ours().split("; ")).hasSameSizeAs(errors);
        Claim ratio = Claim.near(new double[] {1}, 1e-12, 0);
        Outcome quotient =
                GroupChecks.ratio(of(runs.get(3).name()), of(runs.get(0).name()), SeriesChecks::forecastError, ratio);
        assertSays(quotient, Numbers.brief(errors[3] / errors[0], 4) + " = ");
    }

    @Test
    void memoryIsMeasuredAtTheStartAndAtTheEnd() {
        for (Run run : runs) {
            double end = decades(run, end(run));
            double start = decades(run, run.history().at(0).theta());
            assertThat(SeriesChecks.decades(run, SeriesChecks.When.END)).isCloseTo(end, within(1e-12));
            assertThat(SeriesChecks.decades(run, SeriesChecks.When.START)).isCloseTo(start, within(1e-12));
            assertThat(start).isNotEqualTo(end);
        }
    }
}
