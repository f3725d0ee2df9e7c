package adjointlab.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.ext.awt.g2d.AbstractGraphics2D;
import org.apache.batik.ext.awt.g2d.GraphicContext;

/// A text of a figure as it was drawn.
///
/// @param words what it says; pieces in another font are joined
/// @param box around its letters, in units of the figure
/// @param size of its largest letters, in units
public record DrawnText(String words, Rectangle2D box, double size) {
    /// Pieces nearer than this, in units, are of one text.
    private static final double JOINT = 0.5;

    /// Every text that a figure draws.
    ///
    /// @param width of the picture, units
    /// @param height of the picture, units
    public static List<DrawnText> of(Figure figure, Theme theme, double width, double height) {
        return draw(figure, new Painter(theme), new Rectangle2D.Double(0, 0, width, height)).texts;
    }

    /// A drawing that nobody sees.
    ///
    /// @param texts of it
    /// @param layout of the rest
    record Drawing(List<DrawnText> texts, FigureLayout layout) {}

    /// What a painter would draw on a page.
    static Drawing draw(Figure figure, Painter painter, Rectangle2D page) {
        Recorder recorder = new Recorder();
        FigureLayout layout = painter.paint(figure, recorder, page);
        return new Drawing(recorder.joined(), layout);
    }

    /// Whether it was shortened because there was no room for all of it.
    public boolean isCut() {
        return words.endsWith("…");
    }

    /// Whether letters of both lie over each other by more than this, in units.
    public boolean meets(DrawnText other, double slack) {
        Rectangle2D both = box.createIntersection(other.box);
        return both.getWidth() > slack && both.getHeight() > slack;
    }

    /// Draws nothing and keeps where each text goes.
    private static final class Recorder extends AbstractGraphics2D {
        private static final BufferedImage NOTHING = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

        private final List<DrawnText> texts;

        Recorder() {
            super(false);
            gc = new GraphicContext();
            texts = new ArrayList<>();
        }

        private Recorder(Recorder other) {
            super(other);
            texts = other.texts;
        }

        private List<DrawnText> joined() {
            List<DrawnText> joined = new ArrayList<>();
            for (DrawnText text : texts) {
                DrawnText last = joined.isEmpty() ? null : joined.getLast();
                if (last != null
                        && Math.abs(last.box.getMaxX() - text.box.getX()) < JOINT
                        && Math.abs(last.box.getCenterY() - text.box.getCenterY()) < last.box.getHeight() / 2) {
                    joined.set(
                            joined.size() - 1,
                            new DrawnText(
                                    last.words + text.words,
                                    last.box.createUnion(text.box),
                                    Math.max(last.size, text.size)));
                } else {
                    joined.add(text);
                }
            }
            return joined.stream().filter(text -> !text.words.isBlank()).toList();
        }

        @Override
        public void drawString(String words, float x, float y) {
            keep(words, getFont(), Fonts.width(getFont(), words), x, y);
        }

        @Override
        public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
            // numbers in columns, glyph by glyph
            keep("#", glyphs.getFont(), glyphs.getLogicalBounds().getWidth(), x, y);
        }

        /// As high as a capital letter, since descents may touch, and as wide as its advance.
        private void keep(String words, Font font, double width, float x, float y) {
            double height = 0.728 * font.getSize2D();
            Shape box = new Rectangle2D.Double(x, y - height, width, height);
            double scale = Math.sqrt(Math.abs(getTransform().getDeterminant()));
            texts.add(new DrawnText(
                    words, getTransform().createTransformedShape(box).getBounds2D(), scale * font.getSize2D()));
        }

        @Override
        public void drawString(AttributedCharacterIterator iterator, float x, float y) {
            throw new UnsupportedOperationException("figures draw plain strings");
        }

        @Override
        public Graphics create() {
            return new Recorder(this);
        }

        @Override
        public void dispose() {
            // holds nothing
        }

        @Override
        public void draw(Shape shape) {
            // only texts are kept
        }

        @Override
        public void fill(Shape shape) {
            // only texts are kept
        }

        @Override
        public void drawRenderedImage(RenderedImage image, AffineTransform at) {
            // only texts are kept
        }

        @Override
        public void drawRenderableImage(RenderableImage image, AffineTransform at) {
            // only texts are kept
        }

        @Override
        public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
            return true;
        }

        @Override
        public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
            return true;
        }

        @Override
        public void copyArea(int x, int y, int width, int height, int dx, int dy) {
            throw new UnsupportedOperationException("figures copy nothing");
        }

        @Override
        public void setXORMode(Color colour) {
            throw new UnsupportedOperationException("figures invert nothing");
        }

        @Override
        public FontMetrics getFontMetrics(Font font) {
            return NOTHING.createGraphics().getFontMetrics(font);
        }

        @Override
        public GraphicsConfiguration getDeviceConfiguration() {
            return NOTHING.createGraphics().getDeviceConfiguration();
        }
    }
}
