package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Outlook;
import adjointlab.core.train.ObservedErrors;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How far the models are from recorded trajectories at the cursor's iteration, over time: where they are trained, and
/// where observations are held out.
public final class ErrorOverTime implements Panel {
    private static final String TITLE = "Error over time";

    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "error-over-time",
            TITLE,
            "The mean squared error along recorded trajectories, where models are trained and where observations are"
                    + " held out.",
            "",
            List.of(SCALE),
            ErrorOverTime::new);

    private static final Measured<ObservedErrors> MEASURED = new Measured<>(ObservedErrors::of);

    private final Axis.Scale scale;

    private ErrorOverTime(Values values) {
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how far it is from what is observed.");
        }
        Optional<Outlook> outlook = context.runs().stream()
                .map(shown -> Looks.outlook(shown.run().settingsAt(0)))
                .flatMap(Optional::stream)
                .findFirst();
        if (outlook.isEmpty()) {
            return Figure.empty(TITLE, "These samples are not recorded; choose trajectories from a file as problem.");
        }
        List<Plot> plots = new ArrayList<>();
        String refusal = "";
        for (Group column : Groups.columns(context)) {
            List<Layer> layers = new ArrayList<>();
            for (Shown shown : column.runs()) {
                int k = LookedAt.iteration(shown, context.cursor());
                var outcome = MEASURED.at(shown, k, context.cancellation());
                outcome.flatMap(Measured.Outcome::value).ifPresent(errors -> add(layers, shown, column, errors));
                refusal = refusal.isEmpty()
                        ? outcome.map(Measured.Outcome::refusal).orElse("")
                        : refusal;
            }
            Axis y = Axis.of("mean squared error", scale, Axis.Quantity.OTHER);
            plots.add(new Plot(column.label(), TimeAxis.of(column.runs()), y, layers, false));
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, refusal.isEmpty() ? Looks.notYet(context.runs()) : refusal);
        }
        String note = "k = " + context.cursor() + ", " + outlook.get().seen().size() + " trajectories"
                + (outlook.get().holds() ? ", held out dashed" : "");
        return new Figure(TITLE, note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private static void add(List<Layer> layers, Shown shown, Group column, ObservedErrors errors) {
        boolean holds = Arrays.stream(errors.held()).anyMatch(square -> !Double.isNaN(square));
        String label = Groups.labelIn(column, shown);
        SeriesStyle style = shown.style();
        Layer.Line trained = line(Groups.name(shown), style, errors.times(), errors.trained())
                .endingWith(holds ? "" : label);
        layers.add(trained.ownedBy(shown.owner()));
        if (holds) {
            Layer.Line held =
                    line(Groups.name(shown) + ", held out", style.with(Dash.DASHED), errors.times(), errors.held());
            layers.add(held.endingWith(label).ownedBy(shown.owner()));
        }
    }

    private static Layer.Line line(String name, SeriesStyle style, double[] times, double[] squares) {
        int[] known = IntStream.range(0, squares.length)
                .filter(k -> !Double.isNaN(squares[k]))
                .toArray();
        return new Layer.Line(
                name,
                style,
                Arrays.stream(known).mapToDouble(k -> times[k]).toArray(),
                Arrays.stream(known).mapToDouble(k -> squares[k]).toArray(),
                "");
    }
}
