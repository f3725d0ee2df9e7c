package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.math.Numbers;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.LearnedDensity;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a normalizing flow has learned: its density as colours and samples of it on their way from the normal density,
/// with samples of the data beside it.
public final class DensityFlow implements Panel {
    private static final String TITLE = "Flow";
    private static final int GRID = 65;
    private static final int SAMPLES = 100;
    private static final int DATA = 100;
    private static final double LEAST_SPAN = 2.6;
    /// Of the kernel that smooths data.
    private static final double WIDTH = 0.12;

    private static final int[] STRIP = {0, 25, 50, 75, 100};

    private static final Key<String> VIEW = Options.choice(
            "view", "View", "moment", Options.option("moment", "one time"), Options.option("strip", "five times"));
    private static final Key<Integer> TIME = Options.whole("time", "Way from normal to data in %", 100, 0, 100);
    private static final Key<Boolean> SAMPLES_SHOWN = Options.flag("samples", "Samples", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "flow",
            TITLE,
            "The density that a normalizing flow has learned, samples carried along t, and the data beside it.",
            "Chen et al., NeurIPS 2018, section 4; Grathwohl et al., ICLR 2019, Fig. 2",
            List.of(VIEW, TIME, SAMPLES_SHOWN),
            DensityFlow::new);

    private static final Memo<Asked, Learned> LEARNED = new Memo<>(64);

    private final boolean strip;
    private final int percent;
    private final boolean samples;

    private DensityFlow(Values values) {
        strip = values.get(VIEW).equals("strip");
        percent = values.get(TIME);
        samples = values.get(SAMPLES_SHOWN);
    }

    /// @param percent of the way from the normal density to the data's
    private record Asked(Looks.Landscape landscape, Fingerprint theta, int percent) {}

    /// @param t time, s
    /// @param axis grid of both components
    /// @param density [y][x], p; empty where the data are not planar
    /// @param points [m][d], samples
    private record Learned(double t, double[] axis, double[][] density, double[][] points) {}

    /// @param title of its plot
    private record Named(String title, Learned learned, Owner owner) {}

