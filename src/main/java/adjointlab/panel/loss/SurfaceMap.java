package adjointlab.panel.loss;

import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.SurfaceGrids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The loss surface of a model with two parameters, at one moment: a map in decades, the runs' paths, the minima.
final class SurfaceMap {
    private static final int CONTOURS = 12;

    /// A grid point is a minimum worth marking if its loss is this much below the map's geometric middle.
    private static final double DEEP = 1e-2;

    private final LossSurface.Choices choices;
    private final PanelContext context;
    private final List<String> columns;

    SurfaceMap(LossSurface.Choices choices, PanelContext context) {
        this.choices = choices;
        this.context = context;
        this.columns = RunMeasures.parameterColumns(Groups.focus(context).run());
    }

    Figure figure() {
        int count = Math.max(31, choices.resolution() / 2);
        SurfaceGrids.Span x = span(columns.get(0), choices.range(), count);
        SurfaceGrids.Span y = span(columns.get(1), choices.rangeY(), count);
        List<Plot> plots = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            Shown focus = Groups.focus(column.runs(), context.focus());
            Settings settings = focus.settings(focus.at(context.cursor()));
            plots.add(plot(column, SurfaceGrids.map(settings, x, y, context.cancellation()), x, y));
        }
        String note = "k = " + context.cursor() + Looks.samples(context.runs());
        return new Figure(LossSurface.TITLE, note, List.of(new Figure.Row(1, plots)), "");
    }

    private Plot plot(Group column, Optional<double[]> losses, SurfaceGrids.Span x, SurfaceGrids.Span y) {
        List<Layer> layers = new ArrayList<>();
        losses.ifPresent(z -> addMap(layers, z, x, y, fog(column, x, y)));
        for (Shown shown : column.runs()) {
            addPath(layers, shown);
        }
        for (Shown shown : column.runs()) {
            addPoint(layers, shown);
        }
        return new Plot(column.label(), axis(0, x), axis(1, y), layers, false).seenFrom(choices.viewpoint());
    }

    private Axis axis(int parameter, SurfaceGrids.Span span) {
        String name = RunMeasures.parameterName(columns.get(parameter));
        return Axis.of(name, Axis.Scale.LINEAR, Axis.Quantity.PARAMETER).within(span.from(), span.to());
    }

    /// As chosen, else from where the visible runs have been so far.
    private SurfaceGrids.Span span(String column, double[] chosen, int count) {
        if (chosen.length == 2) {
            return new SurfaceGrids.Span(chosen[0], chosen[1], count);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Shown shown : context.runs()) {
            for (double value : shown.run().log().values(column)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double margin = 0.5 + 0.2 * (high - low);
        return new SurfaceGrids.Span(Math.floor(2 * (low - margin)) / 2, Math.ceil(2 * (high + margin)) / 2, count);
    }

    /// What is hidden of the map; null: nothing.
    private @Nullable Fog fog(Group column, SurfaceGrids.Span x, SurfaceGrids.Span y) {
        if (!choices.fog()) {
            return null;
        }
        Fog fog = new Fog(x, y, choices.lamp());
        for (Shown shown : column.runs()) {
            int rows = shown.at(context.cursor()) + 1;
            fog.walk(
                    shown.run().log().values(columns.get(0), rows),
                    shown.run().log().values(columns.get(1), rows));
        }
        return fog;
    }

    /// In fog the colours mean what they mean without.
    private static void addMap(
            List<Layer> layers, double[] losses, SurfaceGrids.Span x, SurfaceGrids.Span y, @Nullable Fog fog) {
        double[][] z = new double[y.count()][x.count()];
        for (int row = 0; row < z.length; row++) {
            System.arraycopy(losses, row * x.count(), z[row], 0, x.count());
        }
        Layer.HeatMap map = new Layer.HeatMap("L", x.values(), y.values(), z, Layer.ColourMap.VIRIDIS, true, CONTOURS);
        layers.add(fog == null ? map : map.showing(fog.over(z)));
        minima(x.values(), y.values(), z, fog).ifPresent(layers::add);
    }

    /// Grid points that are deep and lower than all their neighbours, as far as they are seen.
    private static Optional<Layer> minima(double[] x, double[] y, double[][] z, @Nullable Fog fog) {
        double level = DEEP * Math.exp(meanLog(z));
        List<double[]> minima = new ArrayList<>();
        for (int row = 1; row < y.length - 1; row++) {
            for (int column = 1; column < x.length - 1; column++) {
                if (z[row][column] < level && isLowest(z, row, column)) {
                    minima.add(new double[] {
                        x[column] + vertex(z[row][column - 1], z[row][column], z[row][column + 1]) * (x[1] - x[0]),
                        y[row] + vertex(z[row - 1][column], z[row][column], z[row + 1][column]) * (y[1] - y[0])
                    });
                }
            }
        }
        minima.removeIf(at -> fog != null && !fog.shows(at[0], at[1]));
        return minima.isEmpty()
                ? Optional.empty()
                : Optional.of(new Layer.Points(
                        "minimum of the loss",
                        new SeriesStyle(Hue.YELLOW, Dash.NONE, Marker.CROSS, Emphasis.STRONG),
                        minima.stream().mapToDouble(point -> point[0]).toArray(),
                        minima.stream().mapToDouble(point -> point[1]).toArray()));
    }

    private static double meanLog(double[][] z) {
        double sum = 0;
        int count = 0;
        for (double[] row : z) {
            for (double value : row) {
                if (value > 0 && Double.isFinite(value)) {
                    sum += Math.log(value);
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static boolean isLowest(double[][] z, int row, int column) {
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                if ((i != 0 || j != 0) && !(z[row][column] < z[row + i][column + j])) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Where the parabola through three neighbours has its vertex, in cells from the middle one.
    private static double vertex(double before, double at, double after) {
        return 0.5 * (before - after) / (before - 2 * at + after);
    }

    private void addPath(List<Layer> layers, Shown shown) {
        int rows = shown.at(context.cursor()) + 1;
        double[] x = shown.run().log().values(columns.get(0), rows);
        double[] y = shown.run().log().values(columns.get(1), rows);
        layers.add(
                new Layer.Line(Groups.name(shown), shown.style().with(Marker.NONE), x, y, "").ownedBy(shown.owner()));
    }

    private void addPoint(List<Layer> layers, Shown shown) {
        Run run = shown.run();
        int k = shown.at(context.cursor());
        double[] x = {run.log().get(columns.get(0), k)};
        double[] y = {run.log().get(columns.get(1), k)};
        layers.add(new Layer.Points(Groups.name(shown) + ", now", shown.style(), x, y).ownedBy(shown.owner()));
    }
}
