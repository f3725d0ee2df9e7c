package adjointlab.ui.panel;

import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import atlantafx.base.controls.Popover;
import java.util.Collection;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A panel's options beside its title, as long as they are wanted.
final class OptionsPopover {
    private @Nullable Popover open;

    /// Opens them, or closes them.
    ///
    /// @param fields of the options
    /// @param beside where they are shown
    void toggle(Collection<FieldModel> fields, Node beside) {
        if (open != null && open.isShowing()) {
            open.hide();
            return;
        }
        VBox form = new VBox();
        form.getStyleClass().addAll("field-group", "panel-options");
        fields.forEach(field -> form.getChildren().add(new FieldView(field)));
        Popover popover = new Popover(form);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.setDetachable(false);
        popover.setAnimated(false);
        popover.setAutoHide(true);
        popover.setHideOnEscape(true);
        popover.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                popover.hide();
                event.consume();
            }
        });
        popover.show(beside);
        open = popover;
    }

    /// Closes them, if they are open.
    void hide() {
        if (open != null) {
            open.hide();
        }
    }
}
