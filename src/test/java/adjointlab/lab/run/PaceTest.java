package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Presets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How fast runs follow their pace, by a clock that goes on a millisecond whenever somebody looks at it.
final class PaceTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1000 * MILLISECOND;

    /// Ten seconds to an iteration once meant ten seconds until the first one after each rest.
    @Test
    @Timeout(60)
    void afterARestTheFirstIterationIsDueAtOnce() {
        AtomicLong clock = new AtomicLong();
        try (TrainingService service = new TrainingService(0, () -> clock.addAndGet(MILLISECOND))) {
            Run run = service.open(Presets.get("simplest-fig-2")).getFirst();
            service.pace(0.1);
            for (int k = 1; k <= 3; k++) {
                int goal = k;
                long before = clock.get();
                service.play();
                service.drain(() -> run.iteration() >= goal);
                service.pause();
                service.drain(() -> false);
                assertThat(run.iteration()).isEqualTo(goal);
                assertThat(clock.get() - before).isLessThan(5 * SECOND);
            }
        }
    }
}
