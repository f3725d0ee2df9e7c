package adjointlab.ui.form;

import adjointlab.core.catalog.Option;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/// One of several things in a menu; grey, with the reason as its tool tip, where it is impossible beside the present
/// others. It is not disabled, because what is disabled has no tool tip.
final class OptionCell extends ListCell<Option<?>> {
    private static final String IMPOSSIBLE = "impossible";
    private static final double TIP_WIDTH = 320;

    private final FieldModel model;

    OptionCell(FieldModel model) {
        this.model = model;
        addEventFilter(MouseEvent.ANY, event -> {
            if (getStyleClass().contains(IMPOSSIBLE)
                    && (event.getEventType() == MouseEvent.MOUSE_PRESSED
                            || event.getEventType() == MouseEvent.MOUSE_RELEASED
                            || event.getEventType() == MouseEvent.MOUSE_CLICKED)) {
                event.consume();
            }
        });
    }

    @Override
    protected void updateItem(Option<?> option, boolean empty) {
        super.updateItem(option, empty);
        getStyleClass().remove(IMPOSSIBLE);
        setTooltip(null);
        if (empty || option == null) {
            setText(null);
            return;
        }
        setText(option.label());
        String refusal = option.id().equals(model.value()) ? "" : model.refusal(option.id());
        if (!refusal.isEmpty()) {
            getStyleClass().add(IMPOSSIBLE);
            Tooltip tip = new Tooltip(refusal + ".");
            tip.setWrapText(true);
            tip.setMaxWidth(TIP_WIDTH);
            setTooltip(tip);
            setAccessibleText(option.label() + ", impossible: " + refusal);
        } else {
            setAccessibleText(option.label());
        }
    }
}
