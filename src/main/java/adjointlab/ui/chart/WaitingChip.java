package adjointlab.ui.chart;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Says over a picture what is being made and how far it is, and stops it. Where there is no room for all words in one
/// line, they are broken and the way to stop stands below them. Where the picture is too low even for that, they are
/// cut, read whole by a pointer, and the way to stop stays.
final class WaitingChip extends Region {
    private static final double GAP = 8;

    private final Label words = new Label();
    private final Tooltip whole = new Tooltip();
    private final Hyperlink link = new Hyperlink("Stop");

    /// @param stop ends what is being made
    WaitingChip(Runnable stop) {
        getStyleClass().add("chart-waiting");
        link.getStyleClass().add("quiet-link");
        link.setOnAction(_ -> stop.run());
        words.setWrapText(true);
        words.setTooltip(whole);
        getChildren().addAll(words, link);
        setManaged(false);
        setVisible(false);
    }

    void say(String text) {
        words.setText(text);
        whole.setText(text);
        setVisible(true);
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double wordsWidth() {
        return Math.ceil(words.prefWidth(-1));
    }

    private double linkWidth() {
        return Math.ceil(link.prefWidth(-1));
    }

    /// Whether words and link stand side by side in this room between the edges.
    private boolean isOneLine(double room) {
        return wordsWidth() + GAP + linkWidth() <= room;
    }

    @Override
    protected double computePrefWidth(double height) {
        Insets edge = getInsets();
        return edge.getLeft() + wordsWidth() + GAP + linkWidth() + edge.getRight();
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets edge = getInsets();
        double room = (width < 0 ? prefWidth(-1) : width) - edge.getLeft() - edge.getRight();
        double high = isOneLine(room)
                ? Math.max(words.prefHeight(wordsWidth()), link.prefHeight(-1))
                : words.prefHeight(room) + link.prefHeight(-1);
        return edge.getTop() + Math.ceil(high) + edge.getBottom();
    }

    @Override
    protected void layoutChildren() {
        Insets edge = getInsets();
        double x = edge.getLeft();
        double y = edge.getTop();
        double width = getWidth() - x - edge.getRight();
        double height = getHeight() - y - edge.getBottom();
        double high = Math.min(height, link.prefHeight(-1));
        double wide = Math.min(width, linkWidth());
        if (isOneLine(width)) {
            words.resizeRelocate(x, y, wordsWidth(), height);
            link.resizeRelocate(x + width - wide, snapPositionY(y + (height - high) / 2), wide, high);
        } else {
            words.resizeRelocate(x, y, width, Math.max(0, height - high));
            link.resizeRelocate(snapPositionX(x + (width - wide) / 2), y + height - high, wide, high);
        }
    }
}
