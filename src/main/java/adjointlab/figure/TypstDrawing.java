package adjointlab.figure;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Shape;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.batik.ext.awt.g2d.AbstractGraphics2D;
import org.apache.batik.ext.awt.g2d.GraphicContext;
import org.jspecify.annotations.Nullable;

/// What is drawn, as calls of Typst: paths as curves, texts as texts at the beginning of their base lines, pictures as
/// PNG. Places are those of the page in points, the same numbers as in every other format.
final class TypstDrawing extends AbstractGraphics2D {
    private final StringBuilder source;
    private final double width;

    /// @param width of the page, pt: what is clipped further out than ten of it is not clipped
    TypstDrawing(double width) {
        super(false);
        this.width = width;
        source = new StringBuilder();
        gc = new GraphicContext();
        gc.setPaint(Color.BLACK);
    }

    private TypstDrawing(TypstDrawing of) {
        super(of);
        width = of.width;
        source = of.source;
    }

    /// The calls so far, one a line.
    String source() {
        return source.toString();
    }

    @Override
    public Graphics create() {
        return new TypstDrawing(this);
    }

    @Override
    public void draw(Shape shape) {
        if (!(gc.getStroke() instanceof BasicStroke stroke)) {
            fill(gc.getStroke().createStrokedShape(shape));
            return;
        }
        double scale = Math.sqrt(Math.abs(gc.getTransform().getDeterminant()));
        StringBuilder line = new StringBuilder("stroke: (paint: ")
                .append(paint())
                .append(", thickness: ")
                .append(points(scale * stroke.getLineWidth()))
                .append(", cap: \"")
                .append(
                        switch (stroke.getEndCap()) {
                            case BasicStroke.CAP_ROUND -> "round";
                            case BasicStroke.CAP_SQUARE -> "square";
                            default -> "butt";
                        })
                .append("\", join: \"")
                .append(
                        switch (stroke.getLineJoin()) {
                            case BasicStroke.JOIN_ROUND -> "round";
                            case BasicStroke.JOIN_BEVEL -> "bevel";
                            default -> "miter";
                        })
                .append('"');
        float[] dashes = stroke.getDashArray();
        if (dashes != null) {
            List<String> lengths = new ArrayList<>();
            for (float dash : dashes) {
                lengths.add(points(scale * dash));
            }
            line.append(", dash: (array: (")
                    .append(String.join(", ", lengths))
                    .append(",), phase: ")
                    .append(points(scale * stroke.getDashPhase()))
                    .append(')');
        }
        curve(line.append(')').toString(), shape);
    }

    @Override
    public void fill(Shape shape) {
        String rule = shape.getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD
                ? ", fill-rule: \"even-odd\""
                : "";
        curve("fill: " + paint() + rule, shape);
    }

