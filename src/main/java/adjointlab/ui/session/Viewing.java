package adjointlab.ui.session;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /// The settings that hold for a run at the iteration that is shown: those asked for where the cursor follows the
    /// training, else those of that time.
    Settings settings(Run run) {
        return isNewest() ? session.wanted(run) : past(run).orElseGet(() -> run.settingsAt(iteration()));
    }

    /// What held where a run had broken before the past iteration that is shown: nothing that was changed later came to
    /// act in it.
    private Optional<Settings> past(Run run) {
        boolean broken = run.state().ended() && !(run.state() instanceof RunState.Finished);
        return broken && iteration() > run.iteration()
                ? Optional.of(run.settingsBefore(run.iteration()))
                : Optional.empty();
    }

    /// Whether the newest iteration is shown, whatever comes.
    boolean isNewest() {
        return session.transport().followingProperty().get()
                && session.pointedIterationProperty().get() < 0;
    }

    /// The visible runs; those under the pointer and pinned ones stand out, the others step back meanwhile.
    private List<PanelContext.Shown> runs() {
        Set<String> hovered = session.runList().hoveredProperty().get();
        boolean any = hovered.stream().anyMatch(name -> session.find(name) != null);
        boolean newest = isNewest();
        List<PanelContext.Shown> shown = new ArrayList<>();
        for (LabState.Line line : session.state().runs()) {
            Run run = session.find(line.name());
            if (run != null && line.marks().visible()) {
                Emphasis emphasis =
                        hovered.contains(line.name()) || line.marks().pinned()
                                ? Emphasis.STRONG
                                : any ? Emphasis.FADED : Emphasis.NORMAL;
                shown.add(new PanelContext.Shown(
                        run,
                        RunStyles.of(run).with(emphasis),
                        newest ? run.asked() : past(run).orElse(null)));
            }
        }
        return shown;
    }
}
