package adjointlab.ui.shell;

import adjointlab.ui.gallery.ChoicePage;
import adjointlab.ui.look.Icons;
import atlantafx.base.controls.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/// Sheets over the window instead of windows of their own, and sentences that go by themselves.
final class Sheets {
    /// Of a page: what stays free of the window's width and height, room for its heading, and the most it wants.
    private static final double PAGE_MARGIN = 112;

    private static final double PAGE_HEAD = 44;
    private static final double PAGE_WIDTH = 1180;

    /// Of what is seen of the window around the largest sheet.
    private static final double SHEET_MARGIN = 16;

    private static final double STRIP_AIR = 10;
    private static final Duration READING_TIME = Duration.seconds(8);

    /// One button of a sheet.
    ///
    /// @param text what it says
    /// @param isDefault whether Enter presses it
    /// @param action what happens after the sheet has closed
    record Answer(String text, boolean isDefault, Runnable action) {}

    private final Region scrim = new Region();
    private final StackPane modal = new StackPane(scrim);
    private final VBox messages = new VBox(8);
    private final VBox foot = new VBox(8, messages);

    /// Above an open sheet, at the window's top, where the messages are as long as it is open.
    private final VBox top = new VBox();

    /// What stays for long has a row of its own, so that it lies over no picture.
    private final VBox strip = new VBox(8);

    private Runnable dismissed = () -> {};

    /// Who had the keys before a sheet was opened, and has them again after it.
    private @Nullable Node before;

    private boolean backwards;

    Sheets() {
        modal.setId("sheets");
        modal.setVisible(false);
        scrim.getStyleClass().add("scrim");
        scrim.setOnMousePressed(_ -> dismiss());
        modal.addEventFilter(KeyEvent.KEY_PRESSED, event -> backwards = event.isShiftDown());
        modal.sceneProperty().flatMap(Scene::focusOwnerProperty).addListener((_, _, owner) -> keepKeys(owner));
        messages.setId("messages");
        messages.setPickOnBounds(false);
        strip.setId("strip");
        strip.setAlignment(Pos.CENTER);
        strip.setMinHeight(Region.USE_PREF_SIZE);
        strip.paddingProperty()
                .bind(Bindings.when(Bindings.isEmpty(strip.getChildren()))
                        .then(Insets.EMPTY)
                        .otherwise(new Insets(0, STRIP_AIR, STRIP_AIR, STRIP_AIR)));
        for (VBox layer : List.of(foot, top)) {
            layer.setPickOnBounds(false);
            layer.setAlignment(Pos.CENTER);
            layer.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        }
        StackPane.setAlignment(foot, Pos.BOTTOM_CENTER);
        StackPane.setMargin(foot, new Insets(0, 0, 68, 0));
        StackPane.setAlignment(top, Pos.TOP_CENTER); // clear of a sheet's buttons
        StackPane.setMargin(top, new Insets(SHEET_MARGIN, 0, 0, 0));
        modal.visibleProperty().addListener((_, _, open) -> raiseMessages(open));
    }

    private void raiseMessages(boolean open) {
        (open ? foot : top).getChildren().remove(messages);
        (open ? top : foot).getChildren().addFirst(messages);
    }

    /// The layers above the window's content.
    List<Node> layers() {
        return List.of(foot, modal, top);
    }

    /// Shows something below the messages until it is taken away.
    void pin(Node node) {
        foot.getChildren().add(node);
    }

    /// Shows something in the row below the panels until it is taken away.
    void keep(Node node) {
        strip.getChildren().add(node);
    }

    /// Takes it away.
    void unpin(Node node) {
        foot.getChildren().remove(node);
        strip.getChildren().remove(node);
    }

    /// The row below the panels.
    Node strip() {
        return strip;
    }

    boolean isOpen() {
        return modal.isVisible();
    }

    void close() {
        Node to = before;
        before = null;
        dismissed = () -> {};
        modal.setVisible(false);
        modal.getChildren().setAll(scrim);
        if (to != null && to.getScene() == modal.getScene()) {
            to.requestFocus();
        }
    }

    /// What lies behind an open sheet does not get the keys: from its last control Tab goes on with its beginning, and
    /// with Shift the other way.
    private void keepKeys(@Nullable Node owner) {
        if (owner == null || !isOpen() || modal.getChildren().size() < 2 || isIn(owner, modal)) {
            return;
        }
        Node sheet = modal.getChildren().getLast();
        List<Node> stops = new ArrayList<>();
        collectStops(sheet, stops);
        (backwards ? stops.getLast() : sheet).requestFocus();
    }

