package adjointlab.ui.session;

import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What a person says of the runs of a session, their names and colours among it; each is a step of undo, and documents
/// keep it.
public final class RunMarks {
    /// Names longer than this are cut: nothing could show them.
    static final int LONGEST_NAME = 80;

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

    /// What a run is called now.
    public String name(String run) {
        String given = session.state().line(run).marks().name();
        return given.isEmpty() ? session.run(run).label() : given;
    }

    /// Calls a run something else; a blank name gives it back the one that it came with.
    public void rename(String run, String name) {
        String asked = name.strip().replaceAll("\\s+", " ");
        String kept = asked.substring(0, Math.min(LONGEST_NAME, asked.length()));
        String label = session.run(run).label();
        mark(run, "Rename run", marks -> marks.named(kept.equals(label) ? "" : kept));
    }

    /// The runs that share a run's colour as they came, the run itself among them.
    public Set<String> group(String run) {
        int group = session.run(run).identity().group();
        return session.runs().stream()
                .filter(other -> other.identity().group() == group)
                .map(Run::name)
                .collect(Collectors.toSet());
    }

    /// Draws runs in another colour.
    ///
    /// @param colour one of [adjointlab.panel.kit.RunStyles#hues] as documents call it; "" for that of their groups
    public void recolour(Set<String> runs, String colour) {
        session.change(
                runs.size() == 1 ? "Recolour run" : "Recolour runs",
                session.state()
                        .each(line -> runs.contains(line.name())
                                ? line.with(line.marks().coloured(colour))
                                : line));
    }

    /// Changes what the person said of a run.
    private void mark(String name, String what, UnaryOperator<Marks> change) {
        session.change(what, session.state().change(name, line -> line.with(change.apply(line.marks()))));
    }
}
