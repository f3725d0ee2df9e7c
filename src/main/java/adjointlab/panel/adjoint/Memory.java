package adjointlab.panel.adjoint;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Remembered;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.List;

/// How much of each observation is left in the last prediction at the cursor's iteration.
public final class Memory implements Panel {
    private static final String TITLE = "Memory";

    /// An observation with less than this share of the largest norm counts as forgotten.
    private static final double FORGOTTEN = 0.01;

    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "memory",
            TITLE,
            "The derivative of the last prediction's loss by the state behind each observation: what vanishes is forgotten.",
            "Xia et al., NeurIPS 2021, Fig. 4",
            List.of(SCALE),
            Memory::new);

    private static final Measured<Remembered> REMEMBERED = new Measured<>(Remembered::of);

    private final Axis.Scale scale;

    private Memory(Values values) {
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what it remembers.");
        }
        List<Plot> plots = new ArrayList<>();
        String refusal = "";
        for (Group column : Groups.columns(context)) {
            List<Layer> layers = new ArrayList<>();
            for (Shown shown : column.runs()) {
                var measured = REMEMBERED.at(shown, shown.at(context.cursor()), context.cancellation());
                if (measured.isPresent()) {
                    refusal = refusal.isEmpty() ? measured.get().refusal() : refusal;
                    measured.get().value().ifPresent(remembered -> layers.addAll(line(shown, column, remembered)));
                }
            }
            Axis t = Axis.of("t of the observation, s", Axis.Scale.LINEAR, Axis.Quantity.TIME);
            Axis norm = Axis.of("‖∂L/∂h(tᵢ)‖₂ of the last loss", scale, Axis.Quantity.OTHER);
            plots.add(new Plot(column.label(), t, norm, layers, false));
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, refusal.isEmpty() ? Looks.notYet(context.runs()) : refusal);
        }
        return new Figure(
                TITLE,
                "marked: below 1 %, k = " + context.cursor() + Looks.samples(context.runs()),
                List.of(new Figure.Row(1, Scales.share(plots))),
                "");
    }

    /// The norms, and a mark where the last of the forgotten observations lies.
    private static List<Layer> line(Shown shown, Group column, Remembered remembered) {
        List<Layer> layers = new ArrayList<>();
        String name = Groups.name(shown);
        layers.add(new Layer.Line(
                        name,
                        shown.style().with(Marker.NONE),
                        remembered.times(),
                        remembered.norms(),
                        column.runs().size() == 1 && !column.label().isEmpty()
                                ? ""
                                : Groups.shortName(shown, column.runs()))
                .ownedBy(shown.owner()));
        int forgotten = remembered.forgotten(FORGOTTEN);
        if (forgotten > 0) {
            double t = remembered.times()[forgotten - 1];
            layers.add(new Layer.Points(
                            name + ", less than 1 % until " + Numbers.brief(t, 3) + " s",
                            shown.style(),
                            new double[] {t},
                            new double[] {remembered.norms()[forgotten - 1]})
                    .ownedBy(shown.owner()));
        }
        return layers;
    }
}
