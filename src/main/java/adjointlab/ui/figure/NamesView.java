package adjointlab.ui.figure;

import adjointlab.ui.form.FieldView;
import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.VBox;

/// Which group of runs, and what it is called.
final class NamesView extends VBox {
    private final NameFields names;
    private final ChoiceBox<String> groups = new ChoiceBox<>();
    private boolean filling;

    /// @param id of the choice
    NamesView(NameFields names, String id) {
        super(6);
        this.names = names;
        groups.setId(id);
        groups.setAccessibleText("Runs that are called otherwise");
        groups.setMaxWidth(Double.MAX_VALUE);
        groups.getSelectionModel().selectedItemProperty().addListener((_, _, group) -> {
            if (!filling) {
                names.groupProperty().set(group);
            }
        });
        getChildren().add(groups);
        names.fields().forEach(field -> getChildren().add(new FieldView(field)));
    }

    /// Shows which groups there are.
    void refresh() {
        filling = true;
        String before = names.groupProperty().get();
        List<String> all = names.groups();
        groups.getItems().setAll(all);
        if (all.contains(before)) {
            groups.getSelectionModel().select(before);
        } else {
            groups.getSelectionModel().selectFirst();
            names.groupProperty().set(all.isEmpty() ? "" : all.getFirst());
        }
        filling = false;
    }
}
