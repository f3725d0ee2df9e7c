package adjointlab.panel.sweep;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.core.stat.Moments;
import adjointlab.core.stat.Student;
import adjointlab.core.train.Metric;
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
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.ForeignCurves;
import adjointlab.lab.sweep.SweepCurve;
import adjointlab.lab.sweep.TunedPoint;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.Trail;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How many trainings went, group by group: all of them faintly, and the mean over the seeds at the number that is best
/// by its mean at the end, with the 95 % interval of that mean. Visible runs are shown whole, not cut at the cursor, so
/// that the axes stand still while it moves.
public final class SweepCurves implements Panel {
    private static final String TITLE = "Curves of many trainings";
    private static final int LONGEST_PATH = 4000;
    private static final int PLACES = 200;

    /// Of what other programs logged: those that runs are given last, and dashed.
    private static final List<Hue> HUES = List.of(Hue.BLACK, Hue.PURPLE, Hue.SKY, Hue.YELLOW);
    private static final List<Dash> DASHES = List.of(Dash.DASHED, Dash.DOTTED, Dash.DASH_DOT, Dash.LONG_DASH);

    private static final Key<Metric> METRIC = Options.choice(
            "metric",
            "Quantity",
            Metric.LOSS.id(),
            metric(Metric.LOSS),
            metric(Metric.TEST_LOSS),
            metric(Metric.TEST_ACCURACY),
            metric(Metric.VALIDATION_LOSS),
            metric(Metric.VALIDATION_ACCURACY),
            metric(Metric.GRADIENT_NORM));
    private static final Key<Boolean> EVALUATIONS =
            Options.flag("evaluations", "Over evaluations instead of iterations", false);
    private static final Key<Boolean> ALL = Options.flag("all", "Every training, faintly", true);
    private static final Key<String> FOREIGN = Options.text(
            "foreign", "Curves of other programs, a CSV of run, iteration, metric and value", LONGEST_PATH);
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sweep-curves",
            TITLE,
            "Every training faintly, and the mean over seeds at the best number of each group, with its 95 % interval.",
            "",
            List.of(Source.RESULTS, Source.COMPARED, Source.TUNED, METRIC, EVALUATIONS, ALL, FOREIGN, SCALE),
            SweepCurves::new);

    private final Source source;
    private final Metric metric;
    private final boolean evaluations;
    private final boolean all;
    private final String foreign;
    private final Axis.Scale scale;

    private SweepCurves(Values values) {
        source = new Source(values);
        metric = values.get(METRIC);
        evaluations = values.get(EVALUATIONS);
        all = values.get(ALL);
        foreign = values.get(FOREIGN).strip();
        scale = values.get(SCALE);
    }

    /// The panel of the open runs with curves of another program beside them.
    ///
    /// @param file a table of such curves
    public static PanelState beside(Path file) {
        return new PanelState(
                ENTRY.id(), Map.of(FOREIGN.name(), file.toAbsolutePath().toString()));
    }

    private static Option<Metric> metric(Metric metric) {
        return new Option<>(metric.id(), metric.label(), metric);
    }

    @Override
    public boolean readsRuns() {
        return source.isOfRuns();
    }

    /// A training's numbers over the horizontal axis.
    private record Curve(double[] x, double[] y) {
        /// The last number at or before a place; not a number before the first.
        double at(double place) {
            int index = Arrays.binarySearch(x, place);
            int last = index >= 0 ? index : -index - 2;
            return last < 0 ? Double.NaN : y[last];
        }

        double end() {
            return x[x.length - 1];
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        Source.Read read = source.readWhole(context, Contrast::fits);
        List<Layer> layers = new ArrayList<>();
        try {
            layers.addAll(foreignLines());
        } catch (IOException | InvalidPathException | InvalidValueException e) {
            return Figure.empty(TITLE, e.getMessage() + ".");
        }
        if (!read.why().isEmpty() && layers.isEmpty()) {
            return Figure.empty(TITLE, read.why());
        }
        List<Layer> middles = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        read.groups().values().forEach(group -> {
            layers.addAll(faint(read, group));
            middles.addAll(middle(read, group, notes));
        });
        layers.addAll(middles);
        if (layers.isEmpty()) {
            return Figure.empty(TITLE, "None of the trainings has a curve of " + metric.id() + ".");
        }
        cursor(context).ifPresent(layers::add);
        notes.add(read.cells().size() + " trainings" + (source.isOfRuns() ? " · k = " + context.cursor() : ""));
        Axis x = evaluations
                ? Axis.of("evaluations, forward and backward", Axis.Scale.LINEAR, Axis.Quantity.EVALUATIONS)
                : Axis.of("iteration k", Axis.Scale.LINEAR, Axis.Quantity.ITERATION);
        return Figure.of(
                TITLE,
                String.join(" · ", notes),
                new Plot("", x, Axis.of(title(), scale, Axis.Quantity.OTHER), layers, true));
    }

    @Override
    public List<Trail> trails(PanelContext context) {
        Source.Read read = source.readWhole(context, Contrast::fits);
        Trails trails = new Trails(read.cells(), Cell.Measure.LOSS);
        for (Cell cell : read.cells()) {
            curves(List.of(cell)).forEach(curve -> trails.add(0, cell, curve.x(), curve.y()));
        }
        List<Trail> all = new ArrayList<>(trails.all());
        try {
            foreignCurves().forEach(curve -> all.add(foreignTrail(curve)));
        } catch (IOException | InvalidPathException | InvalidValueException _) {
            return List.copyOf(all); // the figure says so
        }
        return List.copyOf(all);
    }

    private static Trail foreignTrail(ForeignCurves.Curve curve) {
        Trail.Training training = new Trail.Training("", curve.run(), null, curve.run());
        return new Trail(0, training, curve.iteration(), curve.value());
    }

    /// Where the runs are looked at in other panels; nothing at their ends, and in a sweep's folder.
    private Optional<Layer> cursor(PanelContext context) {
        if (!source.isOfRuns() || context.runs().isEmpty() || Groups.atEnd(context)) {
            return Optional.empty();
        }
        int cursor = context.cursor();
        Shown focus = Groups.focus(context);
        int k = focus.at(cursor);
        if (k >= focus.run().log().rows()) {
            return Optional.empty();
        }
        double at = evaluations ? Along.EVALUATIONS.of(focus.run(), k + 1)[k] : cursor;
        return Optional.of(new Layer.Rule("k = " + cursor, SeriesStyle.line(Hue.ACCENT), true, at));
    }

    private String title() {
        return RunMeasures.title(metric) + ", mean and 95 % interval";
    }

    private List<Curve> curves(Collection<Cell> cells) {
        return cells.stream()
                .flatMap(cell -> cell.curve().get().stream())
                .map(this::curve)
                .filter(curve -> curve.x().length > 0)
                .toList();
    }

    /// What was looked at, without the iterations that did not.
    private Curve curve(SweepCurve curve) {
        double[] x = evaluations ? curve.evaluations() : curve.values(SweepCurve.ITERATION);
        double[] y = curve.values(metric.id());
        int[] seen =
                IntStream.range(0, x.length).filter(i -> !Double.isNaN(y[i])).toArray();
        return new Curve(
                Arrays.stream(seen).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(seen).mapToDouble(i -> y[i]).toArray());
    }

    /// All trainings of a group: visible runs each by itself, those of a sweep as one line with gaps.
    private List<Layer> faint(Source.Read read, List<Cell> group) {
        if (!all) {
            return List.of();
        }
        SeriesStyle style = faint(read.style(group));
        if (source.isOfRuns()) {
            return group.stream()
                    .flatMap(cell -> curves(List.of(cell)).stream().map(curve ->
                            (Layer) new Layer.Line("", style, curve.x(), curve.y(), "").ownedBy(cell.owner())))
                    .toList();
        }
        List<Curve> curves = curves(group);
        int length = curves.stream().mapToInt(curve -> curve.x().length + 1).sum();
        double[] x = new double[length];
        double[] y = new double[length];
        int at = 0;
        for (Curve curve : curves) {
            System.arraycopy(curve.x(), 0, x, at, curve.x().length);
            System.arraycopy(curve.y(), 0, y, at, curve.y().length);
            at += curve.x().length;
            x[at] = curve.end();
            y[at] = Double.NaN;
            at++;
        }
        return length == 0 ? List.of() : List.of(new Layer.Line("", style, x, y, ""));
    }

    private static SeriesStyle faint(SeriesStyle style) {
        return style.with(Marker.NONE).with(Dash.SOLID).with(Emphasis.FADED);
    }

    /// The mean at the best number, as far as all of its trainings came.
    private List<Layer> middle(Source.Read read, List<Cell> group, List<String> notesAcc) {
        Map<TunedPoint, List<Cell>> byNumber = new TreeMap<>();
        group.forEach(
                cell -> byNumber.computeIfAbsent(cell.trial(read.contrast()).point(), _ -> new ArrayList<>())
                        .add(cell));
        Map.Entry<TunedPoint, List<Cell>> best = byNumber.entrySet().stream()
                .filter(each -> each.getValue().stream()
                        .noneMatch(cell -> Double.isNaN(cell.reached().loss())))
                .min(Comparator.comparingDouble(each -> each.getValue().stream()
                        .mapToDouble(cell -> cell.reached().loss())
                        .average()
                        .orElse(Double.NaN)))
                .orElse(null);
        String label = read.contrast().label(group.getFirst().settings());
        if (best == null) {
            notesAcc.add(label + ": some seed broke everywhere");
            return List.of();
        }
        List<Curve> curves = curves(best.getValue());
        if (curves.isEmpty()) {
            return List.of();
        }
        double start = curves.stream().mapToDouble(curve -> curve.x()[0]).max().orElseThrow();
        double end = curves.stream().mapToDouble(Curve::end).min().orElseThrow();
        double[] x = places(curves, start, end);
        double[][] band = band(curves, x);
        Owner owner = Source.Read.owner(best.getValue());
        SeriesStyle style = read.style(group).with(Marker.NONE);
        String numbers = read.contrast().tunedWords(best.getValue().getFirst().settings());
        String name = label + ", " + numbers + ", n = " + curves.size();
        List<Layer> layers = new ArrayList<>();
        if (curves.size() > 1) {
            layers.add(new Layer.Band("", style, x, band[0], band[2]).ownedBy(owner));
        }
        layers.add(new Layer.Line(name, style.with(Emphasis.STRONG), x, band[1], "").ownedBy(owner));
        return layers;
    }

    /// Those of the first curve where all have the same, else evenly spaced ones.
    private static double[] places(List<Curve> curves, double start, double end) {
        double[] first = curves.getFirst().x();
        if (curves.stream().allMatch(curve -> Arrays.equals(curve.x(), first))) {
            return first;
        }
        double[] x = new double[PLACES];
        Arrays.setAll(x, i -> start + (end - start) * i / (PLACES - 1));
        return x;
    }

    /// Low end, mean and high end of the 95 % interval by Student's t, [3][x].
    private static double[][] band(List<Curve> curves, double[] x) {
        int n = curves.size();
        double[][] band = new double[3][x.length];
        for (int i = 0; i < x.length; i++) {
            double place = x[i];
            double[] values =
                    curves.stream().mapToDouble(curve -> curve.at(place)).toArray();
            double mean = Moments.mean(values);
            double half = n == 1 ? 0 : Student.twoSided95(n - 1) * Moments.deviation(values) / Math.sqrt(n);
            band[0][i] = mean - half;
            band[1][i] = mean;
            band[2][i] = mean + half;
        }
        return band;
    }

    private List<ForeignCurves.Curve> foreignCurves() throws IOException {
        return foreign.isEmpty() ? List.of() : ForeignCurves.read(Path.of(foreign), metric.id());
    }

    private List<Layer> foreignLines() throws IOException {
        List<ForeignCurves.Curve> curves = foreignCurves();
        List<Layer> lines = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            SeriesStyle style =
                    SeriesStyle.line(HUES.get(i % HUES.size())).with(DASHES.get(i / HUES.size() % DASHES.size()));
            ForeignCurves.Curve curve = curves.get(i);
            lines.add(new Layer.Line(curve.run(), style, curve.iteration(), curve.value(), ""));
        }
        return lines;
    }
}
