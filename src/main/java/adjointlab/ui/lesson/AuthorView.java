package adjointlab.ui.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.Patch;
import adjointlab.ui.look.FormulaView;
import adjointlab.ui.look.Icons;
import adjointlab.ui.look.Look;
import adjointlab.ui.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/// The author's column: the lesson as a whole, its steps, and everything about the step that is chosen, beside the lab
/// whose states the steps are. In its place the settings can be seen, from which states are made.
public final class AuthorView extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    /// What the column asks for outside itself.
    ///
    /// @param typesetter sets formulas
    /// @param settings the column of settings, which is shown in place of the lesson when asked for
    /// @param desk what is done with the lesson
    public record Tools(Executor typesetter, Region settings, Desk desk) {}

    /// What is done with the lesson.
    public interface Desk {
        /// Asks for a lesson to change.
        void open();

        /// Plays the lesson.
        void preview();

        /// Writes the lesson to a file.
        void save();

        /// Lets the lab show a state.
        void show(Patch patch);

        /// Tells what went wrong.
        ///
        /// @param sentence one sentence
        void complain(String sentence);

        /// Leaves the author.
        void close();
    }

    private final AuthorModel model;
    private final Tools tools;
    private final Suggestions suggestions;
    private final FormulaView formula;
    private final VBox steps = new VBox(2);
    private final VBox form = new VBox();
    private final ScrollPane scroll;
    private final StackPane content;
    private final ToggleButton settings = new ToggleButton("Settings");
    private final List<AuthorField> whole = new ArrayList<>();
    private final VBox aboutWhole = new VBox(10);
    private Look look = Look.LIGHT;

    /// @param session that shows what is recorded
    public AuthorView(AuthorModel model, Session session, Tools tools) {
        this.model = model;
        this.tools = tools;
        suggestions = new Suggestions(session);
        formula = new FormulaView(tools.typesetter());
        setId("author");
        getStyleClass().addAll("lesson", "author");
        VBox all = new VBox(aboutWhole, section("Steps"), steps, stepButtons(), form);
        all.getStyleClass().add("lesson-content");
        scroll = new ScrollPane(all);
        scroll.setId("author-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("column", "edge-to-edge");
        content = new StackPane(scroll);
        VBox.setVgrow(content, Priority.ALWAYS);
        content.setMinHeight(0);
        getChildren().addAll(head(), content, foot());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        settings.selectedProperty()
                .addListener((_, _, shown) -> content.getChildren().setAll(shown ? tools.settings() : scroll));
        model.shapeProperty().addListener((_, _, _) -> showAll());
        model.editsProperty().addListener((_, _, _) -> showWrong());
        showAll();
    }

    /// Shows everything in a look.
    public void setLook(Look newLook) {
        look = newLook;
        showAll();
    }

    /// Gives the settings back to the window.
    public void release() {
        settings.setSelected(false);
        content.getChildren().setAll(scroll);
    }

    private static Label section(String words) {
        Label heading = new Label(words.toUpperCase(Locale.ROOT));
        heading.getStyleClass().addAll("section", "author-section");
        return heading;
    }

    // ---- head and foot ---------------------------------------------------------------------------

    private Node head() {
        Label name = new Label("LESSON AUTHOR");
        name.getStyleClass().add("section");
        name.setMinWidth(0);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        settings.setId("author-settings");
        settings.setTooltip(new Tooltip("Settings of the lab, in place of the lesson"));
        settings.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(
                4,
                name,
                filler,
                settings,
                undoing(MaterialDesignU.UNDO, "author-undo", "Undo", model.undoNameProperty(), model::undo),
                undoing(MaterialDesignR.REDO, "author-redo", "Redo", model.redoNameProperty(), model::redo),
                Icons.button(
                        MaterialDesignC.CLOSE, "author-close", "Close the lesson author (W)", tools.desk()::close));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("lesson-head");
        return head;
    }

    private static Button undoing(Ikon icon, String id, String word, ReadOnlyStringProperty what, Runnable action) {
        Button button = Icons.button(icon, id, word + " in the lesson", action);
        button.disableProperty().bind(what.isEmpty());
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(Bindings.concat(word + " in the lesson: ", what));
        button.setTooltip(tip);
        return button;
    }

    private Node foot() {
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        Button open = new Button("Open…");
        Button preview = new Button("Preview");
        Button save = new Button("Save…");
        open.setId("author-open");
        preview.setId("author-preview");
        save.setId("author-save");
        save.getStyleClass().add("accent");
        open.setOnAction(_ -> tools.desk().open());
        preview.setOnAction(_ -> tools.desk().preview());
        save.setOnAction(_ -> tools.desk().save());
        HBox foot = new HBox(8, open, filler, preview, save);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("lesson-foot");
        return foot;
    }

    /// Undo within the lesson; text fields have an undo of their own.
    private void key(KeyEvent event) {
        boolean undo = event.isShortcutDown() && event.getCode() == KeyCode.Z;
        if (undo && !(event.getTarget() instanceof TextInputControl)) {
            event.consume();
            if (event.isShiftDown()) {
                model.redo();
            } else {
                model.undo();
            }
        }
    }

    // ---- steps -----------------------------------------------------------------------------------

    private Node stepButtons() {
        Button add = new Button("Add what the lab shows");
        add.setId("author-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(_ -> trying(model::add));
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox row = new HBox(
                2,
                add,
                filler,
                Icons.button(MaterialDesignA.ARROW_UP, "author-up", "Move the step up", () -> model.move(-1)),
                Icons.button(MaterialDesignA.ARROW_DOWN, "author-down", "Move the step down", () -> model.move(1)),
                Icons.button(
                        MaterialDesignD.DELETE_OUTLINE,
                        "author-remove",
                        "Take the step out; undo brings it back",
                        model::remove));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void trying(Runnable recording) {
        try {
            recording.run();
        } catch (InvalidValueException e) {
            tools.desk().complain(String.valueOf(e.getMessage()));
        }
    }

    private void showAll() {
        double at = scroll.getVvalue();
        Node focus = getScene() == null ? null : getScene().getFocusOwner();
        String focused = focus == null || focus.getId() == null ? "" : focus.getId();
        showWhole();
        showSteps();
        form.getChildren().clear();
        model.step().ifPresent(step -> form.getChildren()
                .add(new StepForm(
                        model,
                        step,
                        new StepForm.Tools(suggestions, formula, () -> trying(model::record), tools.desk()::show),
                        look)));
        scroll.setVvalue(at);
        Node again = focused.startsWith("author-") ? lookup("#" + focused) : null;
        if (again != null) {
            again.requestFocus(); // what had it was made anew
        }
    }

    private void showWhole() {
        whole.clear();
        whole.add(AuthorField.line(model, Draft.TITLE, "Title"));
        whole.add(AuthorField.area(model, Draft.TEXT, "What one learns", 3));
        AuthorField minutes = AuthorField.line(model, Draft.MINUTES, "Minutes");
        AuthorField group = AuthorField.line(model, Draft.GROUP, "Heading in lists");
        AuthorField id = AuthorField.line(model, Draft.ID, "Name in files");
        whole.addAll(List.of(minutes, group, id));
        HBox row = new HBox(8, minutes, group, id);
        minutes.setPrefWidth(70);
        minutes.setMinWidth(60);
        HBox.setHgrow(group, Priority.ALWAYS);
        HBox.setHgrow(id, Priority.ALWAYS);
        aboutWhole.getChildren().setAll(section("The lesson"), whole.get(0), whole.get(1), row);
    }

    private void showSteps() {
        steps.getChildren().clear();
        List<StepDraft> all = model.draft().steps();
        for (int i = 0; i < all.size(); i++) {
            int index = i;
            String title = all.get(i).text(StepDraft.TITLE);
            Button row = new Button((i + 1) + ".  " + (title.isBlank() ? "Without a title" : title));
            row.setId("author-step-" + i);
            row.getStyleClass().addAll("flat", "author-step");
            row.setMaxWidth(Double.MAX_VALUE);
            row.setAlignment(Pos.CENTER_LEFT);
            row.pseudoClassStateChanged(
                    CHOSEN, index == model.selectedProperty().get());
            row.pseudoClassStateChanged(WRONG, model.isWrong(i));
            row.setOnAction(_ -> model.select(index));
            steps.getChildren().add(row);
        }
        if (all.isEmpty()) {
            steps.getChildren()
                    .add(StepForm.words(
                            "author-hint",
                            "Open a preset, change what you like, train as far as the step shall show, and add it"
                                    + " here."));
        }
    }

    private void showWrong() {
        whole.forEach(AuthorField::showWrong);
        form.getChildren().stream()
                .filter(StepForm.class::isInstance)
                .map(StepForm.class::cast)
                .forEach(StepForm::showWrong);
        int at = model.selectedProperty().get();
        if (at >= 0 && at < steps.getChildren().size() && steps.getChildren().get(at) instanceof Button row) {
            String title = model.text(StepDraft.TITLE);
            row.setText((at + 1) + ".  " + (title.isBlank() ? "Without a title" : title));
        }
    }
}
