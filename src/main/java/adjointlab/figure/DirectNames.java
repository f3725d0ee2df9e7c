package adjointlab.figure;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Names that stand at the series themselves: at the end of a line, at its beginning or in its middle, at a point, over
/// a bar.
final class DirectNames {
    /// Between the ends of a line as many places less one are tried.
    private static final int BETWEEN = 8;

    private final PlotArea area;
    private final Theme theme;
    private final Ink ink;

    /// @param ink what lies there already
    DirectNames(PlotArea area, Theme theme, Ink ink) {
        this.area = area;
        this.theme = theme;
        this.ink = ink;
    }

    /// Where names would stand.
    ///
    /// @return without those that find no place
    Map<PlotLegend.Entry, Rectangle2D> places(List<PlotLegend.Entry> entries) {
        FreePlaces free = new FreePlaces(area.data(), ink, theme);
        Map<PlotLegend.Entry, Rectangle2D> places = new LinkedHashMap<>();
        for (PlotLegend.Entry entry : entries) {
            List<Point2D> points = area.plot().layers().stream()
                    .filter(layer -> Ink.Series.of(layer).equals(entry.series()))
                    .flatMap(layer -> points(layer).stream())
                    .toList();
            Rectangle2D place = free.beside(entry.series().name(), points, places.values());
            if (place != null) {
                places.put(entry, place);
            }
        }
        return places;
    }

    private List<Point2D> points(Layer layer) {
        return switch (layer) {
            case Layer.Line line -> points(line.x(), line.y());
            case Layer.Points points -> points(points.x(), points.y());
            case Layer.Band band -> points(band.x(), band.high());
            case Layer.Bars bars -> points(bars.x(), bars.height());
            case Layer.Strokes strokes ->
                points(
                        strokes.x(),
                        IntStream.range(0, strokes.x().length)
                                .mapToDouble(_ -> strokes.y())
                                .toArray());
            case Layer.Region _,
                    Layer.Rule _,
                    Layer.HeatMap _,
                    Layer.Arrows _,
                    Layer.Note _,
                    Layer.Table _,
                    Layer.Tiles _ -> List.of();
        };
    }

    /// The last of the points that are seen, the first, and some between them.
    private List<Point2D> points(double[] x, double[] y) {
        List<Point2D> seen = new ArrayList<>();
        for (int i = x.length - 1; i >= 0; i--) {
            if (area.across().shows(x[i]) && area.up().shows(y[i])) {
                seen.add(new Point2D.Double(
                        area.across().toPosition(x[i]), area.up().toPosition(y[i])));
            }
        }
        int last = seen.size() - 1;
        return last < 0
                ? List.of()
                : IntStream.concat(
                                IntStream.of(0, last),
                                IntStream.range(1, BETWEEN).map(i -> last * i / BETWEEN))
                        .distinct()
                        .mapToObj(seen::get)
                        .toList();
    }
}
