package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.AdjointExponent;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Finding;
import adjointlab.figure.Isoline;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.ComponentNames;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Planes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;

/// The plane of the state: learned and true field as arrows or stream lines, trajectories, nullclines, and where the
/// learned field rests, with the eigenvalues of its Jacobian there.
public final class PhasePortrait implements Panel {
    private static final String TITLE = "Phase portrait";
    private static final int POINTS = 121;
    private static final int ARROWS = 15;
    private static final int CELLS = 61;

    private static final String ARROWS_DRAWN = "arrows";

    private static final Key<String> FIELDS = Options.choice(
            "fields",
            "Fields as",
            ARROWS_DRAWN,
            Options.option(ARROWS_DRAWN, "arrows"),
            Options.option("streams", "stream lines"));
    private static final Key<Boolean> LEARNED = Options.flag("learned", "Learned field", true);
    private static final Key<Boolean> TRUTH = Options.flag("truth", "True field", true);
    private static final Key<Boolean> NULLCLINES = Options.flag("nullclines", "Nullclines", true);
    private static final Key<Boolean> EQUILIBRIA = Options.flag("equilibria", "Equilibria", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "phase-portrait",
            TITLE,
            "Learned and true field, trajectories, nullclines, equilibria and the eigenvalues of the Jacobian there.",
            "",
            List.of(FIELDS, LEARNED, TRUTH, NULLCLINES, EQUILIBRIA),
            PhasePortrait::new);

    private final boolean streams;
    private final boolean learned;
    private final boolean truth;
    private final boolean nullclines;
    private final boolean equilibria;

    private PhasePortrait(Values values) {
        streams = !values.get(FIELDS).equals(ARROWS_DRAWN);
        learned = values.get(LEARNED);
        truth = values.get(TRUTH);
        nullclines = values.get(NULLCLINES);
        equilibria = values.get(EQUILIBRIA);
    }

    /// A run at the cursor.
    private record Seen(Shown shown, SolveRecord picture, double[] theta, Inspection inspection, ComponentNames names) {
        /// Whether the state itself is a plane, so that its field can be drawn.
        boolean planar() {
            return dim() == 2;
        }

        int dim() {
            return inspection.experiment().model().field().dim();
        }

        /// Whether the second axis is a velocity.
        boolean velocity() {
            return inspection.experiment().model().velocityDim() == 1;
        }
    }

    /// What the plot shows, from corner to corner.
    ///
    /// @param arrows along a side
    private record Window(double[] x, double[] y, int arrows) {
        Window(double[] x, double[] y) {
            this(x, y, ARROWS);
        }

        /// With what is known around it.
        Window known() {
            return new Window(Planes.known(x), Planes.known(y), (int) Math.round(Planes.KNOWN * ARROWS));
        }

        Window with(Window other) {
            return new Window(
                    new double[] {Math.min(x[0], other.x[0]), Math.max(x[1], other.x[1])},
                    new double[] {Math.min(y[0], other.y[0]), Math.max(y[1], other.y[1])});
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its phase portrait.");
        }
        Map<Group, Seen> columns = new LinkedHashMap<>();
        for (Group column : Groups.columns(context)) {
            look(Groups.focus(column.runs(), context.focus()), context).ifPresent(seen -> columns.put(column, seen));
        }
        List<Plot> plots = new ArrayList<>();
        columns.forEach((column, seen) -> plots.add(plot(column, seen, columns.values())));
        if (plots.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        String whose = context.columns() ? "" : Groups.name(Groups.focus(context)) + " · ";
        return new Figure(
                TITLE,
                whose + "k = " + context.cursor() + Looks.samples(context.runs()),
                List.of(new Figure.Row(1, plots)),
                "");
    }

    private static Optional<Seen> look(Shown shown, PanelContext context) {
        int k = shown.at(context.cursor());
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        Optional<SolveRecord> picture = Looks.curves(shown.run(), k, 0, context.cancellation());
        Experiment experiment = Looks.experiment(shown.run().settingsAt(k));
        if (theta.isEmpty() || picture.isEmpty() || picture.get().trajectories().times().length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Seen(
                shown,
                picture.get(),
                theta.get(),
                new Inspection(experiment),
                ComponentNames.of(shown.run().settingsAt(k))));
    }

