package adjointlab.ui.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Undo and redo over immutable states. A gesture, such as a drag of a slider, is one step however many states it
/// passed.
///
/// @param <S> the state; compared by `equals`
public final class UndoHistory<S> {
    /// Steps that are kept; older ones are forgotten.
    static final int LIMIT = 500;

    private record Step<S>(String what, S before, S after) {}

    private final Deque<Step<S>> done = new ArrayDeque<>();
    private final Deque<Step<S>> undone = new ArrayDeque<>();
    private final Consumer<S> apply;
    private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper("");
    private S state;
    private S gestureStart;
    private String gestureName = "";
    private int gestureDepth;

    /// @param start the state at the beginning
    /// @param apply makes a state real, on undo and redo
    public UndoHistory(S start, Consumer<S> apply) {
        state = start;
        gestureStart = start;
        this.apply = apply;
    }

    /// The present state.
    public S state() {
        return state;
    }

    /// What undo would take back, "" for nothing.
    public ReadOnlyStringProperty undoNameProperty() {
        return undoName.getReadOnlyProperty();
    }

    /// What redo would do again, "" for nothing.
    public ReadOnlyStringProperty redoNameProperty() {
        return redoName.getReadOnlyProperty();
    }

    /// Begins a gesture; gestures may nest, the outermost counts.
    ///
    /// @param what the person does, for the menu: "Change η"
    public void begin(String what) {
        if (gestureDepth++ == 0) {
            gestureStart = state;
            gestureName = what;
        }
    }

    /// Ends a gesture; it becomes a step if it changed anything.
    public void end() {
        if (gestureDepth == 0) {
            throw new IllegalStateException("no gesture has begun");
        }
        if (--gestureDepth == 0) {
            push(gestureName, gestureStart, state);
        }
    }

    /// Takes note of a new state that is already real.
    ///
    /// @param what the person did, for the menu; inside a gesture the gesture's name counts
    public void record(String what, S newState) {
        S before = state;
        state = newState;
        if (gestureDepth == 0) {
            push(what, before, newState);
        }
    }

    /// Takes note of a state that came about without the person; it is part of the step before it.
    public void amend(S newState) {
        if (gestureDepth == 0 && !done.isEmpty()) {
            Step<S> last = done.removeLast();
            done.addLast(new Step<>(last.what, last.before, newState));
        }
        state = newState;
    }

    /// Goes one step back; does nothing during a gesture or at the beginning.
    public void undo() {
        if (gestureDepth == 0 && !done.isEmpty()) {
            Step<S> step = done.removeLast();
            undone.addLast(step);
            go(step.before);
        }
    }

    /// Goes one step forward again; does nothing during a gesture or at the end.
    public void redo() {
        if (gestureDepth == 0 && !undone.isEmpty()) {
            Step<S> step = undone.removeLast();
            done.addLast(step);
            go(step.after);
        }
    }

    /// Begins anew: what was done until now cannot be undone.
    ///
    /// @param start the state, which is already real
    public void restart(S start) {
        done.clear();
        undone.clear();
        state = start;
        gestureStart = start;
        name();
    }

    private void push(String what, S before, S after) {
        if (before.equals(after)) {
            return;
        }
        done.addLast(new Step<>(what, before, after));
        if (done.size() > LIMIT) {
            done.removeFirst();
        }
        undone.clear();
        name();
    }

    private void go(S target) {
        state = target;
        name();
        apply.accept(target);
    }

    private void name() {
        undoName.set(done.isEmpty() ? "" : done.getLast().what);
        redoName.set(undone.isEmpty() ? "" : undone.getLast().what);
    }
}
