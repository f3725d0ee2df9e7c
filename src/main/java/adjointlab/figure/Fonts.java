package adjointlab.figure;

import adjointlab.core.math.Numbers;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The typefaces that figures are set in, from the project's own jars, so that every machine draws the same.
///
/// Screens get Inter, with DejaVu Sans for the glyphs that Inter lacks (∇ ∈ ℝ ⊙); paper gets DejaVu Sans throughout,
/// the one family with every glyph of the papers that also embeds as TrueType. Composed figures may have DejaVu Serif,
/// with the glyphs that it lacks from DejaVu Sans.
public final class Fonts {
    static final String DEJAVU_FAMILY = "DejaVu Sans";

    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/";
    private static final String ELLIPSIS = "…";
    /// Width of the pen that draws halos, of which half lies outside the letters, in sizes of the type.
    private static final double HALO = 0.36;
    private static final FontRenderContext MEASURING = new FontRenderContext(new AffineTransform(), true, true);
    private static final Map<String, Font> LOADED = new ConcurrentHashMap<>();
    private static final Map<FaceKey, Face> FACES = new ConcurrentHashMap<>();

    private Fonts() {}

    /// What text is set in.
    public enum Family {
        SCREEN,
        PRINT,
        SERIF
    }

    private record FaceKey(Family family, boolean bold, double size) {}

    /// A family at one size and weight.
    public static Face face(Family family, boolean bold, double size) {
        return FACES.computeIfAbsent(new FaceKey(family, bold, size), Fonts::load);
    }

    /// The bytes of the paper's font.
    static InputStream dejaVu(boolean bold) {
        return open(dejaVuPath(bold));
    }

    /// The bytes of the paper's font with serifs.
    static InputStream serif(boolean bold) {
        return open(serifPath(bold));
    }

    private static Face load(FaceKey key) {
        Font dejaVu = styled(dejaVuPath(key.bold), key);
        return switch (key.family) {
            case SCREEN ->
                new Face(sized(INTER + (key.bold ? "Inter-SemiBold.otf" : "Inter-Regular.otf"), key.size), dejaVu);
            case PRINT -> new Face(dejaVu, dejaVu);
            case SERIF -> new Face(styled(serifPath(key.bold), key), dejaVu);
        };
    }

    /// The style changes no glyph of a bold font, but tells writers of vector formats what it is; set without the size,
    /// it would round that to whole points.
    private static Font styled(String path, FaceKey key) {
        return sized(path, key.size).deriveFont(key.bold ? Font.BOLD : Font.PLAIN, (float) key.size);
    }

    static String dejaVuPath(boolean bold) {
        return DEJAVU + (bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf");
    }

    private static String serifPath(boolean bold) {
        return DEJAVU + (bold ? "DejaVuSerif-Bold.ttf" : "DejaVuSerif.ttf");
    }

    private static Font sized(String path, double size) {
        return LOADED.computeIfAbsent(path, Fonts::create).deriveFont((float) size);
    }

    private static Font create(String path) {
        try (InputStream in = open(path)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + path + " is damaged", e);
        }
    }

    /// Latin, Greek, and the signs of mathematics.
    private static IntStream letters() {
        return IntStream.of(0x0, 0x80, 0x100, 0x370, 0x1D00, 0x2000, 0x2080, 0x2100, 0x2180, 0x2200, 0x2280)
                .flatMap(first -> IntStream.range(first, first + 0x80));
    }

    /// Width of a text in one font.
    static double width(Font font, String text) {
        return font.getStringBounds(text, MEASURING).getWidth();
    }

