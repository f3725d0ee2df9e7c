package adjointlab.panel.adjoint;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.core.train.Remembered;
import adjointlab.core.train.Remembered.Over;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.adjoint.TrainingMap.Column;
import adjointlab.panel.kit.Grids;
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
import java.util.OptionalInt;

/// How much of each observation is left in the last prediction, at the cursor's iteration or over training.
public final class Memory implements Panel {
    private static final String TITLE = "Memory";

    /// An observation with less than this share of the last one's norm counts as forgotten.
    private static final double FORGOTTEN = 0.01;

    private static final int REMEMBERED = 1024;

    private static final String COUNTED = "observation i, 0 is the last";

    /// In a map by time.
    private static final int TIMES = 41;

    private static final Key<String> VIEW = Options.choice(
            "view", "View", "now", Options.option("now", "at the cursor"), Options.option("map", "map over training"));
    private static final Key<String> ALONG = Options.choice(
            "along",
            "Observations by",
            "number",
            Options.option("number", "number, back from the last"),
            Options.option("time", "time"));
    private static final Key<Over> OVER = Options.choice(
            "over",
            "Norm",
            "batch",
            new Option<>("batch", "over the batch", Over.BATCH),
            new Option<>("samples", "mean of samples", Over.SAMPLES));
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "memory",
            TITLE,
            "The derivative of the last prediction's loss by the state behind each observation: what vanishes is"
                    + " forgotten.",
            "Xia et al., NeurIPS 2021, Fig. 4",
            List.of(VIEW, ALONG, OVER, SCALE),
            Memory::new);

    private static final Measured<Kept> MEASURED = new Measured<>(
            (experiment, theta, cancellation) ->
                    Remembered.of(experiment, theta, cancellation).map(Kept::of),
            REMEMBERED);

    /// What is kept of a measurement, for each way of taking the norm.
    ///
    /// @param times of the observations, s
    /// @param alongTime [over][m]
    /// @param stepsBack [over][steps]
    private record Kept(double[] times, double[][] alongTime, double[][] stepsBack) {
        static Kept of(Remembered remembered) {
            return new Kept(
                    remembered.times(),
                    Arrays.stream(Over.values()).map(remembered::alongTime).toArray(double[][]::new),
                    Arrays.stream(Over.values()).map(remembered::stepsBack).toArray(double[][]::new));
        }
    }

    private final boolean map;
    private final boolean byTime;
    private final Over over;
    private final Axis.Scale scale;

    private Memory(Values values) {
        map = values.get(VIEW).equals("map");
        byTime = values.get(ALONG).equals("time");
        over = values.get(OVER);
        scale = values.get(SCALE);
    }

    @Override
    public boolean computesLong() {
        return map;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what it remembers.");
        }
        return map ? overTraining(context) : now(context);
    }

    private Figure overTraining(PanelContext context) {
        List<Figure.Row> rows = TrainingMap.rows(
                context, quantity(context.runs()), shown -> along(List.of(shown)), (shown, k) -> kept(shown, k, context)
                        .map(this::column));
        return rows.isEmpty()
                ? Figure.empty(TITLE, refusal(context))
                : new Figure(
                        TITLE, "k = 0 … " + context.cursor() + ", one scale" + Looks.samples(context.runs()), rows, "");
    }

    private Column column(Kept kept) {
        double[] known = where(kept);
        return Column.at(byTime ? Grids.linear(known[0], known[known.length - 1], TIMES) : known, known, norms(kept));
    }

    private Figure now(PanelContext context) {
        List<Plot> plots = new ArrayList<>();
        List<Shown> drawn = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            List<Layer> layers = new ArrayList<>();
            for (Shown shown : column.runs()) {
                Optional<Kept> kept = kept(shown, shown.at(context.cursor()), context);
                if (kept.isPresent()) {
                    layers.addAll(line(shown, column, kept.get()));
                    drawn.add(shown);
                }
            }
            Axis norm = Axis.of(quantity(column.runs()), scale, Axis.Quantity.OTHER);
            Axis x = byTime ? along(column.runs()) : upToLast(layers);
            plots.add(new Plot(column.label(), x, norm, layers, false));
        }
        if (drawn.isEmpty()) {
            return Figure.empty(TITLE, refusal(context));
        }
        boolean alone = drawn.size() == 1 && context.runs().size() > 1 && !context.columns();
        String whose = alone ? Groups.name(drawn.getFirst()) + " · " : "";
        String marks = byTime ? "" : " · marked: below 1 % of the last";
        String note = whose + "k = " + context.cursor() + marks + Looks.samples(context.runs());
        return new Figure(TITLE, note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private Optional<Kept> kept(Shown shown, int iteration, PanelContext context) {
        return MEASURED.at(shown, iteration, context.cancellation()).flatMap(Measured.Outcome::value);
    }

    private String refusal(PanelContext context) {
        return context.runs().stream()
                .flatMap(shown -> MEASURED.at(shown, shown.at(context.cursor()), context.cancellation()).stream())
                .map(Measured.Outcome::refusal)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElseGet(() -> Looks.notYet(context.runs()));
    }

    private OptionalInt forgotten(Kept kept) {
        return Remembered.forgotten(kept.stepsBack[over.ordinal()], FORGOTTEN);
    }

    private Axis along(List<Shown> runs) {
        if (!byTime) {
            return Axis.linear(COUNTED);
        }
        return runs.stream().anyMatch(shown -> Looks.isPaced(shown.run().settings()))
                ? Axis.linear("t of the observation, counted")
                : TimeAxis.of("t of the observation", runs);
    }

    /// Ends at the last observation whatever marks there are, so that names stand behind the lines.
    private Axis upToLast(List<Layer> layers) {
        double first = 0;
        for (Layer layer : layers) {
            first = layer instanceof Layer.Line line && line.x().length > 0 ? Math.min(first, line.x()[0]) : first;
        }
        Axis counted = Axis.linear(COUNTED);
        return first < 0 ? counted.within(first, 0) : counted;
    }

    /// What is measured: with its momentum where the state has one.
    private String quantity(List<Shown> runs) {
        long moving = runs.stream().filter(Memory::hasMomentum).count();
        String both = "‖[∂L/∂h, ∂L/∂m](tᵢ)‖₂";
        String one = "‖∂L/∂h(tᵢ)‖₂";
        String norm = moving == 0 ? one : moving == runs.size() ? both : one + ", with ∂L/∂m if any";
        return over == Over.SAMPLES ? "mean of " + norm : norm;
    }

    private static boolean hasMomentum(Shown shown) {
        return Looks.experiment(shown.run().settings()).model().velocityDim() > 0;
    }

    private double[] where(Kept kept) {
        if (byTime) {
            return kept.times;
        }
        double[] i = new double[kept.stepsBack[0].length];
        Arrays.setAll(i, j -> j + 1 - i.length);
        return i;
    }

    private double[] norms(Kept kept) {
        if (byTime) {
            return kept.alongTime[over.ordinal()];
        }
        double[] back = kept.stepsBack[over.ordinal()];
        double[] forth = new double[back.length];
        Arrays.setAll(forth, i -> back[back.length - 1 - i]);
        return forth;
    }

    /// The norms, and a mark at the last of the forgotten observations with its number.
    private List<Layer> line(Shown shown, Group column, Kept kept) {
        List<Layer> layers = new ArrayList<>();
        String name = Groups.name(shown);
        double[] norms = norms(kept);
        layers.add(
                new Layer.Line(name, shown.style().with(Marker.NONE), where(kept), norms, Groups.labelIn(column, shown))
                        .ownedBy(shown.owner()));
        OptionalInt forgotten = forgotten(kept);
        if (forgotten.isPresent() && !byTime) {
            int back = forgotten.getAsInt();
            double[] at = {norms[norms.length - 1 - back]};
            layers.add(new Layer.Points(
                            name + ", below 1 % after " + back + " observations",
                            shown.style(),
                            new double[] {-back},
                            at)
                    .ownedBy(shown.owner()));
            layers.add(new Layer.Note("  " + back, shown.style(), -back, at[0]).ownedBy(shown.owner()));
        }
        return layers;
    }
}
