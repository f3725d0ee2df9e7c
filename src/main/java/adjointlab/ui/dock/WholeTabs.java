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
/// unless it is the one in front, and a button beside lists all of them.
final class WholeTabs extends Headers {
    private static final double ROUNDING = 0.5;

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
        super.layoutChildren();
        boolean hidden = false;
        for (Node tab : getChildren()) {
            Bounds bounds = tab.getBoundsInParent();
            boolean whole = bounds.getMinX() >= -ROUNDING && bounds.getMaxX() <= getWidth() + ROUNDING;
            if (!whole && place.getSelectedDockable() != ((Header) tab).getDockable()) {
                tab.setVisible(false);
            }
            hidden |= !tab.isVisible();
        }
        hiding.set(hidden);
    }
}
