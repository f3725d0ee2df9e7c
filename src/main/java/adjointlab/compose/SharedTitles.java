package adjointlab.compose;

import adjointlab.figure.Axis;
import adjointlab.figure.Composition.Cell;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import java.util.List;
import java.util.Optional;

/// One title for the axes of neighbours that measure the same: a vertical axis leaves it to the plot at its left, a
/// horizontal one to the plot below.
final class SharedTitles {
    private SharedTitles() {}

    static List<Cell> of(List<Cell> cells) {
        return cells.stream().map(cell -> of(cell, cells)).toList();
    }

    private static Cell of(Cell cell, List<Cell> cells) {
        Plot plot = only(cell).orElse(null);
        if (plot == null) {
            return cell;
        }
        boolean atLeft = cells.stream().anyMatch(other -> isLeftOf(other, cell) && hasY(other, plot.y()));
        boolean below = cells.stream().anyMatch(other -> isBelow(other, cell) && hasX(other, plot.x()));
        Axis x = below ? plot.x().titled("") : plot.x();
        Axis y = atLeft ? plot.y().titled("") : plot.y();
        Plot shared = new Plot(plot.title(), x, y, plot.layers(), plot.legend(), plot.viewpoint());
        return new Cell(
                cell.place(),
                new Figure(
                        cell.figure().title(),
                        cell.figure().note(),
                        List.of(new Figure.Row(1, List.of(shared))),
                        "",
                        null,
                        cell.figure().names()),
                cell.head(),
                cell.insets(),
                cell.callouts());
    }

    /// The plot of a cell that has one flat one with axes.
    private static Optional<Plot> only(Cell cell) {
        return cell.figure().plots().size() == 1
                ? Optional.of(cell.figure().plots().getFirst()).filter(SharedTitles::hasAxes)
                : Optional.empty();
    }

    private static boolean hasAxes(Plot plot) {
        return plot.surface().isEmpty()
                && plot.layers().stream()
                        .noneMatch(layer -> layer instanceof Layer.Table || layer instanceof Layer.Tiles);
    }

    private static boolean isLeftOf(Cell other, Cell cell) {
        return other.place().row() == cell.place().row()
                && other.place().rows() == cell.place().rows()
                && other.place().column() + other.place().columns()
                        == cell.place().column();
    }

    private static boolean isBelow(Cell other, Cell cell) {
        return other.place().column() == cell.place().column()
                && other.place().columns() == cell.place().columns()
                && other.place().row() == cell.place().row() + cell.place().rows();
    }

    /// A title without which nobody would know a place's unit stays: planes keep theirs.
    private static boolean hasY(Cell cell, Axis axis) {
        return axis.quantity() != Axis.Quantity.PLACE
                && !axis.label().isEmpty()
                && only(cell)
                        .filter(plot -> plot.y().label().equals(axis.label()))
                        .isPresent();
    }

    private static boolean hasX(Cell cell, Axis axis) {
        return axis.quantity() != Axis.Quantity.PLACE
                && !axis.label().isEmpty()
                && only(cell)
                        .filter(plot -> plot.x().label().equals(axis.label()))
                        .isPresent();
    }
}
