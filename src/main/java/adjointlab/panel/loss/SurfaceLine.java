package adjointlab.panel.loss;

import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.dynamics.SimplestOde;
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
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.MetricLog;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Looks.Landscape;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.SurfaceGrids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loss surface of a model with one parameter, at one moment.
final class SurfaceLine {
    private static final Setting<Double> HORIZON = Slots.PROBLEM.at(Problems.HORIZON);
    private static final int TRAIL = 8;
    private static final int CLOSED_FORM_POINTS = 17;
    private static final int MOST_NOTES = 4;

    /// Points further apart than this share of the horizontal range are not joined by a trail.
    private static final double LONGEST_LINK = 0.05;

    /// Share of the horizontal range over which the curve stays inside the plot when the range of the loss is free.
    /// The loss is flat on one side and exponential on the other; its whole height would hide the flat side.
    private static final double SHOWN_SHARE = 0.82;

    private static final SeriesStyle MAIN = new SeriesStyle(Hue.TRUTH, Dash.SOLID, Marker.NONE, Emphasis.NORMAL);

    private final LossSurface.Choices choices;
    private final PanelContext context;

    SurfaceLine(LossSurface.Choices choices, PanelContext context) {
        this.choices = choices;
        this.context = context;
    }

    /// One curve and the runs on it.
    private record Curve(Settings settings, List<Shown> runs) {
        Optional<SimplestOde> closedForm() {
            return Looks.closedForm(settings);
        }

        Owner owner() {
            return Groups.owner(runs);
        }
    }

    Figure figure() {
        return isBlind() ? new SurfaceLine(choices.withoutRanges(), context).drawn() : drawn();
    }

    /// Whether in some column no curve comes into the chosen ranges, as where somebody moved a target far away. All
    /// columns have the same ranges.
    private boolean isBlind() {
        if (choices.rangeY().length != 2) {
            return false;
        }
        SurfaceGrids.Span span = span();
        return Groups.columns(context).stream().anyMatch(column -> curves(column.runs()).stream()
                .noneMatch(curve -> SurfaceGrids.line(curve.settings, span, context.cancellation())
                        .map(losses -> meets(losses, choices.rangeY()[0], choices.rangeY()[1]))
                        .orElse(true))); // not known yet
    }

    /// Whether the line through losses comes into a range, between two of them at least.
    private static boolean meets(double[] losses, double low, double high) {
        for (int i = 0; i < losses.length; i++) {
            double before = losses[i > 0 && Double.isFinite(losses[i - 1]) ? i - 1 : i];
            if (Double.isFinite(losses[i])
                    && Math.min(before, losses[i]) <= high
                    && Math.max(before, losses[i]) >= low) {
                return true;
            }
        }
        return false;
    }

