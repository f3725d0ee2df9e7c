package adjointlab.ui.dock;

import adjointlab.lab.preset.PanelLayout.PanelState;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// One panel as a dock shows it.
public interface DockPanel {
    /// Its catalogue id and its options as they are now.
    PanelState state();

    /// Takes over options, where missing the defaults; tells nobody.
    void restore(Map<String, Object> options);

    /// Stands at the left of the title row.
    ObservableValue<String> title();

    /// Fills the panel.
    Node body();

    /// Stand at the right of the title row.
    Node tools();
}
