package adjointlab.ui.gallery;

import adjointlab.ui.look.Look;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A search field above a grid of cards: typing narrows, the downwards arrow goes into the cards, Enter opens the first
/// one. Pages are laid out as wide as they are allowed.
public abstract class ChoicePage extends VBox {
    private final TextField search = new TextField();
    private final FlowPane tools = new FlowPane(8, 8);
    private final Label nothing = new Label();
    private final double cardWidth;
    private final CardGrid grid;
    private final ScrollPane scroll;
    private boolean looking;

    /// @param id of the page; the search field's has "-search" behind it
    /// @param prompt in the empty search field
    /// @param cardWidth least width of a card, in text of ordinary size
    ChoicePage(String id, String prompt, double cardWidth) {
        setId(id);
        getStyleClass().add("choice-page");
        this.cardWidth = cardWidth;
        grid = new CardGrid(cardWidth);
        search.setId(id + "-search");
        search.setPromptText(prompt);
        search.setAccessibleText(prompt);
        search.getStyleClass().add("choice-search");
        search.textProperty().addListener((_, _, _) -> refresh());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getChildren().add(search);
        nothing.setId(id + "-nothing");
        nothing.getStyleClass().add("empty");
        nothing.setWrapText(true);
        VBox content = new VBox(nothing, grid);
        content.getStyleClass().add("choice-content");
        scroll = new ScrollPane(content);
        scroll.getStyleClass().addAll("column", "edge-to-edge", "choice-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false); // its cards are
        scroll.setMinSize(0, 0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        InvalidationListener moved = _ -> lookSoon();
        scroll.vvalueProperty().addListener(moved);
        scroll.viewportBoundsProperty().addListener(moved);
        grid.layoutBoundsProperty().addListener(moved);
        grid.needsLayoutProperty().addListener(moved);
        grid.onLeaving(search::requestFocus);
        getChildren().addAll(tools, scroll);
    }

    /// Shows the cards that suit what was typed.
    abstract void refresh();

    /// The field to type in.
    public TextField search() {
        return search;
    }

    /// The row of the search field, for more that narrows.
    FlowPane tools() {
        return tools;
    }

    /// The cards.
    CardGrid grid() {
        return grid;
    }

    /// Says why there are no cards; "" where there are.
    void say(String sentence) {
        nothing.setText(sentence);
        nothing.setVisible(!sentence.isEmpty());
        nothing.setManaged(!sentence.isEmpty());
    }

    /// Says how large text is.
    ///
    /// @param size in pixels
    public void setTextSize(double size) {
        grid.setCardWidth(cardWidth * size / Look.DEFAULT_FONT_SIZE);
    }

    /// Begins a new choice: nothing typed yet, at the top.
    public void begin() {
        search.clear();
        refresh();
        scroll.setVvalue(0);
    }

    /// After the layout, once for all that changed it.
    private void lookSoon() {
        if (!looking) {
            looking = true;
            Platform.runLater(() -> {
                looking = false;
                Bounds all = scroll.localToScene(scroll.getLayoutBounds());
                for (Card card : grid.cards()) {
                    if (getScene() != null && all.intersects(card.localToScene(card.getLayoutBounds()))) {
                        card.seen();
                    }
                }
            });
        }
    }

    private void searchKey(KeyEvent event) {
        Card first = grid.current();
        if (first != null && event.getCode() == KeyCode.DOWN) {
            event.consume();
            grid.focus();
        } else if (first != null && event.getCode() == KeyCode.ENTER) {
            event.consume();
            first.fire();
        }
    }
}
