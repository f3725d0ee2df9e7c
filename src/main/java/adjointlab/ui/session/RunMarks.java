package adjointlab.ui.session;

import adjointlab.lab.store.LabDocument.Marks;
import java.util.function.UnaryOperator;

/// What a person says of the runs of a session; each is a step of undo.
public final class RunMarks {
    private final Session session;

    RunMarks(Session session) {
        this.session = session;
    }

    /// Shows or hides a run in panels.
    public void setVisible(String name, boolean visible) {
        mark(name, visible ? "Show run" : "Hide run", m -> m.shown(visible));
    }

    /// Hides all runs but one; shows all again when it is the only one.
    public void showOnly(String name) {
        boolean all = session.state().showsOnly(name);
        session.change(
                all ? "Show all runs" : "Show one run",
                session.state().each(line -> line.shown(all || line.name().equals(name))));
    }

    /// Keeps a run at the top of the list and lets it stand out.
    public void setPinned(String name, boolean pinned) {
        mark(name, pinned ? "Pin run" : "Unpin run", m -> m.pinned(pinned));
    }

    /// Writes about a run.
    public void setNote(String name, String note) {
        mark(name, "Edit note", m -> m.noted(note));
    }

    /// Changes what the person said of a run.
    void mark(String name, String what, UnaryOperator<Marks> change) {
        session.change(what, session.state().change(name, line -> line.with(change.apply(line.marks()))));
    }
}
