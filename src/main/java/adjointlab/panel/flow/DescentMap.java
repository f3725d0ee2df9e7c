package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.function.Descent;
import adjointlab.core.problem.function.TestFunction;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.figure.Viewpoint;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.panel.kit.ComponentNames;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Surfaces;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Test functions as maps with the ways that runs roll down them from a start that can be dragged, and how high each is
/// at each time.
public final class DescentMap implements Panel {
    private static final String TITLE = "Descent";
    private static final String START = "start";
    private static final String PLAYED = "time";
    private static final int TIMES = 601;
    private static final int GRID = 121;
    private static final int CONTOURS = 14;
    private static final int MOST_PLOTS = 3;

    /// Decades below a map's largest value at which its colours end: a valley's floor is flat to the eye.
    private static final double DECADES = 1e-5;

    /// A function whose median over the view is a smaller share of its largest value is shown in decades.
    private static final double STEEP = 0.3;

    /// A path that leaves the usual view may widen it so many times and no more.
    private static final double WIDEST = 2;

    private static final Memo<MapKey, Layer.HeatMap> MAPS = new Memo<>(32);

    private record MapKey(TestFunction function, Window window) {}

    private static final Key<String> VIEW = Options.choice(
            "view",
            "View",
            "both",
            Options.option("both", "map and height"),
            Options.option("map", "map"),
            Options.option("height", "height F(x(t))"));
    private static final Key<Integer> MOMENT = Options.whole(PLAYED, "t in % of the horizon", 100, 0, 100);
    private static final Key<Boolean> LOGARITHMIC = Options.flag("logarithmic", "Heights in decades", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "descent",
            TITLE,
            "Contours of a test function, the ways down it from a start that can be dragged, and the height over time.",
            "Xia et al., NeurIPS 2021, Fig. 2 and appendix E.6",
            Surfaces.with(VIEW, MOMENT, LOGARITHMIC),
            DescentMap::new);

    private final boolean map;
    private final boolean height;
    private final int percent;
    private final boolean logarithmic;
    private final @Nullable Viewpoint viewpoint;

    private DescentMap(Values values) {
        map = !values.get(VIEW).equals("height");
        height = !values.get(VIEW).equals("map");
        percent = values.get(MOMENT);
        logarithmic = values.get(LOGARITHMIC);
        viewpoint = Surfaces.viewpoint(values);
    }

    @Override
    public String played() {
        return PLAYED;
    }

    /// What the plot shows, from corner to corner.
    private record Window(double x0, double x1, double y0, double y1) {}

    /// A run with its way down.
    ///
    /// @param names of the function's arguments
    /// @param until times that are drawn; all, or those before the time that is shown
    private record Path(Shown shown, Descent descent, ComponentNames names, SolveRecord picture, int until) {
        double[] component(int i) {
            return along(at -> at[0][i]);
        }

        double[] heights() {
            return along(at -> descent.function().value(at[0][0], at[0][1]));
        }

        double[] times() {
            return Arrays.copyOf(picture.trajectories().times(), until);
        }

        boolean isWhole() {
            return until == picture.trajectories().states().length;
        }

        /// The whole way, drawn or not.
        double[] whole(int i) {
            return new Path(
                            shown,
                            descent,
                            names,
                            picture,
                            picture.trajectories().states().length)
                    .component(i);
        }

        private double[] along(ToDoubleFunction<double[][]> value) {
            return Arrays.stream(picture.trajectories().states(), 0, until)
                    .mapToDouble(value)
                    .toArray();
        }
    }

