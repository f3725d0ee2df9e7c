package adjointlab.ui.lesson;

import adjointlab.core.math.Numbers;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Judgement;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.lesson.Step;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.lesson.LessonModel.Phase;
import adjointlab.ui.look.FormulaView;
import adjointlab.ui.look.Icons;
import adjointlab.ui.look.Look;
import adjointlab.ui.model.InspectorModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The lesson's column: where one is, text and formula, the step's settings, the question with its control, what is
/// said to the answer, and the ways back and on.
public final class LessonView extends VBox {
    /// What stands out at a step.
    public static final PseudoClass HIGHLIGHTED = PseudoClass.getPseudoClass("highlighted");

    private static final double FORMULA_SIZE = 17;

    /// What the pane asks for outside itself.
    ///
    /// @param typesetter sets formulas
    /// @param worker draws pictures
    /// @param close closes the lesson
    public record Tools(Executor typesetter, DrawingWorker worker, Runnable close) {}

    private final LessonModel model;
    private final InspectorModel inspector;
    private final Tools tools;
    private final Label place = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label title = words("lesson-title");
    private final Label text = words("lesson-text");
    private final FormulaView formula;
    private final VBox fields = new VBox();
    private final Label prompt = words("lesson-prompt");
    private final VBox control = new VBox();
    private final Label locked = words("lesson-locked");
    private final Label said = words("lesson-said");
    private final Label after = words("lesson-text");
    private final Label claims = words("lesson-claims");
    private final ScrollPane scroll;
    private final Button back = new Button("Back");
    private final Button check = new Button("Check");
    private final Button next = new Button("Next");
    private final ListChangeListener<InspectorModel.Group> settingsChanged = _ -> showFields();
    private Look look = Look.LIGHT;

    /// @param inspector whose fields the step's settings are
    public LessonView(LessonModel model, InspectorModel inspector, Tools tools) {
        this.model = model;
        this.inspector = inspector;
        this.tools = tools;
        formula = new FormulaView(tools.typesetter());
        setId("lesson");
        getStyleClass().add("lesson");
        said.setId("lesson-said");
        after.setId("lesson-after");
        locked.setText("The runs wait for your answer.");
        fields.getStyleClass().add("fields");
        VBox content = new VBox(title, text, formula, fields, prompt, control, locked, said, after, claims);
        content.getStyleClass().add("lesson-content");
        scroll = new ScrollPane(content);
        scroll.setId("lesson-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("column", "edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), progress, scroll, foot());

