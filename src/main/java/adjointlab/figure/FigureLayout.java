package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// Where everything of a figure was drawn.
///
/// @param areas one for each plot with axes, in the figure's order
/// @param tables the rectangle of each table, in the figure's order
public record FigureLayout(List<PlotArea> areas, List<Rectangle2D> tables) {
    public FigureLayout {
        areas = List.copyOf(areas);
        tables = List.copyOf(tables);
    }

    /// The plot at a place in the drawing.
    public Optional<PlotArea> at(double x, double y) {
        return areas.stream().filter(area -> area.contains(x, y)).findFirst();
    }
}
