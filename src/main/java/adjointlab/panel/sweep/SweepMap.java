package adjointlab.panel.sweep;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What trainings reach over two of the settings in which they differ: the mean over everything else, with a mark where
/// it is best. A field where some training broke has no mean and is left open.
public final class SweepMap implements Panel {
    private static final String TITLE = "Map of two settings";
    private static final int LONGEST_NAME = 200;

    private static final Key<String> ACROSS =
            Options.text("across", "Setting on the horizontal axis; none: the one with most values", LONGEST_NAME);
    private static final Key<String> UP =
            Options.text("up", "Setting on the vertical axis; none: the next one", LONGEST_NAME);
    private static final Key<Cell.Measure> MEASURE =
            Options.choice("measure", "What is reached", "loss", Cell.Measure.options());

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sweep-map",
            TITLE,
            "The mean loss over two settings in which trainings differ, with a mark where it is lowest.",
            "",
            List.of(Source.RESULTS, ACROSS, UP, MEASURE),
            SweepMap::new);

    private final Source source;
    private final String across;
    private final String up;
    private final Cell.Measure measure;

    private SweepMap(Values values) {
        source = new Source(values);
        across = values.get(ACROSS).strip();
        up = values.get(UP).strip();
        measure = values.get(MEASURE);
    }

    @Override
    public boolean readsRuns() {
        return source.isOfRuns();
    }

    @Override
    public Figure figure(PanelContext context) {
        return source.figure(TITLE, context, (_, _) -> true, read -> {
            List<Factor> factors = factors(read);
            return sides(factors)
                    .map(sides -> figure(read, sides, context))
                    .orElseGet(() -> Figure.empty(TITLE, why(factors)));
        });
    }

    /// The best training of each field.
    @Override
    public List<Trail> trails(PanelContext context) {
        Source.Read read = source.read(context, (_, _) -> true);
        Trails trails = new Trails(read.cells(), measure);
        sides(factors(read)).ifPresent(sides -> {
            double[] xs = sides.x().coordinates();
            double[] ys = sides.y().coordinates();
            Map<List<Integer>, List<Cell>> fields = new LinkedHashMap<>();
            for (Cell cell : read.cells()) {
                int i = sides.x().index(cell.settings());
                int j = sides.y().index(cell.settings());
                if (i >= 0 && j >= 0) {
                    fields.computeIfAbsent(List.of(i, j), _ -> new ArrayList<>())
                            .add(cell);
                }
            }
            fields.forEach((field, cells) -> {
                double[] x = {xs[field.getFirst()]};
                double[] y = {ys[field.getLast()]};
                cells.stream().min(measure.bestFirst()).ifPresent(best -> trails.add(0, best, x, y));
            });
        });
        return trails.all();
    }

    /// The two settings of the axes.
    private record Sides(Factor x, Factor y) {}

    private static List<Factor> factors(Source.Read read) {
        List<Factor> factors = new ArrayList<>(Factor.of(read.cells()));
        factors.sort(Comparator.comparingInt((Factor factor) -> -factor.values().size()));
        return factors;
    }

    private Optional<Sides> sides(List<Factor> factors) {
        Optional<Factor> x = find(factors, across, "");
        return x.flatMap(taken -> find(factors, up, taken.path()).map(y -> new Sides(taken, y)));
    }

    private static Optional<Factor> find(List<Factor> factors, String path, String taken) {
        return factors.stream()
                .filter(factor -> !factor.path().equals(taken))
                .filter(factor -> path.isEmpty() || factor.path().equals(path))
                .findFirst();
    }

    private String why(List<Factor> factors) {
        String differ = factors.isEmpty()
                ? "The trainings differ in nothing but their seeds."
                : "The trainings differ in "
                        + String.join(", ", factors.stream().map(Factor::path).toList()) + ".";
        return across.isEmpty() && up.isEmpty() ? differ + " A map takes two settings." : differ;
    }

    private Figure figure(Source.Read read, Sides sides, PanelContext context) {
        Factor x = sides.x();
        Factor y = sides.y();
        int nx = x.values().size();
        int ny = y.values().size();
        double[][] sum = new double[ny][nx];
        int[][] count = new int[ny][nx];
        for (Cell cell : read.cells()) {
            int i = x.index(cell.settings());
            int j = y.index(cell.settings());
            if (i >= 0 && j >= 0) {
                sum[j][i] += measure.of(cell);
                count[j][i]++;
            }
        }
        boolean lowest = measure.isLowestBest();
        int bestX = -1;
        int bestY = -1;
        double best = Double.NaN;
        for (int j = 0; j < ny; j++) {
            for (int i = 0; i < nx; i++) {
                double mean = sum[j][i] / count[j][i];
                sum[j][i] = mean;
                if (Double.isFinite(mean) && (Double.isNaN(best) || (lowest ? mean < best : mean > best))) {
                    best = mean;
                    bestX = i;
                    bestY = j;
                }
            }
        }
        if (bestX < 0) {
            return Figure.empty(TITLE, "No pair of values has a training that came to its end.");
        }
        double[] xs = x.coordinates();
        double[] ys = y.coordinates();
        boolean log = measure.isInDecades()
                && Arrays.stream(sum).flatMapToDouble(Arrays::stream).noneMatch(value -> value <= 0);
        Layer map =
                new Layer.HeatMap(measure.title() + ", mean", xs, ys, sum, Layer.ColourMap.VIRIDIS, log, 0).ofEntries();
        SeriesStyle mark = new SeriesStyle(Hue.ACCENT, Dash.NONE, Marker.DIAMOND, Emphasis.STRONG);
        String name = (lowest ? "lowest, " : "highest, ") + Numbers.brief(best, 3);
        Layer where = new Layer.Points(name, mark, new double[] {xs[bestX]}, new double[] {ys[bestY]}, Owner.NOBODY);
        String note = counts(count, sum) + (source.isOfRuns() ? " · k = " + context.cursor() : "");
        return Figure.of(TITLE, note, new Plot("", axis(x), axis(y), List.of(map, where), true));
    }

    /// How many trainings means are of, and why fields are white that have some.
    ///
    /// @param count of each field
    /// @param mean of each field; no number where one of its trainings broke
    static String counts(int[][] count, double[][] mean) {
        int[] all = Arrays.stream(count)
                .flatMapToInt(Arrays::stream)
                .filter(n -> n > 0)
                .toArray();
        int least = Arrays.stream(all).min().orElse(0);
        int most = Arrays.stream(all).max().orElse(0);
        boolean broke = IntStream.range(0, count.length).anyMatch(j -> IntStream.range(0, count[j].length)
                .anyMatch(i -> count[j][i] > 0 && !Double.isFinite(mean[j][i])));
        return "n = " + least + (most > least ? " to " + most : "") + " each"
                + (broke ? " · white where one broke" : "");
    }

    private static Axis axis(Factor factor) {
        if (factor.isEven()) {
            return Axis.of(
                    factor.label(),
                    factor.kind() == Factor.Kind.LOG ? Axis.Scale.LOG : Axis.Scale.LINEAR,
                    Axis.Quantity.OTHER);
        }
        return Axis.ofNames(factor.label(), factor.words());
    }
}
