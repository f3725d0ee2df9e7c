package adjointlab.ui.figure;

import adjointlab.ui.form.FieldView;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A list of a figure document: which of its items is in the form, its fields, and, of marks, a way to point it out on
/// the page.
final class ItemView extends VBox {
    private static final int MOST_LETTERS = 26;

    private final ItemFields<?> fields;
    private final ChoiceBox<String> items = new ChoiceBox<>();
    private final Button remove = new Button("Remove");
    private final HBox bar = new HBox(6);
    private boolean filling;

    /// @param heading of the kind
    ItemView(String heading, ItemFields<?> fields) {
        super(6);
        this.fields = fields;
        Label title = new Label(heading);
        title.getStyleClass().add("form-heading");
        items.setId("figure-" + fields.word() + "-items");
        items.setAccessibleText(heading);
        items.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(items, Priority.ALWAYS);
        items.getSelectionModel().selectedIndexProperty().addListener((_, _, index) -> {
            if (!filling && index.intValue() >= 0) {
                fields.selectedProperty().set(index.intValue());
            }
        });
        remove.setId("figure-" + fields.word() + "-remove");
        remove.setOnAction(_ -> fields.remove());
        remove.setAccessibleText("Remove " + fields.word());
        remove.setMinWidth(USE_PREF_SIZE);
        bar.getChildren().addAll(items, remove);
        bar.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, bar);
        fields.fields().forEach(field -> getChildren().add(new FieldView(field)));
        fields.selectedProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    /// A new button beside the list, pressed while the page waits for a place.
    ///
    /// @param hint what to do on the page
    ToggleButton pointed(String hint) {
        ToggleButton point = new ToggleButton("Point");
        point.setMinWidth(USE_PREF_SIZE);
        point.setId("figure-" + fields.word() + "-point");
        point.setAccessibleText("Point out " + fields.word());
        point.setTooltip(new Tooltip(hint));
        bar.getChildren().add(1, point);
        return point;
    }

    /// Shows which there are.
    void refresh() {
        filling = true;
        List<String> names = new ArrayList<>(fields.names().stream()
                .map(name -> name.length() > MOST_LETTERS ? name.substring(0, MOST_LETTERS - 1) + "…" : name)
                .toList());
        for (int i = 0; i < names.size(); i++) {
            names.set(i, (i + 1) + "  " + names.get(i));
        }
        int there = names.size();
        names.add("New " + fields.word());
        items.getItems().setAll(names);
        items.getSelectionModel().select(Math.min(fields.selectedProperty().get(), there));
        remove.setDisable(fields.selectedProperty().get() >= there);
        filling = false;
    }
}
