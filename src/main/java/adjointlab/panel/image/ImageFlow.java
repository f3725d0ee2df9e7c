package adjointlab.panel.image;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Verdicts;
import adjointlab.core.rollout.Waypoints;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Tile;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Looks.Landscape;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One image on its way: its channels at times between t₀ and T, and below them how the loss depends on each pixel
/// then.
public final class ImageFlow implements Panel {
    private static final String TITLE = "Flow of an image";
    private static final String PLAYED = "time";

    /// Times of the moment that is played.
    private static final int MOMENTS = 21;

    private static final Key<String> VIEW = Options.choice(
            "view", "View", "strip", Options.option("strip", "several times"), Options.option("moment", "one time"));
    private static final Key<Integer> TIMES = Options.whole("times", "Times", 6, 2, MOMENTS);
    private static final Key<Integer> MOMENT = Options.whole(PLAYED, "t in % of the horizon", 100, 0, 100);
    private static final Key<Boolean> SHARED = Options.flag("shared", "One scale of colours for all runs", false);
    private static final Key<Integer> MOST = Options.whole("most", "Channels that vary most", 3, 1, 64);
    private static final Key<List<Double>> CHANNELS =
            Options.list("channels", "c", "These channels, none for those that vary most", 64);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "image-flow",
            TITLE,
            "One image's channels along t, and the derivative of its loss by each of their pixels.",
            "",
            List.of(LookedAt.IMAGE, VIEW, TIMES, MOMENT, MOST, CHANNELS, SHARED),
            ImageFlow::new);

    private static final Memo<Asked, Waypoints> KNOWN = new Memo<>(128);

    private record Asked(Landscape landscape, String gradient, Fingerprint theta, int sample, int times) {}

    private final int image;
    private final boolean moment;
    private final int times;
    private final int percent;
    private final int most;
    private final int[] channels;
    private final boolean shared;

    private ImageFlow(Values values) {
        image = values.get(LookedAt.IMAGE);
        moment = values.get(VIEW).equals("moment");
        times = moment ? MOMENTS : values.get(TIMES);
        percent = values.get(MOMENT);
        most = values.get(MOST);
        channels = Arrays.stream(values.array(CHANNELS))
                .mapToInt(c -> (int) Math.rint(c) - 1)
                .toArray();
        shared = values.get(SHARED);
    }

    @Override
    public String played() {
        return moment ? PLAYED : "";
    }

    /// The way of the image in one run.
    ///
    /// @param k iteration
    /// @param index of the sample
    /// @param channels those of the run that are shown
    private record Seen(Group column, Shown run, int k, int index, Way way, int[] channels) {
        Settings settings() {
            return run.run().settingsAt(k);
        }

        Experiment experiment() {
            return Looks.experiment(settings());
        }

        /// What the model says at T.
        Verdicts verdict() {
            ProblemData one = LookedAt.of(settings()).data().part(index, 1);
            return Verdicts.of(
                    way.points().prediction(),
                    one.targets().getLast(),
                    experiment().model().yieldsProbabilities());
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see an image flow.");
        }
        Columns<Seen> columns = Columns.of(context, (column, shown) -> look(column, shown, context));
        List<Seen> all = columns.seen();
        if (all.isEmpty()) {
            return Figure.empty(TITLE, columns.refusal());
        }
        Seen first = all.getFirst();
        LookedAt samples = LookedAt.of(first.settings());
        Problem problem = first.experiment().task().problem();
        String whose = context.columns() ? "" : " · " + Groups.shortName(first.run, context.runs());
        String note = (samples.test() ? "test" : "training") + " image " + (first.index + 1)
                + (problem.tellsClasses()
                        ? ", a " + problem.className(first.verdict().truth()[0])
                        : "") + whose
                + (moment ? ", t = " + Numbers.brief(first.way.times()[at(first)], 3) : "") + ", k = " + first.k;
        return new Figure(
                TITLE, note, List.of(new Figure.Row(1, plots(all, false)), new Figure.Row(1, plots(all, true))), "");
    }

    /// @throws IllegalArgumentException if there is nothing to see of the run, saying why in a sentence
    private Optional<Seen> look(Group column, Shown shown, PanelContext context) {
        int k = LookedAt.iteration(shown, context.cursor());
        Settings settings = shown.run().settingsAt(k);
        Experiment experiment = Looks.experiment(settings);
        Problem problem = experiment.task().problem();
        if (!Pictures.areImages(problem.shape())) {
            throw new IllegalArgumentException("These samples are no images; choose a problem of images.");
        }
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        int index = LookedAt.of(settings).index(image);
        Asked asked = new Asked(
                Landscape.of(settings), settings.id(Slots.GRADIENT), Fingerprint.of(theta.get()), index, times);
        Optional<Waypoints> points = KNOWN.get(asked, () -> go(settings, index, theta.get(), context.cancellation()));
        if (points.isEmpty()) {
            return Optional.empty();
        }
        if (!points.get().status().ok()) {
            throw new IllegalArgumentException(Groups.name(shown) + " cannot be solved at these weights.");
        }
        Way way = Way.of(experiment.model(), problem.shape(), points.get());
        return Optional.of(new Seen(column, shown, k, index, way, way.chosen(channels, most)));
    }

    private Optional<Waypoints> go(Settings settings, int index, double[] theta, Cancellation cancellation) {
        ProblemData data = LookedAt.of(settings).data().part(index, 1);
        Waypoints points = Waypoints.of(
                Looks.experiment(settings), data, theta, Grids.linear(data.start(), data.end(), times), cancellation);
        return cancellation.requested() ? Optional.empty() : Optional.of(points);
    }

    /// Which of the way's times the moment is.
    private int at(Seen seen) {
        return (int) Math.round(percent / 100.0 * (seen.way.times().length - 1));
    }

    private int[] moments(Seen seen) {
        return moment
                ? new int[] {at(seen)}
                : IntStream.range(0, seen.way.times().length).toArray();
    }

    private List<Plot> plots(List<Seen> all, boolean adjoint) {
        List<Plot> plots = new ArrayList<>();
        for (Seen seen : all) {
            plots.add(new Plot(
                    adjoint ? "∂L/∂state" : title(seen),
                    Axis.linear(moment ? "" : "t"),
                    Axis.linear(""),
                    List.of(tiles(seen, adjoint, range(shared ? all : List.of(seen), adjoint))),
                    false));
        }
        return plots;
    }

    private static Layer.Range range(List<Seen> all, boolean adjoint) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Seen seen : all) {
            for (int c : seen.channels) {
                double[] range = seen.way.range(c, adjoint);
                low = Math.min(low, range[0]);
                high = Math.max(high, range[1]);
            }
        }
        return adjoint ? symmetric(Math.max(-low, high)) : wide(low, high);
    }

    private static Layer.Range symmetric(double size) {
        double most = size > 0 && Double.isFinite(size) ? size : 1;
        return new Layer.Range(-most, most);
    }

    private static Layer.Range wide(double low, double high) {
        return high > low ? new Layer.Range(low, high) : new Layer.Range(low - 0.5, low + 0.5);
    }

    /// The column, and what the model says at T of the image.
    private static String title(Seen seen) {
        Problem problem = seen.experiment().task().problem();
        String column = seen.column.label();
        if (!problem.tellsClasses()) {
            return column;
        }
        String told = ImageGrid.told(seen.verdict(), 0, problem);
        return column.isEmpty() ? "told " + told : column + ": " + told;
    }

    private Layer.Tiles tiles(Seen seen, boolean adjoint, Layer.Range range) {
        int[] moments = moments(seen);
        List<Tile> tiles = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c : seen.channels) {
            names.add(seen.way.name(c));
            for (int i : moments) {
                Tile tile = Tile.of(seen.way.picture(c, i, adjoint));
                tiles.add(moment ? tile.saying(seen.way.name(c), Hue.MUTED) : tile);
            }
        }
        Tile.Arrangement arrangement = moment
                ? Tile.Arrangement.FITTING
                : new Tile.Arrangement(
                        moments.length,
                        Arrays.stream(seen.way.times())
                                .mapToObj(t -> Numbers.brief(t, 2))
                                .toList(),
                        names,
                        false,
                        true);
        return new Layer.Tiles(
                        adjoint ? "∂L/∂state" : "state",
                        tiles,
                        arrangement,
                        adjoint ? Layer.ColourMap.DIVERGING : Layer.ColourMap.VIRIDIS,
                        range)
                .ownedBy(seen.run.owner());
    }
}
