package adjointlab.ui.shell;

import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A sheet over the window on which a person sees what was understood of a file, and chooses how it is read, before it
/// is taken into use: on the left facts and a row for each column, on the right the choices.
abstract class DataSheet extends VBox {
    /// Widths of facts and of choices, px in ordinary type, with which they grow.
    private static final double LEFT = 470;
    private static final double RIGHT = 320;
    private static final double GAP = 24;
    private static final double HEIGHT = 430;

    /// Most of a fact, in heights of its type.
    private static final double FACT = 27.7;

    /// Around the sheet's content, to the window's edge.
    private static final double AROUND = 80;

    private final GridPane facts = new GridPane(12, 4);
    private final VBox rows = new VBox(2);
    private final Label sentence = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button use = new Button();
    private final List<FieldView> fields = new ArrayList<>();
    private final VBox read = new VBox(12, facts, rows);
    private final VBox form = new VBox(6);
    private final HBox columns = new HBox(GAP);
    private @Nullable Arrangement arrangement;

    /// What the sheet's words are.
    ///
    /// @param id of the sheet's parts: `id-sheet`, `id-use`, …
    /// @param use what the button that takes the file into use says
    /// @param rows what the rows are of, for their id
    /// @param help below the choices
    record Words(String id, String use, String rows, String help) {}

    /// @param choices what a person can choose
    /// @param model is closed with the sheet
    /// @param cancel closes the sheet
    /// @param accept takes the file into use
    DataSheet(Words words, List<FieldModel> choices, AutoCloseable model, Runnable cancel, Runnable accept) {
        super(12);
        setId(words.id + "-sheet");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        facts.getColumnConstraints().setAll(names, new ColumnConstraints());
        rows.setId(words.id + "-" + words.rows);
        for (FieldModel field : choices) {
            FieldView view = new FieldView(field);
            fields.add(view);
            form.getChildren().add(view);
        }
        Label help = about(words.help);
        help.setWrapText(true);
        help.setMinHeight(USE_PREF_SIZE);
        form.getChildren().add(help);
        form.getStyleClass().add("series-form");
        read.getStyleClass().add("series-read");
        use.setText(words.use);
        getChildren().addAll(columns, foot(words.id, cancel, accept));
        arrange();
        // not while styles are applied, from which the new size comes
        use.fontProperty().addListener((_, _, _) -> Platform.runLater(this::arrange));
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                close(model); // however it was closed
            } else {
                Platform.runLater(this::arrange);
            }
        });
        sceneProperty().flatMap(Scene::widthProperty).addListener((_, _, _) -> arrange());
    }

    /// How facts and choices stand.
    ///
    /// @param scale of the type, 1 as ever
    /// @param width of both below each other; 0 for side by side
    private record Arrangement(double scale, double width) {}

    /// Facts and choices side by side, or, where large type leaves no room for that, below each other.
    private void arrange() {
        double scale = use.getFont().getSize() / Look.DEFAULT_FONT_SIZE;
        double room =
                (getScene() == null ? Double.POSITIVE_INFINITY : getScene().getWidth()) - AROUND;
        boolean beside = (LEFT + RIGHT) * scale + GAP <= room;
        Arrangement now = new Arrangement(scale, beside ? 0 : Math.min(room, LEFT * scale));
        if (now.equals(arrangement)) {
            return;
        }
        arrangement = now;
        columns.getChildren().forEach(pane -> ((ScrollPane) pane).setContent(null));
        columns.getChildren()
                .setAll(
                        beside
                                ? List.of(scroll(read, LEFT * scale), scroll(form, RIGHT * scale))
                                : List.of(scroll(new VBox(GAP, read, form), now.width)));
    }

    private static void close(AutoCloseable model) {
        try {
            model.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ScrollPane scroll(Region content, double width) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setPrefSize(width, HEIGHT);
        pane.setMinWidth(width);
        pane.getStyleClass().add("series-scroll");
        return pane;
    }

    private HBox foot(String id, Runnable cancel, Runnable accept) {
        sentence.setId(id + "-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        progress.setPrefWidth(160);
        progress.setMinWidth(160);
        progress.setId(id + "-progress");
        Button back = new Button("Cancel");
        back.setId(id + "-cancel");
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(_ -> cancel.run());
        use.setId(id + "-use");
        use.setMinWidth(USE_PREF_SIZE);
        use.setDefaultButton(true);
        use.getStyleClass().add("accent");
        use.setOnAction(_ -> accept.run());
        HBox foot = new HBox(8, progress, sentence, back, use);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.maxWidthProperty().bind(columns.widthProperty());
        foot.setMinHeight(40);
        return foot;
    }

    /// Shows how far the reading is.
    ///
    /// @param reading whether it is under way
    /// @param ready whether the file can be taken into use
    /// @param applies whether a choice does anything
    final void show(boolean reading, boolean ready, Predicate<FieldModel> applies) {
        progress.setVisible(reading);
        progress.setManaged(reading);
        progress.setProgress(reading ? ProgressBar.INDETERMINATE_PROGRESS : 0); // which is animated while it is shown
        use.setDisable(!ready);
        for (FieldView view : fields) {
            boolean shown = applies.test(view.model());
            view.setVisible(shown);
            view.setManaged(shown);
        }
    }

    /// Says a sentence at the foot.
    ///
    /// @param trouble whether it says what is wrong
    final void say(String words, boolean trouble) {
        sentence.setText(words);
        sentence.getStyleClass().setAll("label", trouble ? "field-error" : "about");
    }

    /// Says why a file cannot be read as it stands, and what can be done about it.
    final void refuse(String why) {
        clear();
        Label advice =
                about("Nothing is shown of it as long as it is read so. The choices on the right say how it is read;"
                        + " with each change it is read again.");
        advice.setWrapText(true);
        advice.setMinHeight(USE_PREF_SIZE);
        rows.getChildren().setAll(advice);
        say(why, true);
    }

    /// Takes all facts and rows away.
    final void clear() {
        facts.getChildren().clear();
        rows.getChildren().clear();
    }

    /// Adds a fact.
    final void fact(String name, String value) {
        Label words = new Label(value);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.maxWidthProperty().bind(times(FACT, words));
        Label caption = new Label(name);
        caption.getStyleClass().add("series-caption");
        GridPane.setValignment(caption, VPos.TOP);
        facts.addRow(facts.getRowCount(), caption, words);
    }

    /// Shows a row for each column, as far as there is room.
    ///
    /// @param more how many there are beside
    /// @param what they are, several of them
    final void rows(List<? extends Node> shown, int more, String what) {
        rows.getChildren().setAll(shown);
        if (more > 0) {
            rows.getChildren().add(about("and " + more + " more " + what));
        }
    }

    /// A quiet label.
    static Label about(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("about");
        return label;
    }

    /// A quiet label of a row, of a width that is the same in all.
    ///
    /// @param width in heights of its type
    static Label cell(String words, double width) {
        Label label = about(words);
        label.prefWidthProperty().bind(times(width, label));
        label.minWidthProperty().bind(label.prefWidthProperty());
        return label;
    }

    /// So many times the height of a label's type.
    private static ObservableValue<Number> times(double count, Label label) {
        return label.fontProperty().map(font -> count * font.getSize());
    }

    /// A row: its name, and what is said of it.
    static HBox row(String name, Node... cells) {
        Label label = new Label(name);
        label.setTooltip(new Tooltip(name)); // where it is cut
        label.setPrefWidth(130);
        label.setMinWidth(60);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = new HBox(8, label);
        row.getChildren().addAll(cells);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("series-row");
        return row;
    }
}
