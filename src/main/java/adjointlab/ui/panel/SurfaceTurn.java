package adjointlab.ui.panel;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Plot;
import adjointlab.figure.Viewpoint;
import adjointlab.panel.kit.Surfaces;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.look.Icons;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Lets a person choose between a heat map and a surface, and turn the surface by the pointer or the arrow keys. A drag
/// is one step of undo, and so is the time that a key is held; a double click leads back to where it was looked at from
/// at first.
final class SurfaceTurn {
    /// Degrees for a pixel.
    private static final double PER_PIXEL = 0.5;
    /// Degrees for a key.
    private static final double STEP = 5;

    private final ChartView chart;
    private final Map<String, FieldModel> fields;
    private final Editing editing;
    private final DragHandle handle;
    private @Nullable Held held;
    private @Nullable Viewpoint turned;

    /// What changes the panel's options.
    interface Editing {
        /// Does what changes options, as one step of undo.
        ///
        /// @param what in a few words, for the menu
        void edit(String what, Runnable change);
    }

    /// A drag.
    ///
    /// @param x where it began
    /// @param y where it began
    /// @param from from where the surface was looked at
    private record Held(double x, double y, Viewpoint from) {}

    private SurfaceTurn(ChartView chart, Map<String, FieldModel> fields, Editing editing, DragHandle handle) {
        this.chart = chart;
        this.fields = fields;
        this.editing = editing;
        this.handle = handle;
    }

    /// @param fields of the panel's options
    /// @param handle has the first say in what a drag moves
    static SurfaceTurn install(ChartView chart, Map<String, FieldModel> fields, Editing editing, DragHandle handle) {
        SurfaceTurn turn = new SurfaceTurn(chart, fields, editing, handle);
        if (turn.isOffered()) {
            chart.addEventHandler(MouseEvent.MOUSE_MOVED, turn::move);
            chart.addEventHandler(MouseEvent.MOUSE_PRESSED, turn::press);
            chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, turn::drag);
            chart.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> turn.release());
            chart.addEventHandler(MouseEvent.MOUSE_CLICKED, turn::click);
            chart.addEventHandler(KeyEvent.KEY_PRESSED, turn::press);
            chart.addEventHandler(KeyEvent.KEY_RELEASED, _ -> turn.keep());
            chart.focusedProperty().subscribe(focused -> {
                if (!focused) {
                    turn.keep();
                }
            });
        }
        return turn;
    }

    /// Whether the panel has surfaces.
    boolean isOffered() {
        return fields.containsKey(Surfaces.SHAPE.name());
    }

    /// Whether what is shown has a heat map that could be a surface, or is one.
    private BooleanBinding fits() {
        return Bindings.createBooleanBinding(this::isFitting, chart.shownProperty());
    }

    /// Whether what is shown has a heat map that could be a surface, or is one.
    boolean isFitting() {
        ChartView.Shown shown = chart.shownProperty().get();
        return isOffered() && shown != null && shown.figure().plots().stream().anyMatch(Plot::canBeSurface);
    }

    /// The button beside the panel's others, there while it does something.
    ToggleButton button(String id) {
        ToggleButton button = Icons.toggle(
                MaterialDesignC.CUBE_OUTLINE,
                id,
                "As a surface (T): drag it or press the arrow keys to turn it, click twice to turn it back");
        button.visibleProperty().bind(fits());
        button.managedProperty().bind(button.visibleProperty());
        FieldModel shape = fields.get(Surfaces.SHAPE.name());
        if (shape != null) {
            ObservableValue<Object> value = shape.valueProperty();
            value.subscribe(now -> button.setSelected(now.equals("surface")));
        }
        button.setOnAction(_ -> toggle());
        return button;
    }

    /// Whether it is a surface that is asked for.
    boolean isSurface() {
        FieldModel shape = fields.get(Surfaces.SHAPE.name());
        return shape != null && shape.value().equals("surface");
    }

    /// Shows the surface in place of the heat map, or the map again.
    void toggle() {
        FieldModel shape = fields.get(Surfaces.SHAPE.name());
        if (shape != null && isFitting()) {
            boolean surface = !isSurface();
            editing.edit(surface ? "Surface" : "Heat map", () -> shape.show(surface ? "surface" : "map"));
        }
    }

    /// From where the options say that it is looked at; null for a map.
    @Nullable
    Viewpoint viewpoint() {
        return isSurface() ? new Viewpoint(number(Surfaces.AZIMUTH.name()), number(Surfaces.ELEVATION.name())) : null;
    }

    private double number(String name) {
        FieldModel field = fields.get(name);
        return field == null ? 0 : (Double) field.value();
    }

    private boolean isOverSurface(MouseEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        return shown != null
                && shown.at(event.getX(), event.getY())
                        .filter(area -> area.surface() != null)
                        .isPresent();
    }

    private void move(MouseEvent event) {
        if (isOverSurface(event) && !handle.isAt(event.getX(), event.getY())) {
            chart.setCursor(Cursor.MOVE);
        }
    }

    private void press(MouseEvent event) {
        Viewpoint from = viewpoint();
        if (from != null && event.getButton() == MouseButton.PRIMARY && !handle.isHeld() && isOverSurface(event)) {
            held = new Held(event.getX(), event.getY(), from);
            chart.requestFocus();
        }
    }

    /// The nearest side follows the pointer.
    private void drag(MouseEvent event) {
        Held now = held;
        if (now != null) {
            chart.setHeld(true);
            turn(now.from.turned(PER_PIXEL * (now.x - event.getX()), PER_PIXEL * (event.getY() - now.y)));
        }
    }

    private void release() {
        held = null;
        chart.setHeld(false);
        keep();
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY
                && event.getClickCount() == 2
                && isSurface()
                && isOverSurface(event)) {
            turn(Viewpoint.STANDARD);
            keep();
            event.consume();
        }
    }

    private void press(KeyEvent event) {
        Viewpoint from = turned == null ? viewpoint() : turned;
        if (from == null || !isFitting() || event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        Viewpoint next =
                switch (event.getCode()) {
                    case KeyCode.LEFT -> from.turned(STEP, 0);
                    case KeyCode.RIGHT -> from.turned(-STEP, 0);
                    case KeyCode.UP -> from.turned(0, STEP);
                    case KeyCode.DOWN -> from.turned(0, -STEP);
                    case KeyCode.HOME -> Viewpoint.STANDARD;
                    default -> null;
                };
        if (next != null) {
            turn(next);
            event.consume();
        }
    }

    private void turn(Viewpoint to) {
        turned = to.rounded();
        chart.turn(turned);
    }

    /// Keeps what it was turned to in the panel's options.
    private void keep() {
        Viewpoint to = turned;
        FieldModel azimuth = fields.get(Surfaces.AZIMUTH.name());
        FieldModel elevation = fields.get(Surfaces.ELEVATION.name());
        turned = null;
        if (to != null && azimuth != null && elevation != null && !to.equals(viewpoint())) {
            editing.edit(
                    "Turn the surface to " + Numbers.brief(to.azimuth(), 3) + "°, " + Numbers.brief(to.elevation(), 3)
                            + "°",
                    () -> {
                        azimuth.show(to.azimuth());
                        elevation.show(to.elevation());
                    });
        }
    }
}
