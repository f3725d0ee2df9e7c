package adjointlab.panel.solver;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.AdjointExponent;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Stepper;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Isoline;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
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
import adjointlab.panel.kit.Planes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.Complex_F64;

/// The step sizes times the eigenvalues of the field's Jacobian along the way, in the solver's region of stability:
/// points near its edge mean that stability, not accuracy, holds the steps small.
public final class StabilityRegion implements Panel {
    private static final String TITLE = "Stability region";
    private static final int TIMES = 121;
    private static final int GRID = 121;
    private static final int MOST_STEPS = 40;
    private static final int MOST_RUNS = 6;
    private static final int MOST_COMPONENTS = 16;

    /// |R| is shown from a tenth to ten.
    private static final double DECADES = 1;

    /// How far from zero points may widen the view.
    private static final double FARTHEST = 40;

    private static final Memo<MapKey, List<Layer>> REGIONS = new Memo<>(32);
    private static final Memo<PointsKey, double[][]> POINTS = new Memo<>(256);

    private static final Key<Integer> SAMPLE = Options.whole("sample", "Sample", 1, 1, 10_000);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "stability",
            TITLE,
            "Step sizes times the eigenvalues of the field's Jacobian along the way, in the solver's region of"
                    + " stability.",
            "Hairer and Wanner II, sections IV.2 and V.1",
            List.of(SAMPLE),
            StabilityRegion::new);

    private final int sample;

    private StabilityRegion(Values values) {
        sample = values.get(SAMPLE) - 1;
    }

    private record MapKey(String solver, Window window) {}

    private record PointsKey(SolveRecord picture, int sample) {}

    private record Window(double left, double right, double up) {}

    /// @param points hλ, [2][m]: real and imaginary parts
    private record Seen(Shown shown, Experiment experiment, double[][] points) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how stable its steps are.");
        }
        List<Plot> plots = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            List<Seen> seen = look(column, context);
            if (!seen.isEmpty()) {
                plots.add(plot(column, seen));
            }
        }
        if (plots.isEmpty()) {
            boolean evaluated =
                    context.runs().stream().anyMatch(shown -> shown.run().log().rows() > 0);
            return Figure.empty(
                    TITLE,
                    evaluated
                            ? "The states have more than " + MOST_COMPONENTS
                                    + " components, too many for single eigenvalues."
                            : Looks.notYet(context.runs()));
        }
        return new Figure(
                TITLE, Groups.who(context) + "hλ · k = " + context.cursor(), List.of(new Figure.Row(1, plots)), "");
    }

    /// One run of each group with the solver of the run in focus.
    private List<Seen> look(Group column, PanelContext context) {
        String solver =
                Groups.focus(column.runs(), context.focus()).run().settings().id(Slots.SOLVER);
        List<Seen> seen = new ArrayList<>();
        for (Group group : Groups.of(column.runs())) {
            Shown shown = Groups.focus(group.runs(), context.focus());
            if (seen.size() < MOST_RUNS
                    && shown.run().settings().id(Slots.SOLVER).equals(solver)) {
                points(shown, context).ifPresent(seen::add);
            }
        }
        return seen;
    }

    private Optional<Seen> points(Shown shown, PanelContext context) {
        int k = shown.at(context.cursor());
        Experiment experiment = Looks.experiment(shown.run().settingsAt(k));
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        Optional<SolveRecord> picture = Looks.picture(shown.run(), k, TIMES, context.cancellation());
        if (experiment.model().field().dim() > MOST_COMPONENTS
                || theta.isEmpty()
                || picture.isEmpty()
                || picture.get().trajectories().times().length == 0) {
            return Optional.empty();
        }
        double[][] points = POINTS.get(
                        new PointsKey(picture.get(), sample),
                        () -> Optional.of(compute(experiment, theta.get(), picture.get())))
                .orElseThrow();
        return Optional.of(new Seen(shown, experiment, points));
    }

    /// hλ of the accepted forward steps, at most so many of them, at the state where each begins.
    private double[][] compute(Experiment experiment, double[] theta, SolveRecord picture) {
        List<SolveRecord.Step> steps =
                picture.forward().stream().filter(SolveRecord.Step::accepted).toList();
        var way = picture.trajectories();
        int one = Math.min(sample, way.states()[0].length - 1);
        int stride = Math.max(1, (steps.size() + MOST_STEPS - 1) / MOST_STEPS);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < steps.size(); i += stride) {
            SolveRecord.Step step = steps.get(i);
            Batch y = Batch.ofRows(new double[][] {way.states()[nearest(way.times(), step.t())][one]});
            var jacobian = AdjointExponent.jacobian(experiment.model().field(), step.t(), y, 0, theta);
            for (Complex_F64 lambda : AdjointExponent.eigenvalues(jacobian)) {
                points.add(new double[] {step.h() * lambda.real, step.h() * lambda.imaginary});
            }
        }
        return new double[][] {
            points.stream().mapToDouble(point -> point[0]).toArray(),
            points.stream().mapToDouble(point -> point[1]).toArray()
        };
    }

    private static int nearest(double[] times, double t) {
        int best = 0;
        for (int i = 1; i < times.length; i++) {
            if (Math.abs(times[i] - t) < Math.abs(times[best] - t)) {
                best = i;
            }
        }
        return best;
    }

    private static Plot plot(Group column, List<Seen> seen) {
        Window window = window(seen);
        Seen first = seen.getFirst();
        String solver = first.shown.run().settings().id(Slots.SOLVER);
        Stepper stepper = first.experiment.numerics().solver().stepper();
        List<Layer> layers =
                new ArrayList<>(REGIONS.get(new MapKey(solver, window), () -> Optional.of(region(stepper, window)))
                        .orElseThrow());
        for (Seen each : seen) {
            Marker marker = each.shown.style().marker();
            layers.add(new Layer.Points(
                            "hλ, " + Groups.name(each.shown),
                            each.shown.style().with(marker == Marker.NONE ? Marker.CIRCLE : marker),
                            each.points[0],
                            each.points[1])
                    .ownedBy(each.shown.owner()));
        }
        return new Plot(
                column.label().isEmpty() ? Solvers.CATALOG.get(solver).label() : column.label(),
                Axis.place("Re hλ").within(window.left, window.right),
                Axis.place("Im hλ").within(-window.up, window.up),
                layers,
                false);
    }

    /// The usual methods' regions, and all points that are not absurdly far.
    private static Window window(List<Seen> seen) {
        double left = 6;
        double right = 2;
        double up = 4.5;
        for (Seen each : seen) {
            for (int i = 0; i < each.points[0].length; i++) {
                left = Math.max(left, Math.min(-each.points[0][i], FARTHEST));
                right = Math.max(right, Math.min(each.points[0][i], FARTHEST));
                up = Math.max(up, Math.min(Math.abs(each.points[1][i]), FARTHEST));
            }
        }
        return new Window(-Math.ceil(left), Math.ceil(right), Math.ceil(2 * up) / 2);
    }

    /// log₁₀|R(z)| and the line where it is zero.
    private static List<Layer> region(Stepper stepper, Window window) {
        double[] across = Planes.known(window.left, window.right);
        double[] up = Planes.known(-window.up, window.up);
        double[] x = Grids.linear(across[0], across[1], GRID);
        double[] y = Grids.linear(up[0], up[1], GRID);
        double[][] z = new double[GRID][GRID];
        for (int row = 0; row < GRID; row++) {
            for (int i = 0; i < GRID; i++) {
                z[row][i] = Math.clamp(Math.log10(stepper.growth(x[i], y[row])), -DECADES, DECADES);
            }
        }
        Isoline edge = Isoline.of(x, y, z, 0);
        return List.of(
                new Layer.HeatMap("log₁₀|R(z)|", x, y, z, Layer.ColourMap.PALE_DIVERGING, false, 0),
                new Layer.Rule("", SeriesStyle.line(Hue.MUTED), true, 0),
                new Layer.Rule("", SeriesStyle.line(Hue.MUTED), false, 0),
                new Layer.Line("|R(z)| = 1", SeriesStyle.line(Hue.TRUTH), edge.x(), edge.y(), ""));
    }
}
