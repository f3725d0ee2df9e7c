package adjointlab.ui.shell;

import adjointlab.lab.preset.Drawing;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is drawn by hand, and what it is to be.
final class DrawForm extends HBox {
    /// Of what stands beside the square.
    private static final double WORDS = 250;

    private static final Map<Drawing, String> NAMES = new EnumMap<>(Map.of(
            Drawing.TRAJECTORY,
            "Trajectories",
            Drawing.DENSITY,
            "A density",
            Drawing.CURVE,
            "A loss of one parameter",
            Drawing.LOSS,
            "A loss of two parameters"));
    private static final Map<Drawing, String> HINTS = new EnumMap<>(Map.of(
            Drawing.TRAJECTORY,
            "Each line is the way of one state, from where you begin it. Cross your own line and see which"
                    + " family can follow.",
            Drawing.DENSITY,
            "Samples come from the lines, as from a brush. Several lines are one density.",
            Drawing.CURVE,
            "The loss of one parameter is as high as the line, from left to right. Each optimizer starts where"
                    + " you begin it.",
            Drawing.LOSS,
            "The loss of two parameters is low along the lines. The descent starts beside the first one."));

    private final ToggleGroup kinds = new ToggleGroup();
    private final DrawPad pad = new DrawPad();

    /// @param kind chosen at first
    DrawForm(Drawing kind) {
        setId("draw");
        setSpacing(24);
        VBox choice = new VBox(6);
        Label hint = new Label();
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add("about");
        kinds.selectedToggleProperty().subscribe(toggle -> {
            if (toggle != null) {
                hint.setText(HINTS.get((Drawing) toggle.getUserData()));
            }
        });
        for (Drawing each : Drawing.values()) {
            RadioButton button = new RadioButton(NAMES.get(each));
            button.setId("draw-" + each.name().toLowerCase(Locale.ROOT));
            button.setUserData(each);
            button.setToggleGroup(kinds);
            button.setSelected(each == kind);
            button.setWrapText(true);
            button.setMinHeight(Region.USE_PREF_SIZE);
            choice.getChildren().add(button);
        }
        VBox tools = new VBox(
                8,
                button("Remove the last line", "draw-undo", pad::removeLast),
                button("Clear", "draw-clear", pad::clear));
        VBox words = new VBox(16, choice, hint, tools);
        words.setPrefWidth(WORDS);
        words.setMinWidth(WORDS);
        getChildren().addAll(words, pad);
    }

    private Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setWrapText(true);
        button.setMinHeight(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        button.disableProperty().bind(pad.emptyProperty());
        return button;
    }

    /// The square.
    DrawPad pad() {
        return pad;
    }

    /// What it is to be.
    Drawing kind() {
        return (Drawing) kinds.getSelectedToggle().getUserData();
    }
}
