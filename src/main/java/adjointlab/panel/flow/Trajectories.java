package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Outlook;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.ComponentNames;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Planes;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.StepStrip;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the models do between start and horizon at the cursor's iteration, against the truth, and which steps the
/// solver took for it.
public final class Trajectories implements Panel {
    private static final int MOST_LABELS = 6;
    private static final SeriesStyle TRUTH = SeriesStyle.line(Hue.TRUTH).with(Emphasis.STRONG);

    private static final Key<String> VIEW = Options.choice(
            "view",
            "View",
            "time",
            Options.option("time", "over time"),
            Options.option("plane", "first two components"));
    private static final Key<Integer> SAMPLE = Options.whole("sample", "Sample", 1, 1, 10_000);
    private static final Key<Boolean> STEPS = Options.flag("steps", "Show the solver's steps", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "trajectories",
            "Trajectories",
            "The models' states over time or in the plane against the truth, with the solver's steps.",
            "",
            List.of(VIEW, SAMPLE, STEPS),
            Trajectories::new);

    private final boolean plane;
    private final int sample;
    private final boolean steps;

    private Trajectories(Values values) {
        plane = values.get(VIEW).equals("plane");
        sample = values.get(SAMPLE) - 1;
        steps = values.get(STEPS);
    }

    /// A run with its picture at the cursor.
    ///
    /// @param outlook where observations are known; in a person's units then
    private record Seen(Shown shown, SolveRecord picture, Optional<Outlook> outlook, ComponentNames names) {
        static Seen of(Shown shown, SolveRecord picture, Settings settings) {
            return new Seen(shown, picture, Looks.outlook(settings), ComponentNames.of(settings));
        }

        /// In a person's units.
        double[] times() {
            double unit = outlook.map(known -> known.units().time()).orElse(1.0);
            return Arrays.stream(picture.trajectories().times())
                    .map(t -> unit * t)
                    .toArray();
        }

