package adjointlab.ui.shell;

import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.dock.DockPane;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.panel.Haste;
import adjointlab.ui.panel.PanelHost;
import adjointlab.ui.panel.PanelTitle;
import adjointlab.ui.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// Lets panels that are both seen and out of date ask for a new picture: once a pulse, and as soon as a person has
/// changed a setting, so that its effect is shown by the next pulse if it can be drawn until then.
final class Refresher extends AnimationTimer {
    private final Session session;
    private final DockPane dock;
    private final DrawingWorker worker;
    private final Runnable shown;
    private long seenChanges = -1;
    private long seenEdits = -1;
    private int seenPointed = -1;
    private boolean wasTraining;
    private Set<String> seenHovered = Set.of();
    private List<Object> seenTitles = List.of();

    /// @param worker tells whether there is time for pictures that nobody waits for; where nothing trains there always
    ///     is
    /// @param shown told where another iteration may be shown, or other settings
    Refresher(Session session, DockPane dock, DrawingWorker worker, Runnable shown) {
        this.session = session;
        this.dock = dock;
        this.worker = worker;
        this.shown = shown;
        session.editsProperty().addListener((_, _, _) -> Platform.runLater(this::refresh));
    }

    @Override
    public void handle(long now) {
        refresh();
    }

    private void refresh() {
        boolean trained = session.refresh();
        List<PanelHost> open = hosts(dock.openPanels());
        int pointed = session.pointedIterationProperty().get();
        Set<String> hovered = session.runList().hoveredProperty().get();
        boolean looked = session.changes() != seenChanges || pointed != seenPointed || !hovered.equals(seenHovered);
        if (trained || looked) {
            boolean changed = session.editsProperty().get() != seenEdits;
            seenEdits = session.editsProperty().get();
            seenChanges = session.changes();
            seenPointed = pointed;
            seenHovered = hovered;
            Haste haste = changed ? Haste.NOW : looked ? Haste.SOON : Haste.IDLE;
            open.forEach(host -> host.markDirty(haste));
            if (looked) { // iterations alone change no setting
                shown.run();
            }
        }
        List<PanelHost> visible = hosts(dock.visiblePanels());
        session.transport()
                .playableProperty()
                .set(session.isTrainable() || visible.stream().anyMatch(PanelHost::isPlayed));
        List<Object> titles = new ArrayList<>();
        open.forEach(host -> titles.add(List.of(host.title().getValue(), host.panel())));
        if (!titles.equals(seenTitles)) {
            PanelTitle.tellApart(open);
            seenTitles = titles;
        }
        boolean training = session.transport().playingProperty().get();
        if (wasTraining && !training) {
            // now the pictures are waited for, and those under way are of iterations that are over
            open.forEach(host -> host.markDirty(Haste.NOW));
        }
        wasTraining = training;
        Haste least = worker.hasTime() || !training ? Haste.IDLE : Haste.SOON;
        visible.forEach(host -> host.pulse(least));
    }

    /// Those of the dock's panels that show a panel of the catalogue.
    static List<PanelHost> hosts(List<DockPanel> panels) {
        return panels.stream()
                .filter(PanelHost.class::isInstance)
                .map(PanelHost.class::cast)
                .toList();
    }
}
