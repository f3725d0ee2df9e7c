package adjointlab.ui.shell;

import adjointlab.lab.preset.DataUse;
import adjointlab.lab.preset.Presets;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What shall be done with a file of data that nothing that is open takes: a button and a sentence for each use.
final class DataUseSheet extends VBox {
    private static final double WIDTH = 640;

    /// @param chosen hears of the use that was pressed
    DataUseSheet(List<DataUse> uses, Consumer<DataUse> chosen) {
        super(8);
        setId("data-uses");
        setPrefWidth(WIDTH);
        Label why = new Label("Nothing that is open takes it. A preset that does is opened, and then shows what was"
                + " understood before it trains.");
        why.getStyleClass().add("panel-note");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().add(why);
        GridPane rows = new GridPane(12, 10);
        ColumnConstraints names = new ColumnConstraints();
        names.setFillWidth(true);
        ColumnConstraints sentences = new ColumnConstraints();
        sentences.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().addAll(names, sentences);
        for (DataUse use : uses) {
            rows.addRow(rows.getRowCount(), button(use, chosen), words(use));
        }
        getChildren().add(rows);
    }

    private static Button button(DataUse use, Consumer<DataUse> chosen) {
        Button button = new Button(use.title());
        button.setId("use-" + use.preset());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setAccessibleText(use.title() + ". " + use.sentence());
        button.setOnAction(_ -> chosen.accept(use));
        return button;
    }

    private static Label words(DataUse use) {
        Label words = new Label(
                use.sentence() + " Preset: " + Presets.get(use.preset()).info().title() + ".");
        words.getStyleClass().add("card-text");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }
}
