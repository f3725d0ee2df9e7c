package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void forecastsAreJudgedByGroupAndStep() {
        double[] errors = runs.stream().mapToDouble(SeriesChecksTest::error).toArray();
        Outcome right = SeriesChecks.forecast(runs, new GroupChecks.Claim(errors, 1e-12, 0));
        assertThat(right.reproduced()).isTrue();
        assertThat(right.ours()).contains("steps ").endsWith("n = 1");
        double[] wrong = errors.clone();
        wrong[2] += 1e-6;
        assertThat(SeriesChecks.forecast(runs, new GroupChecks.Claim(wrong, 1e-7, 0))
                        .reproduced())
                .isFalse();
        double ratio = errors[3] / errors[0];
        List<Run> heavy = of(runs.get(3).name());
        List<Run> plain = of(runs.get(0).name());
        Outcome quotient = SeriesChecks.forecastRatio(heavy, plain, new RunChecks.Claim(new double[] {ratio}, 1e-12));
        assertThat(quotient.reproduced()).isTrue();
        assertThat(quotient.ours()).startsWith(Numbers.brief(ratio, 3) + " = ");
        assertThat(SeriesChecks.forecastRatio(plain, heavy, new RunChecks.Claim(new double[] {ratio}, 1e-3))
                        .reproduced())
                .isFalse();
    }

    @Test
    void memoryIsJudgedAtTheStartAndAtTheEnd() {
        double[] end = runs.stream().mapToDouble(run -> decades(run, end(run))).toArray();
        double[] start = runs.stream()
                .mapToDouble(run -> decades(run, run.history().at(0).theta()))
                .toArray();
        assertThat(start).isNotEqualTo(end);
        GroupChecks.Claim atEnd = new GroupChecks.Claim(end, 1e-12, 0);
        assertThat(SeriesChecks.memory(runs, SeriesChecks.When.END, atEnd).reproduced())
                .isTrue();
        assertThat(SeriesChecks.memory(runs, SeriesChecks.When.START, atEnd).reproduced())
                .isFalse();
        List<Run> heavy = of(runs.get(3).name());
        List<Run> plain = of(runs.get(0).name());
        RunChecks.Claim gain = new RunChecks.Claim(new double[] {start[3] - start[0]}, 1e-12);
        assertThat(SeriesChecks.memoryGain(heavy, plain, SeriesChecks.When.START, gain)
                        .reproduced())
                .isTrue();
        assertThat(SeriesChecks.memoryGain(plain, heavy, SeriesChecks.When.START, gain)
                        .reproduced())
                .isFalse();
    }
}
