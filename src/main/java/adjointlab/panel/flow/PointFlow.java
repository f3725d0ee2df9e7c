package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
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
import adjointlab.panel.kit.Planes;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The data carried through t: where each sample's position is at a chosen time, coloured by its class, over what the
/// read-out says of each place. Positions on a line stand over t.
public final class PointFlow implements Panel {
    private static final String TITLE = "Point flow";
    private static final int TIMES = 101;
    private static final int GRID = 91;
    private static final int MOST_PATHS = 400;
    private static final Memo<RegionKey, Layer.HeatMap> REGIONS = new Memo<>(64);
    private static final int[] STRIP = {0, 25, 50, 75, 100};

    private static final String PLAYED = "time";

    /// What a map of the read-out depends on.
    private record RegionKey(Settings settings, List<Double> theta, Window window) {}

    /// From corner to corner, the same for all t, so that what moves is the data.
    private record Window(double x0, double x1, double y0, double y1) {
        Window with(Window other) {
            return new Window(
                    Math.min(x0, other.x0), Math.max(x1, other.x1), Math.min(y0, other.y0), Math.max(y1, other.y1));
        }

        /// With what is known around it.
        Window known() {
            double[] x = Planes.known(x0, x1);
            double[] y = Planes.known(y0, y1);
            return new Window(x[0], x[1], y[0], y[1]);
        }
    }

    private static final Key<String> VIEW = Options.choice(
            "view", "View", "moment", Options.option("moment", "one time"), Options.option("strip", "five times"));
    private static final Key<Integer> MOMENT = Options.whole(PLAYED, "t in % of the horizon", 100, 0, 100);
    private static final Key<Boolean> REGIONS_SHOWN = Options.flag("regions", "Decision regions", true);
    private static final Key<Boolean> PATHS = Options.flag("paths", "Ways so far", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "point-flow",
            TITLE,
            "The data carried through t by the learned flow, coloured by class, with the read-out's decision regions.",
            "Xia et al., NeurIPS 2021, Fig. 5",
            List.of(VIEW, MOMENT, REGIONS_SHOWN, PATHS),
            PointFlow::new);

    private final boolean strip;
    private final int percent;
    private final boolean regions;
    private final boolean paths;

    private PointFlow(Values values) {
        strip = values.get(VIEW).equals("strip");
        percent = values.get(MOMENT);
        regions = values.get(REGIONS_SHOWN);
        paths = values.get(PATHS);
    }

    @Override
    public String played() {
        return strip ? "" : PLAYED;
    }

    /// A run at the cursor.
    ///
    /// @param position components of its position
    /// @param settings at that iteration
    private record Seen(Shown shown, SolveRecord picture, double[] theta, int position, Settings settings) {
        double[][][] states() {
            return picture.trajectories().states();
        }

        ProblemData data() {
            return Looks.data(settings);
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its points move.");
        }
        Map<Group, Seen> columns = new LinkedHashMap<>();
        for (Group column : Groups.columns(context)) {
            look(Groups.focus(column.runs(), context.focus()), context).ifPresent(seen -> columns.put(column, seen));
        }
        List<Plot> plots = new ArrayList<>();
        columns.forEach((column, seen) -> {
            Window window = linked(seen, columns.values());
            if (strip && !context.columns()) {
                for (int share : STRIP) {
                    plots.add(plot(seen, window, share, "t = " + Numbers.brief(time(seen, share), 3)));
                }
            } else {
                plots.add(plot(seen, window, percent, column.label()));
            }
        });
        if (plots.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        String note = Groups.who(context) + (strip ? "" : percent + " % of T, ") + "k = " + context.cursor()
                + Looks.samples(context.runs());
        return new Figure(TITLE, note, List.of(new Figure.Row(1, plots)), "");
    }

    private static Optional<Seen> look(Shown shown, PanelContext context) {
        int k = shown.at(context.cursor());
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        Optional<SolveRecord> picture = Looks.picture(shown.run(), k, TIMES, context.cancellation());
        if (theta.isEmpty() || picture.isEmpty() || picture.get().trajectories().times().length == 0) {
            return Optional.empty();
        }
        Settings settings = shown.run().settingsAt(k);
        var family = Looks.experiment(settings).model();
        int position = family.field().dim() - family.velocityDim();
        return Optional.of(new Seen(shown, picture.get(), theta.get(), position, settings));
    }