    private Plot plot(Group column, Seen seen, Collection<Seen> all) {
        if (seen.dim() == 1) {
            return line(column, seen);
        }
        Window window = linked(seen, all);
        boolean second = seen.velocity();
        double width = window.x[1] - window.x[0];
        double height = window.y[1] - window.y[0];
        boolean round = !second && Planes.isRound(width, height);
        Window field = round ? window.known() : window;
        List<Layer> layers = new ArrayList<>();
        Optional<Dynamics> system =
                seen.inspection.experiment().task().problem().dynamics();
        if (truth && system.isPresent() && system.get().dim() == 2) {
            layers.add(trueField(system.get(), field));
        }
        if (learned && seen.planar()) {
            layers.add(learnedField(seen, field));
        }
        if (nullclines && seen.planar()) {
            addNullclines(layers, seen, field);
        }
        addPaths(layers, seen);
        if (equilibria && seen.planar()) {
            addEquilibria(layers, seen, field);
        }
        return new Plot(
                column.label(),
                Planes.axis(seen.names.state(0), round).within(window.x[0], window.x[1]),
                Planes.axis(seen.names.state(1), round).within(window.y[0], window.y[1]),
                layers,
                false);
    }

    /// A state of one component: its rate over itself.
    private Plot line(Group column, Seen seen) {
        double[] low = {Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY};
        for (double[][] at : seen.picture.trajectories().states()) {
            for (double[] state : at) {
                low[0] = Math.min(low[0], state[0]);
                high[0] = Math.max(high[0], state[0]);
            }
        }
        double[] range = withAir(new double[] {Math.min(0, low[0]), Math.max(0, high[0])});
        double[] x = Grids.linear(range[0], range[1], POINTS);
        double[][] at = new double[POINTS][];
        java.util.Arrays.setAll(at, i -> new double[] {x[i]});
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Rule("", SeriesStyle.line(Hue.MUTED), false, 0));
        Optional<Dynamics> system =
                seen.inspection.experiment().task().problem().dynamics();
        if (truth && system.isPresent()) {
            double[][] rate = new double[POINTS][1];
            for (int i = 0; i < POINTS; i++) {
                system.get().rate(0, at[i], rate[i]);
            }
            layers.add(new Layer.Line("true field", SeriesStyle.line(Hue.TRUTH), x, column(rate, 0), "truth"));
        }
        if (learned) {
            layers.add(new Layer.Line(
                            "learned field",
                            seen.shown.style().with(Marker.NONE),
                            x,
                            column(seen.inspection.field(seen.theta, 0, at), 0),
                            "")
                    .ownedBy(seen.shown.owner()));
        }
        return new Plot(
                column.label(), Axis.linear(seen.names.state(0)), Axis.linear(seen.names.rate(0)), layers, false);
    }

    /// A window for all planes with the same axes.
    private static Window linked(Seen seen, Collection<Seen> all) {
        return all.stream()
                .filter(other -> other.dim() > 1 && other.velocity() == seen.velocity())
                .map(PhasePortrait::window)
                .reduce(Window::with)
                .orElseThrow();
    }

