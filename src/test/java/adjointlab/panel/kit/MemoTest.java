package adjointlab.panel.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MemoTest {
    private final AtomicInteger computed = new AtomicInteger();

    private int ask(Memo<String, Integer> memo, String key) {
        return memo.get(key, () -> Optional.of(computed.incrementAndGet())).orElseThrow();
    }

    @Test
    void whatWasUsedLastIsRemembered() {
        Memo<String, Integer> memo = new Memo<>(2);
        assertThat(ask(memo, "a")).isEqualTo(1);
        assertThat(ask(memo, "b")).isEqualTo(2);
        assertThat(ask(memo, "a")).isEqualTo(1);
        assertThat(ask(memo, "c")).isEqualTo(3);
        assertThat(ask(memo, "a")).isEqualTo(1);
        assertThat(ask(memo, "b")).isEqualTo(4);
    }

    @Test
    void heavyResultsMakeRoomForNewOnes() {
        Memo<String, Integer> memo = new Memo<>(9, _ -> 5, 11);
        ask(memo, "a");
        ask(memo, "b");
        ask(memo, "c");
        assertThat(ask(memo, "b")).isEqualTo(2);
        assertThat(ask(memo, "a")).isEqualTo(4);
    }

    @Test
    void anotherDocumentFindsNothingOfTheOneBefore() {
        Memo<String, Integer> first = new Memo<>(4, _ -> 5, 11);
        Memo<String, Integer> second = new Memo<>(4);
        ask(first, "a");
        ask(second, "a");

        Memo.forgetAll();

        assertThat(ask(first, "a")).isEqualTo(3);
        assertThat(ask(second, "a")).isEqualTo(4);
        assertThat(ask(first, "b")).isEqualTo(5); // what was forgotten weighs nothing
        assertThat(ask(first, "a")).isEqualTo(3);
    }

    @Test
    void whatWasCancelledIsComputedAgain() {
        Memo<String, Integer> memo = new Memo<>(4);
        assertThat(memo.get("a", Optional::empty)).isEmpty();
        assertThat(ask(memo, "a")).isEqualTo(1);
    }
}