    static InputStream open(String path) {
        InputStream in = Fonts.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("the font " + path + " is missing from the class path");
        }
        return in;
    }

    /// A font and the one that stands in for the glyphs it lacks.
    ///
    /// @param font first choice
    /// @param fallback for the rest
    public record Face(Font font, Font fallback) {
        private record Run(String text, Font font) {}

        /// Measures every letter that figures use, which the JVM then remembers.
        void learn() {
            letters().filter(font::canDisplay).forEach(letter -> Fonts.width(font, Character.toString(letter)));
            letters().filter(fallback::canDisplay).forEach(letter -> Fonts.width(fallback, Character.toString(letter)));
        }

        /// Draws a line of text from the left end of its base line, in the current colour.
        public void draw(Graphics2D g, String text, double x, double y) {
            double at = x;
            for (Run run : runs(text)) {
                g.setFont(run.font);
                g.drawString(run.text, (float) at, (float) y);
                at += width(run);
            }
        }

        /// Draws the ground around the letters of a line of text, in the current colour: what runs behind them ends at
        /// their halo.
        void drawHalo(Graphics2D g, String text, double x, double y) {
            Path2D letters = new Path2D.Double();
            double at = x;
            for (Run run : runs(text)) {
                GlyphVector glyphs = run.font.createGlyphVector(MEASURING, run.text);
                letters.append(glyphs.getOutline((float) at, (float) y), false);
                at += width(run);
            }
            String words = text.stripTrailing();
            for (int i = words.length() - text.strip().length(); i < words.length(); i++) {
                if (words.charAt(i) == ' ') { // a piece of a curve between two words could be read as a minus
                    double left = x + width(words.substring(0, i));
                    g.fill(new Rectangle2D.Double(left, y - capHeight(), width(" "), capHeight()));
                }
            }
            g.setStroke(new BasicStroke((float) (HALO * size()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(letters);
        }

        /// Draws with all digits equally wide, for numbers in columns. The papers' font has such digits by
        /// itself; for others glyphs are placed one by one.
        void drawTabular(Graphics2D g, String text, double x, double y) {
            if (hasEvenDigits() || font.canDisplayUpTo(text) >= 0) {
                draw(g, text, x, y);
                return;
            }
            GlyphVector glyphs = font.createGlyphVector(MEASURING, text);
            double cell = digitWidth();
            double at = 0;
            for (int i = 0; i < text.length(); i++) {
                double advance = glyphs.getGlyphMetrics(i).getAdvanceX();
                boolean digit = isDigit(text.charAt(i));
                double room = digit ? cell : advance;
                glyphs.setGlyphPosition(i, new Point2D.Double(at + (room - advance) / 2, 0));
                at += room;
            }
            g.drawGlyphVector(glyphs, (float) x, (float) y);
        }

        /// Width of a line of text.
        public double width(String text) {
            return runs(text).stream().mapToDouble(Face::width).sum();
        }

        /// Width of a line of text whose digits are equally wide.
        double tabularWidth(String text) {
            if (hasEvenDigits() || font.canDisplayUpTo(text) >= 0) {
                return width(text);
            }
            double width = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                width += isDigit(c)
                        ? digitWidth()
                        : font.getStringBounds(text, i, i + 1, MEASURING).getWidth();
            }
            return width;
        }

        /// The text, cut with an ellipsis where it is wider than this.
        String shortened(String text, double width) {
            if (tabularWidth(text) <= width + 0.5) {
                return text;
            }
            int length = text.length();
            while (length > 0 && tabularWidth(text.substring(0, length) + ELLIPSIS) > width) {
                length--;
            }
            return text.substring(0, length).stripTrailing() + ELLIPSIS;
        }

        /// The text in lines that are no wider than this, except for single words and numbers with their units.
        List<String> lines(String text, double width) {
            return lines(text, width, this::width);
        }

        /// The same with all digits of one width.
        List<String> tabularLines(String text, double width) {
            return lines(text, width, this::tabularWidth);
        }

        private static List<String> lines(String text, double width, ToDoubleFunction<String> measure) {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String each : Numbers.unbroken(text).split(" ")) {
                String word = Numbers.plain(each);
                if (!line.isEmpty() && measure.applyAsDouble(line + " " + word) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
            return lines;
        }

        /// This face at most so large that a text is no wider than this, but not below 70 %.
        Face fitting(String text, double width) {
            return sized(Math.clamp(width / Math.max(1, tabularWidth(text)), 0.7, 1));
        }

        /// This face in another size.
        ///
        /// @param share of the size that it has
        Face sized(double share) {
            if (share == 1) {
                return this;
            }
            Font smaller = font.deriveFont((float) (share * size()));
            return new Face(smaller, font == fallback ? smaller : fallback.deriveFont((float) (share * size())));
        }

        /// Size of the type.
        public double size() {
            return font.getSize2D();
        }

        /// Height of a capital letter or digit, for centring on a line.
        double capHeight() {
            return 0.728 * size();
        }

        /// Whether all its digits are equally wide by themselves, as those of paper's fonts are.
        private boolean hasEvenDigits() {
            return font == fallback || font.getFamily().startsWith("DejaVu");
        }

        private double digitWidth() {
            return font.getStringBounds("0", MEASURING).getWidth();
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static double width(Run run) {
            return Fonts.width(run.font, run.text);
        }

        /// The text in pieces that one font can draw each.
        private List<Run> runs(String text) {
            if (text.isEmpty()) {
                return List.of();
            }
            if (font == fallback || font.canDisplayUpTo(text) < 0) {
                return List.of(new Run(text, font));
            }
            List<Run> runs = new ArrayList<>();
            int start = 0;
            while (start < text.length()) {
                Font chosen = choose(text.codePointAt(start));
                int end = start;
                while (end < text.length() && choose(text.codePointAt(end)) == chosen) {
                    end += Character.charCount(text.codePointAt(end));
                }
                runs.add(new Run(text.substring(start, end), chosen));
                start = end;
            }
            return runs;
        }

        private Font choose(int codePoint) {
            return font.canDisplay(codePoint) ? font : fallback;
        }
    }
}
