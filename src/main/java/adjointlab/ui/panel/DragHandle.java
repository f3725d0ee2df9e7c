package adjointlab.ui.panel;

import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.PlotArea;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Panel;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// Lets a person drag the point of a picture whose place is a setting. A drag is one step of undo.
final class DragHandle {
    private static final double REACH = 14;

    /// Digits after the point that a drag sets.
    private static final double STEP = 1000;

    private final ChartView chart;
    private final Supplier<Panel> panel;
    private final Session session;
    private @Nullable Held held;

    /// What is being dragged. The axes are those at the press, so that a picture that follows does not move under
    /// the pointer.
    ///
    /// @param runs whose setting changes
    private record Held(Panel.Handle handle, PlotArea area, double zoom, Set<String> runs) {}

    private DragHandle(ChartView chart, Supplier<Panel> panel, Session session) {
        this.chart = chart;
        this.panel = panel;
        this.session = session;
    }

    /// @param panel the one that the chart shows at the time
    static DragHandle install(ChartView chart, Supplier<Panel> panel, Session session) {
        DragHandle handle = new DragHandle(chart, panel, session);
        chart.addEventHandler(
                MouseEvent.MOUSE_MOVED,
                event -> chart.setCursor(
                        handle.find(event.getX(), event.getY()).isPresent() ? Cursor.OPEN_HAND : Cursor.DEFAULT));
        chart.addEventHandler(MouseEvent.MOUSE_PRESSED, handle::press);
        chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, handle::drag);
        chart.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> handle.release());
        return handle;
    }

    /// Whether a point is dragged now.
    boolean isHeld() {
        return held != null;
    }

    /// Whether there is a point to drag at a place of the view.
    boolean isAt(double x, double y) {
        return find(x, y).isPresent();
    }

    private void press(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        find(event.getX(), event.getY()).ifPresent(found -> {
            held = found;
            chart.setCursor(Cursor.CLOSED_HAND);
            session.begin("Drag " + found.handle.layer());
        });
    }

    private void drag(MouseEvent event) {
        Held now = held;
        if (now == null) {
            return;
        }
        var data = now.area.data();
        double px = Math.clamp(event.getX() / now.zoom, data.getMinX(), data.getMaxX());
        double py = Math.clamp(event.getY() / now.zoom, data.getMinY(), data.getMaxY());
        now.area.values(px, py).ifPresent(values -> {
            List<Double> place = List.of(rounded(values.getX()), rounded(values.getY()));
            session.editRuns(now.runs, now.handle.path(), place, "Drag " + now.handle.layer());
        });
    }

    private void release() {
        if (held != null) {
            held = null;
            chart.setCursor(Cursor.DEFAULT);
            session.end();
        }
    }

    private Optional<Held> find(double x, double y) {
        ChartView.Shown shown = chart.shownProperty().get();
        Optional<Panel.Handle> handle = panel.get().handle();
        if (shown == null || handle.isEmpty()) {
            return Optional.empty();
        }
        return shown.at(x, y).flatMap(area -> find(handle.get(), area, shown.zoom(), x, y));
    }

    private Optional<Held> find(Panel.Handle handle, PlotArea area, double zoom, double x, double y) {
        for (Layer layer : area.plot().layers()) {
            if (layer instanceof Layer.Points points && points.name().equals(handle.layer())) {
                boolean near = area.place(points.x()[0], points.y()[0])
                        .filter(at -> at.distance(x / zoom, y / zoom) * zoom <= REACH)
                        .isPresent();
                if (near) {
                    List<Double> place = List.of(points.x()[0], points.y()[0]);
                    return Optional.of(new Held(handle, area, zoom, runs(handle, area, place)));
                }
            }
        }
        return Optional.empty();
    }

    /// The runs whose lines the plot shows and that have the place as their setting.
    private Set<String> runs(Panel.Handle handle, PlotArea area, List<Double> place) {
        Owner shown = Owner.together(area.plot().layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer::owner)
                .toList());
        return session.runs().stream()
                .filter(run -> shown.names().contains(run.name()))
                .filter(run -> run.settings().has(handle.path())
                        && run.settings().get(handle.path()).equals(place))
                .map(Run::name)
                .collect(Collectors.toSet());
    }

    private static double rounded(double value) {
        return Math.rint(value * STEP) / STEP;
    }
}
