package adjointlab.ui.shell;

import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.ui.dock.DockPane;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.panel.Haste;
import adjointlab.ui.panel.PanelHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The panels of the dock by their kind: opened, brought to the front, set together and drawn again.
final class OpenPanels {
    private final DockPane dock;
    private final Runnable changed;

    /// @param changed is told when the layout or an option is another
    OpenPanels(DockPane dock, Runnable changed) {
        this.dock = dock;
        this.changed = changed;
    }

    /// Shows a panel with these options: the one of its kind that is open, on top of its tabs and with its other
    /// options as they are, else a new one. One that can be seen already and is asked for as it comes is opened
    /// once more beside it.
    void show(PanelState state) {
        List<PanelHost> open = ofKind(dock.openPanels(), state.id());
        List<PanelHost> seen = ofKind(dock.visiblePanels(), state.id());
        boolean plain = state.options().isEmpty();
        if (open.isEmpty() || plain && !seen.isEmpty()) {
            dock.open(SharedOption.joined(state, Refresher.hosts(dock.knownPanels())));
            return;
        }
        PanelHost host = seen.isEmpty() ? open.getFirst() : seen.getFirst();
        if (!plain) {
            Map<String, Object> options = new LinkedHashMap<>(host.state().options());
            options.putAll(state.options());
            host.restore(new PanelState(state.id(), options, state.columns()));
        }
        if (seen.isEmpty()) {
            dock.front(host);
        }
        changed.run();
    }

    /// Sets an option of every panel that has it.
    void set(String option, int value) {
        SharedOption.set(Refresher.hosts(dock.knownPanels()), option, value);
        changed.run();
    }

    /// Lets panels look again whose figures come from files, of which no run tells them.
    void redrawOfFiles() {
        Refresher.hosts(dock.knownPanels()).stream()
                .filter(host -> !host.panel().readsRuns())
                .forEach(host -> host.markDirty(Haste.NOW));
    }

    private static List<PanelHost> ofKind(List<DockPanel> panels, String id) {
        return Refresher.hosts(panels).stream()
                .filter(host -> host.entry().id().equals(id))
                .toList();
    }
}
