package adjointlab.panel.optimizer;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Checkpoint;
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
import adjointlab.lab.run.Microscope;
import adjointlab.lab.run.Microscope.Step;
import adjointlab.lab.run.Replay;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Plane;
import adjointlab.panel.kit.PlaneGrids;
import adjointlab.panel.kit.RunStyles;
import adjointlab.panel.kit.SurfaceGrids;
import adjointlab.panel.kit.SurfaceGrids.Span;
import adjointlab.panel.kit.Surfaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One step of every optimizer from the weights at the cursor: where each would go on the loss surface, and in numbers.
public final class StepMicroscope implements Panel {
    private static final String TITLE = "One-step microscope";
    private static final int COARSE = 15;
    private static final int FINE = 45;
    private static final int CONTOURS = 12;

    private static final Key<String> SHOW = Options.choice(
            "show",
            "Show",
            "both",
            Options.option("both", "plane and numbers"),
            Options.option("plane", "plane"),
            Options.option("numbers", "numbers"));
    private static final Key<String> REACH = Options.choice(
            "reach",
            "Reach of the plane",
            "useful",
            Options.option("useful", "steps that lower the loss"),
            Options.option("all", "all steps"),
            Options.option("short", "the shortest half"));

    public static final Entry<Panel> ENTRY = new Entry<>(
            "microscope",
            "Microscope",
            "One step of every optimizer from the weights at the cursor: direction, length, predicted and actual"
                    + " decrease.",
            "",
            Surfaces.with(SHOW, REACH),
            StepMicroscope::new);

    private static final Memo<Asked, Microscope> LOOKS = new Memo<>(64);

    private record Asked(Settings settings, Map<String, Settings> peers, List<Double> theta, long iteration) {}

    private final String show;
    private final String reach;
    private final @Nullable Viewpoint viewpoint;

    private StepMicroscope(Values values) {
        show = values.get(SHOW);
        reach = values.get(REACH);
        viewpoint = Surfaces.viewpoint(values);
    }

