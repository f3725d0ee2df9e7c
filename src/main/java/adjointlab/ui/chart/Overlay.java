package adjointlab.ui.chart;

import java.awt.geom.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/// What follows the pointer over a picture: a vertical line, a ring around the nearest point, a read-out.
final class Overlay extends Pane {
    private static final double GAP = 12;

    /// Sentences wider than this are broken.
    private static final double WIDEST = 340;

    private final Line crosshair = new Line();
    private final Circle ring = new Circle(5);
    private final Label readout = new Label();

    Overlay() {
        setMouseTransparent(true);
        setManaged(false);
        crosshair.getStyleClass().add("crosshair");
        ring.getStyleClass().add("hover-ring");
        readout.getStyleClass().add("hover-readout");
        readout.setWrapText(true);
        getChildren().addAll(crosshair, ring, readout);
        point(null);
    }

    /// Shows what the pointer is at; null for nothing.
    void point(@Nullable Hover hover) {
        crosshair.setVisible(hover != null && hover.area().surface() == null); // no straight line is one value
        ring.setVisible(hover != null && hover.hit() != null);
        readout.setVisible(hover != null && !hover.text().isEmpty());
        if (hover == null) {
            return;
        }
        Rectangle2D data = hover.area().data();
        double x = Math.round(hover.x()) + 0.5;
        crosshair.setStartX(x);
        crosshair.setEndX(x);
        crosshair.setStartY(data.getMinY() * hover.zoom());
        crosshair.setEndY(data.getMaxY() * hover.zoom());
        ring.setCenterX(hover.x());
        ring.setCenterY(hover.y());
        if (readout.isVisible()) {
            write(hover.text(), hover.x(), hover.y());
        }
    }

    /// Shows a text and nothing else; "" for none.
    ///
    /// @param x of the pointer
    /// @param y of the pointer
    void read(String words, double x, double y) {
        point(null);
        if (!words.isEmpty()) {
            readout.setVisible(true);
            write(words, x, y);
        }
    }

    private void write(String words, double x, double y) {
        readout.setText(words);
        readout.setMaxWidth(Math.min(WIDEST, getWidth()));
        readout.applyCss();
        readout.autosize();
        place(readout, x, y);
    }

    /// Beside the point, on the side where there is room.
    private void place(Region box, double x, double y) {
        double left = x + GAP + box.getWidth() > getWidth() ? x - GAP - box.getWidth() : x + GAP;
        double top = y - GAP - box.getHeight() < 0 ? y + GAP : y - GAP - box.getHeight();
        box.relocate((double) Math.round(Math.clamp(left, 0, Math.max(0, getWidth() - box.getWidth()))), (double)
                Math.round(Math.clamp(top, 0, Math.max(0, getHeight() - box.getHeight()))));
    }
}
