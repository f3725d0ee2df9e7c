package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where everything of a figure was drawn.
///
/// @param areas one for each plot with axes, in the figure's order
/// @param tables one for each table, in the figure's order
/// @param tiles one for each plot of tiles, in the figure's order
/// @param cuts texts that found no room for all that they say
/// @param cells of a composed figure with their heads, in the order of their letters
public record FigureLayout(
        List<PlotArea> areas,
        List<TableArea> tables,
        List<TilesArea> tiles,
        List<CutText> cuts,
        List<Rectangle2D> cells) {
    public FigureLayout {
        areas = List.copyOf(areas);
        tables = List.copyOf(tables);
        tiles = List.copyOf(tiles);
        cuts = List.copyOf(cuts);
        cells = List.copyOf(cells);
    }

    /// The plot at a place in the drawing.
    public Optional<PlotArea> at(double x, double y) {
        return areas.stream().filter(area -> area.contains(x, y)).findFirst();
    }

    /// The title of the axis beside whose numbers, or at whose title, a place in the drawing is; "" where there is
    /// none.
    public String axisAt(double x, double y) {
        for (PlotArea area : areas) {
            String title = area.axisAt(x, y);
            if (!title.isEmpty()) {
                return title;
            }
        }
        return "";
    }

    /// The picture among tiles at a place in the drawing.
    public Optional<Tile> tileAt(double x, double y) {
        return tiles.stream().flatMap(area -> area.at(x, y).stream()).findFirst();
    }

    /// All that the cut text at a place in the drawing says; "" where none is.
    public String wholeAt(double x, double y) {
        return cuts.stream()
                .filter(cut -> cut.box().contains(x, y))
                .map(CutText::whole)
                .findFirst()
                .orElse("");
    }

    /// The run whose cell of a table or whose picture is at a place in the drawing; nobody where there is none.
    public Owner ownerBesideAxes(double x, double y) {
        Stream<Owner> inTables = tables.stream().map(table -> table.owner(x, y));
        Stream<Owner> inTiles = tiles.stream()
                .filter(area -> area.at(x, y).isPresent())
                .map(area -> area.tiles().owner());
        return Stream.concat(inTables, inTiles)
                .filter(owner -> !owner.isNobody())
                .findFirst()
                .orElse(Owner.NOBODY);
    }
}
