package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Draws tiles: as many columns as were asked for, else as fit; pixels stay squares with sharp edges.
final class TilesDrawing {
    /// Sides of a picture beyond which a larger one shows no more, and below which it shows nothing, in sizes of
    /// the type.
    private static final double LARGEST = 13;

    private static final double READABLE = 3.6;

    /// Less of a picture cannot be made out, in sizes of the type.
    private static final double LEAST = 2;

    /// Pixels of a side of the pictures that are handed on, so that whoever smooths them leaves their pixels
    /// squares.
    private static final int WANTED_PIXELS = 112;

    /// Share of the largest area of pictures at which a room counts as filled.
    private static final double FULL = 0.85;

    /// How much larger than readable pictures may be where there are more than fit.
    private static final double LARGER = 1.5;

    /// Of words in a colour of their own, to the ground.
    private static final double READABLE_CONTRAST = 4;

    /// Share of the width that titles and labels at the left take at most.
    private static final double MOST_LABELS = 0.5;

    private final String title;
    private final String across;
    private final String up;
    private final Layer.Tiles tiles;
    private final CutText.Cuts cuts = new CutText.Cuts();
    private final Theme theme;
    private final Fonts.Face face;
    private final boolean turned;
    private final boolean bar;
    private final AxisMap ramp;

    /// @param plot whose only layer are tiles
    /// @param turned whether rows become columns
    /// @param bar whether the scale of colours stands at the right
    TilesDrawing(Plot plot, Layer.Tiles tiles, Theme theme, boolean turned, boolean bar) {
        title = plot.title();
        this.turned = turned;
        across = turned ? plot.y().label() : plot.x().label();
        up = turned ? plot.x().label() : plot.y().label();
        this.tiles = turned ? tiles.turned() : tiles;
        this.theme = theme;
        this.bar = bar && !tiles.name().isEmpty();
        face = theme.type().tickFace();
        ramp = new AxisMap(Scale.LINEAR, tiles.range().low(), tiles.range().high(), 0, 1);
    }

    /// The texts that had to be cut.
    List<CutText> cuts() {
        return cuts.found();
    }

    /// Whether the scale of colours is that of other tiles.
    static boolean shareScale(Layer.Tiles one, Layer.Tiles other) {
        return one.range().equals(other.range())
                && one.map() == other.map()
                && one.name().equals(other.name());
    }

    /// Tiles as they were drawn.
    ///
    /// @param area where
    /// @param texts captions, labels and titles
    /// @param bar the scale of colours, without pieces where there is none
    /// @param drawing knows the colours
    record Drawn(TilesArea area, List<PlacedText> texts, ColourBar.Placed bar, TilesDrawing drawing) {
        /// Whether a picture or a part of a text found no room.
        boolean isCut() {
            return area.places().size() < area.tiles().tiles().size()
                    || !drawing.cuts().isEmpty();
        }
    }

    /// How tiles fill a room.
    ///
    /// @param columns of tiles
    /// @param shown how many tiles
    /// @param unit height of a picture
    private record Fit(int columns, int shown, double unit) {
        /// Of all pictures, in squares of their widths.
        double area() {
            return shown * unit * unit;
        }
    }

    private double gap() {
        return tiles.arrangement().inside()
                ? theme.measures().hair()
                : theme.measures().gap();
    }

    /// Width of a picture of height 1.
    private double ratio() {
        return tiles.tiles().isEmpty()
                ? 1
                : (double) tiles.tiles().getFirst().width()
                        / tiles.tiles().getFirst().height();
    }

    private boolean hasCaptions() {
        return !tiles.arrangement().inside()
                && tiles.tiles().stream().anyMatch(tile -> !tile.caption().isEmpty());
    }

    /// Height of what stands below each picture.
    private double captionHeight() {
        return hasCaptions() ? 1.25 * face.size() : 0;
    }

    private double widestCaption() {
        return hasCaptions()
                ? tiles.tiles().stream()
                        .mapToDouble(tile -> face.width(tile.caption()))
                        .max()
                        .orElse(0)
                : 0;
    }

    /// What is left of the plot for the pictures.
    private Rectangle2D room(Rectangle2D outer) {
        double label = theme.type().label();
        double left = Math.min(MOST_LABELS * outer.getWidth(), rowLabelWidth() + (up.isEmpty() ? 0 : 1.5 * label));
        double top = top();
        double bottom = bottom();
        double right = bar && !turned ? colourBar().width(theme) : 0;
        return new Rectangle2D.Double(
                outer.getX() + left,
                outer.getY() + top,
                Math.max(1, outer.getWidth() - left - right),
                Math.max(1, outer.getHeight() - top - bottom));
    }

