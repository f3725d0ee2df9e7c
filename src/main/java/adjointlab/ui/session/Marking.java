package adjointlab.ui.session;

import adjointlab.lab.run.Run;
import java.util.Set;
import java.util.stream.Collectors;

/// Names and colours that a person gives runs; each is a step of undo, and documents keep them.
public final class Marking {
    /// Names longer than this are cut: nothing could show them.
    static final int LONGEST_NAME = 80;

    private final Session session;

    public Marking(Session session) {
        this.session = session;
    }

    /// What a run is called now.
    public String name(String run) {
        String given = session.state().line(run).marks().name();
        return given.isEmpty() ? session.run(run).identity().label() : given;
    }

    /// Calls a run something else; a blank name gives it back the one that it came with.
    public void rename(String run, String name) {
        String asked = name.strip().replaceAll("\\s+", " ");
        String kept = asked.substring(0, Math.min(LONGEST_NAME, asked.length()));
        String label = session.run(run).identity().label();
        session.marks().mark(run, "Rename run", marks -> marks.named(kept.equals(label) ? "" : kept));
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
}
