package adjointlab.ui.figure;

import adjointlab.panel.kit.Groups;
import adjointlab.ui.form.FieldView;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What groups of runs are called in all cells, and in which order the selected cell has them.
final class RunsView {
    private static final double ORDER_HEIGHT = 96;

    private final FigureModel model;
    private final NameFields names;
    private final ChoiceBox<String> named = new ChoiceBox<>();
    private final ListView<String> order = new ListView<>();
    private boolean filling;

    RunsView(FigureModel model, NameFields names) {
        this.model = model;
        this.names = names;
        named.setId("figure-named");
        named.setMaxWidth(Double.MAX_VALUE);
        named.getSelectionModel().selectedItemProperty().addListener((_, _, group) -> {
            if (!filling) {
                names.groupProperty().set(group);
            }
        });
        order.setId("figure-order");
        order.setPrefHeight(ORDER_HEIGHT);
    }

    /// Which group, and what it is called.
    VBox named() {
        VBox box = new VBox(6, named);
        names.fields().forEach(field -> box.getChildren().add(new FieldView(field)));
        return box;
    }

    /// The groups of the selected cell, and what moves them.
    VBox ordered() {
        return new VBox(6, order, new HBox(6, mover("Earlier", -1), mover("Later", 1)));
    }

    private Button mover(String text, int by) {
        Button button = new Button(text);
        button.setId("figure-" + text.toLowerCase(Locale.ROOT));
        button.setOnAction(_ -> {
            int index = order.getSelectionModel().getSelectedIndex();
            if (index < 0) {
                return;
            }
            model.moveGroup(index, by);
            refresh();
            int last = order.getItems().size() - 1;
            if (last >= 0) {
                order.getSelectionModel().select(Math.clamp((long) index + by, 0, last));
            }
        });
        return button;
    }

    /// Shows which groups there are.
    void refresh() {
        filling = true;
        String before = names.groupProperty().get();
        List<String> groups = names.groups();
        named.getItems().setAll(groups);
        if (groups.contains(before)) {
            named.getSelectionModel().select(before);
        } else {
            named.getSelectionModel().selectFirst();
            names.groupProperty().set(groups.isEmpty() ? "" : groups.getFirst());
        }
        int selected = order.getSelectionModel().getSelectedIndex();
        order.getItems()
                .setAll(model.cell().map(model::groups).orElse(List.of()).stream()
                        .map(Groups.Group::label)
                        .toList());
        order.getSelectionModel().select(selected);
        filling = false;
    }
}
