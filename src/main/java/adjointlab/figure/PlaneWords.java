package adjointlab.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Maps, fields, spectra, bars, points and paths of a plot in words.
final class PlaneWords {
    private final Plot plot;
    private final Measure across;
    private final Measure up;
    private final Naming naming;

    /// @param naming shortens names
    PlaneWords(Plot plot, Naming naming) {
        this.plot = plot;
        this.naming = naming;
        across = Measure.of(plot.x());
        up = Measure.of(plot.y());
    }

    // ---- maps ------------------------------------------------------------------------------------

    /// Range of a heat map, and where it is lowest; of one around zero, where it is largest in size.
    String map() {
        return all(Layer.HeatMap.class).stream().findFirst().map(this::map).orElse("");
    }

    private String map(Layer.HeatMap map) {
        int[] low = extreme(map, -1);
        int[] high = extreme(map, 1);
        String name = naming.of(map.name().isEmpty() ? "the value" : map.name());
        if (low.length == 0) {
            return name + " is finite nowhere here";
        }
        double least = value(map, low);
        double most = value(map, high);
        if (Measure.number(least).equals(Measure.number(most))) {
            return name + " is " + Measure.number(least) + " everywhere";
        }
        boolean entries = map.cells();
        return name + " goes from " + Measure.number(least) + (entries ? "" : place(map, low)) + " to "
                + Measure.number(most) + (entries ? place(map, high) : "") + broken(map) + below(map);
    }

    /// Of a map around zero, how many of the points on it lie below.
    private String below(Layer.HeatMap map) {
        if (!map.map().isAroundZero()) {
            return "";
        }
        int all = 0;
        int below = 0;
        for (Layer.Points points : all(Layer.Points.class)) {
            for (int i = 0; i < points.x().length; i++) {
                double value = map.z()[nearest(map.y(), points.y()[i])][nearest(map.x(), points.x()[i])];
                all += Double.isFinite(value) ? 1 : 0;
                below += value < 0 ? 1 : 0;
            }
        }
        return all == 0 ? "" : "; " + below + " of " + Finding.counted(all, "point") + " lie where it is below 0";
    }

    private static int nearest(double[] ascending, double value) {
        int best = 0;
        for (int i = 1; i < ascending.length; i++) {
            best = Math.abs(ascending[i] - value) < Math.abs(ascending[best] - value) ? i : best;
        }
        return best;
    }

    private String place(Layer.HeatMap map, int... at) {
        String x = across.at(map.x()[at[1]]);
        String y = up.at(map.y()[at[0]]);
        return x.isEmpty() || y.isEmpty() ? "" : x + "," + y.substring(" at".length());
    }

    private static double value(Layer.HeatMap map, int... at) {
        return map.z()[at[0]][at[1]];
    }

    /// Row and column of the largest finite value, or with −1 of the least; [] where none is finite.
    private static int[] extreme(Layer.HeatMap map, int sign) {
        int[] at = {};
        for (int i = 0; i < map.z().length; i++) {
            for (int j = 0; j < map.z()[i].length; j++) {
                double value = map.z()[i][j];
                if (Double.isFinite(value) && (at.length == 0 || sign * value > sign * value(map, at))) {
                    at = new int[] {i, j};
                }
            }
        }
        return at;
    }

    private static String broken(Layer.HeatMap map) {
        long all = Arrays.stream(map.z()).mapToLong(row -> row.length).sum();
        long finite = Arrays.stream(map.z())
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .count();
        return finite == all ? "" : "; " + (all - finite) + " of " + all + " values are not finite";
    }

    // ---- fields ----------------------------------------------------------------------------------

