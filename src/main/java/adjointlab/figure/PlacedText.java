package adjointlab.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/// A text as it was placed.
///
/// @param words what it says
/// @param face its font
/// @param colour of the text
/// @param x where its base line begins
/// @param y where its base line begins
/// @param upwards whether it runs upwards
record PlacedText(String words, Fonts.Face face, Color colour, double x, double y, boolean upwards) {
    /// One that runs to the right.
    PlacedText(String words, Fonts.Face face, Color colour, double x, double y) {
        this(words, face, colour, x, y, false);
    }

    void draw(Graphics2D g) {
        g.setColor(colour);
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        if (upwards) {
            g.rotate(-Math.PI / 2);
        }
        face.draw(g, words, 0, 0);
        g.setTransform(before);
    }
}
