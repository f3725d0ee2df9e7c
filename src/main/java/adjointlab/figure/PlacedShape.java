package adjointlab.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;

/// A line or an area as it was placed.
///
/// @param shape of straight pieces
/// @param colour of it
/// @param width of the line; 0 fills the shape
record PlacedShape(Shape shape, Color colour, double width) {
    void draw(Graphics2D g) {
        g.setColor(colour);
        if (width == 0) {
            g.fill(shape);
        } else {
            g.setStroke(new BasicStroke((float) width));
            g.draw(shape);
        }
    }
}