    /// Where a field rests, and over which part of the plane it is drawn.
    String field() {
        List<Layer.Points> rests = all(Layer.Points.class).stream()
                .filter(points -> points.name().startsWith(Finding.EQUILIBRIUM))
                .toList();
        if (rests.isEmpty()) {
            return all(Layer.Arrows.class).stream()
                    .findFirst()
                    .map(arrows -> "the " + naming.of(arrows.name()) + " is drawn " + window()
                            + ", with no equilibrium marked")
                    .orElse("");
        }
        if (rests.size() == 1) {
            Layer.Points rest = rests.getFirst();
            return "the field rests at one place, a " + kind(rest) + across.at(rest.x()[0]) + ","
                    + up.at(rest.y()[0]).substring(" at".length());
        }
        Map<String, Long> kinds = rests.stream()
                .collect(Collectors.groupingBy(PlaneWords::kind, LinkedHashMap::new, Collectors.counting()));
        return "the field rests at " + rests.size() + " places: "
                + kinds.entrySet().stream()
                        .map(each -> Finding.counted(each.getValue(), each.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String kind(Layer.Points rest) {
        String kind = rest.name().substring(Finding.EQUILIBRIUM.length()).replaceFirst("^: ", "");
        return kind.isEmpty() ? Finding.EQUILIBRIUM : kind;
    }

    /// Paths in a plane, such as those of states.
    String paths() {
        List<Course> lines = all(Layer.Line.class).stream()
                .map(line -> Course.of(line, plot))
                .filter(course -> Arrays.stream(course.x()).distinct().count() > 1)
                .toList();
        return lines.isEmpty() ? "" : Finding.counted(lines.size(), "line") + " " + window();
    }

    /// From where to where its data reach.
    private String window() {
        return "over " + across.nameOr("a width") + span("x", across) + " and " + up.nameOr("a height") + span("y", up);
    }

    /// @param column of the layers' data
    private String span(String column, Measure measure) {
        DoubleSummaryStatistics values = plot.layers().stream()
                .map(layer -> LayerData.arrays(layer).get(column))
                .filter(Objects::nonNull)
                .flatMapToDouble(array -> Arrays.stream(array.values()))
                .filter(Double::isFinite)
                .summaryStatistics();
        return values.getCount() == 0
                ? ""
                : " from " + measure.value(values.getMin()) + " to " + measure.value(values.getMax());
    }

    // ---- spectra ---------------------------------------------------------------------------------

    /// Whether the plot shows eigenvalues by their index.
    boolean isSpectrum() {
        return plot.y().label().contains("eigenvalue") && plot.x().label().startsWith("index");
    }

    /// Largest, smallest and their ratio, of the first two spectra.
    String spectrum() {
        List<String> told = new ArrayList<>();
        for (Layer layer : plot.layers()) {
            double[] values = layer instanceof Layer.Line line
                    ? line.y()
                    : layer instanceof Layer.Points points ? points.y() : new double[0];
            double[] seen = Arrays.stream(values)
                    .filter(value -> Course.isPlaced(value, plot.y().scale()))
                    .sorted()
                    .toArray();
            if (seen.length > 0 && told.size() < 2) {
                double low = seen[0];
                double high = seen[seen.length - 1];
                String ends = seen.length == 1
                        ? ", " + Measure.number(high)
                        : " from " + Measure.number(high) + " to " + Measure.number(low);
                String ratio = seen.length > 1 && low > 0 ? ", a ratio of " + Measure.number(high / low) : "";
                String of = layer.name().isEmpty() || layer.name().equals("eigenvalues")
                        ? ""
                        : " of " + naming.of(layer.name());
                told.add(Finding.counted(seen.length, "eigenvalue") + of + ends + ratio);
            }
        }
        return String.join("; ", told);
    }

    // ---- bars, points, strokes -------------------------------------------------------------------

    /// The highest bar of the last ones, which are those of now.
    String bars() {
        return all(Layer.Bars.class).reversed().stream()
                .filter(bars -> Arrays.stream(bars.height()).anyMatch(Double::isFinite))
                .findFirst()
                .map(this::highest)
                .orElse("");
    }

    private String highest(Layer.Bars bars) {
        int highest = -1;
        for (int i = 0; i < bars.height().length; i++) {
            if (Double.isFinite(bars.height()[i]) && (highest < 0 || bars.height()[i] > bars.height()[highest])) {
                highest = i;
            }
        }
        return up.nameOr("the height") + (bars.name().isEmpty() ? "" : " (" + naming.of(bars.name()) + ")")
                + " is highest" + across.at(bars.x()[highest]) + ", with " + up.value(bars.height()[highest]);
    }

    /// How many points there are, and where.
    String points() {
        long count = all(Layer.Points.class).stream()
                .mapToLong(points ->
                        Arrays.stream(points.y()).filter(Double::isFinite).count())
                .sum();
        return count == 0
                ? ""
                : Finding.counted(count, "value") + " of " + up.nameOr("a height") + span("y", up) + " over "
                        + across.nameOr("a width") + span("x", across);
    }

    private <T extends Layer> List<T> all(Class<T> kind) {
        return plot.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
