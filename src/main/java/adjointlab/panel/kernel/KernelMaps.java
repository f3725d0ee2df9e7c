package adjointlab.panel.kernel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Layer.ColourMap;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.lab.probe.TangentProbe;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The tangent kernel of the run in focus at the cursor as a heat map; for the wide model also the one of infinite
/// width and the difference.
public final class KernelMaps implements Panel {
    private static final String TITLE = "Tangent kernel";

    private static final Key<String> SHOW = Options.choice(
            "show",
            "Kernels",
            "empirical",
            Options.option("empirical", "this width"),
            Options.option("limit", "infinite width"),
            Options.option("difference", "difference"),
            Options.option("all", "all three"));
    private static final Key<Boolean> INPUTS = Options.flag("inputs", "Inputs along the axis", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "kernel",
            TITLE,
            "The tangent kernel of every pair of predictions, beside the one of infinite width where there is one.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, eqs. (9) and (17)",
            List.of(Tangents.SAMPLES, SHOW, INPUTS),
            KernelMaps::new);

    private final int samples;
    private final String show;
    private final boolean inputs;

    private KernelMaps(Values values) {
        samples = values.get(Tangents.SAMPLES);
        show = values.get(SHOW);
        inputs = values.get(INPUTS);
    }

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its tangent kernel.");
        }
        Shown focus = Groups.focus(context);
        int k = focus.at(context.cursor());
        Optional<TangentProbe> known = Tangents.empirical(focus.run(), k, samples, context);
        if (known.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(List.of(focus)));
        }
        if (!known.get().refusal().isEmpty()) {
            return Figure.empty(TITLE, known.get().refusal());
        }
        double[][] empirical = known.get().kernel();
        List<Plot> plots = new ArrayList<>();
        Optional<double[][]> limit = show.equals("empirical")
                ? Optional.empty()
                : Tangents.limit(focus.run(), k, samples, context.cancellation());
        if (limit.isEmpty() || show.equals("all")) {
            plots.add(map(limit.isPresent() ? "This width" : "", "K", empirical, ColourMap.VIRIDIS, focus.owner()));
        }
        limit.ifPresent(infinite -> {
            if (!show.equals("difference")) {
                plots.add(map("Infinite width", "K∞", infinite, ColourMap.VIRIDIS, Owner.NOBODY));
            }
            if (!show.equals("limit")) {
                plots.add(map(
                        "Difference", "K − K∞", difference(empirical, infinite), ColourMap.DIVERGING, focus.owner()));
            }
        });
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(3, plots));
        Batch x = Looks.data(focus.run().settingsAt(k)).initial();
        int each = Math.max(1, empirical.length / Math.max(1, Math.min(samples, x.size())));
        if (inputs && empirical.length > 1 && x.size() * each >= empirical.length) {
            rows.add(new Figure.Row(1, List.of(inputs(x, empirical.length / each, each))));
        }
        String note = Groups.name(focus) + ", k = " + k;
        return new Figure(TITLE, note, rows, "");
    }

    /// The inputs below their columns of the kernel: images side by side where a vector is one, else components as
    /// rows.
    ///
    /// @param count of inputs
    /// @param each predictions of an input
    private static Plot inputs(Batch x, int count, int each) {
        int side = (int) Math.round(Math.sqrt(x.dim()));
        boolean image = side * side == x.dim() && side >= 8;
        int height = image ? side : x.dim();
        int width = image ? side : 1;
        double[][] z = new double[height][count * width];
        for (int s = 0; s < count; s++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    // rows of an image go downwards
                    z[height - 1 - row][s * width + column] = x.get(row * width + column, s);
                }
            }
        }
        double[] across = new double[count * width];
        Arrays.setAll(across, i -> 0.5 + each * (i + 0.5) / width);
        double[] up = new double[height];
        Arrays.setAll(up, i -> i + 1);
        return new Plot(
                "",
                Axis.linear("input of prediction j").within(0.5, count * each + 0.5),
                Axis.linear(image ? "image" : "x").within(0.5, height + 0.5),
                List.of(new Layer.HeatMap("x", across, up, z, ColourMap.CIVIDIS, false, 0).ofEntries()),
                false);
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

    private static Plot map(String title, String name, double[][] kernel, ColourMap colours, Owner owner) {
        double[] index = new double[kernel.length];
        Arrays.setAll(index, i -> i + 1);
        double last = kernel.length + 0.5;
        return new Plot(
                title,
                Axis.linear("prediction j").within(0.5, last),
                Axis.linear("prediction i").within(0.5, last),
                List.of(new Layer.HeatMap(name, index, index, kernel, colours, false, 0)
                        .ofEntries()
                        .ownedBy(owner)),
                false);
    }
}