    private Figure drawn() {
        SurfaceGrids.Span span = span();
        List<Plot> plots = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            plots.add(plot(column, span));
        }
        List<Plot> shared = plots;
        if (plots.size() > 1) {
            double top =
                    plots.stream().mapToDouble(plot -> plot.y().max()).max().orElseThrow();
            double bottom =
                    plots.stream().mapToDouble(plot -> plot.y().min()).min().orElseThrow();
            shared = plots.stream()
                    .map(plot -> new Plot(
                            plot.title(), plot.x(), plot.y().within(bottom, top), plot.layers(), plot.legend()))
                    .toList();
        }
        boolean closed = choices.closedForm()
                && !choices.fog()
                && !isNarrow()
                && Looks.closedForm(Groups.focus(context).run().asked()).isPresent();
        String note = (closed ? "+ eq. (5) · " : "") + "k = " + context.cursor() + Looks.samples(context.runs());
        return new Figure(LossSurface.TITLE, note, List.of(new Figure.Row(1, shared)), "");
    }

    /// Side by side there is room for the runs and their curve only.
    private boolean isNarrow() {
        return context.columns();
    }

    private Plot plot(Group column, SurfaceGrids.Span span) {
        List<Curve> curves = curves(column.runs());
        Curve main = focusCurve(curves, column);
        List<Layer> layers = new ArrayList<>();
        List<double[]> heights = new ArrayList<>();
        Optional<SimplestOde> closed = main.closedForm();
        boolean oneTarget = curves.stream()
                        .map(curve -> curve.closedForm().map(SimplestOde::target))
                        .distinct()
                        .count()
                == 1;
        if (oneTarget && !choices.fog()) {
            closed.ifPresent(form -> addTarget(layers, form));
        }
        if (curves.size() == 1 && !choices.fog()) {
            closed.ifPresent(form -> addConcave(layers, form));
            if (!isNarrow()) {
                addOtherHorizons(layers, main, span);
            }
        }
        for (Curve curve : curves) {
            SurfaceGrids.line(curve.settings, span, context.cancellation()).ifPresent(losses -> {
                heights.add(losses);
                double[] seen = choices.fog() ? Fog.over(span, visited(column), choices.lamp(), losses) : losses;
                addCurve(layers, curve, curves, new double[][] {span.values(), seen}, oneTarget);
            });
        }
        if (choices.closedForm() && !choices.fog() && !isNarrow()) {
            closed.ifPresent(form -> addClosedForm(layers, form, span));
        }
        Axis y = lossAxis(heights);
        if (!oneTarget && !choices.fog()) {
            curves.forEach(curve -> addMinimum(layers, curve, y));
        }
        addRuns(layers, column.runs(), span, y);
        String name = RunMeasures.parameterName(RunMeasures.parameterColumns(
                        Groups.focus(column.runs(), context.focus()).run())
                .getFirst());
        Axis x = Axis.of(name, Axis.Scale.LINEAR, Axis.Quantity.PARAMETER).within(span.from(), span.to());
        return new Plot(column.label(), x, y, layers, false);
    }

    // ---- ranges ----------------------------------------------------------------------------------

    /// As chosen, else from the starts and targets of all visible runs, rounded outward to halves so that it stands
    /// still.
    private SurfaceGrids.Span span() {
        if (choices.range().length == 2) {
            return new SurfaceGrids.Span(choices.range()[0], choices.range()[1], choices.resolution());
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Shown shown : context.runs()) {
            for (double at : landmarks(shown.run())) {
                low = Math.min(low, at);
                high = Math.max(high, at);
            }
        }
        double margin = 0.25 + 0.02 * (high - low);
        double from = Math.floor(2 * (low - margin)) / 2;
        double to = Math.ceil(2 * (high + margin)) / 2;
        return new SurfaceGrids.Span(from, to, choices.resolution());
    }

    private static double[] landmarks(Run run) {
        String column = RunMeasures.parameterColumns(run).getFirst();
        double start = run.log().get(column, 0);
        Optional<SimplestOde> closed = Looks.closedForm(run.asked());
        if (Double.isNaN(start)) {
            return closed.map(form -> new double[] {form.target()}).orElse(new double[0]);
        }
        return closed.map(form -> new double[] {start, form.target(), form.concaveBelow() - 0.5})
                .orElse(new double[] {start - 2, start + 2});
    }

    private Axis lossAxis(List<double[]> heights) {
        Axis axis = Axis.of("L(" + parameter() + ")", choices.scale(), Axis.Quantity.OTHER);
        if (choices.rangeY().length == 2) {
            return axis.within(choices.rangeY()[0], choices.rangeY()[1]);
        }
        double top = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (double[] losses : heights) {
            double[] sorted =
                    Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
            if (sorted.length > 0) {
                top = Math.max(top, sorted[(int) (SHOWN_SHARE * (sorted.length - 1))]);
                lowest = Math.min(lowest, sorted[sorted.length / 20]);
                highest = Math.max(highest, sorted[sorted.length - 1]);
            }
        }
        if (choices.scale() == Axis.Scale.LOG) {
            return highest > 0 ? axis.within(Math.max(lowest, highest * 1e-12), 1.5 * highest) : axis;
        }
        return top > 0 ? axis.within(-0.06 * top, 1.06 * top) : axis;
    }

    private String parameter() {
        return RunMeasures.parameterName(
                RunMeasures.parameterColumns(Groups.focus(context).run()).getFirst());
    }

    // ---- layers ----------------------------------------------------------------------------------

    /// Runs by the curve that they are on at the cursor.
    private List<Curve> curves(List<Shown> runs) {
        Map<Landscape, Curve> curves = new LinkedHashMap<>();
        for (Shown shown : runs) {
            Settings now = shown.settings(shown.at(context.cursor()));
            curves.computeIfAbsent(Landscape.of(now), _ -> new Curve(now, new ArrayList<>()))
                    .runs
                    .add(shown);
        }
        return List.copyOf(curves.values());
    }

    /// Where runs have been up to the cursor.
    private double[] visited(Group column) {
        return column.runs().stream()
                .flatMapToDouble(shown -> Arrays.stream(shown.run()
                        .log()
                        .values(RunMeasures.parameterColumns(shown.run()).getFirst(), shown.at(context.cursor()) + 1)))
                .toArray();
    }

    private Curve focusCurve(List<Curve> curves, Group column) {
        Shown focus = Groups.focus(column.runs(), context.focus());
        return curves.stream()
                .filter(curve -> curve.runs.contains(focus))
                .findFirst()
                .orElseThrow();
    }

    /// L is concave below a* − ln 2/t: Okamoto et al., Section 4.
    private static void addConcave(List<Layer> layers, SimplestOde form) {
        layers.add(new Layer.Region(
                "concave: gradient vanishes",
                SeriesStyle.line(Hue.ACCENT),
                Double.NEGATIVE_INFINITY,
                form.concaveBelow(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY));
    }

    private static void addTarget(List<Layer> layers, SimplestOde form) {
        layers.add(new Layer.Rule(
                "a* = " + Numbers.brief(form.target(), 4),
                SeriesStyle.line(Hue.MUTED).with(Dash.DASHED),
                true,
                form.target()));
    }

    private void addOtherHorizons(List<Layer> layers, Curve main, SurfaceGrids.Span span) {
        if (!main.settings.has(HORIZON)) {
            return;
        }
        for (double horizon : choices.horizons()) {
            if (horizon > 0 && horizon != main.settings.get(HORIZON)) {
                String label = "t = " + Numbers.brief(horizon, 3);
                SurfaceGrids.line(main.settings.with(HORIZON, horizon), span, context.cancellation())
                        .ifPresent(losses -> layers.add(
                                new Layer.Line(label, SeriesStyle.line(Hue.MUTED), span.values(), losses, label)));
            }
        }
    }

    /// A single curve in the colour of truth; several in the colours of their runs, named by what tells them apart.
    ///
    /// @param points [2][count], parameters and losses
    /// @param labelled whether at their ends
    private void addCurve(List<Layer> layers, Curve curve, List<Curve> all, double[][] points, boolean labelled) {
        if (all.size() == 1) {
            String name = curve.settings.has(HORIZON) && choices.horizons().length > 0
                    ? "t = " + Numbers.brief(curve.settings.get(HORIZON), 3)
                    : "";
            layers.add(new Layer.Line("L, solved", MAIN, points[0], points[1], name));
        } else {
            String label = Groups.shortName(curve.runs.getFirst(), context.runs());
            SeriesStyle style = Groups.style(curve.runs).with(Marker.NONE);
            layers.add(
                    new Layer.Line(label, style, points[0], points[1], labelled ? label : "").ownedBy(curve.owner()));
        }
    }

    /// Okamoto et al., eq. (5), as separate points on the solved line.
    private static void addClosedForm(List<Layer> layers, SimplestOde form, SurfaceGrids.Span span) {
        double[] x = Grids.linear(span.from(), span.to(), CLOSED_FORM_POINTS);
        double[] y = Arrays.stream(x).map(form::value).toArray();
        SeriesStyle style = new SeriesStyle(Hue.MUTED, Dash.NONE, Marker.PLUS, Emphasis.NORMAL);
        layers.add(new Layer.Points("closed form (5)", style, x, y));
    }

    /// The minimum at a*, where curves with different ones are compared. On a logarithmic axis it is at minus
    /// infinity.
    private static void addMinimum(List<Layer> layers, Curve curve, Axis y) {
        Optional<SimplestOde> closed = curve.closedForm();
        if (closed.isEmpty() || y.scale() == Axis.Scale.LOG) {
            return;
        }
        double at = closed.get().target();
        String name = "a* = " + Numbers.brief(at, 4);
        SeriesStyle style = Groups.style(curve.runs);
        layers.add(new Layer.Points("minimum at " + name, style.with(Marker.CROSS), new double[] {at}, new double[] {
                    closed.get().value(at)
                })
                .ownedBy(curve.owner()));
        layers.add(new Layer.Note(name, style, at, closed.get().value(at) - 0.06 * (y.max() - y.min()))
                .ownedBy(curve.owner()));
    }

    /// Every run's point at the cursor, with a short trail; what lies outside the plot is told at its edge.
    private void addRuns(List<Layer> layers, List<Shown> runs, SurfaceGrids.Span span, Axis y) {
        List<Layer> points = new ArrayList<>();
        List<Layer.Note> outside = new ArrayList<>();
        for (Shown shown : runs) {
            Run run = shown.run();
            // one log for all of it: a run that starts again while it is drawn gets another
            MetricLog log = run.log();
            int k = shown.at(context.cursor());
            if (k >= log.rows()) {
                continue;
            }
            String column = RunMeasures.parameterColumns(run).getFirst();
            double a = log.get(column, k);
            double loss = Looks.loss(shown, k, context.cancellation());
            layers.add(trail(shown, log, k, column, span));
            points.add(new Layer.Points(Groups.name(shown), shown.style(), new double[] {a}, new double[] {loss})
                    .ownedBy(shown.owner()));
            note(shown, a, loss, span, y)
                    .filter(note -> outside.stream().allMatch(other -> apart(note, other, span, y)))
                    .ifPresent(outside::add);
        }
        layers.addAll(points);
        outside.stream().limit(MOST_NOTES).forEach(layers::add);
    }

    /// A run's last points since it last jumped far: the chord of a jump would be no part of the surface.
    ///
    /// @param log of the run, with more than k rows
    private static Layer.Line trail(Shown shown, MetricLog log, int k, String column, SurfaceGrids.Span span) {
        int from = Math.max(0, k - TRAIL);
        double[] a = Arrays.copyOfRange(log.values(column, k + 1), from, k + 1);
        double[] loss = Arrays.copyOfRange(log.values(Metric.LOSS.id(), k + 1), from, k + 1);
        for (int i = a.length - 1; i > 0; i--) {
            if (Math.abs(a[i] - a[i - 1]) > LONGEST_LINK * (span.to() - span.from())) {
                a = Arrays.copyOfRange(a, i, a.length);
                loss = Arrays.copyOfRange(loss, i, loss.length);
                break;
            }
        }
        String name = Groups.name(shown) + ", last " + TRAIL;
        return new Layer.Line(name, shown.style().with(Marker.NONE).with(Dash.SOLID), a, loss, "")
                .ownedBy(shown.owner());
    }

    /// Whether two notes leave each other room.
    private static boolean apart(Layer.Note one, Layer.Note other, SurfaceGrids.Span span, Axis y) {
        return Math.abs(one.x() - other.x()) > 0.09 * (span.to() - span.from())
                || Math.abs(one.y() - other.y()) > 0.05 * (y.max() - y.min());
    }

    private static Optional<Layer.Note> note(Shown shown, double a, double loss, SurfaceGrids.Span span, Axis y) {
        double height = y.max() - y.min();
        double width = span.to() - span.from();
        SeriesStyle style = shown.style();
        boolean log = y.scale() == Axis.Scale.LOG;
        if (a < span.from()) {
            double level = log ? Math.sqrt(y.min() * y.max()) : y.min() + 0.3 * height;
            return Optional.of(new Layer.Note("← " + Numbers.brief(a, 3), style, span.from() + 0.01 * width, level)
                    .ownedBy(shown.owner()));
        }
        if (a > span.to()) {
            return Optional.of(
                    new Layer.Note(Numbers.brief(a, 3) + " →", style, span.to() - 0.14 * width, y.max() - 0.12 * height)
                            .ownedBy(shown.owner()));
        }
        if (loss > y.max()) {
            return Optional.of(new Layer.Note("↑ " + Numbers.brief(loss, 3), style, a, y.max() - 0.06 * height)
                    .ownedBy(shown.owner()));
        }
        return Optional.empty();
    }
}
