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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Changes of layouts.
public final class Layouts {
    private static final double SAME_SHARE = 0.02;

    /// A panel with its title needs so much height to show anything, px.
    private static final double LEAST_HEIGHT = 190;

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

    /// The layout with one more panel: below the last place where all that stand above each other keep room enough,
    /// else as a tab of that place.
    ///
    /// @param height of the dock, px
    public static PanelLayout plus(PanelLayout layout, PanelState panel, double height) {
        return switch (layout) {
            case Tabs tabs when tabs.panels().isEmpty() -> single(panel);
            case Tabs tabs ->
                height >= 2 * LEAST_HEIGHT
                        ? new Split(false, List.of(new Part(1, tabs), new Part(1, single(panel))))
                        : tabbed(tabs, panel);
            case Split split when split.horizontal() -> withLast(split, last -> plus(last, panel, height));
            case Split split -> {
                double sum = split.children().stream().mapToDouble(Part::weight).sum();
                double mean = sum / split.children().size();
                double least = split.children().stream()
                        .mapToDouble(Part::weight)
                        .min()
                        .orElse(mean);
                if (Math.min(least, mean) / (sum + mean) * height < LEAST_HEIGHT) {
                    yield withLast(split, last -> tabbed(last, panel));
                }
                List<Part> parts = new ArrayList<>(split.children());
                parts.add(new Part(mean, single(panel)));
                yield new Split(false, parts);
            }
        };
    }

    /// The layout with a panel on top of the tabs among which it stands; the same where it is, or is nowhere.
    public static PanelLayout front(PanelLayout layout, PanelState panel) {
        return switch (layout) {
            case Tabs tabs ->
                tabs.panels().contains(panel)
                        ? new Tabs(tabs.panels(), tabs.panels().indexOf(panel))
                        : tabs;
            case Split split ->
                new Split(
                        split.horizontal(),
                        split.children().stream()
                                .map(part -> new Part(part.weight(), front(part.layout(), panel)))
                                .toList());
        };
    }

    /// The layout with one more panel as a tab of its last place, on top.
    private static PanelLayout tabbed(PanelLayout layout, PanelState panel) {
        return switch (layout) {
            case Tabs tabs -> {
                List<PanelState> panels = new ArrayList<>(tabs.panels());
                panels.add(panel);
                yield new Tabs(panels, panels.size() - 1);
            }
            case Split split -> withLast(split, last -> tabbed(last, panel));
        };
    }

    private static Split withLast(Split split, UnaryOperator<PanelLayout> change) {
        List<Part> parts = new ArrayList<>(split.children());
        Part last = parts.removeLast();
        parts.add(new Part(last.weight(), change.apply(last.layout())));
        return new Split(split.horizontal(), parts);
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