    @Override
    public Optional<Handle> handle() {
        return Optional.of(
                new Handle(START, Slots.PROBLEM.at(Problems.DESCENT_START).path(), "drag the start"));
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how it rolls down.");
        }
        Map<String, List<Path>> byFunction = new LinkedHashMap<>();
        boolean any = false;
        for (Shown shown : context.runs()) {
            int k = shown.at(context.cursor());
            Settings settings = shown.run().settingsAt(k);
            Experiment experiment = Looks.experiment(settings);
            if (experiment.task().problem() instanceof Descent descent) {
                any = true;
                double[] theta = Looks.weights(shown.run(), k, context.cancellation())
                        .orElseGet(() -> Experiments.startWeights(settings, experiment));
                Looks.picture(settings, theta, TIMES, context.cancellation())
                        .filter(picture -> picture.trajectories().states().length > 0)
                        .ifPresent(picture -> byFunction
                                .computeIfAbsent(label(settings, descent), _ -> new ArrayList<>())
                                .add(new Path(shown, descent, ComponentNames.of(settings), picture, until(picture))));
            }
        }
        if (byFunction.isEmpty()) {
            return Figure.empty(
                    TITLE, any ? Looks.notYet(context.runs()) : "No visible run rolls down a test function.");
        }
        List<Figure.Row> rows = new ArrayList<>();
        List<Plot> alone = new ArrayList<>();
        byFunction.entrySet().stream().limit(MOST_PLOTS).forEach(entry -> {
            Plot way = mapOf(entry.getKey(), entry.getValue()).seenFrom(viewpoint);
            Plot over = heightsOf(map ? "" : entry.getKey(), entry.getValue());
            if (map && height) {
                rows.add(new Figure.Row(1, List.of(way, over)));
            } else {
                alone.add(map ? way : over);
            }
        });
        if (!alone.isEmpty()) {
            rows.add(new Figure.Row(1, alone));
        }
        return new Figure(TITLE, "", rows, "");
    }

    /// Times of a way that are drawn. One that broke before the time that is shown ends where it broke.
    private int until(SolveRecord picture) {
        return Math.clamp(
                1 + Math.round(percent / 100f * (TIMES - 1)),
                1,
                picture.trajectories().states().length);
    }

    private static String label(Settings settings, Descent descent) {
        String name = Problems.functionLabel(settings.values(Slots.PROBLEM));
        return descent.function() instanceof TestFunction.Bowl(double condition)
                ? name + ", κ = " + Numbers.brief(condition, 3)
                : name;
    }

    private static Plot mapOf(String title, List<Path> paths) {
        Descent descent = paths.getFirst().descent;
        ComponentNames names = paths.getFirst().names;
        Window window = window(paths);
        List<Layer> layers = new ArrayList<>();
        layers.add(
                MAPS.get(new MapKey(descent.function(), window), () -> Optional.of(heatMap(descent.function(), window)))
                        .orElseThrow());
        List<List<Double>> minima = descent.function().minima();
        layers.add(new Layer.Points(
                "minimum",
                new SeriesStyle(Hue.YELLOW, Dash.NONE, Marker.CROSS, Emphasis.STRONG),
                minima.stream().mapToDouble(List::getFirst).toArray(),
                minima.stream().mapToDouble(List::getLast).toArray()));
        for (Path path : paths) {
            layers.add(new Layer.Line(
                            Groups.name(path.shown),
                            path.shown.style().with(Marker.NONE).with(Emphasis.STRONG),
                            path.component(0),
                            path.component(1),
                            "")
                    .ownedBy(path.shown.owner()));
        }
        paths.stream()
                .flatMap(path -> path.descent.wall().stream())
                .mapToDouble(Descent.Wall::at)
                .distinct()
                .forEach(at -> layers.add(new Layer.Rule("wall", SeriesStyle.line(Hue.TRUTH), true, at)));
        for (Path path : paths) {
            addEnd(layers, path);
        }
        addStarts(layers, paths);
        return new Plot(
                title,
                Axis.linear(names.predicted(0)).within(window.x0, window.x1),
                Axis.linear(names.predicted(1)).within(window.y0, window.y1),
                layers,
                false);
    }

    /// Where a path ends: at the horizon with the run's marker, else with a cross and the reason.
    private static void addEnd(List<Layer> layers, Path path) {
        double[] x = path.component(0);
        double[] y = path.component(1);
        double[] lastX = {x[x.length - 1]};
        double[] lastY = {y[y.length - 1]};
        String name = Groups.name(path.shown);
        if (path.picture.status().ok() || !path.isWhole()) {
            String end = name + ", F = " + Numbers.brief(path.heights()[x.length - 1], 3)
                    + (path.isWhole() ? " at T = " : " at t = ") + Numbers.brief(path.times()[x.length - 1], 3);
            layers.add(new Layer.Points(end, path.shown.style().with(Emphasis.STRONG), lastX, lastY)
                    .ownedBy(path.shown.owner()));
        } else {
            SeriesStyle style = new SeriesStyle(Hue.WARNING, Dash.NONE, Marker.CROSS, Emphasis.STRONG);
            layers.add(new Layer.Points(name + ": " + path.picture.status().sentence(), style, lastX, lastY)
                    .ownedBy(path.shown.owner()));
        }
    }

    /// Runs that start at one place share its point.
    private static void addStarts(List<Layer> layers, List<Path> paths) {
        Map<List<Double>, List<Path>> byStart = new LinkedHashMap<>();
        paths.forEach(path -> byStart.computeIfAbsent(path.descent.start(), _ -> new ArrayList<>())
                .add(path));
        byStart.forEach((start, from) -> layers.add(new Layer.Points(
                        START,
                        new SeriesStyle(Hue.ACCENT, Dash.NONE, Marker.CIRCLE, Emphasis.STRONG),
                        new double[] {start.getFirst()},
                        new double[] {start.getLast()})
                .ownedBy(Groups.owner(from.stream().map(Path::shown).toList()))));
    }

    private Plot heightsOf(String title, List<Path> paths) {
        List<Layer> layers = new ArrayList<>();
        for (Group group : Groups.of(paths.stream().map(Path::shown).toList())) {
            List<Layer.Line> lines = new ArrayList<>();
            for (Path path : paths) {
                if (group.runs().contains(path.shown)) {
                    lines.add(new Layer.Line(
                                    Groups.name(path.shown),
                                    path.shown.style().with(Marker.NONE),
                                    path.times(),
                                    path.heights(),
                                    "")
                            .ownedBy(path.shown.owner()));
                }
            }
            lines.sort(Comparator.comparingDouble(line -> line.x()[line.x().length - 1]));
            layers.addAll(labelLast(lines, word(group)));
        }
        Axis.Scale scale = logarithmic ? Axis.Scale.LOG : Axis.Scale.LINEAR;
        return new Plot(
                title,
                TimeAxis.of(paths.stream().map(Path::shown).toList()),
                Axis.of("F(x(t))", scale, Axis.Quantity.OTHER),
                layers,
                false);
    }

    /// What the group's runs are, without what the function is called: "Heavy ball" of "Heavy ball on Beale".
    private static String word(Group group) {
        return group.label().replaceAll(" on\\b.*", "");
    }

    private static List<Layer.Line> labelLast(List<Layer.Line> lines, String label) {
        List<Layer.Line> labelled = new ArrayList<>(lines);
        labelled.add(labelled.removeLast().endingWith(label));
        return labelled;
    }

    private static Layer.HeatMap heatMap(TestFunction function, Window window) {
        double[] x = Grids.linear(window.x0, window.x1, GRID);
        double[] y = Grids.linear(window.y0, window.y1, GRID);
        double[][] z = new double[GRID][GRID];
        double largest = 0;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                z[row][column] = function.value(x[column], y[row]);
                largest = Math.max(largest, z[row][column]);
            }
        }
        boolean decades = median(z) < STEEP * largest;
        for (double[] row : z) {
            for (int column = 0; decades && column < GRID; column++) {
                row[column] = Math.max(row[column], DECADES * largest);
            }
        }
        return new Layer.HeatMap("F", x, y, z, Layer.ColourMap.VIRIDIS, decades, decades ? CONTOURS : CONTOURS / 2);
    }

    private static double median(double[][] z) {
        double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).sorted().toArray();
        return all[all.length / 2];
    }

    /// The usual view, with all starts, and as much of the paths as twice its size holds.
    private static Window window(List<Path> paths) {
        List<Double> usual = paths.getFirst().descent.function().view();
        double[] x = {usual.get(0), usual.get(1)};
        double[] y = {usual.get(2), usual.get(3)};
        double[] farX = widened(x);
        double[] farY = widened(y);
        for (Path path : paths) {
            take(path.whole(0), farX, x);
            take(path.whole(1), farY, y);
            double[] start = {
                path.descent.start().getFirst(), path.descent.start().getLast()
            };
            x[0] = Math.min(x[0], start[0]);
            x[1] = Math.max(x[1], start[0]);
            y[0] = Math.min(y[0], start[1]);
            y[1] = Math.max(y[1], start[1]);
        }
        return new Window(outward(x[0], -1), outward(x[1], 1), outward(y[0], -1), outward(y[1], 1));
    }

    private static double[] widened(double[] range) {
        double middle = (range[0] + range[1]) / 2;
        double half = WIDEST * (range[1] - range[0]) / 2;
        return new double[] {middle - half, middle + half};
    }

    private static void take(double[] values, double[] most, double[] rangeOut) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                rangeOut[0] = Math.min(rangeOut[0], Math.max(value, most[0]));
                rangeOut[1] = Math.max(rangeOut[1], Math.min(value, most[1]));
            }
        }
    }

    /// Rounded outward to halves, so that a map is not computed anew for each small change.
    private static double outward(double value, int direction) {
        return direction * Math.ceil(2 * direction * value) / 2;
    }
}
