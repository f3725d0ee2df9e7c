package adjointlab.ui.shell;

import javafx.scene.layout.Pane;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// A line as small as a word, without axes.
final class Sparkline extends Pane {
    private static final double MARGIN = 2;

    /// @param curve heights from 0 to 1, evenly spaced; NaN where the line has a gap
    Sparkline(double width, double height, double... curve) {
        setPrefSize(width, height);
        setMinSize(width, height);
        setMaxSize(width, height);
        Path path = new Path();
        path.getStyleClass().add("sparkline");
        for (int k = 0; k < curve.length; k++) {
            if (Double.isNaN(curve[k])) {
                continue;
            }
            boolean down = k > 0 && !Double.isNaN(curve[k - 1]);
            double x = MARGIN + (width - 2 * MARGIN) * k / Math.max(1, curve.length - 1);
            double y = MARGIN + (height - 2 * MARGIN) * (1 - curve[k]);
            if (!down) {
                path.getElements().add(new MoveTo(x, y));
            }
            path.getElements().add(new LineTo(x, y)); // a point alone is a dot
        }
        getChildren().add(path);
    }
}
