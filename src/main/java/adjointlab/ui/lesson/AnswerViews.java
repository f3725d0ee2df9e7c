package adjointlab.ui.lesson;

import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.AnswerForm.Quantity;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.form.TabKey;
import adjointlab.ui.look.Look;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The controls in which answers are given.
final class AnswerViews {
    private static final double SKETCH_HEIGHT = 210;

    private AnswerViews() {}

    /// The control of a form, which shows the answer of the moment and gives new ones to the model.
    ///
    /// @param prompt what it is called to those who cannot see it
    /// @param worker draws pictures
    static Optional<Node> of(LessonModel model, String prompt, DrawingWorker worker, Look look) {
        Optional<Node> node =
                switch (model.step().question().form()) {
                    case AnswerForm.Nothing _, AnswerForm.InLab _ -> Optional.empty();
                    case AnswerForm.Options form -> Optional.of(options(model, form));
                    case AnswerForm.Quantity form -> Optional.of(quantity(model, form, prompt));
                    case AnswerForm.Words form -> Optional.of(words(model, form, prompt));
                    case AnswerForm.Curve form -> Optional.of(sketch(model, form, worker, look));
                };
        return node;
    }

    private static Node options(LessonModel model, AnswerForm.Options form) {
        VBox box = new VBox();
        box.getStyleClass().add("lesson-options");
        ToggleGroup group = new ToggleGroup();
        for (AnswerForm.Option option : form.options()) {
            RadioButton button = new RadioButton(option.text());
            button.setId("option-" + option.id());
            button.setWrapText(true);
            button.setMinHeight(Region.USE_PREF_SIZE);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setToggleGroup(group);
            Answer chosen = new Answer.Chosen(option.id());
            button.setSelected(chosen.equals(model.answerProperty().get()));
            button.selectedProperty().addListener((_, _, selected) -> {
                if (selected) {
                    model.answerProperty().set(chosen);
                }
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private static Node quantity(LessonModel model, Quantity form, String prompt) {
        TextField field = new TextField(
                model.answerProperty().get() instanceof Answer.Amount amount
                        ? String.valueOf(amount.value()).replaceAll("\\.0$", "").replace('-', '−')
                        : "");
        field.setId("lesson-number");
        field.setPromptText("a number");
        field.setAccessibleText(prompt);
        field.setPrefColumnCount(8);
        field.textProperty().addListener((_, _, text) -> model.answerProperty()
                .set(Quantity.parse(text).orElse(Answer.none())));
        field.setOnAction(_ -> model.check());
        HBox row = new HBox(8, field, new Label(form.unit()));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// Enter makes a new line; with Ctrl it gives the answer, and Tab goes on.
    private static Node words(LessonModel model, AnswerForm.Words form, String prompt) {
        TextArea area = new TextArea(model.answerProperty().get() instanceof Answer.Text text ? text.text() : "");
        area.setId("lesson-words");
        TabKey.leaves(area);
        area.setPromptText("In your own words");
        area.setAccessibleText(prompt);
        area.setWrapText(true);
        area.setPrefRowCount(4);
        area.setMinHeight(Region.USE_PREF_SIZE);
        area.textProperty().addListener((_, before, text) -> {
            if (text.length() > form.most()) {
                area.setText(before);
            } else {
                model.answerProperty().set(text.isBlank() ? Answer.none() : new Answer.Text(text));
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                event.consume();
                model.check();
            }
        });
        return area;
    }

    private static Node sketch(LessonModel model, AnswerForm.Curve form, DrawingWorker worker, Look look) {
        SketchView sketch = new SketchView(model, form, worker, look.theme().withHeading(false), look.zoom());
        sketch.setMinHeight(SKETCH_HEIGHT * look.zoom());
        sketch.setPrefHeight(SKETCH_HEIGHT * look.zoom());
        return sketch;
    }
}
