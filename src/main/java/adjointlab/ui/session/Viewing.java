package adjointlab.ui.session;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What panels see of a session: its visible runs at the cursor, or at the iteration under the pointer.
final class Viewing {
    private final Session session;

    Viewing(Session session) {
        this.session = session;
    }

    @Nullable
    Run focus() {
        Run selected = session.find(session.runList().selectedProperty().get());
        if (selected != null) {
            return selected;
        }
        return session.state().runs().stream()
                .filter(line -> line.marks().visible())
                .map(line -> session.find(line.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    PanelContext context(boolean columns) {
        Run focus = focus();
        return new PanelContext(
                session.preset(), runs(), iteration(), focus == null ? "" : focus.name(), columns, Cancellation.NEVER);
    }

    int iteration() {
        int pointed = session.pointedIterationProperty().get();
        return pointed >= 0
                ? Math.min(pointed, session.transport().reachedProperty().get())
                : session.transport().cursorProperty().get();
    }

    /// The visible runs; those under the pointer and pinned ones stand out, the others step back meanwhile.
    private List<PanelContext.Shown> runs() {
        Set<String> hovered = session.runList().hoveredProperty().get();
        boolean any = hovered.stream().anyMatch(name -> session.find(name) != null);
        boolean newest = session.transport().followingProperty().get()
                && session.pointedIterationProperty().get() < 0;
        List<PanelContext.Shown> shown = new ArrayList<>();
        for (LabState.Line line : session.state().runs()) {
            Run run = session.find(line.name());
            if (run != null && line.marks().visible()) {
                Emphasis emphasis =
                        hovered.contains(line.name()) || line.marks().pinned()
                                ? Emphasis.STRONG
                                : any ? Emphasis.FADED : Emphasis.NORMAL;
                shown.add(new PanelContext.Shown(run, RunStyles.of(run).with(emphasis), newest ? run.asked() : null));
            }
        }
        return shown;
    }
}
