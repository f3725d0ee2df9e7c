package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Settings;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ForecastTest {
    private static final int ITERATIONS = 200;
    private static final Settings SIMPLEST = Settings.defaults()
            .with("optimizer.id", "variance-corrected")
            .with("init.values", List.of(2.0))
            .with("iterations", ITERATIONS);
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    private static List<Run> runs(TrainingService service) {
        for (String name : List.of("first", "second", "third")) {
            service.add(new Run.Identity(name, name, 0, null), SIMPLEST);
        }
        return service.runs();
    }

    private static double at(Run run, int k) {
        return run.log().get("seconds", k);
    }

    @Test
    void nothingIsForetoldBeforeAnythingIsMeasured() {
        try (TrainingService service = new TrainingService(0)) {
            assertThat(Forecast.seconds(runs(service), 1)).isNaN();
        }
    }

    @Test
    void atTheStartAnIterationIsThoughtToTakeWhatTheEvaluationTook() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = runs(service);
            service.drain(Cancellation.NEVER);
            runs.forEach(run -> run.cold = false);

            double all =
                    runs.stream().mapToDouble(run -> ITERATIONS * at(run, 0)).sum();
            double longest = runs.stream()
                    .mapToDouble(run -> ITERATIONS * at(run, 0))
                    .max()
                    .orElseThrow();
            assertThat(Forecast.seconds(runs, 1)).isCloseTo(all, ROUNDING).isPositive();
            assertThat(Forecast.seconds(runs, 2)).isCloseTo(Math.max(longest, all / 2), ROUNDING);
            assertThat(Forecast.seconds(runs, 10)).isCloseTo(longest, ROUNDING);
        }
    }

    /// What takes a moment the first time mostly is loaded and compiled then.
    @Test
    void aShortEvaluationOfColdCodeForetellsNothing() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = runs(service);
            service.drain(Cancellation.NEVER);
            runs.forEach(run -> run.cold = true);
            assertThat(Forecast.seconds(runs, 1)).isNaN();
            runs.forEach(run -> run.log().add("seconds", 0, 6));
            assertThat(Forecast.seconds(runs, 1))
                    .as("longer than any code is loaded")
                    .isPositive();
            runs.forEach(run -> run.log().add("seconds", 0, 0.1));
            runs.forEach(run -> run.cold = false);
            assertThat(Forecast.seconds(runs, 1)).as("it was timed again").isPositive();
            runs.forEach(run -> run.cold = true);
            service.step();
            service.drain(Cancellation.NEVER);
            assertThat(Forecast.seconds(runs, 1)).as("an iteration was made").isPositive();
        }
    }

    /// A run whose code was cold keeps the forecast from the others where it could matter, and only there.
    @Test
    void aColdRunKeepsTheForecastOfOthersOnlyWhereItCouldBeLong() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = runs(service);
            service.drain(Cancellation.NEVER);
            runs.forEach(run -> run.cold = false);
            Run cold = runs.getLast();
            cold.cold = true;
            cold.log().add("seconds", 0, 0.1);
            runs.getFirst().log().add("seconds", 0, 2);
            runs.get(1).log().add("seconds", 0, 1);
            assertThat(Forecast.seconds(runs, 1)).isCloseTo(3.1 * ITERATIONS, Offset.offset(1e-9));
            assertThat(Forecast.seconds(runs, 3))
                    .as("two last longer")
                    .isCloseTo(2.0 * ITERATIONS, Offset.offset(1e-9));

            cold.log().add("seconds", 0, 2);
            assertThat(Forecast.seconds(runs, 1))
                    .as("it could take 2 s an iteration")
                    .isNaN();
            assertThat(Forecast.seconds(runs, 3))
                    .as("no longer than the longest")
                    .isCloseTo(2.0 * ITERATIONS, Offset.offset(1e-9));
            cold.log().add("seconds", 0, 3);
            assertThat(Forecast.seconds(runs, 3)).as("longer than the longest").isNaN();
        }
    }

    @Test
    void laterTheNewestFiftyTellIt() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = runs(service);
            service.drain(Cancellation.NEVER);
            for (int k = 0; k < 60; k++) {
                service.step();
                service.drain(Cancellation.NEVER);
            }

            double all = runs.stream()
                    .mapToDouble(run -> (at(run, 60) - at(run, 10)) / 50 * (ITERATIONS - 60))
                    .sum();
            assertThat(Forecast.seconds(runs, 1)).isCloseTo(all, ROUNDING).isPositive();
            service.play();
            service.drain(Cancellation.NEVER);
            assertThat(Forecast.seconds(runs, 1)).as("all have ended").isZero();
        }
    }
}