    /// What stands above the pictures.
    private double top() {
        double ofBar = bar && !turned ? face.size() / 2 : 0;
        return title.isEmpty()
                ? ofBar
                : theme.type().label() + Math.max(2 * theme.measures().gap(), ofBar);
    }

    /// What stands below the pictures.
    private double bottom() {
        return labelsBelow() + (bar && turned ? ColourBar.height(theme) : 0);
    }

    /// The least height in which pictures can be made out between their labels, whichever way they stand.
    ///
    /// @param plot of the tiles alone
    static double leastHeight(Plot plot, Layer.Tiles tiles, Theme theme) {
        double upright = new TilesDrawing(plot, tiles, theme, false, false).leastHeight();
        return tiles.arrangement().turns()
                ? Math.min(upright, new TilesDrawing(plot, tiles, theme, true, true).leastHeight())
                : upright;
    }

    private double leastHeight() {
        return top() + LEAST * face.size() + captionHeight() + bottom();
    }

    private double labelsBelow() {
        return (tiles.arrangement().columnLabels().isEmpty() ? 0 : 1.5 * face.size())
                + (across.isEmpty() ? 0 : 1.5 * theme.type().label());
    }

    private double rowLabelWidth() {
        return tiles.arrangement().rowLabels().stream()
                .mapToDouble(label -> face.width(label) + 1.5 * theme.measures().gap())
                .max()
                .orElse(0);
    }

    private ColourBar colourBar() {
        return new ColourBar(ramp, tiles.map(), tiles.name());
    }

    /// Height of a picture for which the tiles fill their room.
    double unit(Rectangle2D outer) {
        return fit(room(outer)).unit;
    }

    private Fit fit(Rectangle2D room) {
        int n = tiles.tiles().size();
        double largest = LARGEST * face.size();
        if (tiles.arrangement().columns() > 0) {
            int columns = tiles.arrangement().columns();
            double unit = unit(room, columns, Math.ceilDiv(n, columns));
            return new Fit(columns, n, tiles.arrangement().inside() ? unit : Math.min(unit, largest));
        }
        Fit best = new Fit(1, n, 0);
        for (int columns = 1; columns <= n; columns++) {
            double unit = Math.min(largest, unit(room, columns, Math.ceilDiv(n, columns)));
            best = unit > best.unit ? new Fit(columns, n, unit) : best;
        }
        double readable = Math.max(READABLE * face.size(), widestCaption() / ratio());
        return best.unit >= Math.min(readable, largest) ? best : some(room, readable);
    }

    /// The most that can be made out and leave little room empty, with a line that says how many more there are.
    private Fit some(Rectangle2D room, double readable) {
        double height = room.getHeight() - 1.5 * face.size();
        List<Fit> fits = new ArrayList<>();
        int columns = 1;
        double unit = acrossUnit(room, columns);
        while (unit >= readable) {
            fits.removeIf(fit -> fit.unit > LARGER * readable);
            int rows = (int) ((height + gap()) / (unit + captionHeight() + gap()));
            fits.add(new Fit(columns, Math.min(tiles.tiles().size(), columns * rows), unit));
            // a little smaller, and one row more
            double lower = (height + gap()) / (rows + 1) - gap() - captionHeight();
            if (lower >= readable) {
                fits.add(new Fit(columns, Math.min(tiles.tiles().size(), columns * (rows + 1)), lower));
            }
            columns++;
            unit = acrossUnit(room, columns);
        }
        double most = fits.stream().mapToDouble(Fit::area).max().orElse(0);
        double one = Math.max(1, Math.min(room.getWidth() / ratio(), height - captionHeight()));
        return fits.stream()
                .filter(fit -> fit.area() > 0 && fit.area() >= FULL * most)
                .max(Comparator.comparingInt(Fit::shown))
                .orElse(new Fit(1, 1, one));
    }

    private double acrossUnit(Rectangle2D room, int columns) {
        return ((room.getWidth() + gap()) / columns - gap()) / ratio();
    }

    private double unit(Rectangle2D room, int columns, int rows) {
        double down = (room.getHeight() + gap()) / rows - gap() - captionHeight();
        return Math.max(1, Math.min(acrossUnit(room, columns), down));
    }

