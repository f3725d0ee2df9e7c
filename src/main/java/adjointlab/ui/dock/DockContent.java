package adjointlab.ui.dock;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// What a dock shows for one panel.
///
/// @param title stands at the left of the panel's title row
/// @param body fills the panel
/// @param tools stand at the right of the title row
public record DockContent(ObservableValue<String> title, Node body, Node tools) {}
