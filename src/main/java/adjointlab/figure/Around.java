package adjointlab.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// What a composed figure draws around its plots, as it was placed.
///
/// @param texts letters, titles and the names of the legend
/// @param samples of the legend's lines and points
/// @param cells what of the page each panel takes with its head
record Around(List<PlacedText> texts, List<Sample> samples, List<Rectangle2D> cells) {
    /// Nothing.
    static final Around NOTHING = new Around(List.of(), List.of());

    /// Around a figure of one panel.
    Around(List<PlacedText> texts, List<Sample> samples) {
        this(texts, samples, List.of());
    }

    /// How a series looks, beside its name.
    ///
    /// @param x0 left end
    /// @param x1 right end
    /// @param y where the line lies
    record Sample(SeriesStyle style, double x0, double x1, double y) {
        double middle() {
            return (x0 + x1) / 2;
        }
    }

    void draw(Graphics2D g, Theme theme) {
        texts.forEach(text -> text.draw(g));
        for (Sample sample : samples) {
            Pen.sample(g, theme, sample.style, sample.x0, sample.x1, sample.y);
        }
    }
}
