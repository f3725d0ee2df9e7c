package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Nothing here is timed: whether code was warm and what is counted follows from what is done.
final class WarmthTest {
    private static final String COLD_KIND = "warm-up";

    private static Settings settings(String schedule) {
        Preset preset = Presets.get("learn-flip");
        return preset.runs()
                .getFirst()
                .settings(preset.settings())
                .with(Slots.ITERATIONS, 3)
                .with("schedule.id", schedule);
    }

    private static Run train(Settings settings, boolean timed) {
        try (TrainingService service = new TrainingService(0)) {
            service.timed(timed);
            Run run = service.add(new Run.Identity("one", "One", 0, null), settings);
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
            return run;
        }
    }

    @Test
    void numbersMakeNoKindAndChoicesDo() {
        Settings settings = settings("constant");
        assertThat(Warmth.kind(settings.with(Slots.SEED, 9).with("optimizer.learningRate", 0.3)))
                .isEqualTo(Warmth.kind(settings));
        assertThat(Warmth.kind(settings.with("schedule.id", "step"))).isNotEqualTo(Warmth.kind(settings));
        Settings pendulum = Presets.get("learn-pendulum").settings();
        assertThat(Warmth.kind(pendulum.with("problem.timeUnit", "ms")))
                .as("what pictures only say")
                .isEqualTo(Warmth.kind(pendulum));
    }

    @Test
    void whatIsTimedIsWarmedFirstWithTheSameNumbersAndWhatIsNotSaysSo() {
        Settings settings = settings(COLD_KIND);
        Run cold = train(settings, false);
        assertThat(cold.isCold()).isTrue();

        Run warm = train(settings, true);
        assertThat(warm.isCold()).isFalse();
        assertThat(Warmth.isWarm(settings)).isTrue();
        assertThat(warm.log().values("loss")).isEqualTo(cold.log().values("loss"));
        for (int k = 1; k <= 3; k++) {
            assertThat(warm.log().get(RunMetrics.SECONDS, k))
                    .isGreaterThan(warm.log().get(RunMetrics.SECONDS, k - 1));
        }
        assertThat(train(settings, false).isCold()).as("another after it").isFalse();
    }

    @Test
    void whatIsCancelledStaysCold() {
        Settings settings = settings("cosine");
        AtomicInteger asked = new AtomicInteger();
        Warmth.bring(settings, () -> asked.incrementAndGet() > 5);
        assertThat(Warmth.isWarm(settings)).isFalse();
    }

    @Test
    void looksAtTestSamplesAreNotCounted() {
        Spent before = new Spent(3, 2);
        assertThat(before.and(new Spent(10, 1), new Spent(10.5, 1.25))).isEqualTo(new Spent(3.5, 2.25));

        Preset preset = Presets.get("sequence-circuit");
        Settings settings = preset.runs().isEmpty()
                ? preset.settings()
                : preset.runs().getFirst().settings(preset.settings());
        Training training = new Training(settings);
        assertThat(training.first(Cancellation.NEVER).ok()).isTrue();
        double[] row = new double[training.columns().size()];
        int test = training.columns().indexOf("loss.test");
        training.read(Spent.NOTHING, row);
        assertThat(row[test]).as("what is timed").isNaN();
        training.score(Cancellation.NEVER);
        training.read(Spent.NOTHING, row);
        assertThat(row[test]).isFinite();
    }
}
