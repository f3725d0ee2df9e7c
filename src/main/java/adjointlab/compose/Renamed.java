package adjointlab.compose;

import adjointlab.figure.Layer;
import java.util.List;
import java.util.Map;

/// Layers whose names and labels are others.
final class Renamed {
    private Renamed() {}

    static Layer of(Layer layer, Map<String, String> names) {
        String name = names.getOrDefault(layer.name(), layer.name());
        return switch (layer) {
            case Layer.Line line ->
                new Layer.Line(
                        name,
                        line.style(),
                        line.x(),
                        line.y(),
                        names.getOrDefault(line.endLabel(), line.endLabel()),
                        line.owner());
            case Layer.Points points -> new Layer.Points(name, points.style(), points.x(), points.y(), points.owner());
            case Layer.Band band -> new Layer.Band(name, band.style(), band.x(), band.low(), band.high(), band.owner());
            case Layer.Rule rule -> new Layer.Rule(name, rule.style(), rule.vertical(), rule.at(), rule.owner());
            case Layer.Strokes strokes ->
                new Layer.Strokes(name, strokes.style(), strokes.x(), strokes.y(), strokes.owner());
            case Layer.Bars bars ->
                new Layer.Bars(name, bars.style(), bars.x(), bars.height(), bars.width(), bars.owner());
            case Layer.Note note -> new Layer.Note(name, note.style(), note.x(), note.y(), note.owner());
            case Layer.Table table -> of(table, names);
            case Layer.Region _, Layer.HeatMap _, Layer.Arrows _, Layer.Tiles _ -> layer;
        };
    }

    private static Layer.Table of(Layer.Table table, Map<String, String> names) {
        return new Layer.Table(
                table.name(),
                of(table.header(), names),
                table.rows().stream().map(row -> of(row, names)).toList(),
                table.rowOwners(),
                table.columnOwners(),
                table.above(),
                table.data());
    }

    private static List<String> of(List<String> texts, Map<String, String> names) {
        return texts.stream().map(text -> names.getOrDefault(text, text)).toList();
    }
}
