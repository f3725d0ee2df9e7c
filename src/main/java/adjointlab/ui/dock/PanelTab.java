package adjointlab.ui.dock;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/// A panel's tab, which says whose it is and how many others stand beside it.
final class PanelTab extends Header {
    private final Dockable panel;
    private final DockContainerLeaf place;

    PanelTab(Dockable panel, HeaderPane pane, DockContainerLeaf place) {
        super(panel, pane);
        this.panel = panel;
        this.place = place;
        InvalidationListener renamed = _ -> tell();
        panel.titleProperty().addListener(renamed);
        place.selectedDockableProperty().addListener(renamed);
        place.getDockables().addListener((ListChangeListener<Dockable>) _ -> tell());
        tell();
    }

    private void tell() {
        int tabs = place.getDockables().size();
        String where = tabs < 2 ? "" : ", tab " + (place.getDockables().indexOf(panel) + 1) + " of " + tabs;
        String front = tabs < 2 || place.getSelectedDockable() != panel ? "" : ", in front";
        setAccessibleText(panel.titleProperty().get() + ", panel" + where + front);
    }
}
