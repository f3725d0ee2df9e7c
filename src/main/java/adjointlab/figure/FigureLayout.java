package adjointlab.figure;

import java.util.List;
import java.util.Optional;

/// Where everything of a figure was drawn.
///
/// @param areas one for each plot with axes, in the figure's order
/// @param tables one for each table, in the figure's order
public record FigureLayout(List<PlotArea> areas, List<TableArea> tables) {
    public FigureLayout {
        areas = List.copyOf(areas);
        tables = List.copyOf(tables);
    }

    /// The plot at a place in the drawing.
    public Optional<PlotArea> at(double x, double y) {
        return areas.stream().filter(area -> area.contains(x, y)).findFirst();
    }

    /// The run whose cell of a table is at a place in the drawing; nobody where there is none.
    public Owner ownerInTable(double x, double y) {
        return tables.stream()
                .map(table -> table.owner(x, y))
                .filter(owner -> !owner.isNobody())
                .findFirst()
                .orElse(Owner.NOBODY);
    }
}
