package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/// Steps are kept until there is no room, which is found out before it is taken.
final class KeptStepsTest {
    private static final long STEP = 1L << 20;

    private final TapedWork work = pieces();

    @Test
    void theFirstStepWithoutRoomIsRefusedWithWhatWouldFit() {
        KeptSteps kept = new KeptSteps(10 * STEP * Double.BYTES);
        int most = 0;
        try {
            while (most < 11) {
                kept.get(most, work, false);
                most++;
            }
        } catch (MemoryLimitException e) {
            assertThat(e.getMessage())
                    .matches("step \\d+ finds no room: gradients keep \\d+ MiB of steps already, and at most 80 are"
                            + " allowed here; choose gradient discrete-checkpointed or continuous, .*");
        }
        // those of other tests in this process count too
        assertThat(most).isBetween(1, 10);
        assertThat(kept.numbers()).isEqualTo(most * STEP);
        assertThat(kept.get(most - 1, work, false)).isSameAs(kept.get(most - 1, work, false));
    }

    @Test
    void gradientsShareTheirRoom() {
        KeptSteps one = new KeptSteps(1000 * STEP * Double.BYTES);
        one.get(0, work, false);
        KeptSteps other = new KeptSteps(STEP * Double.BYTES);
        assertThatThrownBy(() -> other.get(0, work, false)).isInstanceOf(MemoryLimitException.class);
        assertThat(one.numbers()).isEqualTo(STEP);
    }

    @Test
    void theLimitLeavesRoomForTheRest() {
        long all = Runtime.getRuntime().maxMemory();
        assertThat(KeptSteps.limit()).isBetween(all / 4, all - all / 4);
    }

    /// Makes tapes that say they are a mebi-number each.
    private static TapedWork pieces() {
        return (TapedWork) Proxy.newProxyInstance(
                KeptStepsTest.class.getClassLoader(),
                new Class<?>[] {TapedWork.class},
                (_, method, _) -> method.getName().equals("newTape") ? new Tape(1, 1, 0) : (Object) STEP);
    }
}
