package adjointlab.ui.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Cards under headings. All of them are one Tab stop: the arrows go from card to card, Home and End to the first and
/// the last.
final class CardGrid extends VBox {
    /// Seen around a card that is scrolled to, px.
    private static final double AIR = 40;

    private final List<CardRows> rows = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private double cardWidth;
    private @Nullable Card current;
    private @Nullable Runnable leave;

    /// Cards that belong together.
    ///
    /// @param heading above them; "" for none
    /// @param cards in order
    record Section(String heading, List<Card> cards) {
        Section {
            cards = List.copyOf(cards);
        }
    }

    /// @param cardWidth least width of a card
    CardGrid(double cardWidth) {
        this.cardWidth = cardWidth;
        getStyleClass().add("card-grid");
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Shows these cards, and the first one is where the arrows start.
    void show(List<Section> sections) {
        rows.clear();
        cards.clear();
        getChildren().clear();
        for (Section section : sections) {
            if (!section.heading().isEmpty()) {
                Label heading = new Label(section.heading());
                heading.getStyleClass().addAll("section", "card-heading");
                heading.setWrapText(true);
                getChildren().add(heading);
            }
            CardRows some = new CardRows(cardWidth, section.cards());
            rows.add(some);
            cards.addAll(section.cards());
            getChildren().add(some);
        }
        current = null;
        cards.forEach(card -> card.setFocusTraversable(false));
        if (!cards.isEmpty()) {
            stopAt(cards.getFirst());
        }
    }

    /// @param width least width of a card from the next time on that cards are shown
    void setCardWidth(double width) {
        cardWidth = width;
    }

    /// The cards that are shown, in order.
    List<Card> cards() {
        return List.copyOf(cards);
    }

    /// The card that has the focus, or gets it when the focus comes.
    @Nullable
    Card current() {
        return current;
    }

    /// Gives the focus to the current card.
    void focus() {
        if (current != null) {
            go(current);
        }
    }

    /// Lets the focus come to a card when it comes.
    void stopAt(Card card) {
        if (current != null) {
            current.setFocusTraversable(false);
        }
        current = card;
        card.setFocusTraversable(true);
    }

    private void key(KeyEvent event) {
        Card from = current;
        if (from == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Card to =
                switch (event.getCode()) {
                    case LEFT -> beside(from, -1);
                    case RIGHT -> beside(from, 1);
                    case UP, PAGE_UP -> below(from, -1);
                    case DOWN, PAGE_DOWN -> below(from, 1);
                    case HOME -> cards.getFirst();
                    case END -> cards.getLast();
                    default -> null;
                };
        if (to != null) {
            event.consume();
            go(to);
        } else if (event.getCode() == KeyCode.UP && leave != null) {
            event.consume();
            leave.run();
        }
    }

    /// Says what the upwards arrow does in the first row.
    void onLeaving(Runnable upwards) {
        leave = upwards;
    }

    private void go(Card card) {
        stopAt(card);
        card.requestFocus();
        reveal(card);
    }

    private @Nullable Card beside(Card from, int by) {
        int to = cards.indexOf(from) + by;
        return to >= 0 && to < cards.size() ? cards.get(to) : from;
    }

    /// The card in the next row, in the same column or the last one there; null above the first row.
    private @Nullable Card below(Card from, int by) {
        for (int r = 0; r < rows.size(); r++) {
            CardRows here = rows.get(r);
            int index = here.cards().indexOf(from);
            if (index < 0) {
                continue;
            }
            int columns = here.columns();
            int column = index % columns;
            int row = index / columns + by;
            if (row >= 0 && row * columns < here.cards().size()) {
                return here.at(row, column);
            }
            if (r + by < 0) {
                return null;
            }
            if (r + by >= rows.size()) {
                return from;
            }
            CardRows next = rows.get(r + by);
            return next.at(by > 0 ? 0 : (next.cards().size() - 1) / next.columns(), column);
        }
        return null;
    }

    /// Scrolls until a card is seen whole, with some air.
    private void reveal(Card card) {
        for (var node = getParent(); node != null; node = node.getParent()) {
            if (node instanceof ScrollPane pane && pane.getContent() != null) {
                pane.layout();
                Bounds at = pane.getContent().sceneToLocal(card.localToScene(card.getLayoutBounds()));
                double hidden = pane.getContent().getLayoutBounds().getHeight()
                        - pane.getViewportBounds().getHeight();
                double top = pane.getVvalue() * hidden;
                double bottom = top + pane.getViewportBounds().getHeight();
                if (hidden > 0 && at.getMinY() - AIR < top) {
                    pane.setVvalue(Math.clamp((at.getMinY() - AIR) / hidden, 0, 1));
                } else if (hidden > 0 && at.getMaxY() + AIR > bottom) {
                    pane.setVvalue(Math.clamp((at.getMaxY() + AIR - (bottom - top)) / hidden, 0, 1));
                }
                return;
            }
        }
    }
}
