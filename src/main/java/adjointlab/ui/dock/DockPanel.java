package adjointlab.ui.dock;

import adjointlab.lab.preset.PanelLayout.PanelState;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// One panel as a dock shows it.
public interface DockPanel {
    /// Its catalogue id and its options as they are now, and whether it shows runs side by side.
    PanelState state();

    /// Takes over a state of a panel of the same kind, where options are missing the defaults; tells nobody.
    void restore(PanelState state);

    /// Stands at the left of the title row.
    ObservableValue<String> title();

    /// Fills the panel.
    Node body();

    /// Stand at the right of the title row.
    Node tools();

    /// What it shows, in a sentence; "" where the title says it.
    default String about() {
        return "";
    }

    /// What its title row says of its picture, where there is room for it; "" for nothing.
    default ObservableValue<String> note() {
        return new ReadOnlyStringWrapper("").getReadOnlyProperty();
    }
}
