package adjointlab.ui.shell;

import adjointlab.figure.Palette;
import adjointlab.ui.look.Icons;
import adjointlab.ui.model.RunItem;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// One run in the list: swatch, name, loss; on hover what can be done with it.
final class RunRow extends StackPane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
    private static final double AIR = 4;
    private static final PseudoClass OUTDATED = PseudoClass.getPseudoClass("outdated");
    private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden-run");

    /// What the list can be asked to do with a run.
    interface Actions {
        /// Shows its numbers in the inspector.
        void select(RunItem run);

        /// Lets it stand out in panels; null for none.
        void hover(@org.jspecify.annotations.Nullable RunItem run);

        /// Shows or hides it in panels.
        void setVisible(RunItem run, boolean visible);

        /// Hides all others, or shows all again when it is the only one.
        void only(RunItem run);

        /// Keeps it at the top and lets it stand out.
        void setPinned(RunItem run, boolean pinned);

        /// Lets the person write about it.
        void editNote(RunItem run);

        /// Calls it something else; a blank name gives it back its own.
        void rename(RunItem run, String name);

        /// Lets the person choose its colour beside a node.
        void chooseColour(RunItem run, Node beside);

        /// Starts it anew with the same seed.
        void restart(RunItem run);

        /// Makes a new run from the iteration that is shown.
        void branch(RunItem run);

        /// Ends it where it is.
        void stop(RunItem run);

        /// Takes it out of the document.
        void remove(RunItem run);
    }

    private final RunItem run;
    private final Label readout;
    private final Actions actions;
    private final Swatch swatch;
    private final HBox line = new HBox(6);

    /// @param grouped whether it stands below its method's name and need not repeat it
    RunRow(RunItem run, boolean grouped, Palette palette, Actions actions) {
        this.run = run;
        this.actions = actions;
        getStyleClass().add("run-row");
        setId("run-" + run.id().replaceAll("[^A-Za-z0-9]+", "-"));
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> run.name() + " " + run.detail() + ", "
                                + run.stateProperty().get().name().toLowerCase(java.util.Locale.ROOT) + ", loss "
                                + run.readoutProperty().get(),
                        run.stateProperty(),
                        run.readoutProperty()));

        readout = readout();
        RunWords words = words(grouped);
        HBox.setHgrow(words, Priority.ALWAYS);
        swatch = new Swatch(run.style(), palette, 1);
        line.getChildren().addAll(swatch, words);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox tools = tools(actions);
        Region progress = progress();
        getChildren().addAll(line, progress, tools);
        StackPane.setAlignment(tools, Pos.CENTER_RIGHT);
        tools.translateXProperty().bind(readout.widthProperty().add(AIR).negate()); // the loss stays to be read
        StackPane.setAlignment(progress, Pos.BOTTOM_LEFT);

        run.visibleProperty().addListener((_, _, visible) -> pseudoClassStateChanged(HIDDEN, !visible));
        pseudoClassStateChanged(HIDDEN, !run.visibleProperty().get());
        Tooltip tip = new Tooltip();
        tip.setWrapText(true);
        tip.setMaxWidth(340);
        tip.textProperty()
                .bind(Bindings.createStringBinding(
                        this::tip,
                        run.stateProperty(),
                        run.troubleProperty(),
                        run.noteProperty(),
                        run.outdatedProperty()));
        Tooltip.install(line, tip);

        setOnMouseEntered(_ -> actions.hover(run));
        setOnMouseExited(_ -> actions.hover(null));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && !isEditing()) {
                requestFocus();
                actions.select(run);
                if (event.getClickCount() == 2) {
                    editName();
                }
            }
        });
        setOnContextMenuRequested(event -> menu(actions).show(this, event.getScreenX(), event.getScreenY()));
        setOnKeyPressed(event -> {
            if (event.getTarget() != this) {
                return; // its name is being typed
            }
            switch (event.getCode()) {
                case F2 -> editName();
                case ENTER -> actions.select(run);
                case H -> actions.setVisible(run, !run.visibleProperty().get());
                case DELETE -> actions.remove(run);
                default -> {
                    return;
                }
            }
            event.consume();
        });
        focusedProperty().addListener((_, _, focused) -> actions.hover(focused ? run : null));
    }

    /// A field in place of the name: Enter or leaving it keeps what was typed, Escape does not.
    private void editName() {
        TextField field = new TextField((run.name() + " " + run.detail()).strip());
        field.setId("run-name-field");
        field.setAccessibleText("Name of the run");
        field.getStyleClass().add("run-name-field");
        HBox.setHgrow(field, Priority.ALWAYS);
        List<Node> before = List.copyOf(line.getChildren());
        String now = field.getText();
        field.setOnAction(_ -> requestFocus());
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                field.setText(now);
                requestFocus();
            }
        });
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                line.getChildren().setAll(before);
                if (!field.getText().equals(now)) {
                    // the list makes its rows anew, which it must not while the focus is on its way
                    Platform.runLater(() -> actions.rename(run, field.getText()));
                }
            }
        });
        line.getChildren().setAll(swatch, field);
        field.requestFocus();
        field.selectAll();
    }

    private boolean isEditing() {
        return line.getChildren().getLast() instanceof TextField;
    }

    RunItem run() {
        return run;
    }

    /// Whether a panel's pointer is at something of the run.
    void setPointed(boolean pointed) {
        pseudoClassStateChanged(POINTED, pointed);
    }

    void setSelected(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    /// Name and loss; below its method's name a run is told by the rest of its own.
    private RunWords words(boolean grouped) {
        boolean nameless = grouped && !run.detail().isEmpty();
        Label first = new Label(nameless ? "" : run.name());
        first.getStyleClass().add("run-name");
        Label rest = new Label(run.detail());
        rest.getStyleClass().add(grouped ? "run-name" : "run-detail");
        return new RunWords(first, rest, marks(), readout);
    }

    /// Small signs behind the name: a pin, a note, trouble.
    private HBox marks() {
        FontIcon pin = icon(MaterialDesignP.PIN, "mark");
        pin.visibleProperty().bind(run.pinnedProperty());
        FontIcon note = icon(MaterialDesignN.NOTE_TEXT_OUTLINE, "mark");
        note.visibleProperty().bind(run.noteProperty().isNotEmpty());
        FontIcon trouble = icon(MaterialDesignA.ALERT_OUTLINE, "mark-trouble");
        trouble.visibleProperty().bind(run.troubleProperty().isNotEmpty());
        HBox marks = new HBox(pin, note, trouble);
        marks.getStyleClass().add("marks");
        marks.getChildren().forEach(mark -> mark.managedProperty().bind(mark.visibleProperty()));
        marks.setAlignment(Pos.CENTER_LEFT);
        return marks;
    }

    private Label readout() {
        Label readout = new Label();
        readout.getStyleClass().add("run-readout");
        readout.textProperty().bind(run.readoutProperty());
        run.outdatedProperty().addListener((_, _, outdated) -> readout.pseudoClassStateChanged(OUTDATED, outdated));
        readout.pseudoClassStateChanged(OUTDATED, run.outdatedProperty().get());
        readout.setMinWidth(Region.USE_PREF_SIZE);
        return readout;
    }

    private HBox tools(Actions actions) {
        ToggleButton eye = Icons.toggle(MaterialDesignE.EYE_OUTLINE, "", "Show in panels (H)");
        eye.setSelected(run.visibleProperty().get());
        run.visibleProperty().addListener((_, _, visible) -> {
            eye.setSelected(visible);
            eye.setGraphic(new FontIcon(visible ? MaterialDesignE.EYE_OUTLINE : MaterialDesignE.EYE_OFF_OUTLINE));
        });
        eye.setOnAction(_ -> actions.setVisible(run, eye.isSelected()));
        ToggleButton pin = Icons.toggle(MaterialDesignP.PIN_OUTLINE, "", "Pin: keep at the top and let it stand out");
        pin.setSelected(run.pinnedProperty().get());
        run.pinnedProperty().addListener((_, _, pinned) -> pin.setSelected(pinned));
        pin.setOnAction(_ -> actions.setPinned(run, pin.isSelected()));
        HBox tools = new HBox(eye, pin);
        tools.getStyleClass().add("run-tools");
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        tools.visibleProperty().bind(hoverProperty());
        List.of(eye, pin).forEach(button -> button.setFocusTraversable(false));
        return tools;
    }

    private Region progress() {
        Region bar = new Region();
        bar.getStyleClass().add("run-progress");
        bar.setMaxHeight(2);
        bar.maxWidthProperty().bind(widthProperty().multiply(run.progressProperty()));
        bar.visibleProperty().bind(hoverProperty().or(focusedProperty()));
        bar.setMouseTransparent(true);
        return bar;
    }

    private ContextMenu menu(Actions actions) {
        boolean visible = run.visibleProperty().get();
        boolean pinned = run.pinnedProperty().get();
        return new ContextMenu(
                item(visible ? "Hide in panels" : "Show in panels", () -> actions.setVisible(run, !visible)),
                item("Show only this one", () -> actions.only(run)),
                item(pinned ? "Unpin" : "Pin", () -> actions.setPinned(run, !pinned)),
                item("Rename… (F2)", this::editName),
                item("Colour…", () -> actions.chooseColour(run, swatch)),
                item("Note…", () -> actions.editNote(run)),
                new SeparatorMenuItem(),
                item("Branch here", () -> actions.branch(run)),
                item("Restart with the same seed", () -> actions.restart(run)),
                item("Stop", () -> actions.stop(run)),
                new SeparatorMenuItem(),
                item("Remove", () -> actions.remove(run)));
    }

    private String tip() {
        String state =
                switch (run.stateProperty().get()) {
                    case QUEUED -> "waiting for its first evaluation";
                    case RUNNING -> "training";
                    case PAUSED -> "paused";
                    case FINISHED -> "has made all its iterations";
                    case DIVERGED -> "diverged";
                    case FAILED -> "failed";
                    case CANCELLED -> "stopped";
                };
        StringBuilder words = new StringBuilder(run.name() + " " + run.detail() + ": " + state);
        String outdated = run.outdatedProperty().get() ? "Its loss is the one from before the last change." : "";
        for (String more : List.of(
                outdated, run.troubleProperty().get(), run.noteProperty().get())) {
            if (!more.isEmpty()) {
                words.append("\n").append(more);
            }
        }
        return words.toString();
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static FontIcon icon(org.kordamp.ikonli.Ikon ikon, String styleClass) {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().add(styleClass);
        return icon;
    }
}
