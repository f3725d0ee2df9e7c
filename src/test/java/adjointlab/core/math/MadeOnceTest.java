package adjointlab.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several threads ask for what takes long.
final class MadeOnceTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static String awaiting(CountDownLatch latch, String made) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return made;
    }

    @Test
    void whoAsksMeanwhileGetsTheSame() throws Exception {
        MadeOnce<String, Object> made = MadeOnce.kept(4);
        AtomicInteger times = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(threads.submit(() -> made.of("a", () -> {
                times.incrementAndGet();
                begun.countDown();
                awaiting(may, "a");
                return new Object();
            })));
        }
        begun.await();
        assertThat(made.of("b", () -> "b")).as("others need not wait").isEqualTo("b");
        may.countDown();
        Object first = all.getFirst().get();
        for (Future<Object> each : all) {
            assertThat(each.get()).isSameAs(first);
        }
        assertThat(times).hasValue(1);
    }

    @Test
    void whoDoesNotWantItAnyMoreNeedNotWait() throws Exception {
        MadeOnce<String, String> made = MadeOnce.kept(4);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        Future<String> maker = threads.submit(() -> made.of("a", () -> {
            begun.countDown();
            return awaiting(may, "made");
        }));
        begun.await();
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> waiting = threads.submit(() -> Stop.within(stopped::get, () -> made.of("a", () -> "made again")));
        Future<?> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            made.of("a", () -> "made again");
        });
        stopped.set(true);
        for (Future<?> each : List.of(waiting, interrupted)) {
            assertThatThrownBy(each::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
        }
        may.countDown();
        assertThat(maker.get()).isEqualTo("made");
    }

    /// Whoever waits makes it then.
    @Test
    void aMakerThatIsStoppedCostsNobodyElse() throws Exception {
        MadeOnce<String, String> made = MadeOnce.kept(4);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> maker = threads.submit(() -> Stop.within(
                stopped::get,
                () -> made.of("a", () -> {
                    begun.countDown();
                    while (true) {
                        Stop.heedOfThisWork();
                        Thread.onSpinWait();
                    }
                })));
        begun.await();
        Future<String> waiting = threads.submit(() -> made.of("a", () -> "made by the next one"));
        stopped.set(true);
        assertThatThrownBy(maker::get).hasCauseInstanceOf(CancellationException.class);
        assertThat(waiting.get()).isEqualTo("made by the next one");
        assertThat(made.of("a", () -> "made again")).as("it is kept").isEqualTo("made by the next one");
    }

    /// However many others are made meanwhile.
    @Test
    void whatIsBeingMadeIsNotPushedOut() throws Exception {
        MadeOnce<String, String> made = MadeOnce.kept(2);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        Future<String> slow = threads.submit(() -> made.of("slow", () -> {
            begun.countDown();
            return awaiting(may, "slow");
        }));
        begun.await();
        for (String key : List.of("a", "b", "c", "d")) {
            made.of(key, () -> key);
        }
        Future<String> other = threads.submit(() -> made.of("slow", () -> "made twice"));
        may.countDown();
        assertThat(slow.get()).isEqualTo("slow");
        assertThat(other.get()).isEqualTo("slow");
        assertThat(made.of("d", () -> "new")).isEqualTo("d");
        assertThat(made.of("c", () -> "new")).as("two are kept").isEqualTo("new");
    }

    @Test
    void whatFailsIsTriedAgainAndWeighsNothing() {
        MadeOnce<String, String> made = MadeOnce.weighing(String::length, 10);
        assertThatThrownBy(() -> made.of("a", () -> {
                    throw new IOException("not there");
                }))
                .isInstanceOf(IOException.class);
        assertThat(made.weight()).isZero();
        assertThat(made.of("a", () -> "there")).isEqualTo("there");
        assertThat(made.weight()).isEqualTo(5);
    }

    @Test
    void whatWasUsedLastIsKeptLongest() {
        MadeOnce<String, String> made = MadeOnce.kept(2);
        for (String key : List.of("a", "b", "a", "c")) {
            made.of(key, () -> "old " + key);
        }
        assertThat(made.of("a", () -> "new")).isEqualTo("old a");
        assertThat(made.of("c", () -> "new")).isEqualTo("old c");
        assertThat(made.of("b", () -> "new")).isEqualTo("new");
    }

    @Test
    void theOldestGoUntilTheRestIsLightEnough() {
        MadeOnce<String, String> made = MadeOnce.weighing(String::length, 10);
        for (String key : List.of("aaaa", "bbbb", "cccc")) {
            made.of(key, () -> key);
        }
        assertThat(made.weight()).isEqualTo(8);
        made.of("heavy", () -> "x".repeat(50));
        assertThat(made.weight()).as("the newest stays").isEqualTo(50);
        made.of("light", () -> "x");
        assertThat(made.weight()).isEqualTo(1);
    }

    @Test
    void softOnesAreThereWhileSomebodyHoldsThem() {
        MadeOnce<String, Object> made = MadeOnce.soft(2);
        Object held = made.of("a", Object::new);
        assertThat(made.of("a", Object::new)).isSameAs(held);
    }
}
