package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Signal;
import adjointlab.core.formula.Formula;
import adjointlab.core.math.Notation;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What drives the fields: each different input of the runs, from the start to the horizon.
public final class InputSignal implements Panel {
    private static final String TITLE = "Input";
    private static final Setting<Double> HORIZON = Slots.PROBLEM.at(Problems.HORIZON);
    private static final int TIMES = 1009;

    /// More dots than this are a line.
    private static final int MOST_DOTS = 200;

    private static final List<Dash> DASHES = List.of(Dash.SOLID, Dash.DASHED, Dash.DOTTED, Dash.DASH_DOT);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "input",
            TITLE,
            "The input that drives the fields over time: its samples as dots, what is made of them as a line.",
            "Xia et al., NeurIPS 2021, Fig. 3",
            List.of(),
            InputSignal::new);

    private InputSignal(Values values) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what drives it.");
        }
        List<Driver> drivers = Driver.of(context.runs(), context.cursor()).stream()
                .filter(driver -> !driver.inputs().isEmpty())
                .toList();
        if (drivers.isEmpty()) {
            return Figure.empty(
                    TITLE, "Nothing drives these models; a driven field or a formula that names u1 has an input.");
        }
        List<Layer> layers = new ArrayList<>();
        int drawn = 0;
        for (Driver driver : drivers) {
            for (String input : driver.inputs().keySet()) {
                SeriesStyle style = SeriesStyle.line(Hue.TRUTH).with(DASHES.get(drawn++ % DASHES.size()));
                add(layers, driver, input, style, drivers.size() > 1, context);
            }
        }
        Axis t = TimeAxis.of(
                drivers.stream().flatMap(driver -> driver.runs().stream()).toList());
        return Figure.of(TITLE, "", new Plot("", t, Axis.linear("u(t)"), layers, false));
    }

    private static void add(
            List<Layer> layers, Driver driver, String u, SeriesStyle style, boolean several, PanelContext context) {
        Signal input = Objects.requireNonNull(driver.inputs().get(u));
        double end = driver.runs().stream()
                .mapToDouble(shown -> horizon(shown, context))
                .max()
                .orElse(0);
        Owner owner = Groups.owner(driver.runs());
        int place = Formula.INPUTS.indexOf(u);
        boolean lone = driver.inputs().size() == 1 && place == 0;
        String own = lone ? "" : Notation.numbered("u", place + 1);
        String name =
                (several ? driver.label() : own.isEmpty() ? TITLE : "") + (several && !own.isEmpty() ? ", " : "") + own;
        double[] t = Grids.linear(0, end, TIMES);
        double[] values = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            values[i] = input.at(t[i]);
        }
        String tail = several ? driver.length() + (own.isEmpty() ? "" : ", " + own) : own;
        layers.add(new Layer.Line(name, style, t, values, tail).ownedBy(owner));
        int dots = (int) input.times().stream().filter(time -> time <= end).count();
        if (dots <= MOST_DOTS) {
            layers.add(new Layer.Points(
                            name + ", samples",
                            style.with(Dash.NONE).with(Marker.DOT),
                            input.times().stream()
                                    .limit(dots)
                                    .mapToDouble(time -> time)
                                    .toArray(),
                            input.samples().stream()
                                    .limit(dots)
                                    .mapToDouble(sample -> sample)
                                    .toArray())
                    .ownedBy(owner));
        }
    }

    private static double horizon(Shown shown, PanelContext context) {
        return shown.settings(shown.at(context.cursor())).find(HORIZON).orElse(1.0);
    }
}
