package adjointlab.panel.kit;

import adjointlab.figure.Composition.Entry;
import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.figure.Theme;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the runs are called of which a figure draws something, as who sees it without the list of runs must know.
///
/// What is drawn of all visible runs together needs no name, nor does anything where there is one run. Runs that look
/// alike are named by their group, unless only one of them is drawn.
///
/// @param names in the order of the groups
public record RunNames(List<Named> names) {
    public RunNames {
        names = List.copyOf(names);
    }

    /// A name.
    ///
    /// @param entry with what bears it
    /// @param alone whether it is one run's, of which others that look alike are not drawn
    public record Named(Entry entry, boolean alone) {}

    /// Those of a figure.
    ///
    /// @param runs that could be drawn
    public static RunNames of(Figure figure, List<Shown> runs) {
        List<Layer> layers =
                figure.plots().stream().flatMap(plot -> plot.layers().stream()).toList();
        List<Owner> owners = layers.stream()
                .flatMap(RunNames::owners)
                .filter(owner -> !runs.stream().allMatch(shown -> shown.owner().meets(owner)))
                .toList();
        List<Named> names = new ArrayList<>();
        List<Groups.Group> groups = Groups.of(runs);
        for (Groups.Group group : groups) {
            List<Shown> drawn = group.runs().stream()
                    .filter(shown -> owners.stream().anyMatch(shown.owner()::meets))
                    .toList();
            boolean together = drawn.size() > 1 || group.runs().size() == 1;
            if (!drawn.isEmpty() && together && groups.size() > 1) {
                names.add(new Named(new Entry(group.label(), style(group.style(), group.owner(), layers)), false));
            } else if (!drawn.isEmpty() && !together) {
                Shown only = drawn.getFirst();
                names.add(new Named(new Entry(Groups.name(only), style(only.style(), only.owner(), layers)), true));
            }
        }
        return new RunNames(names);
    }

    /// All names, as a legend has them.
    public List<Entry> entries() {
        return names.stream().map(Named::entry).toList();
    }

    /// The title of a cell with the names of single runs, which the legend of all cells has not.
    ///
    /// @param title its own; "" for none
    public String titled(String title) {
        String runs = names.stream()
                .filter(Named::alone)
                .map(named -> named.entry().name())
                .filter(name -> !says(title, name))
                .collect(Collectors.joining(", "));
        return runs.isEmpty() ? title : title.isEmpty() ? runs : title + " (" + runs + ")";
    }

    /// Those groups whose colour means them in a figure: not such in whose colour it draws what is of others as well
    /// and nothing that is theirs alone, as the mean of a sweep's trainings.
    ///
    /// @param runs that could be drawn
    public static List<Entry> coloured(Figure figure, List<Shown> runs) {
        List<Layer> layers =
                figure.plots().stream().flatMap(plot -> plot.layers().stream()).toList();
        return Groups.of(runs).stream()
                .filter(group -> layers.stream().anyMatch(layer -> isOwn(layer, group))
                        || layers.stream().noneMatch(layer -> isShared(layer, group)))
                .map(group -> new Entry(group.label(), group.style().with(Emphasis.NORMAL)))
                .toList();
    }

    private static boolean isOwn(Layer layer, Groups.Group group) {
        return isIn(layer, group) && group.owner().holds(layer.owner());
    }

    private static boolean isShared(Layer layer, Groups.Group group) {
        return isIn(layer, group) && !group.owner().holds(layer.owner());
    }

    /// Whether some of a group's runs, and perhaps others, are drawn in its colour.
    private static boolean isIn(Layer layer, Groups.Group group) {
        Optional<SeriesStyle> style =
                switch (layer) {
                    case Layer.Line line -> Optional.of(line.style());
                    case Layer.Points points -> Optional.of(points.style());
                    case Layer.Bars bars -> Optional.of(bars.style());
                    case Layer.Band band -> Optional.of(band.style());
                    default -> Optional.empty();
                };
        return layer.owner().meets(group.owner())
                && style.filter(each -> each.hue() == group.style().hue()).isPresent();
    }

    private static Stream<Owner> owners(Layer layer) {
        return layer instanceof Layer.Table table
                ? Stream.concat(table.rowOwners().stream(), table.columnOwners().stream())
                : Stream.of(layer.owner());
    }

    /// How the runs look where they are drawn as lines or points; as nothing where they are maps and tables.
    private static SeriesStyle style(SeriesStyle own, Owner owner, List<Layer> layers) {
        Dash dash = Dash.NONE;
        Marker marker = Marker.NONE;
        for (Layer layer : layers) {
            if (layer.owner().meets(owner) && owner.holds(layer.owner())) {
                SeriesStyle style =
                        switch (layer) {
                            case Layer.Line line -> line.style();
                            case Layer.Points points -> points.style().with(Dash.NONE);
                            case Layer.Bars bars ->
                                bars.style().with(Marker.SQUARE).with(Dash.NONE);
                            case Layer.Band band ->
                                band.style().with(Marker.SQUARE).with(Dash.NONE);
                            default -> own.with(Dash.NONE).with(Marker.NONE);
                        };
                boolean same = style.hue() == own.hue();
                dash = same && dash == Dash.NONE ? style.dash() : dash;
                marker = same && marker == Marker.NONE ? style.marker() : marker;
            }
        }
        return own.with(dash).with(marker).with(Emphasis.NORMAL);
    }

    /// Those of groups, of which more is drawn than one run of several.
    public List<Entry> ofGroups() {
        return names.stream().filter(named -> !named.alone()).map(Named::entry).toList();
    }

    /// The figure as it is where it can be read on a page and the names are in it, else with the names below it.
    public Figure on(Page page, Figure figure) {
        return names.isEmpty()
                        || isSaid(page, figure) && PageFit.flaw(figure, page).isEmpty()
                ? figure
                : figure.naming(all(figure));
    }

    /// The page itself, or one that is larger, on which the figure of [#on] can be read; nothing where none has room.
    public Optional<Page> needed(Page page, Figure figure) {
        Optional<Page> own = PageFit.needed(figure, page);
        return own.filter(each -> !isSaid(each, figure)).isEmpty()
                ? own
                : PageFit.needed(figure.naming(all(figure)), page);
    }

    /// Behind the names that the figure has already.
    private List<Entry> all(Figure figure) {
        return Stream.concat(figure.names().stream(), entries().stream()).toList();
    }

    private boolean isSaid(Page page, Figure figure) {
        String words = DrawnText.of(figure, Theme.PRINT, page.width(), page.height()).stream()
                .map(DrawnText::words)
                .collect(Collectors.joining(" "));
        return entries().stream().allMatch(entry -> says(words, entry.name()));
    }

    /// Whether a name is said, and not only the beginning of another, as "t = 1" is of "t = 1.5".
    ///
    /// @param words of a picture or a sentence
    public static boolean says(String words, String name) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}]|[.,]\\p{N})")
                .matcher(words)
                .find();
    }
}