    /// Draws the tiles.
    ///
    /// @param outer room with all labels
    /// @param most height of a picture at most, so that those of several plots are equally large
    Drawn draw(Graphics2D g, Rectangle2D outer, double most) {
        Rectangle2D room = room(outer);
        Fit fit = fit(room);
        double unit = Math.min(fit.unit, most);
        double width = unit * ratio();
        List<Rectangle2D> places = new ArrayList<>();
        List<PlacedText> texts = new ArrayList<>();
        for (int i = 0; i < fit.shown; i++) {
            int row = i / fit.columns;
            places.add(new Rectangle2D.Double(
                    room.getX() + i % fit.columns * (width + gap()),
                    room.getY() + row * (unit + captionHeight() + gap()),
                    width,
                    unit));
        }
        for (int i = 0; i < fit.shown; i++) {
            draw(g, tiles.tiles().get(i), places.get(i), texts);
        }
        int rows = Math.ceilDiv(Math.max(1, fit.shown), fit.columns);
        Rectangle2D body = new Rectangle2D.Double(
                room.getX(),
                room.getY(),
                fit.columns * (width + gap()) - gap(),
                rows * (unit + captionHeight() + gap()) - gap());
        label(outer, room, body, texts, new Fit(fit.columns, fit.shown, unit));
        if (fit.shown < tiles.tiles().size()) {
            String rest = "… " + Numbers.count(tiles.tiles().size() - fit.shown) + " more";
            texts.add(text(rest, theme.palette().soft(), room.getX(), body.getMaxY() + 1.2 * face.size()));
        }
        texts.forEach(text -> text.draw(g));
        ColourBar.Placed scale = bar(outer, body);
        scale.draw(g);
        return new Drawn(new TilesArea(tiles, outer, places), texts, scale, this);
    }

    private ColourBar.Placed bar(Rectangle2D outer, Rectangle2D body) {
        if (!bar) {
            return new ColourBar.Placed(List.of(), List.of());
        }
        if (turned) {
            // below the labels at the left too where its numbers would meet
            double least = colourBar().leastWidth(theme);
            double left = Math.max(outer.getX(), Math.min(body.getX(), outer.getMaxX() - least));
            double wanted = Math.max(Math.max(body.getWidth(), least), 9 * face.size());
            double width = Math.min(outer.getMaxX() - left, wanted);
            return colourBar().below(theme, left, width, body.getMaxY() + labelsBelow());
        }
        Rectangle2D pictures =
                new Rectangle2D.Double(body.getX(), body.getY(), body.getWidth(), body.getHeight() - captionHeight());
        return colourBar().beside(theme, pictures);
    }

