package adjointlab.compose;

import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.ReferenceLine;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Axis;
import adjointlab.figure.Composition;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A panel's figure as a cell changes it.
final class CellFigure {
    private static final SeriesStyle REFERENCE = SeriesStyle.line(Hue.MUTED).with(Dash.DASHED);

    private CellFigure() {}

    /// @param names what runs and groups are called instead
    /// @throws InvalidValueException if a change does not fit the panel
    static Figure of(Figure figure, Changes changes, Map<String, String> names) {
        List<Plot> plots = figure.plots();
        Plot first = plots.getFirst();
        boolean changed = !changes.equals(Changes.NONE.titled(changes.title()));
        if (changed && !hasAxes(first) && !isNamesAlone(changes)) {
            throw new InvalidValueException("tables and pictures have no axes to change and no places to mark");
        }
        List<Figure.Row> rows = new ArrayList<>();
        for (Figure.Row row : figure.rows()) {
            List<Plot> changedPlots = new ArrayList<>();
            for (Plot plot : row.plots()) {
                changedPlots.add(of(plot, plot == first, first, changes, names));
            }
            rows.add(new Figure.Row(row.weight(), changedPlots));
        }
        List<Composition.Entry> entries = figure.names().stream()
                .map(entry -> new Composition.Entry(names.getOrDefault(entry.name(), entry.name()), entry.style()))
                .toList();
        return new Figure(figure.title(), figure.note(), rows, "", null, entries);
    }

    private static boolean isNamesAlone(Changes changes) {
        return changes.axes().equals(Changes.NONE.axes()) && changes.marks().equals(Changes.NONE.marks());
    }

    private static boolean hasAxes(Plot plot) {
        return plot.layers().stream().noneMatch(layer -> layer instanceof Layer.Table || layer instanceof Layer.Tiles);
    }

    private static Plot of(Plot plot, boolean isFirst, Plot first, Changes changes, Map<String, String> names) {
        List<Layer> layers = new ArrayList<>();
        plot.layers().forEach(layer -> layers.add(Renamed.of(layer, names)));
        if (isFirst) {
            changes.marks().lines().forEach(line -> layers.add(rule(line)));
            if (plot.surface().isPresent()
                    && !(changes.marks().notes().isEmpty()
                            && changes.marks().insets().isEmpty())) {
                throw new InvalidValueException("a surface takes neither notes nor insets; show it as a map");
            }
        }
        boolean sameX = isFirst || plot.x().label().equals(first.x().label());
        boolean sameY = isFirst || plot.y().label().equals(first.y().label());
        return new Plot(
                names.getOrDefault(plot.title(), plot.title()),
                sameX ? axis(plot.x(), changes.axes().x(), plot, "x") : plot.x(),
                sameY ? axis(plot.y(), changes.axes().y(), plot, "y") : plot.y(),
                layers,
                plot.legend(),
                plot.viewpoint());
    }

    private static Layer rule(ReferenceLine line) {
        return new Layer.Rule(line.label(), REFERENCE, line.vertical(), line.at());
    }

    private static Axis axis(Axis axis, AxisChange change, Plot plot, String name) {
        if (change.equals(AxisChange.NONE)) {
            return axis;
        }
        Axis.Scale scale = axis.scale();
        if (change.log() != null) {
            scale = change.log() ? Axis.Scale.LOG : Axis.Scale.LINEAR;
            if (scale != axis.scale() && plot.layers().stream().anyMatch(Layer.HeatMap.class::isInstance)) {
                throw new InvalidValueException(name + ".log: the cells of a map stand on the scale that it has");
            }
        }
        double min = Double.isNaN(change.from()) ? axis.min() : change.from();
        double max = Double.isNaN(change.to()) ? axis.max() : change.to();
        if (min >= max) {
            throw new InvalidValueException(name + ": the axis would go from " + min + " to " + max);
        }
        if (scale == Axis.Scale.LOG && (min <= 0 || max <= 0)) {
            throw new InvalidValueException(name + ": an axis in decades has positive ends");
        }
        return new Axis(
                change.label() == null ? axis.label() : change.label(),
                scale,
                axis.quantity(),
                min,
                max,
                change.ticks(),
                axis.names());
    }
}
