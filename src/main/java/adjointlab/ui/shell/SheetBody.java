package adjointlab.ui.shell;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// What a sheet holds between its title and its buttons: as large as it likes to be where the window has room, and
/// else scrolled, so that neither title nor buttons leave the window.
final class SheetBody extends ScrollPane {
    /// So much can be seen in the smallest window.
    private static final double LEAST = 60;

    private final Region content;

    /// @param content is shrunk to its smallest height before anything is scrolled
    SheetBody(Region content) {
        super(content);
        this.content = content;
        getStyleClass().add("sheet-body");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return contentWidth(content.prefWidth(-1));
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = contentWidth(width < 0 ? content.prefWidth(-1) : width);
        return Math.max(content.minHeight(wide), Math.min(content.prefHeight(wide), content.maxHeight(wide)));
    }

    /// As wide as it becomes in this room: the lines of a sentence that is no wider than it may be are more than those
    /// of one that takes all of the sheet.
    private double contentWidth(double room) {
        return Math.max(content.minWidth(-1), Math.min(room, content.maxWidth(-1)));
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST;
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST, content.minHeight(width));
    }
}
