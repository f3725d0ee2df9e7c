package adjointlab.ui.shell;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// What a row of the run list says: a run's name, what it has otherwise than others of that name, small signs and its
/// loss. All in one line where there is room, else the name above the rest; a name that is longer goes on in further
/// lines, since runs often differ in their last words.
final class RunWords extends Region {
    /// Between a name and what stands behind it.
    private static final double GAP = 4;

    private static final int MOST_LINES = 4;

    private final Label name;
    private final Label detail;
    private final Node marks;
    private final Label readout;

    /// @param name its first words; may be empty
    /// @param detail the rest; may be empty
    /// @param marks small signs, which stand behind the words
    /// @param readout its loss, at the right
    RunWords(Label name, Label detail, Node marks, Label readout) {
        this.name = name;
        this.detail = detail;
        this.marks = marks;
        this.readout = readout;
        name.setWrapText(true);
        detail.setWrapText(true);
        name.setVisible(!name.getText().isEmpty());
        detail.setVisible(!detail.getText().isEmpty());
        getChildren().addAll(name, detail, marks, readout);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil(whole() + end());
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return prefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? prefWidth(-1) : width;
        if (isOneLine(room)) {
            return Math.max(last().prefHeight(-1), readout.prefHeight(-1));
        }
        return (hasBoth() ? height(name, room) : 0) + height(last(), room - end());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double left = 0;
        double top = 0;
        if (hasBoth() && isOneLine(width)) {
            left = width(name) + GAP;
            place(name, 0, 0, width(name), height);
        } else if (hasBoth()) {
            top = height(name, width);
            place(name, 0, 0, width, top);
        }
        Label last = last();
        double words = Math.min(Math.max(0, width - left - end()), width(last));
        place(last, left, top, words, height - top);
        place(marks, left + words, top, marks.prefWidth(-1), height - top);
        double loss = readout.prefWidth(-1);
        place(readout, width - loss, top, loss, height - top);
    }

    private void place(Node node, double x, double y, double width, double height) {
        layoutInArea(node, x, y, width, height, 0, HPos.LEFT, VPos.CENTER);
    }

    /// Whether something stands behind the name.
    private boolean hasBoth() {
        return name.isVisible() && detail.isVisible();
    }

    /// The words beside the loss, where they have no room in one line.
    private Label last() {
        return detail.isVisible() ? detail : name;
    }

    private boolean isOneLine(double width) {
        return whole() + end() <= width;
    }

    /// All words in one line.
    private double whole() {
        return width(name) + width(detail) + (hasBoth() ? GAP : 0);
    }

    /// What signs and loss take.
    private double end() {
        return marks.prefWidth(-1) + readout.prefWidth(-1);
    }

    private static double width(Label label) {
        return label.isVisible() ? label.prefWidth(-1) : 0;
    }

    private static double height(Label label, double width) {
        return Math.min(label.prefHeight(Math.max(1, width)), MOST_LINES * label.prefHeight(-1));
    }
}
