package adjointlab.ui.dock;

import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PanelLayout.Part;
import adjointlab.lab.preset.PanelLayout.Split;
import adjointlab.lab.preset.PanelLayout.Tabs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Changes of layouts.
public final class Layouts {
    private static final double SAME_SHARE = 0.02;

    /// No panel.
    public static final PanelLayout EMPTY = new Tabs(List.of(), 0);

    private Layouts() {}

    /// A place with one panel.
    public static PanelLayout single(PanelState panel) {
        return new Tabs(List.of(panel), 0);
    }

    /// The first panels of a layout with all the room, one above the other: what an audience sees.
    ///
    /// @param most number of panels to keep
    /// @param from index of the first one
    public static PanelLayout few(PanelLayout layout, int from, int most) {
        List<PanelState> panels = layout.panels();
        if (panels.isEmpty()) {
            return EMPTY;
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(most, panels.size()); i++) {
            parts.add(new Part(1, single(panels.get((from + i) % panels.size()))));
        }
        return parts.size() == 1 ? parts.getFirst().layout() : new Split(true, parts);
    }

    /// The layout with one more panel, below the last place.
    public static PanelLayout plus(PanelLayout layout, PanelState panel) {
        return switch (layout) {
            case Tabs tabs when tabs.panels().isEmpty() -> single(panel);
            case Tabs tabs -> new Split(false, List.of(new Part(1, tabs), new Part(1, single(panel))));
            case Split split
            when split.horizontal() -> {
                List<Part> parts = new ArrayList<>(split.children());
                Part last = parts.removeLast();
                parts.add(new Part(last.weight(), plus(last.layout(), panel)));
                yield new Split(true, parts);
            }
            case Split split -> {
                List<Part> parts = new ArrayList<>(split.children());
                double mean = parts.stream().mapToDouble(Part::weight).average().orElse(1);
                parts.add(new Part(mean, single(panel)));
                yield new Split(false, parts);
            }
        };
    }

    /// The layout without panels that are not wanted.
    public static PanelLayout only(PanelLayout layout, Predicate<PanelState> wanted) {
        return switch (layout) {
            case Tabs tabs -> {
                List<PanelState> panels = tabs.panels().stream().filter(wanted).toList();
                yield new Tabs(panels, Math.clamp(tabs.selected(), 0, Math.max(0, panels.size() - 1)));
            }
            case Split split ->
                tidy(new Split(
                        split.horizontal(),
                        split.children().stream()
                                .map(part -> new Part(part.weight(), only(part.layout(), wanted)))
                                .toList()));
        };
    }

    /// The layout without places that hold nothing and splits of one child; shares of a split sum to 1.
    public static PanelLayout tidy(PanelLayout layout) {
        return switch (layout) {
            case Tabs tabs -> tabs;
            case Split split -> {
                List<Part> parts = split.children().stream()
                        .map(part -> new Part(part.weight(), tidy(part.layout())))
                        .filter(part -> !part.layout().panels().isEmpty())
                        .toList();
                double sum = parts.stream().mapToDouble(Part::weight).sum();
                yield switch (parts.size()) {
                    case 0 -> EMPTY;
                    case 1 -> parts.getFirst().layout();
                    default ->
                        new Split(
                                split.horizontal(),
                                parts.stream()
                                        .map(part -> new Part(part.weight() / sum, part.layout()))
                                        .toList());
                };
            }
        };
    }

    /// Whether two layouts look the same: the same panels in the same places, shares equal to what a pixel more or
    /// less makes.
    public static boolean alike(PanelLayout a, PanelLayout b) {
        return switch (tidy(a)) {
            case Tabs tabs -> tabs.equals(tidy(b));
            case Split split ->
                tidy(b) instanceof Split other
                        && split.horizontal() == other.horizontal()
                        && split.children().size() == other.children().size()
                        && IntStream.range(0, split.children().size()).allMatch(i -> {
                            Part one = split.children().get(i);
                            Part two = other.children().get(i);
                            return Math.abs(one.weight() - two.weight()) < SAME_SHARE
                                    && alike(one.layout(), two.layout());
                        });
        };
    }

    /// The layout of several panels that come without one: the first is the idea and gets the most room.
    public static PanelLayout of(List<String> ids) {
        List<PanelLayout> places =
                ids.stream().map(id -> single(new PanelState(id, Map.of()))).toList();
        return switch (places.size()) {
            case 0 -> EMPTY;
            case 1 -> places.getFirst();
            case 2 -> split(true, 0.6, places.get(0), places.get(1));
            case 3 -> split(true, 0.59, places.get(0), split(false, 0.5, places.get(1), places.get(2)));
            default ->
                split(
                        true,
                        0.59,
                        split(false, 0.6, places.get(0), places.get(2)),
                        split(
                                false,
                                0.5,
                                places.get(1),
                                new Tabs(
                                        ids.subList(3, ids.size()).stream()
                                                .map(id -> new PanelState(id, Map.of()))
                                                .toList(),
                                        0)));
        };
    }

    private static PanelLayout split(boolean horizontal, double share, PanelLayout first, PanelLayout second) {
        return new Split(horizontal, List.of(new Part(share, first), new Part(1 - share, second)));
    }
}
