package adjointlab.panel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Layer.ColourMap;
import adjointlab.figure.Plot;
import adjointlab.lab.probe.TangentProbe;
import adjointlab.panel.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The tangent kernel of the run in focus at the cursor as a heat map; for the wide model also the one of infinite width and
/// the difference.
final class KernelMaps implements Panel {
    private static final String TITLE = "Tangent kernel";

    static final Entry<Panel> ENTRY = new Entry<>(
            "kernel",
            TITLE,
            "The tangent kernel of every pair of predictions, beside the one of infinite width where there is one.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, eqs. (9) and (17)",
            List.of(Options.whole("samples", "Samples", 40, 1, 400)),
            KernelMaps::new);

    private final int samples;

    private KernelMaps(Values values) {
        samples = values.whole("samples");
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its tangent kernel.");
        }
        Shown focus = Groups.focus(context);
        int k = focus.at(context.cursor());
        Optional<TangentProbe> known = Tangents.empirical(focus.run(), k, samples, context.cancellation());
        if (known.isEmpty()) {
            return Figure.empty(TITLE, "The run in focus has not been evaluated yet.");
        }
        if (!known.get().refusal().isEmpty()) {
            return Figure.empty(TITLE, known.get().refusal());
        }
        double[][] empirical = known.get().kernel();
        List<Plot> plots = new ArrayList<>();
        Optional<double[][]> limit = Tangents.limit(focus.run(), k, samples, context.cancellation());
        plots.add(map(limit.isPresent() ? "This width" : "", "K", empirical, ColourMap.VIRIDIS));
        limit.ifPresent(infinite -> {
            plots.add(map("Infinite width", "K∞", infinite, ColourMap.VIRIDIS));
            plots.add(map("Difference", "K − K∞", difference(empirical, infinite), ColourMap.DIVERGING));
        });
        String note = Groups.name(focus) + ", k = " + k;
        return new Figure(TITLE, note, List.of(new Figure.Row(1, plots)), "");
    }

    private static double[][] difference(double[][] a, double[][] b) {
        double[][] difference = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                difference[i][j] = a[i][j] - b[i][j];
            }
        }
        return difference;
    }

    private static Plot map(String title, String name, double[][] kernel, ColourMap colours) {
        double[] index = new double[kernel.length];
        Arrays.setAll(index, i -> i + 1);
        double last = kernel.length + 0.5;
        return new Plot(
                title,
                Axis.linear("prediction j").within(0.5, last),
                Axis.linear("prediction i").within(0.5, last),
                List.of(new Layer.HeatMap(name, index, index, kernel, colours, false, 0)),
                false);
    }
}
