package adjointlab.ui.session;

import adjointlab.ui.model.UndoHistory;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What undo and redo would do, in properties that outlive the history of one document.
final class UndoNames {
    private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper("");

    /// Tells of this history from now on.
    void follow(UndoHistory<?> history) {
        undo.bind(history.undoNameProperty());
        redo.bind(history.redoNameProperty());
    }

    ReadOnlyStringProperty undo() {
        return undo.getReadOnlyProperty();
    }

    ReadOnlyStringProperty redo() {
        return redo.getReadOnlyProperty();
    }
}
