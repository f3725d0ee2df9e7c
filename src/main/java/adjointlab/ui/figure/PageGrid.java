package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.Place;
import adjointlab.ui.chart.ChartView;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Where the cells of a page were drawn, and what of its grid is empty.
final class PageGrid {
    private final List<Place> places;

    /// Of the cells, pixels of the view.
    private final List<Rectangle2D> boxes;

    private final double[] across;
    private final double[] down;

    /// A part of the grid as it was drawn.
    ///
    /// @param place in the grid
    /// @param box in the view, pixels
    record Spot(Place place, Rectangle2D box) {}

    private PageGrid(Composition.Grid grid, List<Place> places, List<Rectangle2D> boxes) {
        this.places = places;
        this.boxes = boxes;
        across = edges(
                grid.widths().size(), Place::column, Place::lastColumn, Rectangle2D::getMinX, Rectangle2D::getMaxX);
        down = edges(grid.heights().size(), Place::row, Place::lastRow, Rectangle2D::getMinY, Rectangle2D::getMaxY);
    }

    /// The grid of what a view shows; nothing where it shows no cells.
    static Optional<PageGrid> of(ChartView.Shown shown) {
        Composition composition = shown.figure().composition();
        List<Rectangle2D> cells = shown.layout().cells();
        if (composition == null
                || cells.isEmpty()
                || cells.size() != composition.cells().size()) {
            return Optional.empty();
        }
        double zoom = shown.zoom();
        List<Rectangle2D> boxes = new ArrayList<>();
        for (Rectangle2D cell : cells) {
            boxes.add(new Rectangle2D.Double(
                    zoom * cell.getX(), zoom * cell.getY(), zoom * cell.getWidth(), zoom * cell.getHeight()));
        }
        return Optional.of(new PageGrid(
                composition.grid(),
                composition.cells().stream().map(Composition.Cell::place).toList(),
                boxes));
    }

    /// Whether a document has the same cells at the same places: else what was drawn is older.
    boolean isOf(FigureDocument document) {
        return places.equals(
                document.cells().stream().map(FigureDocument.Cell::place).toList());
    }

    /// Index of the cell at a place of the view; −1 where there is none.
    int cellAt(double x, double y) {
        return IntStream.range(0, boxes.size())
                .filter(i -> boxes.get(i).contains(x, y))
                .findFirst()
                .orElse(-1);
    }

    /// A cell.
    Spot spot(int cell) {
        return new Spot(places.get(cell), boxes.get(cell));
    }

    /// What is at a place of the view: a cell, or an empty part of a row and a column; nothing beside the grid.
    Optional<Spot> spotAt(double x, double y) {
        int cell = cellAt(x, y);
        if (cell >= 0) {
            return Optional.of(spot(cell));
        }
        int column = among(across, x);
        int row = among(down, y);
        if (column < 0 || row < 0) {
            return Optional.empty();
        }
        Place place = new Place(row, column, 1, 1);
        return places.stream().anyMatch(place::meets)
                ? Optional.empty() // a gap within a cell of several rows or columns
                : Optional.of(new Spot(
                        place,
                        new Rectangle2D.Double(
                                across[column],
                                down[row],
                                across[column + 1] - across[column],
                                down[row + 1] - down[row])));
    }

    /// Where a cell would be drawn at a place, without what of it reaches beyond the grid; those that are drawn as they
    /// are.
    Rectangle2D box(Place place) {
        int drawn = places.indexOf(place);
        if (drawn >= 0) {
            return boxes.get(drawn);
        }
        double x = across[place.column()];
        double y = down[place.row()];
        double right = across[Math.min(place.lastColumn() + 1, across.length - 1)];
        double bottom = down[Math.min(place.lastRow() + 1, down.length - 1)];
        return new Rectangle2D.Double(x, y, right - x, bottom - y);
    }

    private static int among(double[] edges, double at) {
        return IntStream.range(0, edges.length - 1)
                .filter(i -> at >= edges[i] && at < edges[i + 1])
                .findFirst()
                .orElse(-1);
    }

    /// Where rows or columns begin and the last one ends: known from cells that begin or end there. Those in which none
    /// does share the room between their neighbours.
    private double[] edges(
            int count,
            ToIntFunction<Place> first,
            ToIntFunction<Place> last,
            ToDoubleFunction<Rectangle2D> min,
            ToDoubleFunction<Rectangle2D> max) {
        double[] edges = new double[count + 1];
        Arrays.fill(edges, Double.NaN);
        for (int i = 0; i < places.size(); i++) {
            edges[first.applyAsInt(places.get(i))] = min.applyAsDouble(boxes.get(i));
        }
        for (int i = 0; i < places.size(); i++) { // where none begins, gaps go to those before
            int end = last.applyAsInt(places.get(i)) + 1;
            edges[end] = Double.isNaN(edges[end]) ? max.applyAsDouble(boxes.get(i)) : edges[end];
        }
        edges[0] = Double.isNaN(edges[0]) ? 0 : edges[0];
        int known = 0;
        for (int i = 1; i <= count; i++) {
            if (!Double.isNaN(edges[i])) {
                for (int j = known + 1; j < i; j++) {
                    edges[j] = edges[known] + (edges[i] - edges[known]) * (j - known) / (i - known);
                }
                known = i;
            }
        }
        return edges;
    }
}
