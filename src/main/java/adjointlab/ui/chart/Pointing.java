package adjointlab.ui.chart;

import adjointlab.figure.Owner;
import adjointlab.ui.explain.Explained;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// What the pointer is at in a view: read out where it is, told to whoever listens, and found anew in each picture that
/// comes while the pointer rests. It is told only when it is something else, so that what draws a picture because of it
/// ends.
final class Pointing {
    private final ChartView view;
    private final Overlay overlay;
    private final ObjectProperty<@Nullable Hover> hover = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Owner> owner = new ReadOnlyObjectWrapper<>(Owner.NOBODY);
    private BiFunction<Double, Double, String> naming = (_, _) -> "";
    private String axisExplained = "";
    private Optional<Tooltip> axisTip = Optional.empty();
    private boolean held;

    /// Where the pointer is, in pixels of the view; not a number where it is elsewhere.
    private double x = Double.NaN;

    private double y = Double.NaN;

    Pointing(ChartView view, Overlay overlay) {
        this.view = view;
        this.overlay = overlay;
        view.setOnMouseMoved(event -> at(event.getX(), event.getY()));
        view.setOnMouseDragged(event -> at(event.getX(), event.getY()));
        view.setOnMouseExited(_ -> nowhere());
    }

    ObjectProperty<@Nullable Hover> hoverProperty() {
        return hover;
    }

    ReadOnlyObjectProperty<Owner> ownerProperty() {
        return owner.getReadOnlyProperty();
    }

    void nameBy(BiFunction<Double, Double, String> names) {
        naming = names;
    }

    /// Whether something is held with the pointer: then it reads out nothing.
    void setHeld(boolean held) {
        this.held = held;
        if (held) {
            nowhere();
        }
    }

    /// What was at the pointer is elsewhere, until it moves.
    void nowhere() {
        at(Double.NaN, Double.NaN);
    }

    /// What is at a pointer that rests, in a picture that is new.
    void renew() {
        if (!Double.isNaN(x)) {
            at(x, y);
        }
    }

    private void at(double newX, double newY) {
        x = newX;
        y = newY;
        ChartView.Shown now = view.shownProperty().get();
        boolean outside = now == null || held || view.isOfAnotherForm() || Double.isNaN(x);
        Hover found = outside ? null : Hover.at(now, x, y);
        String whole = outside ? "" : now.wholeAt(x, y);
        String named = outside ? "" : naming.apply(x, y);
        if (!named.isEmpty()) {
            overlay.read(named, x, y);
        } else if (whole.isEmpty()) {
            overlay.point(found);
        } else {
            overlay.read(whole, x, y);
        }
        explain(outside || found != null ? "" : now.layout().axisAt(x / now.zoom(), y / now.zoom()));
        hover.set(found);
        Owner of = outside ? Owner.NOBODY : found == null ? now.besideAxes(x, y) : found.owner();
        if (!Objects.equals(of, owner.get())) {
            owner.set(of);
        }
    }

    /// The card of an axis' title comes while the pointer rests at it.
    private void explain(String axis) {
        if (axis.equals(axisExplained)) {
            return;
        }
        axisExplained = axis;
        axisTip.ifPresent(old -> Tooltip.uninstall(view, old));
        axisTip = axis.isEmpty() ? Optional.empty() : Explained.tip(axis, "");
        axisTip.ifPresent(tip -> Tooltip.install(view, tip));
    }
}
