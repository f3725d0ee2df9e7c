package adjointlab.lab.preset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How panels share the middle of the window.
public sealed interface PanelLayout {
    /// Children side by side or one above the other.
    ///
    /// @param horizontal whether side by side
    /// @param children at least one
    record Split(boolean horizontal, List<Part> children) implements PanelLayout {
        public Split {
            children = List.copyOf(children);
        }
    }

    /// One child of a split.
    ///
    /// @param weight share of the length relative to its siblings, positive
    /// @param layout what fills it
    record Part(double weight, PanelLayout layout) {}

    /// Panels on top of one another, one of them shown.
    ///
    /// @param panels in tab order
    /// @param selected index of the one that is shown
    record Tabs(List<PanelState> panels, int selected) implements PanelLayout {
        public Tabs {
            panels = List.copyOf(panels);
        }
    }

    /// One panel with its options.
    ///
    /// @param id of the panel in its catalogue
    /// @param options by parameter name, where they differ from the defaults
    /// @param columns whether runs stand side by side, each in a plot of its own
    record PanelState(String id, Map<String, Object> options, boolean columns) {
        public PanelState {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        /// A panel with its runs in one plot.
        public PanelState(String id, Map<String, Object> options) {
            this(id, options, false);
        }
    }

    /// The panels that are seen, of every stack of tabs the selected one, from left to right and top to bottom.
    default List<PanelState> shown() {
        return switch (this) {
            case Split split ->
                split.children().stream()
                        .flatMap(part -> part.layout().shown().stream())
                        .toList();
            case Tabs tabs ->
                tabs.panels().isEmpty()
                        ? List.of()
                        : List.of(tabs.panels()
                                .get(Math.clamp(
                                        tabs.selected(), 0, tabs.panels().size() - 1)));
        };
    }

    /// Every panel of the layout, from left to right and top to bottom.
    default List<PanelState> panels() {
        return switch (this) {
            case Split split ->
                split.children().stream()
                        .flatMap(part -> part.layout().panels().stream())
                        .toList();
            case Tabs tabs -> tabs.panels();
        };
    }
}
