package adjointlab.ui.gallery;

import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One thing to choose: a picture, its name, a sentence, and small words such as what it takes.
final class Card extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass UNFIT = PseudoClass.getPseudoClass("unfit");
    private static final double TIP_WIDTH = 380;

    private final String choice;
    private final Runnable open;
    private final StackPane frame = new StackPane();
    private final Label sentence = new Label();
    private final Tooltip tip = new Tooltip();
    private @Nullable Supplier<Node> later;

    /// What stands on a card.
    ///
    /// @param title its name
    /// @param sentence what it is about; "" for a card of its name alone
    /// @param tip all that there is to say, on hover
    /// @param words small ones at the foot
    record Words(String title, String sentence, String tip, List<String> words) {}

    /// @param choice id of what it stands for
    /// @param picture above its name
    /// @param open what a click or Enter does
    Card(String choice, Node picture, Words words, Runnable open) {
        this.choice = choice;
        this.open = open;
        getStyleClass().add("card");
        setFillWidth(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        frame.getChildren().add(picture);
        frame.getStyleClass().add("card-picture");
        Label title = wrapped(new Label(words.title()), "card-title");
        getChildren().addAll(frame, title);
        if (!words.sentence().isEmpty()) {
            wrapped(sentence, "card-text").setText(words.sentence());
            getChildren().add(sentence);
        }
        if (!words.words().isEmpty()) {
            Region filler = new Region();
            VBox.setVgrow(filler, Priority.ALWAYS);
            getChildren().addAll(filler, foot(words.words()));
        }
        tip.setText(words.tip());
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        Tooltip.install(this, tip);
        setAccessibleText(words.title()
                + (words.words().isEmpty() ? "" : ", " + String.join(", ", words.words()))
                + (words.sentence().isEmpty() ? "" : ". " + words.sentence()));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                fire();
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                event.consume();
                fire();
            }
        });
    }

    /// Id of what it stands for.
    String choice() {
        return choice;
    }

    /// Chooses it.
    void fire() {
        open.run();
    }

    /// Marks it as what is open.
    void setSelected(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    /// Shows another picture once somebody can see it.
    void showLater(Supplier<Node> picture) {
        later = picture;
    }

    /// Takes note that somebody can see it.
    void seen() {
        Supplier<Node> picture = later;
        later = null;
        if (picture != null) {
            show(picture.get());
        }
    }

    /// Shows another picture.
    void show(Node picture) {
        frame.getChildren().setAll(picture);
    }

    /// Marks it as what does not suit what is open.
    ///
    /// @param reason why, below its sentence
    void refuse(String reason) {
        pseudoClassStateChanged(UNFIT, true);
        Label why = wrapped(new Label(reason), "card-reason");
        getChildren().add(getChildren().indexOf(sentence) + 1, why);
        setAccessibleText(getAccessibleText() + " Not now: " + reason);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            fire();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }

    private static FlowPane foot(List<String> words) {
        FlowPane foot = new FlowPane(4, 4);
        foot.getStyleClass().add("card-foot");
        for (String word : words) {
            Label label = new Label(word);
            label.getStyleClass().add("card-word");
            foot.getChildren().add(label);
        }
        return foot;
    }

    private static Label wrapped(Label label, String styleClass) {
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
