package adjointlab.panel.loss;

import adjointlab.core.curvature.Curvature;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.math.Numbers;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Checkpoint;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Plane;
import adjointlab.panel.kit.Plane.Fit;
import adjointlab.panel.kit.PlaneGrids;
import adjointlab.panel.kit.SurfaceGrids.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The loss surface of a model with more than two parameters: a plane through the space of weights, with the runs'
/// paths projected onto it, how much of them it shows and how far off it they are.
final class SurfacePlane {
    private static final int CONTOURS = 12;
    private static final int[] COARSE = {13, 25};
    private static final int MOST_POINTS = 24;
    private static final double MARGIN = 0.25;
    /// Weights times points of a plane.
    private static final double WORK = 1e7;

    private static final Memo<Request, Fit> PLANES = new Memo<>(32);

    /// How the plane lies.
    enum Kind {
        /// Along the principal directions of the paths.
        PATHS("first principal direction", "second principal direction"),
        /// Along the two largest curvatures of the loss (Gauss-Newton) at the run in focus.
        CURVATURE("largest curvature", "second largest curvature"),
        /// At random, every filter as long as the weights' own. Li et al., NeurIPS 2018, section 4.
        RANDOM("random direction", "another random direction");

        private final String across;
        private final String up;

        Kind(String across, String up) {
            this.across = across;
            this.up = up;
        }
    }

    /// @param anchors weights that the plane is laid through, the focus's newest first
    private record Request(Kind kind, Looks.Landscape landscape, List<List<Double>> anchors) {}

    private final LossSurface.Choices choices;
    private final PanelContext context;
    private final Shown focus;
    private final Settings settings;

    SurfacePlane(LossSurface.Choices choices, PanelContext context) {
        this.choices = choices;
        this.context = context;
        this.focus = Groups.focus(context);
        this.settings = focus.run().settingsAt(focus.at(context.cursor()));
    }

    Figure figure() {
        Map<Shown, List<double[]>> paths = new LinkedHashMap<>();
        List<double[]> anchors = new ArrayList<>();
        Looks.Landscape landscape = Looks.Landscape.of(settings);
        int weights = Looks.experiment(settings).model().parameters().size();
        for (Shown shown : context.runs()) {
            int k = shown.at(context.cursor());
            if (shown.run().log().rows() == 0
                    || shown.run().history().isEmpty()
                    || shown.run().history().at(0).theta().length != weights
                    || !Looks.Landscape.of(shown.run().settingsAt(k)).equals(landscape)) {
                continue;
            }
            List<double[]> path = checkpoints(shown.run(), k);
            Looks.weights(shown.run(), k, context.cancellation()).ifPresent(path::add);
            paths.put(shown, path);
            anchors.addAll(
                    shown == focus ? 0 : anchors.size(),
                    checkpoints(shown.run(), anchor(shown.run())).reversed());
        }
        if (anchors.isEmpty() || context.cancellation().requested()) {
            return Figure.empty(LossSurface.TITLE, Looks.notYet(List.of(focus)));
        }
        Optional<Fit> fit = plane(landscape, anchors);
        if (fit.isEmpty()) {
            return Figure.empty(
                    LossSurface.TITLE, "This solver has no products with the Jacobian; choose another plane.");
        }
        return draw(fit.get(), paths, anchors);
    }

    /// While a run trains its plane is laid anew only when it is twice as far, so that the surface need not be
    /// solved for at every iteration.
    private static int anchor(Run run) {
        return run.state().active() ? Integer.highestOneBit(run.iteration()) : run.iteration();
    }

