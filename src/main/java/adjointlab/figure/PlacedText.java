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
/// @param turn against the clock from running to the right, radians
record PlacedText(String words, Fonts.Face face, Color colour, double x, double y, double turn) {
    /// Running upwards.
    static final double UPWARDS = Math.PI / 2;

    /// One that runs to the right.
    PlacedText(String words, Fonts.Face face, Color colour, double x, double y) {
        this(words, face, colour, x, y, 0);
    }

    void draw(Graphics2D g) {
        g.setColor(colour);
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        if (turn != 0) {
            g.rotate(-turn);
        }
        face.draw(g, words, 0, 0);
        g.setTransform(before);
    }
}