        double value(int output, double ofModel) {
            return outlook.isPresent() ? outlook.get().units().value(output, ofModel) : ofModel;
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty("Trajectories", "Show a run to see its trajectory.");
        }
        List<Group> columns = Groups.columns(context);
        List<Plot> plots = new ArrayList<>();
        List<Plot> strips = new ArrayList<>();
        for (Group column : columns) {
            List<Seen> seen = look(context, column);
            if (!seen.isEmpty()) {
                plots.add(plot(seen, column));
                strips.add(strip(focus(seen, context), columns.size() > 1));
            }
        }
        if (plots.isEmpty()) {
            return Figure.empty("Trajectories", Looks.notYet(context.runs()));
        }
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(1, Scales.share(plots)));
        if (steps) {
            rows.add(new Figure.Row(0.16, strips));
        }
        return new Figure("Trajectories", note(context), rows, "");
    }

    private String note(PanelContext context) {
        String observed = Looks.outlook(Groups.focus(context).run().settingsAt(0))
                .map(known -> new ObservedPoints(known, sample).words())
                .orElse("");
        return "k = " + context.cursor() + (observed.isEmpty() ? Looks.samples(context.runs()) : observed);
    }

    private List<Seen> look(PanelContext context, Group column) {
        List<Seen> seen = new ArrayList<>();
        for (Shown shown : column.runs()) {
            Looks.curves(shown.run(), shown.at(context.cursor()), sample, context.cancellation())
                    .filter(picture -> picture.trajectories().times().length > 0)
                    .ifPresent(picture ->
                            seen.add(Seen.of(shown, picture, shown.run().settingsAt(shown.at(context.cursor())))));
        }
        return seen;
    }

    private static Seen focus(List<Seen> seen, PanelContext context) {
        return seen.stream()
                .filter(each -> each.shown.run().name().equals(context.focus()))
                .findFirst()
                .orElse(seen.getFirst());
    }

    private Plot plot(List<Seen> seen, Group column) {
        List<Layer> layers = new ArrayList<>();
        addTruths(layers, seen);
        addObserved(layers, seen);
        boolean labels = seen.size() <= MOST_LABELS && !plane;
        for (Seen each : seen) {
            addModel(layers, each, labels ? label(each.shown, column) : "");
        }
        int dim = seen.getFirst().picture.trajectories().model()[0][0].length;
        if (plane && dim >= 2) {
            addPlanePoints(layers, seen);
            boolean round = Planes.isRound(extent(layers, Layer.Line::x), extent(layers, Layer.Line::y));
            Seen first = seen.getFirst();
            return new Plot(
                    column.label(),
                    Planes.axis(first.names.predicted(0), round),
                    Planes.axis(first.names.predicted(1), round),
                    layers,
                    false);
        }
        return new Plot(
                column.label(),
                TimeAxis.observed(column.runs()),
                Axis.linear(seen.getFirst().names.allPredicted()),
                layers,
                false);
    }

    /// Each different observation once.
    private void addObserved(List<Layer> layers, List<Seen> seen) {
        List<Outlook> known = new ArrayList<>();
        for (Seen each : seen) {
            if (each.outlook.isPresent() && known.stream().noneMatch(other -> same(other, each.outlook.get()))) {
                known.add(each.outlook.get());
            }
        }
        for (Outlook outlook : known) {
            ObservedPoints points = new ObservedPoints(outlook, sample);
            layers.addAll(plane && outlook.units().names().size() >= 2 ? points.inPlane() : points.overTime());
        }
    }

    private boolean same(Outlook one, Outlook other) {
        Outlook.Seen mine = one.seen().get(Math.min(sample, one.seen().size() - 1));
        Outlook.Seen its = other.seen().get(Math.min(sample, other.seen().size() - 1));
        return Arrays.equals(mine.times(), its.times()) && Arrays.deepEquals(mine.values(), its.values());
    }

    private static String label(Shown shown, Group column) {
        boolean titled = !column.label().isEmpty() && column.runs().size() == 1;
        return titled ? "" : Groups.shortName(shown, column.runs());
    }

    /// From the lowest to the highest coordinate of all lines.
    private static double extent(List<Layer> layers, Function<Layer.Line, double[]> coordinate) {
        DoubleSummaryStatistics all = layers.stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .flatMapToDouble(line -> Arrays.stream(coordinate.apply(line)))
                .filter(Double::isFinite)
                .summaryStatistics();
        return all.getMax() - all.getMin();
    }

    /// Each different truth once, of the components that are predicted, the longest labelled: runs may differ in
    /// their targets or horizons.
    private void addTruths(List<Layer> layers, List<Seen> seen) {
        List<Layer.Line> truths = new ArrayList<>();
        for (Seen each : seen) {
            var trajectories = each.picture.trajectories();
            if (trajectories.truth().length == trajectories.times().length) {
                int predicted = trajectories.model()[0][0].length;
                List<Layer.Line> all = lines("truth", TRUTH, each, trajectories.truth(), "");
                for (Layer.Line line : all.subList(0, Math.min(all.size(), predicted))) {
                    if (truths.stream().noneMatch(known -> same(known, line))) {
                        truths.add(line);
                    }
                }
            }
        }
        truths.sort(Comparator.comparingDouble(line -> -line.x()[line.x().length - 1]));
        for (Layer.Line line : truths) {
            layers.add(line == truths.getFirst() && !plane ? labelled(line) : line);
        }
    }

    private static Layer.Line labelled(Layer.Line truth) {
        return truth.endingWith(truth.name());
    }

    private static boolean same(Layer.Line one, Layer.Line other) {
        return Arrays.equals(one.x(), other.x()) && Arrays.equals(one.y(), other.y());
    }

    private void addModel(List<Layer> layers, Seen seen, String label) {
        var trajectories = seen.picture.trajectories();
        lines(Groups.name(seen.shown), seen.shown.style().with(Marker.NONE), seen, trajectories.model(), label)
                .forEach(line -> layers.add(line.ownedBy(seen.shown.owner())));
    }

    /// One line a component over time, or one line in the plane.
    ///
    /// @param states [times][n][d]
    private List<Layer.Line> lines(String name, SeriesStyle style, Seen seen, double[][][] states, String label) {
        int s = Math.min(sample, states[0].length - 1);
        int dim = states[0][s].length;
        if (plane && dim >= 2) {
            return List.of(
                    new Layer.Line(name, style, component(seen, states, s, 0), component(seen, states, s, 1), label));
        }
        List<Layer.Line> lines = new ArrayList<>();
        for (int i = 0; i < dim; i++) {
            String component = dim == 1 ? name : name + ", " + seen.names.predicted(i);
            double[] values = component(seen, states, s, i);
            lines.add(new Layer.Line(component, style, seen.times(), values, i == 0 ? label : ""));
        }
        return lines;
    }

    private static double[] component(Seen seen, double[][][] states, int s, int i) {
        double[] values = new double[states.length];
        for (int t = 0; t < values.length; t++) {
            values[t] = seen.value(i, states[t][s][i]);
        }
        return values;
    }

    /// Where the models end, which the loss sees, and where they should.
    private void addPlanePoints(List<Layer> layers, List<Seen> seen) {
        for (Seen each : seen) {
            double[][] last = each.picture.trajectories()
                    .model()[each.picture.trajectories().model().length - 1];
            double[] end = last[Math.min(sample, last.length - 1)];
            if (end.length < 2) {
                continue;
            }
            layers.add(new Layer.Points(
                            Groups.name(each.shown) + ", end",
                            each.shown.style(),
                            new double[] {each.value(0, end[0])},
                            new double[] {each.value(1, end[1])})
                    .ownedBy(each.shown.owner()));
        }
    }

    /// The accepted and rejected forward steps of one run, whose name comes last since a narrow title is cut there.
    private static Plot strip(Seen seen, boolean inColumn) {
        double unit = seen.outlook.map(known -> known.units().time()).orElse(1.0);
        List<SolveRecord.Step> steps = seen.picture.forward().stream()
                .map(step -> new SolveRecord.Step(unit * step.t(), unit * step.h(), step.errorRatio(), step.accepted()))
                .toList();
        long accepted = steps.stream().filter(SolveRecord.Step::accepted).count();
        String whose = inColumn ? "" : " · " + Groups.name(seen.shown);
        String title = accepted + " steps accepted, " + (steps.size() - accepted) + " rejected" + whose;
        return StepStrip.of(title, steps, seen.times(), seen.shown.owner());
    }
}