    /// The index of the picture's time nearest to a share of the horizon; a solve that failed may not have come so
    /// far.
    private static int index(Seen seen, int share) {
        int wanted = Math.round(share / 100f * (TIMES - 1));
        return Math.min(wanted, seen.picture.trajectories().times().length - 1);
    }

    private static double time(Seen seen, int share) {
        return seen.picture.trajectories().times()[index(seen, share)];
    }

    private Plot plot(Seen seen, Window window, int share, String title) {
        int at = index(seen, share);
        double[][] states = seen.states()[at];
        boolean line = seen.position == 1;
        ComponentNames names = ComponentNames.of(seen.settings);
        boolean round = !line && Planes.isRound(window.x1 - window.x0, window.y1 - window.y0);
        Window known = round ? window.known() : window;
        double[] x = component(states, 0);
        double[] y = x;
        if (line) {
            x = new double[states.length];
            java.util.Arrays.fill(x, time(seen, share));
        } else {
            y = component(states, 1);
        }
        List<Layer> layers = new ArrayList<>();
        if (regions && seen.position == 2 && classified(seen)) {
            layers.add(REGIONS.get(
                            new RegionKey(
                                    seen.settings,
                                    java.util.Arrays.stream(seen.theta).boxed().toList(),
                                    known),
                            () -> Optional.of(regions(seen, known)))
                    .orElseThrow()
                    .ownedBy(seen.shown.owner()));
        }
        if (paths) {
            addPaths(layers, seen, at);
        }
        addPoints(layers, seen, x, y);
        return new Plot(
                title,
                (line ? TimeAxis.of(List.of(seen.shown)) : Planes.axis(names.state(0), round))
                        .within(window.x0, window.x1),
                Planes.axis(names.state(line ? 0 : 1), round).within(window.y0, window.y1),
                layers,
                false);
    }

    /// A window for all that are drawn alike, on a line or in a plane.
    private static Window linked(Seen seen, Collection<Seen> all) {
        return all.stream()
                .filter(other -> (other.position == 1) == (seen.position == 1))
                .map(PointFlow::window)
                .reduce(Window::with)
                .orElseThrow();
    }

    private static Window window(Seen seen) {
        double[][] spans = new double[2][];
        for (int i = 0; i < 2; i++) {
            double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (double[][] at : seen.states()) {
                for (double[] state : at) {
                    widen(range, state[Math.min(i, seen.position - 1)]);
                }
            }
            spans[i] = withAir(range);
        }
        double[] times = seen.picture.trajectories().times();
        return seen.position == 1
                ? new Window(times[0], seen.data().end(), spans[0][0], spans[0][1])
                : new Window(spans[0][0], spans[0][1], spans[1][0], spans[1][1]);
    }

    private static void widen(double[] range, double value) {
        if (Double.isFinite(value)) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
    }

    /// The ways from t₀ to now, all samples of a class as one broken line.
    private static void addPaths(List<Layer> layers, Seen seen, int at) {
        int samples = Math.min(MOST_PATHS, seen.states()[0].length);
        if (!classified(seen)) {
            layers.add(path("ways", seen.shown.style().hue(), seen, at, IntStream.range(0, samples)));
            return;
        }
        double[] classes = classes(seen, samples);
        layers.add(path(
                "ways inside",
                Hue.FIRST_CLASS,
                seen,
                at,
                IntStream.range(0, samples).filter(s -> classes[s] < 0)));
        layers.add(path(
                "ways outside",
                Hue.SECOND_CLASS,
                seen,
                at,
                IntStream.range(0, samples).filter(s -> classes[s] > 0)));
    }