        model.indexProperty().addListener((_, _, _) -> showStep());
        model.phaseProperty().addListener((_, _, _) -> showState());
        model.judgementProperty().addListener((_, _, _) -> {
            showState();
            Platform.runLater(this::showSaid);
        });
        inspector.groups().addListener(settingsChanged);
    }

    /// What is said of an answer stands last. Laid out before, since there is nothing to scroll to until it has its
    /// place.
    private void showSaid() {
        if (said.isVisible()) {
            applyCss();
            layout();
            scroll.setVvalue(scroll.getVmax());
        }
    }

    /// Takes the pane out of use.
    public void dispose() {
        inspector.groups().removeListener(settingsChanged);
    }

    /// Shows everything in a look.
    public void setLook(Look newLook) {
        look = newLook;
        if (model.indexProperty().get() >= 0) {
            showStep();
        }
    }

    /// Looks at what the runs have done; once a pulse.
    public void pulse() {
        if (model.pulse() && model.phaseProperty().get() == Phase.REVEALING) {
            showTruth();
        }
    }

    private Node head() {
        Label name = words("section");
        name.setText(model.lesson().info().title().toUpperCase(Locale.ROOT));
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        place.getStyleClass().add("lesson-place");
        place.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(
                8,
                name,
                place,
                Icons.button(
                        MaterialDesignC.CLOSE,
                        "lesson-close",
                        "Close the lesson; the lab is as it was before (Esc)",
                        tools.close()));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("lesson-head");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.getStyleClass().add("lesson-progress");
        progress.setFocusTraversable(false);
        return head;
    }

    private Node foot() {
        back.setId("lesson-back");
        check.setId("lesson-check");
        next.setId("lesson-next");
        check.getStyleClass().add("accent");
        back.setOnAction(_ -> model.back());
        check.setOnAction(_ -> model.check());
        next.setOnAction(_ -> model.next());
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox foot = new HBox(8, back, filler, next, check);
        for (Button button : List.of(back, check, next)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("lesson-foot");
        return foot;
    }

    private static Label words(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private void showStep() {
        Step step = model.step();
        int steps = model.lesson().steps().size();
        place.setText((model.indexProperty().get() + 1) + " / " + steps);
        progress.setProgress((model.indexProperty().get() + 1.0) / steps);
        progress.setAccessibleText("Step " + place.getText());
        title.setText(step.texts().title());
        text.setText(unbroken(step.texts().text()));
        double scale = getScene() == null || getScene().getWindow() == null
                ? 2
                : Math.max(2, getScene().getWindow().getOutputScaleX());
        int ink = look.theme().palette().ink().getRGB() & 0xFFFFFF;
        formula.show(step.texts().formula(), FORMULA_SIZE * look.textSize() / Look.DEFAULT_FONT_SIZE, ink, scale);
        show(prompt, step.question().prompt());
        Optional<Node> answer = AnswerViews.of(model, step.question().prompt(), tools.worker(), look);
        control.getChildren().setAll(answer.stream().toList());
        control.setVisible(answer.isPresent());
        control.setManaged(answer.isPresent());
        back.setDisable(model.indexProperty().get() == 0);
        showFields();
        showState();
        scroll.setVvalue(0);
    }

    private void showFields() {
        if (model.indexProperty().get() < 0) {
            return;
        }
        fields.getChildren().clear();
        for (String path : model.step().controls().settings()) {
            FieldModel field = field(path);
            if (field != null) {
                FieldView view = new FieldView(field);
                view.pseudoClassStateChanged(
                        HIGHLIGHTED, model.step().controls().highlight().contains(path));
                fields.getChildren().add(view);
            }
        }
        fields.setVisible(!fields.getChildren().isEmpty());
        fields.setManaged(!fields.getChildren().isEmpty());
    }

    private @Nullable FieldModel field(String path) {
        return inspector.groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    /// How far the question is.
    private void showState() {
        if (model.indexProperty().get() < 0) {
            return;
        }
        Step step = model.step();
        Phase phase = model.phaseProperty().get();
        Judgement judgement = model.judgementProperty().get();
        boolean given = phase == Phase.ANSWERED;
        boolean checks = !(step.question().form() instanceof AnswerForm.Nothing)
                && !(step.question().form() instanceof AnswerForm.InLab);
        control.setDisable(!model.isOpen());
        show(said, judgement.word().isEmpty() && given ? wordOf(judgement.verdict()) : judgement.word());
        for (Verdict verdict : Verdict.values()) {
            said.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(verdict.name().toLowerCase(Locale.ROOT)),
                    verdict == judgement.verdict());
        }
        show(after, given ? step.texts().after() : "");
        show(
                claims,
                !given || step.claims().isEmpty()
                        ? ""
                        : "Verified by adjointlab check: "
                                + String.join(
                                        " ",
                                        step.claims().stream()
                                                .map(Step.Claim::claim)
                                                .toList()));
        boolean waits = step.predicts() && phase == Phase.ASKED;
        locked.setVisible(waits);
        locked.setManaged(waits);
        check.setVisible(checks && phase == Phase.ASKED);
        check.setManaged(check.isVisible());
        next.setText(given ? model.isLast() ? "Finish" : "Next" : model.isLast() ? "Finish" : "Skip");
        if (given && !next.getStyleClass().contains("accent")) {
            next.getStyleClass().add("accent");
        } else if (!given) {
            next.getStyleClass().remove("accent");
        }
        showTruth();
    }

    /// A sketch has the run's own curve beside it, as far as the run has come.
    private void showTruth() {
        control.getChildren().stream()
                .filter(SketchView.class::isInstance)
                .map(SketchView.class::cast)
                .forEach(SketchView::show);
    }

    /// What is said where a question has nothing more to say.
    private static String wordOf(Verdict verdict) {
        return switch (verdict) {
            case RIGHT -> "That is so.";
            case CLOSE -> "Nearly.";
            case WRONG -> "It is otherwise.";
            case EMPTY, WAITING, NOTED -> "";
        };
    }

    /// Numbers, short equations and sums in bars or brackets are not broken at the ends of lines.
    private static String unbroken(String words) {
        return Numbers.unbroken(words)
                .replaceAll(" ([=<>≈]) ", "\u00a0$1\u00a0")
                .replaceAll("([|(][^|()\\s]+) ([+−]) ([^|()\\s]+[|)])", "$1\u00a0$2\u00a0$3");
    }

    private static void show(Label label, String words) {
        label.setText(unbroken(words));
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }
}