    private void curve(String how, Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator it = shape.getPathIterator(gc.getTransform()); !it.isDone(); it.next()) {
            path.append(", ")
                    .append(
                            switch (it.currentSegment(at)) {
                                case PathIterator.SEG_MOVETO -> "curve.move(" + point(at, 0) + ")";
                                case PathIterator.SEG_LINETO -> "curve.line(" + point(at, 0) + ")";
                                case PathIterator.SEG_QUADTO ->
                                    "curve.quad(" + point(at, 0) + ", " + point(at, 2) + ")";
                                case PathIterator.SEG_CUBICTO ->
                                    "curve.cubic(" + point(at, 0) + ", " + point(at, 2) + ", " + point(at, 4) + ")";
                                default -> "curve.close()";
                            });
        }
        if (!path.isEmpty()) {
            add("place(top + left, curve(" + how + path + "))");
        }
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isBlank()) {
            return;
        }
        AffineTransform transform = gc.getTransform();
        Point2D start = transform.transform(new Point2D.Double(x, y), null);
        double turn = Math.toDegrees(Math.atan2(transform.getShearY(), transform.getScaleX()));
        double size = gc.getFont().getSize2D() * Math.hypot(transform.getScaleX(), transform.getShearY());
        add("words(" + points(start.getX()) + ", " + points(start.getY()) + ", " + number(turn) + "deg, "
                + points(size) + ", \"" + (gc.getFont().isBold() ? "bold" : "regular") + "\", " + paint() + ", "
                + quoted(text) + ")");
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        StringBuilder letters = new StringBuilder();
        for (char c = text.first(); c != AttributedCharacterIterator.DONE; c = text.next()) {
            letters.append(c);
        }
        text.first();
        if (text.getAttribute(TextAttribute.FONT) instanceof java.awt.Font font) {
            setFont(font);
        }
        drawString(letters.toString(), x, y);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, @Nullable ImageObserver observer) {
        return drawImage(image, x, y, image.getWidth(null), image.getHeight(null), observer);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int across, int down, @Nullable ImageObserver observer) {
        Rectangle2D place = gc.getTransform()
                .createTransformedShape(new Rectangle2D.Double(x, y, across, down))
                .getBounds2D();
        add("place(top + left, dx: " + points(place.getX()) + ", dy: " + points(place.getY()) + ", image(bytes(("
                + bytes(image, gc.getTransform())
                + "), format: \"png\", scaling: \"pixelated\", fit: \"stretch\", width: "
                + points(place.getWidth()) + ", height: " + points(place.getHeight()) + "))");
        return true;
    }

    /// The file of a picture, mirrored as it is drawn.
    private static String bytes(Image image, AffineTransform transform) {
        int across = image.getWidth(null);
        int down = image.getHeight(null);
        boolean leftwards = transform.getScaleX() < 0;
        boolean upwards = transform.getScaleY() < 0;
        BufferedImage pixels = new BufferedImage(across, down, BufferedImage.TYPE_INT_ARGB);
        Graphics g = pixels.getGraphics();
        g.drawImage(
                image,
                leftwards ? across : 0,
                upwards ? down : 0,
                leftwards ? -across : across,
                upwards ? -down : down,
                null);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(pixels, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of a stream in memory
        }
        StringBuilder numbers = new StringBuilder();
        for (byte each : out.toByteArray()) {
            numbers.append(each & 0xFF).append(',');
        }
        return numbers.append(')').toString();
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform transform) {
        drawRenderedImage(image.createDefaultRendering(), transform);
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform transform) {
        BufferedImage pixels = new BufferedImage(
                image.getColorModel(),
                image.copyData(null),
                image.getColorModel().isAlphaPremultiplied(),
                null);
        drawImage(pixels, transform, null);
    }

    /// One call, within the clip of the moment if it cuts.
    private void add(String call) {
        source.append("  ")
                .append(clip().map(clip -> clip + call + ")").orElse(call))
                .append('\n');
    }

    /// The beginning of a call that cuts what follows; nothing where nothing is cut.
    private Optional<String> clip() {
        return Optional.ofNullable(gc.getClip())
                .map(clip -> gc.getTransform().createTransformedShape(clip).getBounds2D())
                .filter(box -> box.getWidth() < 10 * width)
                .map(box -> "inside(" + points(box.getX()) + ", " + points(box.getY()) + ", " + points(box.getWidth())
                        + ", " + points(box.getHeight()) + ", ");
    }

    private String paint() {
        if (!(gc.getPaint() instanceof Color colour)) {
            throw new IllegalStateException("only colours are drawn, not " + gc.getPaint());
        }
        double share = gc.getComposite() instanceof AlphaComposite alpha ? alpha.getAlpha() : 1;
        int opacity = (int) Math.round(share * colour.getAlpha());
        String parts = colour.getRed() + ", " + colour.getGreen() + ", " + colour.getBlue();
        return "rgb(" + parts + (opacity == 255 ? ")" : ", " + opacity + ")");
    }

    private static String point(double[] at, int from) {
        return "(" + points(at[from]) + ", " + points(at[from + 1]) + ")";
    }

    private static String points(double length) {
        return number(length) + "pt";
    }

    private static String number(double value) {
        double rounded = Math.rint(1000 * value) / 1000;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /// A string of Typst, in which a letter of the file's encoding stands for itself.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').appendCodePoint(letter);
            } else if (letter < ' ') {
                quoted.append("\\u{").append(Integer.toHexString(letter)).append('}');
            } else {
                quoted.appendCodePoint(letter);
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw new UnsupportedOperationException("paper has no device");
    }

    @Override
    public FontMetrics getFontMetrics(java.awt.Font font) {
        BufferedImage measured = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        Graphics g = measured.getGraphics();
        try {
            return g.getFontMetrics(font);
        } finally {
            g.dispose();
        }
    }

    @Override
    public void setXORMode(Color colour) {
        throw new UnsupportedOperationException("paper does not exclude colours");
    }

    @Override
    public void copyArea(int x, int y, int across, int down, int dx, int dy) {
        throw new UnsupportedOperationException("paper is not copied");
    }

    @Override
    public void dispose() {
        // nothing is held
    }
}