    private static boolean isIn(Node node, Node root) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == root) {
                return true;
            }
        }
        return false;
    }

    private static void collectStops(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectStops(child, stops));
        }
    }

    /// Closes a sheet without an answer, which a question may take for one.
    void dismiss() {
        Runnable then = dismissed;
        close();
        then.run();
    }

    /// Shows a sheet; Escape and a click beside it close it.
    ///
    /// @param answers none where the content has buttons of its own
    void show(String title, Region content, Answer... answers) {
        SheetBody body = new SheetBody(content);
        HBox buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinHeight(Region.USE_PREF_SIZE);
        for (Answer answer : answers) {
            Button button = new Button(answer.text());
            button.setId("answer-" + answer.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setDefaultButton(answer.isDefault());
            if (answer.isDefault()) {
                button.getStyleClass().add("accent");
            }
            button.setOnAction(_ -> {
                close();
                answer.action().run();
            });
            buttons.getChildren().add(button);
        }
        VBox sheet = new VBox(16, heading(title), body);
        if (answers.length > 0) {
            sheet.getChildren().add(buttons);
        }
        VBox.setVgrow(body, Priority.ALWAYS);
        open(sheet);
        body.applyCss(); // what is scrolled belongs to the scene from now on
    }

    private static Label heading(String title) {
        Label heading = new Label(title);
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        heading.getStyleClass().add("sheet-title");
        return heading;
    }

    private void open(VBox sheet) {
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setMargin(sheet, new Insets(SHEET_MARGIN));
        sheet.setFocusTraversable(true);
        sheet.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                dismiss();
            }
        });
        if (!isOpen() && modal.getScene() != null) {
            before = modal.getScene().getFocusOwner();
        }
        modal.getChildren().setAll(scrim, sheet);
        dismissed = () -> {};
        modal.setVisible(true);
        sheet.requestFocus(); // so that Tab goes through the sheet and Escape closes it
    }

    /// Shows a page to choose from, nearly as large as the window; Escape, its cross and a click beside it close it.
    void page(String title, ChoicePage content) {
        wide(title, content);
        content.search().requestFocus();
    }

    /// Shows something nearly as large as the window; Escape, its cross and a click beside it close it.
    void wide(String title, Region content) {
        content.prefWidthProperty().bind(Bindings.min(modal.widthProperty().subtract(PAGE_MARGIN), PAGE_WIDTH));
        content.prefHeightProperty().bind(modal.heightProperty().subtract(PAGE_MARGIN + PAGE_HEAD));
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox head = new HBox(
                heading(title), filler, Icons.button(MaterialDesignC.CLOSE, "close-page", "Close (Esc)", this::close));
        head.setAlignment(Pos.CENTER_LEFT);
        open(new VBox(16, head, content));
    }

    /// A question with a sentence.
    void ask(String title, String sentence, Answer... answers) {
        Label words = new Label(sentence);
        words.setWrapText(true);
        words.getStyleClass().add("question");
        words.setMinHeight(Region.USE_PREF_SIZE);
        show(title, words, answers);
    }

    /// The same, where Escape and a click beside it are an answer as well.
    ///
    /// @param without what happens after the sheet has closed by them
    void ask(String title, String sentence, Runnable without, Answer... answers) {
        ask(title, sentence, answers);
        dismissed = without;
    }

    /// Tells what was done; goes by itself.
    void tell(String sentence) {
        message(sentence, false);
    }

    /// Tells what went wrong; goes by itself.
    void complain(String sentence) {
        message(sentence, true);
    }

    private void message(String sentence, boolean trouble) {
        Notification note = new Notification(
                sentence, new FontIcon(trouble ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignI.INFORMATION_OUTLINE));
        note.getStyleClass().addAll("message", trouble ? "trouble" : "good");
        note.setPrefWidth(460);
        note.setMaxWidth(460);
        note.setOnClose(_ -> messages.getChildren().remove(note));
        messages.getChildren().add(note);
        if (messages.getChildren().size() > 3) {
            messages.getChildren().removeFirst();
        }
        PauseTransition reading = new PauseTransition(READING_TIME);
        reading.setOnFinished(_ -> messages.getChildren().remove(note));
        reading.play();
    }
}
