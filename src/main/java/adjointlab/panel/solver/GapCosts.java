package adjointlab.panel.solver;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.GapEvaluations;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Evaluations of the field in each gap between observations at the cursor's iteration, by the gaps' order or length.
public final class GapCosts implements Panel {
    private static final String TITLE = "NFE per gap";

    /// Lengths that differ by less than this share of the longest are one: they are so by rounding.
    private static final double SAME = 1e-6;

    private static final Key<String> ALONG = Options.choice(
            "along",
            "Horizontal axis",
            "order",
            Options.option("order", "order of the gaps"),
            Options.option("length", "length of the gaps"));
    private static final Key<String> DIRECTION = Options.choice(
            "direction",
            "Direction",
            "both",
            Options.option("both", "forward and backward"),
            Options.option("forward", "forward"),
            Options.option("backward", "backward"));
    private static final Key<Axis.Scale> SCALE = Scales.option("linear");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "gap-evaluations",
            TITLE,
            "Function evaluations in each gap between observations, of any sample of the batch, forward and backward.",
            "",
            List.of(ALONG, DIRECTION, SCALE),
            GapCosts::new);

    private static final Measured<GapEvaluations> MEASURED = new Measured<>(GapEvaluations::of);

    private final boolean byLength;
    private final String direction;
    private final Axis.Scale scale;

    private GapCosts(Values values) {
        byLength = values.get(ALONG).equals("length");
        direction = values.get(DIRECTION);
        scale = values.get(SCALE);
    }

    /// What a run's gaps cost.
    private record Cost(Shown shown, GapEvaluations gaps) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what its gaps cost.");
        }
        List<Plot> forward = new ArrayList<>();
        List<Plot> backward = new ArrayList<>();
        List<String> sums = new ArrayList<>();
        boolean returns = false;
        String refusal = "";
        for (Group column : Groups.columns(context)) {
            List<Cost> costs = new ArrayList<>();
            for (Shown shown : column.runs()) {
                var outcome = MEASURED.at(shown, shown.at(context.cursor()), context.cancellation());
                outcome.flatMap(Measured.Outcome::value).ifPresent(gaps -> costs.add(new Cost(shown, gaps)));
                refusal = refusal.isEmpty()
                        ? outcome.map(Measured.Outcome::refusal).orElse("")
                        : refusal;
            }
            for (Cost cost : costs) {
                double there = Arrays.stream(cost.gaps.forward()).sum();
                double back = Arrays.stream(cost.gaps.backward()).sum();
                returns |= back > 0;
                sums.add(Groups.shortName(cost.shown, context.runs()) + " " + Numbers.count((long) there)
                        + (back > 0 ? " + " + Numbers.count((long) back) : ""));
            }
            forward.add(plot(column, "forward", costs, false));
            backward.add(plot(column, "backward", costs, true));
        }
        if (sums.isEmpty()) {
            return Figure.empty(TITLE, refusal.isEmpty() ? Looks.notYet(context.runs()) : refusal);
        }
        List<Plot> plots = new ArrayList<>(direction.equals("backward") ? List.of() : forward);
        if (direction.equals("backward") || direction.equals("both") && returns) {
            plots.addAll(backward);
        }
        String note =
                "k = " + context.cursor() + Looks.samples(context.runs()) + " · in all " + String.join(", ", sums);
        return new Figure(TITLE, note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private Plot plot(Group column, String word, List<Cost> costs, boolean back) {
        List<Layer> layers = new ArrayList<>();
        for (Cost cost : costs) {
            double[] evaluations = back ? cost.gaps.backward() : cost.gaps.forward();
            String label = Groups.labelIn(column, cost.shown);
            layers.add((byLength
                            ? meansByLength(cost, evaluations, label)
                            : new Layer.Line(
                                    Groups.name(cost.shown),
                                    cost.shown.style().with(Marker.NONE),
                                    numbers(evaluations.length),
                                    evaluations,
                                    label))
                    .ownedBy(cost.shown.owner()));
        }
        if (!byLength && !costs.isEmpty()) {
            forecast(costs.getFirst().gaps).ifPresent(layers::add);
        }
        Axis x = byLength ? TimeAxis.of("length of the gap", column.runs()) : Axis.linear("gap i");
        Axis y = Axis.of(byLength ? "evaluations, mean of equal gaps" : "evaluations", scale, Axis.Quantity.OTHER);
        return new Plot(column.label().isEmpty() ? word : column.label() + ", " + word, x, y, layers, false);
    }

    /// Where the last observation lies, if more is told behind it.
    private static Optional<Layer> forecast(GapEvaluations gaps) {
        return gaps.between() == gaps.forward().length
                ? Optional.empty()
                : Optional.of(new Layer.Rule(
                        "forecast", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), true, gaps.between() + 0.5));
    }

    private static double[] numbers(int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> i + 1);
        return numbers;
    }

    /// The mean over gaps that are equally long.
    private static Layer.Line meansByLength(Cost cost, double[] evaluations, String label) {
        double[] lengths = cost.gaps.lengths();
        double[] sorted = Arrays.stream(lengths).sorted().toArray();
        double slack = SAME * sorted[sorted.length - 1];
        List<double[]> points = new ArrayList<>();
        for (double length : sorted) {
            if (points.isEmpty() || length - points.getLast()[0] > slack) {
                points.add(new double[] {length, mean(lengths, evaluations, length, slack)});
            }
        }
        return new Layer.Line(
                Groups.name(cost.shown),
                cost.shown.style(),
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                label);
    }

    private static double mean(double[] lengths, double[] evaluations, double from, double slack) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < lengths.length; k++) {
            if (lengths[k] >= from && lengths[k] <= from + slack) {
                sum += evaluations[k];
                count++;
            }
        }
        return sum / count;
    }
}
