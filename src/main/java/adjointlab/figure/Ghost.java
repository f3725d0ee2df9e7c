package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The lines and points of an earlier figure, pale behind those of a later one where they differ, with the difference
/// as a number.
public final class Ghost {
    /// What a layer of an earlier figure is called.
    static final String NAME = "before";

    private static final int DIGITS = 3;

    private Ghost() {}

    /// The later figure with what the earlier one showed otherwise. Only plots with the same axes are compared.
    ///
    /// @param focus whose difference the note tells: of the first line whose end has moved, else of the first point
    public static Figure behind(Figure now, Figure before, Owner focus) {
        List<Plot> old = before.plots();
        if (old.size() != now.plots().size()) {
            return now;
        }
        List<Figure.Row> rows = new ArrayList<>();
        Optional<String> difference = Optional.empty();
        int index = 0;
        for (Figure.Row row : now.rows()) {
            List<Plot> plots = new ArrayList<>();
            for (Plot plot : row.plots()) {
                Plot earlier = old.get(index++);
                if (measuresAlike(plot, earlier)) {
                    plots.add(behind(plot, earlier));
                    difference = difference.or(() -> difference(plot, earlier, focus));
                } else {
                    plots.add(plot);
                }
            }
            rows.add(new Figure.Row(row.weight(), plots));
        }
        String note = difference
                .map(text -> now.note().isEmpty() ? text : text + " · " + now.note())
                .orElse(now.note());
        return new Figure(now.title(), note, rows, now.emptyText(), now.composition(), now.names());
    }

    /// A figure without what it shows of an earlier one.
    public static Figure without(Figure figure) {
        return new Figure(
                figure.title(),
                figure.note(),
                figure.rows().stream()
                        .map(row -> new Figure.Row(
                                row.weight(),
                                row.plots().stream()
                                        .map(plot -> plot.with(plot.layers().stream()
                                                .filter(layer -> !layer.name().equals(NAME))
                                                .toList()))
                                        .toList()))
                        .toList(),
                figure.emptyText(),
                figure.composition(),
                figure.names());
    }

    private static boolean measuresAlike(Plot one, Plot other) {
        return one.x().label().equals(other.x().label())
                && one.y().label().equals(other.y().label())
                && one.x().scale() == other.x().scale()
                && one.y().scale() == other.y().scale();
    }

    private static Plot behind(Plot now, Plot before) {
        List<Layer> layers = new ArrayList<>(now.layers());
        List<Layer> pale = new ArrayList<>();
        for (Layer layer : before.layers()) {
            if (now.layers().stream().noneMatch(other -> alike(layer, other))) {
                switch (layer) {
                    case Layer.Line line ->
                        pale.add(new Layer.Line(NAME, pale(line.style()).with(Marker.NONE), line.x(), line.y(), ""));
                    case Layer.Points points ->
                        pale.add(new Layer.Points(NAME, pale(points.style()), points.x(), points.y()));
                    default -> {
                        // of areas, fields and tables there is no pale form that leaves those of now readable
                    }
                }
            }
        }
        layers.addAll(ground(layers), pale);
        return now.with(layers);
    }

    /// How many layers are ground for others.
    private static int ground(List<Layer> layers) {
        int count = 0;
        while (count < layers.size()
                && (layers.get(count) instanceof Layer.HeatMap || layers.get(count) instanceof Layer.Region)) {
            count++;
        }
        return count;
    }

    private static SeriesStyle pale(SeriesStyle style) {
        return style.with(Emphasis.FADED);
    }

    private static boolean alike(Layer one, Layer other) {
        return switch (one) {
            case Layer.Line line ->
                other instanceof Layer.Line same
                        && Arrays.equals(line.x(), same.x())
                        && Arrays.equals(line.y(), same.y());
            case Layer.Points points ->
                other instanceof Layer.Points same
                        && Arrays.equals(points.x(), same.x())
                        && Arrays.equals(points.y(), same.y());
            default -> true;
        };
    }

    // ---- difference ------------------------------------------------------------------------------

    /// A run's lines and points correspond by their order: names may tell of a setting that has just changed.
    private static Optional<String> difference(Plot now, Plot before, Owner focus) {
        double[] to = ends(now, focus);
        double[] from = ends(before, focus);
        for (int i = 0; i < Math.min(to.length, from.length); i++) {
            if (Double.isFinite(to[i]) && Double.isFinite(from[i]) && to[i] != from[i]) {
                return Optional.of(words(now.y().label(), from[i], to[i]));
            }
        }
        return Optional.empty();
    }

    private static double[] ends(Plot plot, Owner focus) {
        return plot.layers().stream()
                .filter(layer -> layer.owner().meets(focus))
                .mapToDouble(Ghost::end)
                .toArray();
    }

    /// The last finite height of a line, or that of a single point; NaN where there is none.
    private static double end(Layer layer) {
        double[] heights =
                switch (layer) {
                    case Layer.Line line -> line.y();
                    case Layer.Points points when points.y().length == 1 -> points.y();
                    default -> new double[0];
                };
        return Arrays.stream(heights)
                .filter(Double::isFinite)
                .reduce((_, last) -> last)
                .orElse(Double.NaN);
    }

    /// "L −0.013, was 0.045".
    private static String words(String quantity, double from, double to) {
        String change = Numbers.brief(to - from, DIGITS);
        return (quantity.isEmpty() ? "" : quantity + " ") + (to > from ? "+" : "") + change + ", was "
                + Numbers.brief(from, DIGITS);
    }
}
