package adjointlab.ui.lesson;

import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Blank;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Questions;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.RunPattern;
import adjointlab.ui.lesson.AuthorField.Picks;
import adjointlab.ui.look.FormulaView;
import adjointlab.ui.look.Icons;
import adjointlab.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Everything about one step that its author can change. Made anew when other fields are there.
final class StepForm extends VBox {
    private static final double FORMULA_SIZE = 16;

    private final AuthorModel model;
    private final StepDraft step;
    private final Suggestions suggestions;
    private final List<AuthorField> fields = new ArrayList<>();
    private final FormulaView formula;
    private final Label labTrouble = words("author-wrong", "");
    private final Label answersTrouble = words("author-wrong", "");
    private final Look look;

    /// What the form asks for outside itself.
    ///
    /// @param suggestions what may be filled in
    /// @param formula shows the formula
    /// @param record lets the step show what the lab shows
    /// @param show lets the lab show what the step shows
    record Tools(Suggestions suggestions, FormulaView formula, Runnable record, Consumer<Patch> show) {}

    StepForm(AuthorModel model, StepDraft step, Tools tools, Look look) {
        super(10);
        this.model = model;
        this.step = step;
        this.look = look;
        suggestions = tools.suggestions();
        formula = tools.formula();
        labTrouble.setId("author-lab-wrong");
        answersTrouble.setId("author-answers-wrong");
        heading("What the lab shows");
        lab(tools);
        heading("What is read");
        add(AuthorField.line(model, StepDraft.TITLE, "Title"));
        add(AuthorField.area(model, StepDraft.TEXT, "Text", 5));
        add(AuthorField.line(model, StepDraft.FORMULA, "Formula, in LaTeX"));
        getChildren().add(formula);
        heading("What is there, and what stands out");
        getChildren().add(new ControlsForm(model, suggestions));
        heading("What is asked");
        add(AuthorField.picking(
                model,
                "kind",
                "Kind of question",
                new Picks(
                        Questions.CATALOG.ids(), id -> Questions.CATALOG.get(id).label()),
                step.kind(),
                model::ask));
        getChildren().add(words("author-hint", step.questionKind().summary()));
        step.blanks().forEach(this::blank);
        if (step.commits()) {
            add(AuthorField.line(model, StepDraft.REVEAL, "Then train to iteration (empty: nothing is predicted)"));
        }
        heading("What is said afterwards");
        add(AuthorField.area(model, StepDraft.AFTER, "Text", 4));
        heading("For who teaches it");
        add(AuthorField.area(model, StepDraft.NOTES, "Notes, which the speaker's window shows", 3));
        if (!step.claims().isEmpty()) {
            getChildren()
                    .add(words(
                            "author-hint",
                            "The step relies on claims of presets that adjointlab check verifies: "
                                    + String.join(
                                            " ",
                                            step.claims().stream()
                                                    .map(claim -> claim.claim())
                                                    .toList())));
        }
        showWrong();
    }

    private void add(AuthorField field) {
        fields.add(field);
        getChildren().add(field);
    }

    private void heading(String words) {
        Label heading = new Label(words.toUpperCase(Locale.ROOT));
        heading.getStyleClass().addAll("section", "author-section");
        getChildren().add(heading);
    }