    /// @param axis grid of both components
    /// @param density [y][x], smoothed; empty where the data are not planar
    /// @param points [n][d]
    private record Data(double[] axis, double[][] density, double[][] points) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see the density that it learns.");
        }
        List<Named> looks = new ArrayList<>();
        List<String> likelihoods = new ArrayList<>();
        List<Shown> flows = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            Shown focus = Groups.focus(column.runs(), context.focus());
            if (!isFlow(focus)) {
                continue;
            }
            flows.add(focus);
            boolean several = strip && !context.columns();
            for (int share : several ? STRIP : new int[] {percent}) {
                learned(focus, share, context)
                        .ifPresent(it -> looks.add(new Named(title(column, it), it, focus.owner())));
            }
            likelihoods.add(likelihood(focus, context));
        }
        if (flows.isEmpty()) {
            return Figure.empty(TITLE, "A density is learned by a normalizing flow only, and no run here is one.");
        }
        if (looks.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        List<Plot> plots = new ArrayList<>();
        if (strip && !context.columns()) {
            looks.forEach(look -> plots.add(moment(look)));
        } else {
            Data data = data(flows.getFirst(), context);
            // one scale of colours for all, so that they compare and one bar does
            double highest = looks.stream()
                    .mapToDouble(look -> highest(look.learned.density))
                    .reduce(highest(data.density), Math::max);
            Layer.Range range = new Layer.Range(0, highest);
            looks.forEach(look -> plots.add(plot(look, range)));
            plots.add(target(data, range));
        }
        String note = (likelihoods.size() == 1 ? likelihoods.getFirst() + ", " : "") + "k = " + context.cursor();
        return new Figure(TITLE, note, List.of(new Figure.Row(1, plots)), "");
    }

    private static String title(Group column, Learned learned) {
        String time = "t = " + Numbers.brief(learned.t, 3);
        return column.label().isEmpty() ? "learned, " + time : column.label();
    }

    private static boolean isFlow(Shown shown) {
        return Looks.experiment(shown.run().settingsAt(shown.run().iteration()))
                .model()
                .logDensity();
    }

    private static String likelihood(Shown shown, PanelContext context) {
        int k = shown.at(context.cursor());
        return k >= shown.run().log().rows()
                ? Groups.name(shown)
                : Groups.name(shown) + ", NLL " + Numbers.brief(shown.value(Metric.LOSS.id(), k), 3);
    }

    private static Optional<Learned> learned(Shown shown, int percent, PanelContext context) {
        int k = shown.at(context.cursor());
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = shown.run().settingsAt(k);
        Asked key = new Asked(Looks.Landscape.of(settings), Fingerprint.of(theta.get()), percent);
        return LEARNED.get(key, () -> look(settings, theta.get(), percent, context.cancellation()));
    }

    private static Optional<Learned> look(Settings settings, double[] theta, int percent, Cancellation cancellation) {
        LearnedDensity density = new LearnedDensity(Looks.experiment(settings));
        double share = percent / 100.0;
        double span = span(Looks.data(settings).initial());
        double[] axis = Grids.linear(-span, span, GRID);
        double[][] values = new double[0][];
        if (density.dim() == 2) {
            double[][] points = new double[GRID * GRID][];
            for (int i = 0; i < points.length; i++) {
                points[i] = new double[] {axis[i % GRID], axis[i / GRID]};
            }
            double[] logs = density.logAt(theta, points, share, cancellation);
            values = new double[GRID][GRID];
            for (int i = 0; i < logs.length; i++) {
                values[i / GRID][i % GRID] = Math.exp(logs[i]);
            }
        }
        // all the way, so that each sample is the same one at every share
        double[][][] way = density.samples(
                theta,
                RandomStreams.of(settings.get(Slots.SEED), "flow panel"),
                SAMPLES,
                new double[] {share},
                cancellation);
        double[][] points = way.length == 0 ? new double[0][] : way[0];
        return cancellation.requested()
                ? Optional.empty()
                : Optional.of(new Learned(density.time(share), axis, values, points));
    }

    /// Half the width of a square around the origin that holds data and normal density.
    private static double span(Batch data) {
        double largest = LEAST_SPAN;
        for (int i = 0; i < data.dim(); i++) {
            for (int s = 0; s < data.size(); s++) {
                largest = Math.max(largest, 1.1 * Math.abs(data.get(i, s)));
            }
        }
        return largest;
    }

    /// One of several times: samples alone, without axes, because five of them have no room for more.
    private static Plot moment(Named look) {
        Learned learned = look.learned;
        return plane(
                "t = " + Numbers.brief(learned.t, 3),
                learned.axis,
                false,
                List.of(points("samples", Hue.ORANGE, learned.points).ownedBy(look.owner)));
    }

    private static double highest(double[][] density) {
        return Arrays.stream(density)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private Plot plot(Named look, Layer.Range range) {
        Learned learned = look.learned;
        List<Layer> layers = new ArrayList<>();
        if (learned.density.length > 0) {
            layers.add(new Layer.HeatMap(
                            "p(x)",
                            learned.axis,
                            learned.axis,
                            learned.density,
                            Layer.ColourMap.VIRIDIS,
                            false,
                            0,
                            range)
                    .ownedBy(look.owner));
        }
        if (samples || layers.isEmpty()) {
            layers.add(points("samples", Hue.ORANGE, learned.points).ownedBy(look.owner));
        }
        return plane(look.title, learned.axis, true, layers);
    }

    private static Data data(Shown shown, PanelContext context) {
        Settings settings = shown.run().settingsAt(shown.at(context.cursor()));
        Batch data = Looks.data(settings).initial();
        double[] axis = Grids.linear(-span(data), span(data), GRID);
        double[][] rows = data.toRows();
        return new Data(axis, data.dim() == 2 ? smoothed(rows, axis) : new double[0][], rows);
    }

    /// The data beside it, on the same axes: where they are planar their density too, smoothed by a Gaussian
    /// kernel.
    private static Plot target(Data data, Layer.Range range) {
        List<Layer> layers = new ArrayList<>();
        if (data.density.length > 0) {
            layers.add(new Layer.HeatMap(
                    "p(x)", data.axis, data.axis, data.density, Layer.ColourMap.VIRIDIS, false, 0, range));
        }
        layers.add(points("data", Hue.ORANGE, Arrays.copyOf(data.points, Math.min(data.points.length, DATA))));
        return plane("data", data.axis, true, layers);
    }

    private static double[][] smoothed(double[][] rows, double[] axis) {
        double[][] density = new double[GRID][GRID];
        double factor = 1 / (2 * Math.PI * WIDTH * WIDTH * rows.length);
        double[] byColumn = new double[GRID];
        for (double[] row : rows) {
            for (int i = 0; i < GRID; i++) {
                byColumn[i] = kernel(axis[i] - row[0]);
            }
            for (int j = 0; j < GRID; j++) {
                double byRow = factor * kernel(axis[j] - row[1]);
                for (int i = 0; i < GRID; i++) {
                    density[j][i] += byRow * byColumn[i];
                }
            }
        }
        return density;
    }

    private static double kernel(double distance) {
        return Math.exp(-0.5 * distance * distance / (WIDTH * WIDTH));
    }

    /// The first two components, or one above zero.
    private static Layer.Points points(String name, Hue hue, double[][] points) {
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        for (int s = 0; s < points.length; s++) {
            x[s] = points[s][0];
            y[s] = points[s].length > 1 ? points[s][1] : 0;
        }
        return new Layer.Points(name, SeriesStyle.line(hue).with(Marker.DOT), x, y);
    }

    private static Plot plane(String title, double[] axis, boolean named, List<Layer> layers) {
        double low = axis[0];
        double high = axis[axis.length - 1];
        Axis place = Axis.of("", Axis.Scale.LINEAR, Axis.Quantity.PLACE).within(low, high);
        Axis across = Axis.of("x₁", Axis.Scale.LINEAR, Axis.Quantity.PLACE).within(low, high);
        Axis up = Axis.of("x₂", Axis.Scale.LINEAR, Axis.Quantity.PLACE).within(low, high);
        return new Plot(title, named ? across : place, named ? up : place, layers, false);
    }
}
