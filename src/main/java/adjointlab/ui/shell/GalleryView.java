package adjointlab.ui.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// Presets with thumbnails, grouped by paper.
final class GalleryView extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    /// One preset.
    ///
    /// @param id of the preset
    /// @param title short
    /// @param group heading: the paper
    /// @param summary for the tool tip
    /// @param thumbnail its picture
    record Card(String id, String title, String group, String summary, Node thumbnail) {}

    private final List<Button> buttons = new ArrayList<>();

    GalleryView(List<Card> cards, Consumer<String> open) {
        setId("gallery");
        getStyleClass().add("gallery");
        Map<String, List<Card>> groups = new LinkedHashMap<>();
        cards.forEach(card ->
                groups.computeIfAbsent(card.group(), _ -> new ArrayList<>()).add(card));
        groups.forEach((group, members) -> {
            Label heading = new Label((getChildren().isEmpty() ? "PRESETS · " : "") + group.toUpperCase(Locale.ROOT));
            heading.getStyleClass().addAll("section", "gallery-heading");
            heading.setWrapText(true);
            GridPane tiles = new GridPane(8, 8);
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            tiles.getColumnConstraints().setAll(half, half);
            for (int i = 0; i < members.size(); i++) {
                tiles.add(button(members.get(i), open), i % 2, i / 2);
            }
            getChildren().addAll(heading, tiles);
        });
    }

    /// Marks the preset that is open.
    void select(String id) {
        buttons.forEach(button -> button.pseudoClassStateChanged(SELECTED, id.equals(button.getUserData())));
    }

    private Button button(Card card, Consumer<String> open) {
        Button button = new Button(card.title(), card.thumbnail());
        button.setId("preset-" + card.id());
        button.setUserData(card.id());
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("preset-card");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        button.setMaxHeight(Double.MAX_VALUE);
        button.setWrapText(true);
        button.setTextAlignment(TextAlignment.CENTER);
        button.setAccessibleRole(AccessibleRole.BUTTON);
        Tooltip tip = new Tooltip(card.title() + "\n" + card.summary());
        tip.setWrapText(true);
        tip.setMaxWidth(340);
        button.setTooltip(tip);
        button.setOnAction(_ -> open.accept(card.id()));
        buttons.add(button);
        return button;
    }
}
