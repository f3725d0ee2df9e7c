package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = Patience.SECONDS, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CrewTest {
    private static final double MUCH = 1e12;

    private final int before = Crew.limit();

    @AfterEach
    void restore() {
        Crew.limit(before);
    }

    @Test
    void everyPartIsDoneOnce() {
        for (int threads = 1; threads <= 4; threads++) {
            Crew.limit(threads);
            for (int round = 0; round < 2000; round++) {
                AtomicIntegerArray done = new AtomicIntegerArray(threads);
                Crew.run(
                        (part, parts) -> {
                            assertThat(parts).isLessThanOrEqualTo(done.length());
                            done.incrementAndGet(part);
                            if (parts == 1) {
                                for (int other = 1; other < done.length(); other++) {
                                    done.incrementAndGet(other);
                                }
                            }
                        },
                        MUCH);
                for (int part = 0; part < threads; part++) {
                    assertThat(done.get(part)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void callersOfManyThreadsGetTheirOwnWorkDone() throws Exception {
        Crew.limit(4);
        List<Callable<Long>> callers = new ArrayList<>();
        for (int c = 0; c < 6; c++) {
            callers.add(() -> {
                long wrong = 0;
                long[] sums = new long[64];
                for (int round = 0; round < 3000; round++) {
                    java.util.Arrays.fill(sums, 0);
                    Crew.run(
                            (part, parts) -> {
                                for (int i = Crew.bound(part, parts, 64, 8);
                                        i < Crew.bound(part + 1, parts, 64, 8);
                                        i++) {
                                    sums[i] += i;
                                }
                            },
                            MUCH);
                    for (int i = 0; i < 64; i++) {
                        wrong += sums[i] == i ? 0 : 1;
                    }
                }
                return wrong;
            });
        }
        try (var pool = Executors.newFixedThreadPool(callers.size())) {
            for (Future<Long> wrong : pool.invokeAll(callers)) {
                assertThat(wrong.get()).isZero();
            }
        }
    }

    @Test
    void whatAPartThrowsReachesTheCaller() {
        Crew.limit(3);
        for (int bad = 0; bad < 3; bad++) {
            int thrower = bad;
            for (int round = 0; round < 200; round++) {
                assertThatThrownBy(() -> Crew.run(
                                (part, parts) -> {
                                    if (part == Math.min(thrower, parts - 1)) {
                                        throw new IllegalStateException("part " + part);
                                    }
                                },
                                MUCH))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("part ");
            }
        }
        AtomicInteger done = new AtomicInteger();
        Crew.run((_, _) -> done.incrementAndGet(), MUCH);
        assertThat(done.get()).isPositive();
    }

    @Test
    void onlyIdleCoresHelp() {
        Crew.limit(4);
        assertThat(Crew.worthwhile(MUCH)).isEqualTo(4);
        assertThat(Crew.worthwhile(100)).isEqualTo(1);
        for (int solves = 1; solves <= 5; solves++) {
            Crew.enter();
        }
        try {
            assertThat(Crew.worthwhile(MUCH)).isLessThan(2);
            Crew.leave();
            Crew.leave();
            Crew.leave();
            assertThat(Crew.worthwhile(MUCH)).isEqualTo(3);
        } finally {
            Crew.leave();
            Crew.leave();
        }
    }

    @Test
    void piecesFollowEachOtherInWholeGroups() {
        for (int count : new int[] {1, 8, 31, 32, 33, 120, 256, 264}) {
            for (int parts = 1; parts <= 5; parts++) {
                assertThat(Crew.bound(0, parts, count, 32)).isZero();
                assertThat(Crew.bound(parts, parts, count, 32)).isEqualTo(count);
                for (int part = 0; part < parts; part++) {
                    int from = Crew.bound(part, parts, count, 32);
                    assertThat(from % 32 == 0 || from == count).isTrue();
                    assertThat(Crew.bound(part + 1, parts, count, 32)).isGreaterThanOrEqualTo(from);
                }
            }
        }
    }

    @Test
    void thePropertyMustBeANumberOfThreads() {
        assertThat(Crew.threads(null, 2)).isEqualTo(2);
        assertThat(Crew.threads("3", 2)).isEqualTo(3);
        assertThatThrownBy(() -> Crew.threads("many", 2)).hasMessageContaining("'many'");
        assertThatThrownBy(() -> Crew.threads("0", 2)).hasMessageContaining("'0'");
    }
}
