package adjointlab.ui.session;

import adjointlab.lab.store.LabDocument;
import adjointlab.ui.model.UndoHistory;

/// A document that something else is shown in place of.
///
/// @param document as files hold it
/// @param history of its undo
/// @param runs with what undo may bring back
/// @param edited whether a person changed anything since it was opened or saved
/// @param trained whether runs went on since it was opened or saved
record Aside(
        LabDocument document, UndoHistory<LabState> history, RunKeeper.Aside runs, boolean edited, boolean trained) {
    /// The same, held by a file.
    Aside saved() {
        return new Aside(document, history, runs, false, false);
    }
}
