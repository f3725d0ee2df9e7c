package adjointlab.ui.session;

import adjointlab.core.catalog.Problems;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
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
    private final Reporter reporter;

    /// @param reporter knows where the runs were when the cursor was last set
    Viewing(Session session, Reporter reporter) {
        this.session = session;
        this.reporter = reporter;
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

    /// The settings that hold for a run at the iteration that is shown: those asked for at its newest, else those of
    /// that time.
    Settings settings(Run run) {
        return isNewest(run) ? session.wanted(run) : past(run);
    }

    /// See [Session#dataName].
    String dataName() {
        Run focus = focus();
        String path = Slots.PROBLEM.at(Problems.FILE).path();
        return focus == null || !session.wanted(focus).has(path)
                ? ""
                : String.valueOf(session.wanted(focus).get(path)).replaceFirst(".*[/\\\\]", "");
    }

    /// Whether a run is shown as it is now: its newest iteration, or the one that it has just left while it trains.
    /// Where it broke before the iteration that is shown, what was changed later never came to act in it.
    boolean isNewest(Run run) {
        if (follows() && !run.state().ended() && iteration() >= reporter.iteration(run) - 1) {
            return true;
        }
        boolean broken = run.state().ended() && !(run.state() instanceof RunState.Finished);
        return iteration() >= run.iteration() && (!broken || follows());
    }

    private Settings past(Run run) {
        return iteration() >= run.iteration() ? run.settingsAtEnd() : run.settingsAt(iteration());
    }

    /// See [PanelContext.Shown#asked].
    private @Nullable Settings asked(Run run) {
        return isNewest(run) ? run.asked() : iteration() >= run.iteration() ? past(run) : null;
    }

    private boolean follows() {
        return session.transport().followingProperty().get()
                && session.pointedIterationProperty().get() < 0;
    }

    /// The visible runs; those under the pointer and pinned ones stand out, the others step back meanwhile.
    private List<PanelContext.Shown> runs() {
        Set<String> hovered = session.runList().hoveredProperty().get();
        boolean any = hovered.stream().anyMatch(name -> session.find(name) != null);
        List<PanelContext.Shown> shown = new ArrayList<>();
        for (LabState.Line line : session.state().runs()) {
            Run run = session.find(line.name());
            if (run != null && line.marks().visible()) {
                Emphasis emphasis =
                        hovered.contains(line.name()) || line.marks().pinned()
                                ? Emphasis.STRONG
                                : any ? Emphasis.FADED : Emphasis.NORMAL;
                shown.add(PanelContext.Shown.of(
                        run, RunStyles.of(run, line.marks()).with(emphasis), asked(run), line.marks()));
            }
        }
        return shown;
    }
}
