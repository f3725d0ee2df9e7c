package adjointlab.ui.dock;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.Node;
import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.Headers;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/// The tabs of a place in the dock. Half a title says nothing: a tab without room for all of its title is not there,
/// unless it is the one in front, which is shortened, and a button beside lists all of them.
final class WholeTabs extends Headers {
    private static final double ROUNDING = 0.5;

    /// Of a title's beginning, in pixels.
    private static final double LEAST = 24;

    private final DockContainerLeaf place;
    private final ReadOnlyBooleanWrapper hiding = new ReadOnlyBooleanWrapper();

    WholeTabs(DockContainerLeaf place, Orientation orientation, Side side) {
        super(place, orientation, side);
        this.place = place;
        setupClip(); // tabs that do not fit must not stand outside their card
    }

    /// Whether some tab is not there.
    ReadOnlyBooleanProperty hidingProperty() {
        return hiding.getReadOnlyProperty();
    }

    @Override
    protected void layoutChildren() {
        for (Node tab : getChildren()) {
            ((PanelTab) tab).fit(Math.max(LEAST, getWidth()));
        }
        super.layoutChildren();
        boolean hidden = false;
        for (Node tab : getChildren()) {
            Bounds bounds = tab.getBoundsInParent();
            boolean whole = bounds.getMinX() >= -ROUNDING && bounds.getMaxX() <= getWidth() + ROUNDING;
            boolean front = place.getSelectedDockable() == ((Header) tab).getDockable();
            if (front && tab.prefWidth(-1) > getWidth()) {
                // its beginning, however far the others were moved
                tab.resizeRelocate(
                        0, tab.getLayoutY(), getWidth(), tab.getLayoutBounds().getHeight());
            } else if (!whole && !front) {
                tab.setVisible(false);
            }
            hidden |= !tab.isVisible();
        }
        hiding.set(hidden);
    }
}
