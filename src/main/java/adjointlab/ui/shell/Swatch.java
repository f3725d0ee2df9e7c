package adjointlab.ui.shell;

import adjointlab.figure.Palette;
import adjointlab.figure.SeriesStyle;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;

/// A run's marker and a piece of its line, as panels draw them.
final class Swatch extends Region {
    private static final double WIDTH = 40;
    private static final double HEIGHT = 14;
    private static final double RADIUS = 5;

    Swatch(SeriesStyle style, Palette palette, double scale) {
        Color colour = colour(palette.of(style));
        Line line = new Line(15, HEIGHT / 2, WIDTH - 2, HEIGHT / 2);
        line.setStroke(colour);
        line.setStrokeWidth(1.8);
        line.setStrokeLineCap(StrokeLineCap.BUTT);
        line.getStrokeDashArray().setAll(dashes(style.dash()));
        line.setVisible(style.dash() != SeriesStyle.Dash.NONE);
        Shape marker = marker(style.marker(), colour);
        marker.setTranslateX(RADIUS + 1);
        marker.setTranslateY(HEIGHT / 2);
        var content = new javafx.scene.Group(line, marker);
        content.getTransforms().add(new javafx.scene.transform.Scale(scale, scale));
        getChildren().add(content);
        setMinSize(WIDTH * scale, HEIGHT * scale);
        setMaxSize(WIDTH * scale, HEIGHT * scale);
        setMouseTransparent(true);
    }

    static Color colour(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getAlpha() / 255.0);
    }

    private static Double[] dashes(SeriesStyle.Dash dash) {
        return switch (dash) {
            case SOLID, NONE -> new Double[0];
            case DASHED -> new Double[] {6.0, 3.0};
            case DOTTED -> new Double[] {1.8, 2.6};
            case DASH_DOT -> new Double[] {6.0, 3.0, 1.8, 3.0};
            case LONG_DASH -> new Double[] {11.0, 4.0};
            case SHORT_DASH -> new Double[] {3.0, 2.5};
            case LONG_DASH_DOT -> new Double[] {11.0, 3.0, 1.8, 3.0};
            case DASH_DOT_DOT -> new Double[] {6.0, 2.5, 1.8, 2.5, 1.8, 2.5};
        };
    }

    private static Shape marker(SeriesStyle.Marker marker, Color colour) {
        double r = RADIUS;
        return switch (marker) {
            case CIRCLE -> filled(new Circle(r), colour);
            case TRIANGLE -> filled(new Polygon(0, -r, r, 0.8 * r, -r, 0.8 * r), colour);
            case SQUARE -> filled(new Rectangle(-0.85 * r, -0.85 * r, 1.7 * r, 1.7 * r), colour);
            case DIAMOND -> filled(new Polygon(0, -r, r, 0, 0, r, -r, 0), colour);
            case CROSS ->
                stroked(
                        new Polyline(-0.7 * r, -0.7 * r, 0.7 * r, 0.7 * r, 0, 0, -0.7 * r, 0.7 * r, 0.7 * r, -0.7 * r),
                        colour);
            case PLUS -> stroked(new Polyline(-r, 0, r, 0, 0, 0, 0, -r, 0, r), colour);
            case DOT -> filled(new Circle(0.5 * r), colour);
            case NONE -> new Circle(0);
        };
    }

    private static Shape filled(Shape shape, Color colour) {
        shape.setFill(colour);
        return shape;
    }

    private static Shape stroked(Shape shape, Color colour) {
        shape.setFill(null);
        shape.setStroke(colour);
        shape.setStrokeWidth(1.8);
        return shape;
    }
}