    private void draw(Graphics2D g, Tile tile, Rectangle2D place, List<PlacedText> texts) {
        BufferedImage picture = picture(tile);
        AffineTransform fit = AffineTransform.getTranslateInstance(place.getX(), place.getY());
        fit.scale(place.getWidth() / picture.getWidth(), place.getHeight() / picture.getHeight());
        Object before = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(picture, fit, null);
        if (before != null) {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, before);
        }
        if (tile.framed()) {
            double weight = theme.measures().strong();
            g.setColor(theme.palette().of(Hue.ACCENT));
            g.setStroke(new BasicStroke((float) weight));
            g.draw(new Rectangle2D.Double(
                    place.getX() - weight / 2,
                    place.getY() - weight / 2,
                    place.getWidth() + weight,
                    place.getHeight() + weight));
        }
        if (tiles.arrangement().inside()) {
            double width = face.tabularWidth(tile.caption());
            if (!tile.caption().isEmpty() && width <= place.getWidth() && face.size() <= place.getHeight()) {
                texts.add(text(
                        tile.caption(),
                        inkOn(tile),
                        place.getCenterX() - width / 2,
                        place.getCenterY() + face.capHeight() / 2));
            }
        } else if (!tile.caption().isEmpty()) {
            double baseline = place.getMaxY() + face.size();
            String words = cuts.fitted(face, tile.caption(), place.getWidth() + gap(), place.getX(), baseline);
            texts.add(text(words, theme.palette().text(SeriesStyle.line(tile.hue())), place.getX(), baseline));
        }
    }

    /// Sharp pixels, each several of the picture's.
    private BufferedImage picture(Tile tile) {
        int zoom = Math.clamp(Math.ceilDiv(WANTED_PIXELS, Math.max(tile.height(), tile.width())), 1, WANTED_PIXELS);
        BufferedImage picture =
                new BufferedImage(tile.width() * zoom, tile.height() * zoom, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, argb(tile, y / zoom, x / zoom));
            }
        }
        return picture;
    }

    /// ARGB colour of a pixel of a tile.
    int argb(Tile tile, int row, int column) {
        double[][][] channels = tile.channels();
        if (channels.length == 1) {
            return ColourRamp.of(tiles.map()).argb(ramp.fraction(channels[0][row][column]));
        }
        int argb = 0xFF;
        for (double[][] channel : channels) {
            double share = Math.clamp(ramp.fraction(channel[row][column]), 0, 1);
            argb = argb << 8 | (int) Math.round(255 * share);
        }
        return argb;
    }

    /// An ARGB colour as it looks on white paper.
    static Color onWhite(int argb) {
        return Palette.mix(Color.WHITE, new Color(argb), (argb >>> 24) / 255.0);
    }

    /// The ink that is read best on the middle of a tile.
    private Color inkOn(Tile tile) {
        Color pixel = new Color(argb(tile, tile.height() / 2, tile.width() / 2), true);
        Color ground = theme.palette().mixed(new Color(pixel.getRGB()), pixel.getAlpha() / 255.0);
        Color own = theme.palette().of(tile.hue());
        if (tile.hue() != Hue.MUTED && Palette.contrast(own, ground) >= READABLE_CONTRAST) {
            return own;
        }
        Color dark = Palette.LIGHT.ink();
        Color light = Palette.DARK.ink();
        return Palette.contrast(dark, ground) > Palette.contrast(light, ground) ? dark : light;
    }

    private void label(Rectangle2D outer, Rectangle2D room, Rectangle2D body, List<PlacedText> texts, Fit fit) {
        Color soft = theme.palette().soft();
        Color ink = theme.palette().ink();
        double gap = theme.measures().gap();
        Tile.Arrangement arrangement = tiles.arrangement();
        double pitch = fit.unit * ratio() + gap();
        double below = body.getMaxY() + 1.2 * face.size();
        for (int c = 0; c < arrangement.columnLabels().size(); c++) {
            String label = arrangement.columnLabels().get(c);
            double width = face.width(label);
            if (width <= pitch) {
                texts.add(text(label, soft, room.getX() + c * pitch + (pitch - gap() - width) / 2, below));
            }
        }
        for (int r = 0; r < arrangement.rowLabels().size(); r++) {
            double middle = room.getY() + r * (fit.unit + captionHeight() + gap()) + fit.unit / 2;
            double baseline = middle + face.capHeight() / 2;
            double length = room.getX() - outer.getX();
            String label = cuts.fitted(face, arrangement.rowLabels().get(r), length, outer.getX(), baseline);
            double end = room.getX() - 1.5 * gap;
            texts.add(text(label, soft, end - face.width(label), baseline));
        }
        Fonts.Face axis = theme.type().labelFace();
        if (!across.isEmpty()) {
            double x = Math.max(outer.getX(), body.getCenterX() - axis.width(across) / 2);
            double y = below + (arrangement.columnLabels().isEmpty() ? 0 : 1.4 * axis.size());
            texts.add(new PlacedText(across, axis, ink, x, y));
        }
        if (!up.isEmpty()) {
            boolean letter = up.length() <= 2; // is read more easily where it does not lie on its side
            double y = body.getCenterY() + (letter ? axis.capHeight() : axis.width(up)) / 2;
            double x = outer.getX() + (letter ? 0 : 0.9 * axis.size());
            texts.add(new PlacedText(up, axis, ink, x, Math.min(outer.getMaxY(), y), letter ? 0 : PlacedText.UPWARDS));
        }
        Fonts.Face head = theme.type().headFace();
        if (!title.isEmpty()) {
            head = theme.type().fitting(head, title, outer.getWidth());
            double baseline = outer.getY() + theme.type().label();
            String words = cuts.fitted(head, title, outer.getWidth(), outer.getX(), baseline);
            Color truth = theme.palette().of(Hue.TRUTH);
            texts.add(new PlacedText(words, head, truth, outer.getX(), baseline));
        }
    }

    private PlacedText text(String words, Color colour, double x, double y) {
        return new PlacedText(words, face, colour, x, y);
    }
}