    /// All trajectories and truths with air.
    private static Window window(Seen seen) {
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] y = x.clone();
        var trajectories = seen.picture.trajectories();
        for (double[][][] paths : List.of(trajectories.states(), trajectories.truth())) {
            for (double[][] at : paths) {
                for (double[] state : at) {
                    if (state.length >= 2 && Double.isFinite(state[0]) && Double.isFinite(state[1])) {
                        x[0] = Math.min(x[0], state[0]);
                        x[1] = Math.max(x[1], state[0]);
                        y[0] = Math.min(y[0], state[1]);
                        y[1] = Math.max(y[1], state[1]);
                    }
                }
            }
        }
        return new Window(withAir(x), withAir(y));
    }

    private static double[] withAir(double[] range) {
        double air = range[1] > range[0] ? 0.1 * (range[1] - range[0]) : 1;
        return new double[] {range[0] - air, range[1] + air};
    }

    private Layer trueField(Dynamics system, Window window) {
        double[][] at = grid(window, streams ? CELLS : window.arrows);
        double[][] rate = new double[at.length][2];
        for (int i = 0; i < at.length; i++) {
            system.rate(0, at[i], rate[i]);
        }
        return field("true field", SeriesStyle.line(Hue.TRUTH).with(Emphasis.FADED), Owner.NOBODY, window, rate);
    }

    private Layer learnedField(Seen seen, Window window) {
        double[][] rate = seen.inspection.field(seen.theta, 0, grid(window, streams ? CELLS : window.arrows));
        SeriesStyle style = seen.shown.style().with(Marker.NONE).with(Emphasis.FADED);
        return field("learned field", style, seen.shown.owner(), window, rate);
    }

    private Layer field(String name, SeriesStyle style, Owner owner, Window window, double[][] rate) {
        if (streams) {
            double[] x = Grids.linear(window.x[0], window.x[1], CELLS);
            double[] y = Grids.linear(window.y[0], window.y[1], CELLS);
            return new StreamLines(x, y, rate)
                    .layer(name, style.with(Dash.SOLID))
                    .ownedBy(owner);
        }
        double[][] at = grid(window, window.arrows);
        return new Layer.Arrows(name, style, column(at, 0), column(at, 1), column(rate, 0), column(rate, 1))
                .ownedBy(owner);
    }

    private static double[][] grid(Window window, int count) {
        double[] x = Grids.linear(window.x[0], window.x[1], count);
        double[] y = Grids.linear(window.y[0], window.y[1], count);
        double[][] grid = new double[count * count][2];
        for (int i = 0; i < grid.length; i++) {
            grid[i][0] = x[i % count];
            grid[i][1] = y[i / count];
        }
        return grid;
    }

    /// Where the learned field is vertical, and where it is horizontal.
    private static void addNullclines(List<Layer> layers, Seen seen, Window window) {
        double[] x = Grids.linear(window.x[0], window.x[1], CELLS);
        double[] y = Grids.linear(window.y[0], window.y[1], CELLS);
        double[][] rate = seen.inspection.field(seen.theta, 0, grid(window, CELLS));
        for (int component = 0; component < 2; component++) {
            double[][] z = new double[CELLS][CELLS];
            for (int i = 0; i < rate.length; i++) {
                z[i / CELLS][i % CELLS] = rate[i][component];
            }
            Isoline line = Isoline.of(x, y, z, 0);
            String name = seen.names.rate(component) + " = 0";
            SeriesStyle style = component == 0
                    ? SeriesStyle.line(Hue.GREEN).with(Dash.DASHED)
                    : SeriesStyle.line(Hue.PURPLE).with(Dash.DASH_DOT);
            layers.add(new Layer.Line(name, style, line.x(), line.y(), "").ownedBy(seen.shown.owner()));
            int early = line.pointFrom(line.x().length / 8); // off the equilibria, which the lines meet in
            if (early < line.x().length) {
                layers.add(new Layer.Note(" " + name, style, line.x()[early], line.y()[early])
                        .ownedBy(seen.shown.owner()));
            }
        }
    }

    private static double[] column(double[][] rows, int i) {
        double[] column = new double[rows.length];
        for (int r = 0; r < column.length; r++) {
            column[r] = rows[r][i];
        }
        return column;
    }

    private static void addPaths(List<Layer> layers, Seen seen) {
        var trajectories = seen.picture.trajectories();
        int samples = Math.min(Looks.MOST_CURVES, trajectories.states()[0].length);
        boolean known = trajectories.truth().length == trajectories.times().length
                && trajectories.truth()[0][0].length >= 2;
        for (int s = 0; s < samples; s++) {
            if (known) {
                layers.add(path("truth", SeriesStyle.line(Hue.TRUTH), trajectories.truth(), s));
            }
            layers.add(path(Groups.name(seen.shown), seen.shown.style().with(Marker.NONE), trajectories.states(), s)
                    .ownedBy(seen.shown.owner()));
        }
    }

    private static Layer.Line path(String name, SeriesStyle style, double[][][] states, int sample) {
        double[] x = new double[states.length];
        double[] y = new double[states.length];
        for (int t = 0; t < x.length; t++) {
            x[t] = states[t][sample][0];
            y[t] = states[t][sample][1];
        }
        return new Layer.Line(name, style, x, y, "");
    }

    private static void addEquilibria(List<Layer> layers, Seen seen, Window window) {
        List<double[]> found = new Equilibria(seen.inspection, seen.theta).search(grid(window, window.arrows));
        for (double[] at : found) {
            SeriesStyle style = seen.shown.style().with(Marker.DIAMOND).with(Emphasis.STRONG);
            Complex_F64[] values = eigenvalues(seen, at);
            String name = Finding.EQUILIBRIUM + ": " + Equilibria.kind(values);
            layers.add(new Layer.Points(name, style, new double[] {at[0]}, new double[] {at[1]})
                    .ownedBy(seen.shown.owner()));
            layers.add(new Layer.Note(words(values), SeriesStyle.line(Hue.MUTED), at[0], at[1])
                    .ownedBy(seen.shown.owner()));
        }
    }

    private static Complex_F64[] eigenvalues(Seen seen, double... at) {
        Batch y = Batch.ofRows(new double[][] {at});
        DMatrixRMaj jacobian =
                AdjointExponent.jacobian(seen.inspection.experiment().model().field(), 0, y, 0, seen.theta);
        return AdjointExponent.eigenvalues(jacobian);
    }

    private static String words(Complex_F64... values) {
        if (values[0].imaginary != 0) {
            return " λ = " + Numbers.brief(values[0].real, 2) + " ± " + Numbers.brief(Math.abs(values[0].imaginary), 2)
                    + "i";
        }
        return " λ = " + Numbers.brief(values[0].real, 2) + ", " + Numbers.brief(values[1].real, 2);
    }
}
