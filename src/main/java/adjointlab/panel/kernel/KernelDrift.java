package adjointlab.panel.kernel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.probe.KernelTrace;
import adjointlab.lab.probe.KernelTrace.Quantity;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far the tangent kernel and the weights have moved since the start: in the lazy regime neither does much.
public final class KernelDrift implements Panel {
    private static final String TITLE = "Kernel drift";

    public static final Entry<Panel> ENTRY = new Entry<>(
            "ntk-drift",
            TITLE,
            "Relative distance of the tangent kernel and distance of the weights from where they started.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, Theorem 3 and Fig. 2 (b)",
            List.of(Tangents.SAMPLES),
            KernelDrift::new);

    private final int samples;

    private KernelDrift(Values values) {
        samples = values.get(Tangents.SAMPLES);
    }

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how its tangent kernel drifts.");
        }
        List<Layer> drift = new ArrayList<>();
        List<Layer> distance = new ArrayList<>();
        Map<Shown, String> labels = new HashMap<>();
        // runs of a group have one style, and one label
        Groups.of(context.runs()).forEach(group -> labels.put(group.runs().getFirst(), group.label()));
        for (Shown shown : context.runs()) {
            if (!Looks.isTraining(shown.run())) {
                continue;
            }
            KernelTrace trace = Tangents.trace(shown.run(), samples, context);
            if (trace.iterations().length == 0) {
                continue;
            }
            String label = labels.getOrDefault(shown, "");
            add(drift, shown, trace, Quantity.DRIFT, label);
            add(distance, shown, trace, Quantity.DISTANCE, label);
        }
        if (drift.isEmpty()) {
            boolean trains = context.runs().stream().anyMatch(shown -> Looks.isTraining(shown.run()));
            return Figure.empty(
                    TITLE,
                    trains
                            ? Looks.notYet(context.runs())
                            : "Only the tangent kernel of a training with weights can drift.");
        }
        if (!Groups.atEnd(context)) {
            Layer cursor =
                    new Layer.Rule("k = " + context.cursor(), SeriesStyle.line(Hue.ACCENT), true, context.cursor());
            drift.add(cursor);
            distance.add(cursor);
        }
        Axis k = RunMeasures.Along.ITERATION.axis(context.runs());
        return new Figure(
                TITLE,
                "k = " + context.cursor(),
                List.of(
                        new Figure.Row(1, List.of(new Plot("", k, Axis.linear(Quantity.DRIFT.label()), drift, false))),
                        new Figure.Row(
                                1, List.of(new Plot("", k, Axis.linear(Quantity.DISTANCE.label()), distance, false)))),
                "");
    }

    private static void add(List<Layer> layers, Shown shown, KernelTrace trace, Quantity quantity, String label) {
        layers.add(new Layer.Line(
                        Groups.name(shown),
                        shown.style().with(trace.iterations().length == 1 ? Marker.CIRCLE : Marker.NONE),
                        trace.iterations(),
                        trace.values(quantity),
                        label)
                .ownedBy(shown.owner()));
    }
}
