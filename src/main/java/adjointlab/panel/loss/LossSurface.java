package adjointlab.panel.loss;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Viewpoint;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.Surfaces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The loss over the parameters, with every run's point at the cursor on it: a curve for one parameter, a map for two,
/// a plane for more.
public final class LossSurface implements Panel {
    static final String TITLE = "Loss surface";

    private static final Key<Axis.Scale> SCALE = Options.choice(
            "scale",
            "Loss",
            "linear",
            new Option<>("linear", "linear", Axis.Scale.LINEAR),
            new Option<>("log", "logarithmic", Axis.Scale.LOG));
    private static final Key<List<Double>> HORIZONS = Options.list("horizons", "t", "Other horizons, in grey", 8);
    private static final Key<List<Double>> RANGE = Options.list("range", "", "Range of the first parameter", 2);
    private static final Key<List<Double>> RANGE_Y =
            Options.list("rangeY", "", "Range of the loss, or of the second parameter", 2);
    private static final Key<Boolean> CLOSED_FORM =
            Options.flag("closedForm", "Closed form beside it, where there is one", true);
    private static final Key<SurfacePlane.Kind> PLANE = Options.choice(
            "plane",
            "Plane, for more than two parameters",
            "paths",
            new Option<>("paths", "through the paths", SurfacePlane.Kind.PATHS),
            new Option<>("curvature", "largest curvatures", SurfacePlane.Kind.CURVATURE),
            new Option<>("random", "random, filter-normalised", SurfacePlane.Kind.RANDOM));
    private static final Key<Boolean> FOG = Options.flag("fog", "Fog: only what a run has seen", false);
    private static final Key<Integer> RESOLUTION = Options.whole("resolution", "Points", 201, 31, 2001);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "loss-surface",
            TITLE,
            "The loss over one or two parameters, or over a plane through more, with the runs moving on it.",
            "Okamoto et al., Learning the Simplest Neural ODE, eq. (5) and Fig. 1; Li et al., NeurIPS 2018",
            Surfaces.with(SCALE, HORIZONS, RANGE, RANGE_Y, CLOSED_FORM, PLANE, FOG, RESOLUTION),
            LossSurface::new);

    /// What can be chosen.
    ///
    /// @param scale of the loss
    /// @param horizons further ones to draw, s
    /// @param range of the first parameter; empty: around the starts and the target
    /// @param rangeY of the loss or of the second parameter; empty: what is interesting; of a loss in which no part
    ///     of its curve lies, neither range holds
    /// @param closedForm whether to draw it where there is one
    /// @param plane how it lies where there are more than two parameters
    /// @param resolution points of a curve
    /// @param viewpoint of two parameters or a plane as a surface; null: as a map
    /// @param fog whether the surface is hidden but where a run has been
    /// @param lamp what else is seen of it; null: nothing
    record Choices(
            Axis.Scale scale,
            double[] horizons,
            double[] range,
            double[] rangeY,
            boolean closedForm,
            SurfacePlane.Kind plane,
            int resolution,
            @Nullable Viewpoint viewpoint,
            boolean fog,
            Fog.@Nullable Lamp lamp) {
        /// The same around what there is to see.
        Choices withoutRanges() {
            return new Choices(
                    scale, horizons, new double[0], new double[0], closedForm, plane, resolution, viewpoint, fog, lamp);
        }

        private Choices litBy(Fog.Lamp light) {
            return new Choices(scale, horizons, range, rangeY, closedForm, plane, resolution, viewpoint, fog, light);
        }
    }

    private final Choices choices;

    private LossSurface(Values values) {
        choices = new Choices(
                values.get(SCALE),
                values.array(HORIZONS),
                interval(values, RANGE),
                interval(values, RANGE_Y),
                values.get(CLOSED_FORM),
                values.get(PLANE),
                values.get(RESOLUTION),
                Surfaces.viewpoint(values),
                values.get(FOG),
                null);
    }

    private LossSurface(Choices choices) {
        this.choices = choices;
    }

    @Override
    public boolean isFoggy() {
        return choices.fog();
    }

    @Override
    public Panel litAt(double x, double y) {
        return isFoggy() ? new LossSurface(choices.litBy(new Fog.Lamp(x, y))) : this;
    }

    /// Only the evaluated runs that have the same parameters as the focus: no other lies on its surface.
    private static PanelContext comparable(PanelContext context, Shown focus) {
        List<String> columns = RunMeasures.parameterColumns(focus.run());
        List<Shown> runs = context.runs().stream()
                .filter(shown -> shown.run().log().rows() > 0)
                .filter(shown -> RunMeasures.parameterColumns(shown.run()).equals(columns))
                .toList();
        return context.with(runs);
    }

    private static double[] interval(Values values, Key<List<Double>> key) {
        double[] ends = values.array(key);
        if (ends.length == 1 || ends.length == 2 && !(ends[0] < ends[1])) {
            throw new InvalidValueException(key.name() + " takes no numbers, or two of which the first is smaller");
        }
        return ends;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its loss surface.");
        }
        Shown focus = Groups.focus(context);
        if (focus.run().log().rows() == 0) {
            return Figure.empty(TITLE, Looks.notYet(List.of(focus)));
        }
        int parameters =
                Looks.experiment(focus.run().asked()).model().parameters().size();
        PanelContext comparable = comparable(context, focus);
        return switch (parameters) {
            case 0 -> Figure.empty(TITLE, "Nothing is learned here.");
            case 1 -> new SurfaceLine(choices, comparable).figure();
            case 2 -> new SurfaceMap(choices, comparable).figure();
            default -> new SurfacePlane(choices, context).figure();
        };
    }
}