    @Override
    public boolean offersSteps() {
        return true;
    }

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to look at its next step.");
        }
        Shown focus = Groups.focus(context);
        int k = focus.at(context.cursor());
        if (Looks.experiment(focus.run().settingsAt(k)).model().parameters().size() == 0) {
            return Figure.empty(TITLE, "Nothing is learned here.");
        }
        Optional<Microscope> look = look(focus, k, context);
        if (look.isEmpty()) {
            return Figure.empty(TITLE, "The gradient is not known at these weights.");
        }
        context.preview().sketch(figure(look.get(), focus, k, COARSE, context));
        return figure(look.get(), focus, k, FINE, context);
    }

    /// @param count of the map's points along an axis
    private Figure figure(Microscope microscope, Shown focus, int k, int count, PanelContext context) {
        String note = Groups.name(focus) + ", k = " + k + " · ‖∇L‖ = "
                + Numbers.readout(Math.sqrt(Plane.dot(microscope.gradient(), microscope.gradient())));
        Plane plane = plane(microscope);
        Settings settings = focus.run().settingsAt(k);
        Figure.Row numbers = new Figure.Row(1.25, List.of(table(microscope, plane)));
        if (show.equals("numbers")) {
            return new Figure(TITLE, note, List.of(numbers), "");
        }
        Plot picture = microscope.theta().length == 1
                ? line(microscope, plane, settings, context)
                : map(microscope, plane, settings, count, context);
        List<Figure.Row> rows = new ArrayList<>(List.of(new Figure.Row(1, List.of(picture))));
        if (show.equals("both")) {
            rows.add(numbers);
        }
        return new Figure(TITLE, note, rows, "");
    }

    /// Steps that are there already are shown before those that take long.
    private Optional<Microscope> look(Shown focus, int k, PanelContext context) {
        Run run = focus.run();
        if (k >= run.log().rows() || run.history().isEmpty()) {
            return Optional.empty();
        }
        Checkpoint at = Replay.at(run, k, context.cancellation());
        if (at.iteration() != k) {
            return Optional.empty();
        }
        Settings settings = run.settingsAt(k);
        Map<String, Settings> peers = new LinkedHashMap<>();
        for (Shown shown : context.runs()) {
            Settings of = shown.run().settings();
            peers.putIfAbsent(of.id(Slots.OPTIMIZER), of);
        }
        Asked key = new Asked(settings, peers, Arrays.stream(at.theta()).boxed().toList(), k);
        return LOOKS.get(
                key,
                () -> Microscope.at(
                        settings,
                        peers,
                        at,
                        partial -> {
                            double done = 1
                                    - (double) partial.waiting()
                                            / partial.steps().size();
                            context.preview()
                                    .progress(
                                            done, "steps of " + partial.steps().size() + " optimizers");
                            context.preview().sketch(figure(partial, focus, k, COARSE, context));
                        },
                        context.cancellation()));
    }

    /// Across: down the gradient. Up: the direction in which steps, all made equally long, leave that line most.
    private static Plane plane(Microscope microscope) {
        double[] u = microscope.gradient().clone();
        for (int i = 0; i < u.length; i++) {
            u[i] = -u[i];
        }
        Plane.normalise(u);
        List<double[]> across = new ArrayList<>();
        for (Step step : microscope.steps()) {
            if (step.possible()) {
                double[] unit = step.delta().clone();
                Plane.normalise(unit);
                double along = Plane.dot(unit, u);
                for (int i = 0; i < unit.length; i++) {
                    unit[i] -= along * u[i];
                }
                across.add(unit);
            }
        }
        double[] v = u.length == 1
                ? new double[1]
                : Plane.principal(new double[u.length], across)
                        .map(fit -> Plane.orthogonal(fit.plane().u(), u))
                        .orElseGet(() -> Plane.across(u));
        return new Plane(microscope.theta(), u, v);
    }

    private double radius(Microscope microscope) {
        List<Step> possible = microscope.steps().stream()
                .filter(step -> step.possible() && Double.isFinite(step.length()))
                .toList();
        List<Step> useful = possible.stream().filter(step -> step.actual() > 0).toList();
        double[] lengths = (reach.equals("useful") && !useful.isEmpty() ? useful : possible)
                .stream().mapToDouble(Step::length).sorted().toArray();
        if (lengths.length == 0) {
            return 1;
        }
        double chosen = lengths[reach.equals("short") ? (lengths.length - 1) / 2 : lengths.length - 1];
        return 1.25 * chosen;
    }

    private Plot map(Microscope microscope, Plane plane, Settings settings, int count, PanelContext context) {
        double radius = radius(microscope);
        Span x = new Span(-0.4 * radius, radius, count);
        Span y = new Span(-0.7 * radius, 0.7 * radius, count);
        List<Layer> layers = new ArrayList<>();
        PlaneGrids.of(settings, plane, x, y, context)
                .ifPresent(z -> layers.add(new Layer.HeatMap(
                        "L", x.values(), y.values(), z, Layer.ColourMap.CIVIDIS, spansDecades(z), CONTOURS)));
        for (int i = 0; i < microscope.steps().size(); i++) {
            Step step = microscope.steps().get(i);
            if (step.possible()) {
                layers.add(arrow(step, plane, style(i), x, y));
            }
        }
        layers.add(new Layer.Points(
                        "now",
                        new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.CIRCLE, Emphasis.STRONG),
                        new double[] {0},
                        new double[] {0})
                .ownedBy(Groups.focus(context).owner()));
        return new Plot(
                        "",
                        Axis.linear("along −∇L").within(x.from(), x.to()),
                        Axis.linear("across, where steps differ most").within(y.from(), y.to()),
                        layers,
                        true)
                .seenFrom(viewpoint);
    }

    /// From here to where the step ends, or to the plot's edge where that is outside.
    private static Layer arrow(Step step, Plane plane, SeriesStyle style, Span x, Span y) {
        double a = Plane.dot(step.delta(), plane.u());
        double b = Plane.dot(step.delta(), plane.v());
        double share = 1;
        share = a > x.to() ? Math.min(share, x.to() / a) : share;
        share = a < x.from() ? Math.min(share, x.from() / a) : share;
        share = b > y.to() ? Math.min(share, y.to() / b) : share;
        share = b < y.from() ? Math.min(share, y.from() / b) : share;
        boolean leaves = share < 1;
        String name = leaves ? step.label() + ", longer" : step.label();
        return new Layer.Line(
                name,
                style.with(leaves ? Marker.NONE : style.marker()),
                new double[] {0, share * a},
                new double[] {0, share * b},
                "");
    }

    /// The loss along the one parameter, with every step's end on it.
    private Plot line(Microscope microscope, Plane plane, Settings settings, PanelContext context) {
        double radius = radius(microscope);
        double here = microscope.theta()[0];
        double sign = plane.u()[0] < 0 ? -1 : 1;
        double from = here + (sign < 0 ? -radius : -0.4 * radius);
        double to = here + (sign < 0 ? 0.4 * radius : radius);
        List<Layer> layers = new ArrayList<>();
        Span span = new Span(from, to, 201);
        SurfaceGrids.line(settings, span, context.cancellation())
                .ifPresent(losses ->
                        layers.add(new Layer.Line("loss", SeriesStyle.line(Hue.TRUTH), span.values(), losses, "")));
        for (int i = 0; i < microscope.steps().size(); i++) {
            Step step = microscope.steps().get(i);
            double end = step.possible() ? here + step.delta()[0] : Double.NaN;
            if (end >= from && end <= to) {
                layers.add(new Layer.Points(
                        step.label(), style(i), new double[] {end}, new double[] {microscope.loss() - step.actual()}));
            }
        }
        layers.add(new Layer.Points(
                        "now",
                        new SeriesStyle(Hue.ACCENT, Dash.NONE, Marker.CIRCLE, Emphasis.STRONG),
                        new double[] {here},
                        new double[] {microscope.loss()})
                .ownedBy(Groups.focus(context).owner()));
        return new Plot("", Axis.linear("parameter").within(from, to), Axis.linear("Loss L"), layers, true);
    }

    private static SeriesStyle style(int optimizer) {
        SeriesStyle style = RunStyles.of(optimizer);
        return style.dash() == Dash.NONE ? style.with(Dash.SOLID) : style;
    }

    private static boolean spansDecades(double[][] z) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double[] row : z) {
            for (double value : row) {
                if (value > 0 && Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return high > 30 * low;
    }

    private static Plot table(Microscope microscope, Plane plane) {
        List<String> header = List.of("Optimizer", "η", "‖Δθ‖", "Angle", "Predicted", "Actual", "In plane");
        List<List<String>> rows = new ArrayList<>();
        for (Step step : microscope.steps()) {
            String rate = Double.isNaN(step.rate()) ? "–" : Numbers.brief(step.rate(), 2);
            if (!step.possible()) {
                rows.add(List.of(step.label(), rate, "–", "–", "–", "–", step.refusal()));
                continue;
            }
            double a = Plane.dot(step.delta(), plane.u());
            double b = Plane.dot(step.delta(), plane.v());
            double share = Math.sqrt(a * a + b * b) / step.length();
            rows.add(List.of(
                    step.label(),
                    rate,
                    Numbers.readout(step.length()),
                    Numbers.fixed(step.angle(microscope.gradient()), 1) + "°",
                    Numbers.readout(step.predicted(microscope.gradient())),
                    Double.isNaN(step.actual()) ? "diverges" : Numbers.readout(step.actual()),
                    Numbers.brief(100 * Math.min(1, share), 3) + " %"));
        }
        return new Plot("", Axis.linear(""), Axis.linear(""), List.of(new Layer.Table("Steps", header, rows)), false);
    }
}
