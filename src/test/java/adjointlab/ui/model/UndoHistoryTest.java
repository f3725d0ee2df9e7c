package adjointlab.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UndoHistoryTest {
    private final List<Integer> applied = new ArrayList<>();
    private final UndoHistory<Integer> history = new UndoHistory<>(0, applied::add);

    @Test
    void goesBackAndForth() {
        history.record("one", 1);
        history.record("two", 2);
        history.undo();
        history.undo();
        history.undo();
        history.redo();
        assertThat(applied).containsExactly(1, 0, 1);
        assertThat(history.state()).isEqualTo(1);
        assertThat(history.undoNameProperty().get()).isEqualTo("one");
        assertThat(history.redoNameProperty().get()).isEqualTo("two");
    }

    @Test
    void aDragIsOneStep() {
        history.begin("drag");
        for (int i = 1; i <= 50; i++) {
            history.record("ignored", i);
        }
        history.end();
        history.undo();
        assertThat(applied).containsExactly(0);
        history.redo();
        assertThat(applied).containsExactly(0, 50);
        assertThat(history.undoNameProperty().get()).isEqualTo("drag");
    }

    @Test
    void aDragBackToItsStartIsNoStep() {
        history.begin("drag");
        history.record("", 7);
        history.record("", 0);
        history.end();
        assertThat(history.undoNameProperty().get()).isEmpty();
    }

    @Test
    void undoWaitsForTheEndOfAGesture() {
        history.record("one", 1);
        history.begin("drag");
        history.record("", 2);
        history.undo();
        assertThat(applied).isEmpty();
        history.end();
        history.undo();
        assertThat(applied).containsExactly(1);
    }

    @Test
    void aNewChangeForgetsWhatWasUndone() {
        history.record("one", 1);
        history.undo();
        history.record("three", 3);
        history.redo();
        assertThat(history.state()).isEqualTo(3);
        assertThat(history.redoNameProperty().get()).isEmpty();
    }

    @Test
    void anAmendedStepUndoesToBeforeIt() {
        history.record("one", 1);
        history.amend(10);
        history.undo();
        history.redo();
        assertThat(applied).containsExactly(0, 10);
    }

    @Test
    void whatWasBeforeABeginningIsNotUndone() {
        history.record("one", 1);
        history.record("two", 2);
        history.undo();
        applied.clear();
        history.restart(7);
        history.undo();
        history.redo();
        assertThat(applied).isEmpty();
        assertThat(history.state()).isEqualTo(7);
        assertThat(history.undoNameProperty().get() + history.redoNameProperty().get())
                .isEmpty();
    }

    @Test
    void forgetsTheOldestSteps() {
        for (int i = 1; i <= UndoHistory.LIMIT + 20; i++) {
            history.record("", i);
        }
        for (int i = 0; i < UndoHistory.LIMIT + 20; i++) {
            history.undo();
        }
        assertThat(history.state()).isEqualTo(20);
    }

    @Test
    void anEndWithoutABeginningIsAnError() {
        assertThatThrownBy(history::end).isInstanceOf(IllegalStateException.class);
    }
}