    static Label words(String style, String words) {
        Label label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Button button(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    // ---- what the lab shows ----------------------------------------------------------------------

    private void lab(Tools tools) {
        Label summary = words(
                "author-hint",
                step.patch().map(StepForm::summary).orElse("It stays as the person has left it at the step before."));
        summary.setId("author-lab");
        FlowPane buttons = new FlowPane(8, 6, button("author-record", "Record again", tools.record()));
        step.patch().ifPresent(patch -> buttons.getChildren()
                .addAll(
                        button("author-show", "Show in the lab", () -> tools.show()
                                .accept(patch)),
                        button("author-keep", "Leave as it is", model::keepLab)));
        getChildren().addAll(summary, buttons);
        step.patch().ifPresent(patch -> {
            CheckBox anew = new CheckBox("Runs start anew at this step");
            anew.setId("author-anew");
            anew.setSelected(patch.view().anew());
            anew.selectedProperty().addListener((_, _, wanted) -> model.setAnew(wanted));
            getChildren().add(anew);
        });
        getChildren().add(labTrouble);
    }

    /// In words what a patch shows.
    static String summary(Patch patch) {
        List<String> parts = new ArrayList<>();
        parts.add(Presets.get(patch.preset()).info().title());
        parts.add(
                patch.runs().equals(RunPattern.ALL)
                        ? "all runs"
                        : "runs " + patch.runs().globs().replace(",", ", "));
        parts.add("iteration " + patch.view().iteration());
        patch.settings().forEach((path, value) -> parts.add(path + " = " + value));
        if (patch.layout().isPresent()) {
            parts.add("panels of its own");
        }
        return String.join(" · ", parts);
    }

    // ---- what is asked ---------------------------------------------------------------------------

    private void blank(Blank blank) {
        String field = StepDraft.QUESTION + blank.key();
        switch (blank.form()) {
            case LINE, NUMBER, WHOLE -> add(AuthorField.line(model, field, blank.label()));
            case WORDS -> add(AuthorField.area(model, field, blank.label(), 3));
            case RUNS, METRIC ->
                add(AuthorField.suggesting(model, field, blank.label(), suggestions.of(blank.form()), each -> each));
            case SETTING ->
                add(AuthorField.suggesting(
                        model,
                        field,
                        blank.label(),
                        suggestions.settings(),
                        path -> suggestions.label(path) + "  (" + path + ")"));
            case PICK, TOPIC ->
                add(AuthorField.picking(
                        model,
                        field,
                        blank.label(),
                        new Picks(
                                blank.picks().stream()
                                        .map(AnswerForm.Option::id)
                                        .toList(),
                                id -> blank.picks().stream()
                                        .filter(pick -> pick.id().equals(id))
                                        .map(AnswerForm.Option::text)
                                        .findFirst()
                                        .orElse(id)),
                        step.picked(blank),
                        id -> model.pick(blank, id)));
            case ANSWERS -> answers(blank);
        }
    }

    private void answers(Blank blank) {
        getChildren().add(words("author-label", blank.label()));
        for (int i = 0; i < step.answers().size(); i++) {
            getChildren().add(answer(i, step.answers().get(i)));
        }
        getChildren().addAll(answersTrouble, button("author-add-answer", "Add an answer", model::addAnswer));
    }

    private Node answer(int index, StepDraft.AnswerDraft answer) {
        String name = "Answer " + (index + 1);
        TextField text = new TextField(answer.text());
        text.setId("author-answer-" + index);
        text.setPromptText(name);
        text.setAccessibleText(name);
        HBox.setHgrow(text, Priority.ALWAYS);
        CheckBox right = new CheckBox("right");
        right.setId("author-right-" + index);
        right.setAccessibleText(name + " is right");
        right.setMinWidth(Region.USE_PREF_SIZE);
        right.setSelected(answer.right());
        TextArea says = AuthorField.area(answer.says(), 2, _ -> {});
        says.setId("author-says-" + index);
        says.setPromptText("What is said to whoever chooses it");
        says.setAccessibleText("What is said to whoever chooses answer " + (index + 1));
        Runnable change = () -> model.setAnswer(index, text.getText(), right.isSelected(), says.getText());
        text.textProperty().addListener(_ -> change.run());
        right.selectedProperty().addListener(_ -> change.run());
        says.textProperty().addListener(_ -> change.run());
        HBox row = new HBox(
                6,
                text,
                right,
                Icons.button(
                        MaterialDesignC.CLOSE,
                        "author-remove-answer-" + index,
                        "Take out answer " + (index + 1),
                        () -> model.removeAnswer(index)));
        row.setAlignment(Pos.CENTER_LEFT);
        return new VBox(3, row, says);
    }

    // ---- what is wrong ---------------------------------------------------------------------------

    /// Tells at every field what is wrong with it, and sets the formula as it is typed.
    void showWrong() {
        fields.forEach(AuthorField::showWrong);
        tell(labTrouble, DraftReader.LAB);
        tell(answersTrouble, DraftReader.ANSWERS);
        double scale = getScene() == null || getScene().getWindow() == null
                ? 2
                : Math.max(2, getScene().getWindow().getOutputScaleX());
        int ink = look.theme().palette().ink().getRGB() & 0xFFFFFF;
        formula.show(
                model.text(StepDraft.FORMULA).strip(),
                FORMULA_SIZE * look.textSize() / Look.DEFAULT_FONT_SIZE,
                ink,
                scale);
    }

    private void tell(Label label, String field) {
        String sentence = model.wrong(field).orElse("");
        label.setText(sentence);
        label.setVisible(!sentence.isEmpty());
        label.setManaged(!sentence.isEmpty());
    }
}
