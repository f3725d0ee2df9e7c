package adjointlab.ui.panel;

import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.PlotArea;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.Trail;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.Hover;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// Names the training among many that is pointed at, and lets a click open it where it can be opened.
final class TrailChoice {
    private static final double REACH = 28;

    private final ChartView chart;
    private volatile List<Trail> trails = List.of();

    private TrailChoice(ChartView chart) {
        this.chart = chart;
    }

    /// @param open takes the training that was clicked at
    static TrailChoice install(ChartView chart, Consumer<Trail.Training> open) {
        TrailChoice choice = new TrailChoice(chart);
        chart.nameBy(choice::words);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, event -> {
            if (!choice.trails.isEmpty()) {
                chart.setCursor(choice.toOpen(event).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
            }
        });
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                choice.toOpen(event).ifPresent(open);
            }
        });
        return choice;
    }

    /// The figure of a panel, with whose trainings a click chooses from then on; for the thread that builds it.
    Figure figure(Panel panel, PanelContext context) {
        Figure figure = panel.figure(context);
        trails = figure.emptyText().isEmpty() ? panel.trails(context) : List.of();
        return figure;
    }

    private String words(double x, double y) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown == null) {
            return "";
        }
        Optional<PlotArea> area = shown.at(x, y);
        double px = x / shown.zoom();
        return at(x, y).flatMap(trail -> area.map(plot -> words(plot, trail, px)))
                .orElse("");
    }

    /// What tells a training from others; of one that cannot be opened also where it is at a place.
    ///
    /// @param px horizontal place in the drawing
    static String words(PlotArea area, Trail trail, double px) {
        String words = trail.training().words();
        if (trail.training().canOpen()) {
            return words;
        }
        double value = area.across().toValue(px);
        double[] x = trail.x();
        int behind = Math.min(x.length - 1, index(x, value));
        int i = behind > 0 && value - x[behind - 1] < x[behind] - value ? behind - 1 : behind;
        return words + "\n" + Hover.words(area, x[i], trail.y()[i]);
    }

    private Optional<Trail.Training> toOpen(MouseEvent event) {
        return at(event.getX(), event.getY()).map(Trail::training).filter(Trail.Training::canOpen);
    }

    private Optional<Trail> at(double x, double y) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown == null || trails.isEmpty()) {
            return Optional.empty();
        }
        double px = x / shown.zoom();
        double py = y / shown.zoom();
        List<PlotArea> areas = shown.layout().areas();
        for (int i = 0; i < areas.size(); i++) {
            if (areas.get(i).contains(px, py)) {
                return nearest(areas.get(i), i, trails, px, py);
            }
        }
        return Optional.empty();
    }

    /// The trail that passes nearest to a place in the drawing; of equally near ones the first. In a map that in whose
    /// field the place lies.
    ///
    /// @param area the plot there
    /// @param plot its index
    /// @param px horizontal place
    /// @param py vertical place
    static Optional<Trail> nearest(PlotArea area, int plot, List<Trail> trails, double px, double py) {
        boolean map = area.plot().layers().stream().anyMatch(Layer.HeatMap.class::isInstance);
        double least = map ? Double.POSITIVE_INFINITY : REACH;
        Trail found = null;
        for (Trail trail : trails) {
            double distance = trail.plot() == plot ? distance(area, trail, px, py) : Double.POSITIVE_INFINITY;
            if (distance < least) {
                least = distance;
                found = trail;
            }
        }
        return Optional.ofNullable(found);
    }

    /// How far away a trail passes; of a long one only the part that is within reach is looked at.
    private static double distance(PlotArea area, Trail trail, double px, double py) {
        double[] x = trail.x();
        if (x.length == 1) {
            double[] only = place(area, trail, 0);
            return only == null ? Double.POSITIVE_INFINITY : Math.hypot(only[0] - px, only[1] - py);
        }
        int from = Math.max(0, index(x, area.across().toValue(px - REACH)) - 1);
        int to = Math.min(x.length - 1, index(x, area.across().toValue(px + REACH)));
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double[] a = place(area, trail, i);
            double[] b = place(area, trail, i + 1);
            if (a != null && b != null) {
                least = Math.min(least, Line2D.ptSegDist(a[0], a[1], b[0], b[1], px, py));
            }
        }
        return least;
    }

    private static double @Nullable [] place(PlotArea area, Trail trail, int i) {
        double x = trail.x()[i];
        double y = trail.y()[i];
        return area.across().shows(x) && area.up().shows(y)
                ? new double[] {area.across().toPosition(x), area.up().toPosition(y)}
                : null;
    }

    /// The first place that is not before a value.
    private static int index(double[] ascending, double value) {
        int found = Arrays.binarySearch(ascending, value);
        return found >= 0 ? found : -found - 1;
    }
}