    private static List<double[]> checkpoints(Run run, int last) {
        List<double[]> all = new ArrayList<>(run.history().all().stream()
                .filter(checkpoint -> checkpoint.iteration() <= last)
                .map(Checkpoint::theta)
                .toList());
        int stride = Math.ceilDiv(Math.max(1, all.size()), MOST_POINTS);
        List<double[]> thinned = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i % stride == 0 || i == all.size() - 1) {
                thinned.add(all.get(i));
            }
        }
        return thinned;
    }

    private Optional<Fit> plane(Looks.Landscape landscape, List<double[]> anchors) {
        List<List<Double>> key = anchors.stream()
                .map(theta -> Arrays.stream(theta).boxed().toList())
                .toList();
        return PLANES.get(new Request(choices.plane(), landscape, key), () -> {
            double[] origin = anchors.getFirst();
            Experiment experiment = Looks.experiment(settings);
            return switch (choices.plane()) {
                case PATHS -> Plane.principal(origin, anchors).or(() -> Optional.of(random(experiment, origin)));
                case CURVATURE -> curved(experiment, origin);
                case RANDOM -> Optional.of(random(experiment, origin));
            };
        });
    }

    private Optional<Fit> curved(Experiment experiment, double[] origin) {
        try {
            return Curvature.leading(experiment, origin, 2, context.cancellation())
                    .map(pair -> new Fit(new Plane(origin, pair[0], pair[1]), new double[2]));
        } catch (IllegalArgumentException noJacobian) {
            return Optional.empty();
        }
    }

    private static Fit random(Experiment experiment, double[] origin) {
        RandomGenerator random = RandomStreams.of(experiment.seed(), "plane");
        double[] u = filterNormalised(experiment.model().parameters(), origin, random);
        double[] v = filterNormalised(experiment.model().parameters(), origin, random);
        Plane.normalise(u);
        return new Fit(new Plane(origin, u, Plane.orthogonal(v, u)), new double[2]);
    }

    /// A Gaussian direction in which every row of a matrix is as long as that row of the weights; vectors such as
    /// biases stay.
    private static double[] filterNormalised(ParameterLayout layout, double[] theta, RandomGenerator random) {
        double[] direction = new double[theta.length];
        for (ParameterLayout.Block block : layout.blocks()) {
            if (block.shape().size() < 2) {
                continue;
            }
            int width = block.size() / block.shape().getFirst();
            for (int from = block.offset(); from < block.offset() + block.size(); from += width) {
                double own = 0;
                double drawn = 0;
                for (int i = from; i < from + width; i++) {
                    direction[i] = random.nextGaussian();
                    own += theta[i] * theta[i];
                    drawn += direction[i] * direction[i];
                }
                for (int i = from; i < from + width; i++) {
                    direction[i] *= Math.sqrt(own / drawn);
                }
            }
        }
        if (Plane.dot(direction, direction) == 0) {
            Arrays.setAll(direction, _ -> random.nextGaussian());
        }
        return direction;
    }

    /// @param anchors whose places decide how far the plane reaches, whatever the cursor shows of the paths
    private Figure draw(Fit fit, Map<Shown, List<double[]>> paths, List<double[]> anchors) {
        Plane plane = fit.plane();
        double squares = 0;
        double[] inside = new double[2];
        double[] low = new double[2];
        double[] high = new double[2];
        for (double[] anchor : anchors) {
            double[] at = plane.coordinates(anchor);
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], at[axis]);
                high[axis] = Math.max(high[axis], at[axis]);
            }
        }
        double reach = Math.max(high[0] - low[0], high[1] - low[1]);
        List<Layer> layers = new ArrayList<>();
        for (var entry : paths.entrySet()) {
            List<double[]> path = entry.getValue();
            double[] x = new double[path.size()];
            double[] y = new double[path.size()];
            for (int i = 0; i < x.length; i++) {
                double[] at = plane.coordinates(path.get(i));
                x[i] = at[0];
                y[i] = at[1];
                double[] d = Plane.minus(path.get(i), plane.origin());
                squares += Plane.dot(d, d);
                inside[0] += at[0] * at[0];
                inside[1] += at[1] * at[1];
            }
            Shown shown = entry.getKey();
            layers.add(new Layer.Line(Groups.name(shown), shown.style().with(Marker.NONE), x, y, "")
                    .ownedBy(shown.owner()));
            int last = x.length - 1;
            layers.add(new Layer.Points(
                            Groups.name(shown) + ", now", shown.style(), new double[] {x[last]}, new double[] {y[last]})
                    .ownedBy(shown.owner()));
        }
        double least = Math.max(0.15 * reach, choices.plane() == Kind.PATHS ? 1e-6 : 0.1 * norm(plane.origin()));
        String note = note(squares, inside[0] + inside[1]);
        Figure figure = Figure.empty(LossSurface.TITLE, "");
        int weights = plane.origin().length;
        for (int count : counts(weights)) {
            Span x = span(choices.range(), low[0], high[0], least, count);
            Span y = span(choices.rangeY(), low[1], high[1], least, count);
            Optional<double[][]> z = PlaneGrids.of(settings, plane, x, y, context);
            if (z.isEmpty()) {
                return figure;
            }
            List<Layer> all = new ArrayList<>();
            Layer.HeatMap map =
                    new Layer.HeatMap("L", x.values(), y.values(), z.get(), Layer.ColourMap.VIRIDIS, true, CONTOURS);
            all.add(choices.fog() ? map.showing(fog(x, y, layers).over(z.get())) : map);
            all.addAll(layers);
            Plot plot = new Plot(
                            "",
                            Axis.linear(label(choices.plane().across, inside[0], squares))
                                    .within(x.from(), x.to()),
                            Axis.linear(label(choices.plane().up, inside[1], squares))
                                    .within(y.from(), y.to()),
                            all,
                            false)
                    .seenFrom(choices.viewpoint());
            figure = Figure.of(LossSurface.TITLE, note, plot);
            if (count < fine(weights)) {
                context.preview().sketch(figure);
            }
        }
        return figure;
    }

    private Fog fog(Span x, Span y, List<Layer> paths) {
        Fog fog = new Fog(x, y, choices.lamp());
        for (Layer layer : paths) {
            if (layer instanceof Layer.Line path) {
                fog.walk(path.x(), path.y());
            }
        }
        return fog;
    }

    /// Points of an axis: fewer for models so large that each of them takes long.
    private int fine(int weights) {
        int affordable = (int) Math.sqrt(WORK / weights);
        return Math.max(COARSE[0], Math.min(affordable, Math.clamp(choices.resolution() / 4, 31, 201)));
    }

    private int[] counts(int weights) {
        int fine = fine(weights);
        return IntStream.concat(Arrays.stream(COARSE).filter(count -> count < fine), IntStream.of(fine))
                .toArray();
    }

    /// How far the paths are off the plane, in the root mean square relative to how far they reach.
    private String note(double squares, double inside) {
        String off = squares == 0
                ? "no path yet"
                : "projection error " + Numbers.brief(100 * Math.sqrt(Math.max(0, squares - inside) / squares), 2)
                        + " %";
        return off + " · k = " + context.cursor();
    }

    /// A direction with the share of the paths' variance along it.
    private static String label(String direction, double along, double squares) {
        return squares == 0 ? direction : direction + ", " + Numbers.brief(100 * along / squares, 2) + " % of variance";
    }

    private static Span span(double[] chosen, double low, double high, double least, int count) {
        if (chosen.length == 2) {
            return new Span(chosen[0], chosen[1], count);
        }
        double margin = Math.max(MARGIN * (high - low), least);
        return new Span(low - margin, high + margin, count);
    }

    private static double norm(double[] v) {
        return Math.sqrt(Plane.dot(v, v));
    }
}