    private static Layer.Line path(String name, Hue hue, Seen seen, int at, IntStream samples) {
        int[] chosen = samples.toArray();
        int length = at + 2; // a gap behind each
        double[] x = new double[chosen.length * length];
        double[] y = new double[x.length];
        for (int i = 0; i < chosen.length; i++) {
            for (int t = 0; t <= at; t++) {
                double[] state = seen.states()[t][chosen[i]];
                x[i * length + t] =
                        seen.position == 1 ? seen.picture.trajectories().times()[t] : state[0];
                y[i * length + t] = state[seen.position == 1 ? 0 : 1];
            }
            x[i * length + at + 1] = Double.NaN;
            y[i * length + at + 1] = Double.NaN;
        }
        return new Layer.Line(name, SeriesStyle.line(hue).with(Emphasis.FADED), x, y, "").ownedBy(seen.shown.owner());
    }

    private static double[] component(double[][] states, int i) {
        double[] values = new double[states.length];
        for (int s = 0; s < values.length; s++) {
            values[s] = states[s][i];
        }
        return values;
    }

    /// Whether targets are one number a sample, whose sign is its class.
    private static boolean classified(Seen seen) {
        return seen.data().targets().getLast().dim() == 1;
    }

    /// −1 or 1 for each sample.
    private static double[] classes(Seen seen, int samples) {
        Batch target = seen.data().targets().getLast();
        double[] classes = new double[samples];
        for (int s = 0; s < samples; s++) {
            classes[s] = target.get(0, s) < 0 ? -1 : 1;
        }
        return classes;
    }

    private static void addPoints(List<Layer> layers, Seen seen, double[] x, double[] y) {
        if (!classified(seen)) {
            layers.add(
                    new Layer.Points(Groups.name(seen.shown), seen.shown.style().with(Marker.CIRCLE), x, y)
                            .ownedBy(seen.shown.owner()));
            return;
        }
        double[] classes = classes(seen, x.length);
        Owner owner = seen.shown.owner();
        layers.add(points("inside", Hue.FIRST_CLASS, Marker.CIRCLE, -1, classes, x, y)
                .ownedBy(owner));
        layers.add(points("outside", Hue.SECOND_CLASS, Marker.TRIANGLE, 1, classes, x, y)
                .ownedBy(owner));
    }

    private static Layer.Points points(
            String name, Hue hue, Marker marker, double which, double[] classes, double[] x, double[] y) {
        double[] px = new double[x.length];
        double[] py = new double[x.length];
        int count = 0;
        for (int s = 0; s < x.length; s++) {
            if (classes[s] == which) {
                px[count] = x[s];
                py[count++] = y[s];
            }
        }
        return new Layer.Points(
                name,
                SeriesStyle.line(hue).with(marker),
                java.util.Arrays.copyOf(px, count),
                java.util.Arrays.copyOf(py, count));
    }

    /// What the read-out says of each place.
    private static Layer.HeatMap regions(Seen seen, Window window) {
        double[] xs = Grids.linear(window.x0, window.x1, GRID);
        double[] ys = Grids.linear(window.y0, window.y1, GRID);
        Inspection inspection = new Inspection(Looks.experiment(seen.settings));
        int dim = inspection.experiment().model().field().dim();
        double[][] states = new double[GRID * GRID][dim];
        for (int i = 0; i < states.length; i++) {
            states[i][0] = xs[i % GRID];
            states[i][1] = ys[i / GRID];
        }
        double[][] says = inspection.readOut(seen.theta, states);
        boolean probabilities = inspection.experiment().model().yieldsProbabilities();
        double[][] z = new double[GRID][GRID];
        for (int i = 0; i < states.length; i++) { // from −1 inside to 1 outside
            z[i / GRID][i % GRID] = probabilities ? 2 * says[i][0] - 1 : says[i][0];
        }
        return new Layer.HeatMap(
                probabilities ? "2p − 1" : "read-out", xs, ys, z, Layer.ColourMap.PALE_CLASSES, false, 0);
    }

    /// A range with a tenth of air.
    private static double[] withAir(double[] range) {
        if (!(range[1] > range[0])) {
            return range[0] == range[1] ? new double[] {range[0] - 1, range[0] + 1} : new double[] {-1, 1};
        }
        double air = 0.08 * (range[1] - range[0]);
        return new double[] {range[0] - air, range[1] + air};
    }
}
