package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An update that is stopped at any question changes nothing, whatever the optimizer wants to know for it: the next
/// one is that which would have come.
final class CancelledUpdateTest {
    private int asked;

    private Cancellation after(int questions) {
        asked = 0;
        return () -> asked++ >= questions;
    }

    static List<String> optimizers() {
        return Slots.OPTIMIZER.catalog().ids();
    }

    private static Settings small(String optimizer) {
        return SmallStarts.bases().values().stream()
                .map(base -> SmallStarts.small(base.with("optimizer.id", optimizer)))
                .filter(settings -> Experiments.refusal(settings).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStoppedUpdateChangesNothing(String optimizer) {
        for (Map<String, ?> more : optimizer.equals("natural-gradient")
                ? List.of(Map.of("optimizer.adaptive", true), Map.of("optimizer.damping", 0.0))
                : List.of(Map.<String, Object>of())) {
            Settings settings = small(optimizer);
            for (var entry : more.entrySet()) {
                settings = settings.with(entry.getKey(), entry.getValue());
            }
            isSafe(settings);
        }
    }

    private void isSafe(Settings settings) {
        Activity activity = Activity.of(settings);
        assertThat(activity.first(Cancellation.NEVER).ok()).isTrue();
        assertThat(activity.next(Cancellation.NEVER).ok()).isTrue();
        Checkpoint start = activity.checkpoint();
        assertThat(activity.next(after(Integer.MAX_VALUE)).ok()).isTrue();
        int all = asked;
        Checkpoint reached = activity.checkpoint();
        for (int k = 0; k < 12; k++) {
            int questions = all * k / 12;
            Activity again = Activity.of(settings);
            assertThat(again.first(Cancellation.NEVER).ok()).isTrue();
            again.restore(start);
            assertThat(again.again(Cancellation.NEVER).ok()).isTrue();
            assertThat(again.next(after(questions)).kind())
                    .as("%d of %d questions", questions, all)
                    .isEqualTo(SolveStatus.Kind.CANCELLED);
            assertThat(again.checkpoint()).as("%d of %d", questions, all).satisfies(now -> isSame(now, start));
            assertThat(again.next(Cancellation.NEVER).ok()).isTrue();
            assertThat(again.checkpoint()).as("%d of %d", questions, all).satisfies(now -> isSame(now, reached));
        }
    }

    private static void isSame(Checkpoint one, Checkpoint other) {
        assertThat(one.iteration()).isEqualTo(other.iteration());
        assertThat(one.theta()).isEqualTo(other.theta());
        assertThat(one.optimizer().copy()).usingRecursiveComparison().isEqualTo(other.optimizer());
    }

    /// A matrix for the update is asked about in its middle, not before and after only.
    @Test
    void matricesAreStoppedInTheirMiddle() {
        Settings settings = small("gauss-newton").with("optimizer.space", "parameters");
        Activity activity = Activity.of(settings);
        assertThat(activity.first(Cancellation.NEVER).ok()).isTrue();
        assertThat(activity.next(after(Integer.MAX_VALUE)).ok()).isTrue();
        int all = asked;
        assertThat(activity.again(after(Integer.MAX_VALUE)).ok()).isTrue();
        assertThat(all).isGreaterThan(asked + activity.weights().length);
    }
}
