package adjointlab.ui.figure;

import adjointlab.panel.kit.Groups;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// In which order the selected cell has its groups of runs.
final class RunsView extends VBox {
    private static final double ORDER_HEIGHT = 96;

    private final FigureModel model;
    private final ListView<String> order = new ListView<>();

    RunsView(FigureModel model) {
        super(6);
        this.model = model;
        order.setId("figure-order");
        order.setAccessibleText("Order of runs");
        order.setPrefHeight(ORDER_HEIGHT);
        getChildren().addAll(order, new HBox(6, mover("Earlier", -1), mover("Later", 1)));
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
        int selected = order.getSelectionModel().getSelectedIndex();
        order.getItems()
                .setAll(model.cell().map(model::groups).orElse(List.of()).stream()
                        .map(Groups.Group::label)
                        .toList());
        order.getSelectionModel().select(selected);
    }
}
