package adjointlab.ui.dock;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which panels are open and where, as plain data.
public sealed interface DockLayout {
    /// Children side by side or one above the other.
    ///
    /// @param vertical one above the other
    /// @param shares of the length, one a child, positive; normalised to sum 1
    /// @param children at least one
    record Split(boolean vertical, List<Double> shares, List<DockLayout> children) implements DockLayout {
        public Split {
            children = List.copyOf(children);
            double sum = shares.stream().mapToDouble(x -> x).sum();
            if (children.isEmpty() || shares.size() != children.size() || !(sum > 0)
                    || shares.stream().anyMatch(x -> !(x > 0))) {
                throw new IllegalArgumentException("a split needs one positive share a child");
            }
            shares = shares.stream().map(x -> x / sum).toList();
        }
    }

    /// Panels on top of each other; only one is seen.
    ///
    /// @param panels ids in order; empty for an empty place
    /// @param selected the one that is seen; "" when there is none
    record Tabs(List<String> panels, String selected) implements DockLayout {
        public Tabs {
            panels = List.copyOf(panels);
            if (!selected.isEmpty() && !panels.contains(selected)) {
                throw new IllegalArgumentException("the selected panel is not among the tabs");
            }
        }
    }

    /// A place with one panel.
    static DockLayout panel(String id) {
        return new Tabs(List.of(id), id);
    }

    /// Children side by side, with these shares of the width.
    static DockLayout row(List<Double> shares, DockLayout... children) {
        return new Split(false, shares, List.of(children));
    }

    /// Children one above the other, with these shares of the height.
    static DockLayout column(List<Double> shares, DockLayout... children) {
        return new Split(true, shares, List.of(children));
    }

    /// The layout of a preset's panels: the first is the idea and gets the most room.
    ///
    /// @param ids panels in order of importance
    static DockLayout of(List<String> ids) {
        return switch (ids.size()) {
            case 0 -> new Tabs(List.of(), "");
            case 1 -> panel(ids.get(0));
            case 2 -> row(List.of(0.6, 0.4), panel(ids.get(0)), panel(ids.get(1)));
            case 3 ->
                row(
                        List.of(0.59, 0.41),
                        panel(ids.get(0)),
                        column(List.of(0.5, 0.5), panel(ids.get(1)), panel(ids.get(2))));
            case 4 ->
                row(
                        List.of(0.59, 0.41),
                        column(List.of(0.6, 0.4), panel(ids.get(0)), panel(ids.get(2))),
                        column(List.of(0.5, 0.5), panel(ids.get(1)), panel(ids.get(3))));
            default ->
                row(
                        List.of(0.59, 0.41),
                        column(List.of(0.6, 0.4), panel(ids.get(0)), panel(ids.get(2))),
                        column(
                                List.of(0.5, 0.5),
                                panel(ids.get(1)),
                                new Tabs(ids.subList(3, ids.size()), ids.get(3))));
        };
    }

    /// All panels of the layout.
    default List<String> panels() {
        return switch (this) {
            case Split split -> split.children.stream().flatMap(child -> child.panels().stream()).toList();
            case Tabs tabs -> tabs.panels;
        };
    }

    /// This layout with one more panel: the one that is selected in the place with the fewest panels keeps its place,
    /// and the new one opens below the last place.
    default DockLayout plus(String id) {
        if (panels().contains(id)) {
            return this;
        }
        return switch (this) {
            case Tabs tabs when tabs.panels.isEmpty() -> panel(id);
            case Tabs tabs -> column(List.of(0.5, 0.5), tabs, panel(id));
            case Split split when split.vertical || split.children.size() > 2 -> {
                var children = new ArrayList<>(split.children);
                var shares = new ArrayList<>(split.shares);
                children.add(panel(id));
                shares.add(1.0 / split.children.size());
                yield new Split(split.vertical, shares, children);
            }
            case Split split -> {
                var children = new ArrayList<>(split.children);
                children.add(children.removeLast().plus(id));
                yield new Split(false, split.shares, children);
            }
        };
    }

    /// This layout without the panels that `known` does not hold, and without the places that this leaves empty.
    default DockLayout only(List<String> known) {
        return switch (this) {
            case Tabs tabs -> {
                List<String> left = tabs.panels.stream().filter(known::contains).toList();
                String selected = left.contains(tabs.selected) ? tabs.selected : left.isEmpty() ? "" : left.getFirst();
                yield new Tabs(left, selected);
            }
            case Split split -> {
                List<DockLayout> children = new ArrayList<>();
                List<Double> shares = new ArrayList<>();
                for (int i = 0; i < split.children.size(); i++) {
                    DockLayout child = split.children.get(i).only(known);
                    if (!child.panels().isEmpty()) {
                        children.add(child);
                        shares.add(split.shares.get(i));
                    }
                }
                yield switch (children.size()) {
                    case 0 -> new Tabs(List.of(), "");
                    case 1 -> children.getFirst();
                    default -> new Split(split.vertical, shares, children);
                };
            }
        };
    }

    /// This layout without one panel.
    default DockLayout minus(String id) {
        return only(panels().stream().filter(panel -> !panel.equals(id)).toList());
    }

    /// The panels that are seen.
    default Stream<String> visible() {
        return switch (this) {
            case Split split -> split.children.stream().flatMap(DockLayout::visible);
            case Tabs tabs -> tabs.selected.isEmpty() ? Stream.of() : Stream.of(tabs.selected);
        };
    }
}
