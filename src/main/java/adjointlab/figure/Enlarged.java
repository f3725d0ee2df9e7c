package adjointlab.figure;

import java.util.List;
import java.util.stream.Stream;

/// A part of a plot as a plot of its own, without titles and names: those stand in the whole.
final class Enlarged {
    private Enlarged() {}

    static Plot of(Plot plot, Composition.Inset part) {
        Axis x = new Axis("", plot.x().scale(), Axis.Quantity.OTHER, part.x0(), part.x1());
        Axis y = new Axis("", plot.y().scale(), Axis.Quantity.OTHER, part.y0(), part.y1());
        List<Layer> layers = plot.layers().stream().flatMap(Enlarged::unnamed).toList();
        return new Plot("", x, y, layers, false);
    }

    private static Stream<Layer> unnamed(Layer layer) {
        return switch (layer) {
            case Layer.Line line ->
                Stream.of(new Layer.Line(line.name(), line.style(), line.x(), line.y(), "", line.owner()));
            case Layer.Rule rule ->
                Stream.of(new Layer.Rule("", rule.style(), rule.vertical(), rule.at(), rule.owner()));
            case Layer.Region region ->
                Stream.of(new Layer.Region("", region.style(), region.x0(), region.x1(), region.y0(), region.y1()));
            case Layer.Note _, Layer.Table _, Layer.Tiles _ -> Stream.empty();
            case Layer.Points _, Layer.Band _, Layer.Strokes _, Layer.HeatMap _, Layer.Arrows _, Layer.Bars _ ->
                Stream.of(layer);
        };
    }
}
