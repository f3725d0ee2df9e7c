package adjointlab.ui.gallery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;

/// Cards of one width in rows, as many beside each other as fit; those of a row are of one height.
final class CardRows extends Pane {
    private static final double GAP = 12;

    private final double least;
    private final List<Card> cards;
    private final Map<Double, double[]> heights = new HashMap<>();

    /// @param least width of a card
    CardRows(double least, List<Card> cards) {
        this.least = least;
        this.cards = cards;
        getStyleClass().add("card-rows");
        getChildren().setAll(cards);
    }

    List<Card> cards() {
        return cards;
    }

    /// How many stand beside each other now.
    int columns() {
        return columns(getWidth());
    }

    /// The card of a row and column, or the last one of a row that is shorter.
    Card at(int row, int column) {
        return cards.get(Math.min(row * columns() + column, cards.size() - 1));
    }

    private int columns(double width) {
        return (int) Math.max(1, Math.floor((width + GAP) / (least + GAP)));
    }

    private double cardWidth(double width) {
        int columns = columns(width);
        return Math.floor((width - GAP * (columns - 1)) / columns);
    }

    /// Heights of the rows in a width; known until something in a card changes.
    private double[] heights(double width) {
        return heights.computeIfAbsent(width, _ -> {
            int columns = columns(width);
            double each = cardWidth(width);
            double[] rows = new double[Math.ceilDiv(cards.size(), columns)];
            for (int i = 0; i < cards.size(); i++) {
                rows[i / columns] =
                        Math.max(rows[i / columns], Math.ceil(cards.get(i).prefHeight(each)));
            }
            return rows;
        });
    }

    @Override
    public void requestLayout() {
        heights.clear();
        super.requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return least;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 3 * least + 2 * GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double[] rows = heights(width < 0 ? prefWidth(-1) : width);
        return Arrays.stream(rows).sum() + GAP * Math.max(0, rows.length - 1);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        int columns = columns(width);
        double each = cardWidth(width);
        double[] rows = heights(width);
        double y = 0;
        for (int i = 0; i < cards.size(); i++) {
            int row = i / columns;
            cards.get(i).resizeRelocate(i % columns * (each + GAP), y, each, rows[row]);
            if (i % columns == columns - 1) {
                y += rows[row] + GAP;
            }
        }
    }
}
