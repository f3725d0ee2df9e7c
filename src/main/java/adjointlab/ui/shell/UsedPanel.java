package adjointlab.ui.shell;

import adjointlab.ui.dock.DockPane;
import adjointlab.ui.panel.PanelHost;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import org.jspecify.annotations.Nullable;

/// The panel that export, compare and maximise are about where none is named: the last one that was clicked, else the
/// first one that can be seen.
final class UsedPanel {
    private final DockPane dock;
    private @Nullable PanelHost last;
    private @Nullable PanelHost marked;

    UsedPanel(DockPane dock) {
        this.dock = dock;
    }

    void set(PanelHost panel) {
        last = panel;
    }

    void forget() {
        last = null;
    }

    /// Empty where no panel can be seen.
    Optional<PanelHost> get() {
        List<PanelHost> visible = visible();
        PanelHost clicked = last;
        return clicked != null && visible.contains(clicked)
                ? Optional.of(clicked)
                : visible.stream().findFirst();
    }

    /// Shows its runs side by side, or together again.
    void compare() {
        get().ifPresent(host -> host.setColumns(!host.isColumns()));
    }

    /// Shows heat maps as surfaces, or as maps again: of the panel that was used last if it has one, else of the
    /// first that has.
    void toggleSurface() {
        List<PanelHost> fitting =
                visible().stream().filter(PanelHost::hasSurface).toList();
        get().filter(fitting::contains).or(() -> fitting.stream().findFirst()).ifPresent(PanelHost::toggleSurface);
    }

    void maximise() {
        get().ifPresent(dock::toggleMaximised);
    }

    /// Plays the panels that can be seen through a time of their own, or stops them.
    void play() {
        visible().forEach(PanelHost::togglePlayed);
    }

    /// Lets it stand out while something is about to be done with it.
    ///
    /// @param pointed whether something is
    /// @param name told its title then
    void markWhile(BooleanExpression pointed, Consumer<String> name) {
        pointed.addListener((_, _, now) -> {
            if (marked != null) {
                marked.setMarked(false);
                marked = null;
            }
            get().filter(_ -> now).ifPresent(host -> {
                marked = host;
                host.setMarked(true);
                name.accept(host.title().getValue());
            });
        });
    }

    private List<PanelHost> visible() {
        return Refresher.hosts(dock.visiblePanels());
    }
}
