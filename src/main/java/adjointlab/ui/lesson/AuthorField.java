package adjointlab.ui.lesson;

import adjointlab.ui.form.TabKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A field of the author's form: its label, its control, and below it what is wrong with it.
final class AuthorField extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final AuthorModel model;
    private final String field;
    private final Control control;
    private final Label trouble = new Label();

    private AuthorField(AuthorModel model, String field, String label, Control control) {
        super(3);
        this.model = model;
        this.field = field;
        this.control = control;
        Label name = new Label(label);
        name.getStyleClass().add("author-label");
        name.setLabelFor(control);
        control.setId("author-" + field.replace('.', '-'));
        control.setAccessibleText(label);
        control.setMaxWidth(Double.MAX_VALUE);
        trouble.setId(control.getId() + "-wrong");
        trouble.getStyleClass().add("author-wrong");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(name, control, trouble);
        showWrong();
    }

    /// A line of text.
    static AuthorField line(AuthorModel model, String field, String label) {
        TextField text = new TextField(model.text(field));
        text.textProperty().addListener((_, _, typed) -> model.type(field, typed));
        return new AuthorField(model, field, label, text);
    }

    /// Several lines of text.
    static AuthorField area(AuthorModel model, String field, String label, int rows) {
        return new AuthorField(model, field, label, area(model.text(field), rows, typed -> model.type(field, typed)));
    }

    /// An area of text in which Tab goes on to the next control.
    static TextArea area(String text, int rows, Consumer<String> typed) {
        TextArea area = new TextArea(text);
        area.setWrapText(true);
        area.setPrefRowCount(rows);
        area.setMinHeight(Region.USE_PREF_SIZE);
        area.textProperty().addListener((_, _, now) -> typed.accept(now));
        TabKey.leaves(area);
        return area;
    }

    /// A line of text with some to choose from.
    ///
    /// @param shown what is seen of each
    static AuthorField suggesting(
            AuthorModel model, String field, String label, List<String> suggestions, UnaryOperator<String> shown) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(suggestions);
        box.setEditable(true);
        box.setCellFactory(_ -> cell(shown));
        box.getEditor().setText(model.text(field));
        box.getEditor().textProperty().addListener((_, _, typed) -> model.type(field, typed));
        return new AuthorField(model, field, label, box);
    }

    /// One of several.
    ///
    /// @param value that is chosen now
    static AuthorField picking(
            AuthorModel model, String field, String label, Picks picks, String value, Consumer<String> chosen) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(picks.ids);
        box.setCellFactory(_ -> cell(picks.shown));
        box.setButtonCell(cell(picks.shown));
        box.setValue(value);
        box.valueProperty().addListener((_, _, now) -> chosen.accept(now));
        return new AuthorField(model, field, label, box);
    }

    /// What can be picked.
    ///
    /// @param ids as files hold them
    /// @param shown what is seen of each
    record Picks(List<String> ids, UnaryOperator<String> shown) {
        Picks {
            ids = List.copyOf(ids);
        }
    }

    private static ListCell<String> cell(UnaryOperator<String> shown) {
        return new ListCell<>() {
            @Override
            protected void updateItem(String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : shown.apply(item));
            }
        };
    }

    /// The control in which it is typed.
    Control control() {
        return control;
    }

    /// Tells what is wrong, if anything is and one has been there.
    void showWrong() {
        String sentence = model.wrong(field).orElse("");
        trouble.setText(sentence);
        trouble.setVisible(!sentence.isEmpty());
        trouble.setManaged(!sentence.isEmpty());
        control.pseudoClassStateChanged(WRONG, !sentence.isEmpty());
        control.setAccessibleHelp(sentence);
    }
}
