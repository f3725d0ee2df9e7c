package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.SeriesStyle.Hue;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.PNGTranscoder;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Labels stand on curves and on maps of colours: whatever runs behind them ends at a halo of the ground's colour, on
/// screens and in files alike.
final class HaloTest {
    private static final int SCALE = 4;
    private static final Page PAGE = Page.of(120, 90);
    /// Of the pixels right beside letters, how many are of the ground at least; the rest are smoothed edges.
    private static final double LEAST = 0.9;

    static List<Theme> themes() {
        return Theme.ALL;
    }

    /// A note below many lines, a label at a line's end, a name of a region, all on lines as dense as can be.
    private static Figure labels(Layer... under) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Note("λ = −0.31 ± 2.4i", SeriesStyle.line(Hue.MUTED), 0.2, 0.3));
        layers.addAll(List.of(under));
        for (int i = 0; i <= 60; i++) {
            double y = i / 60.0;
            layers.add(new Layer.Line(
                    "", SeriesStyle.line(Hue.VERMILLION), new double[] {0, 1}, new double[] {y, y + 0.01}, ""));
        }
        double[] x = {0.1, 0.5};
        layers.add(new Layer.Line("here", SeriesStyle.line(Hue.BLUE), x, new double[] {0.7, 0.7}, "here"));
        return Figure.of(
                "",
                "",
                new Plot("", Axis.linear("x").within(0, 1), Axis.linear("y").within(0, 1), layers, false));
    }

    private static Layer.HeatMap map() {
        double[] x = Samples.range(0, 1, 20);
        double[][] z = new double[20][20];
        for (int j = 0; j < 20; j++) {
            for (int i = 0; i < 20; i++) {
                z[j][i] = i + 0.5 * j;
            }
        }
        return new Layer.HeatMap("L", x, x, z, Layer.ColourMap.VIRIDIS, false, 0);
    }

    private static List<Ink.Text> texts(Figure figure, Theme theme) {
        List<Ink.Text> texts = new Painter(theme)
                .place(figure, new Rectangle2D.Double(0, 0, PAGE.width(), PAGE.height()))
                .plots()
                .getFirst()
                .ink()
                .texts();
        assertThat(texts).isNotEmpty();
        return texts;
    }

    private static BufferedImage screen(Figure figure, Theme theme) {
        BufferedImage picture = new BufferedImage(
                (int) Math.round(SCALE * PAGE.width()),
                (int) Math.round(SCALE * PAGE.height()),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.scale(SCALE, SCALE);
        new Painter(theme).paint(figure, g, new Rectangle2D.Double(0, 0, PAGE.width(), PAGE.height()));
        g.dispose();
        return picture;
    }

    /// How many of the pixels that surround the letters have the colour of the ground.
    private static double clear(BufferedImage picture, Ink.Text text, Theme theme, double scale) {
        Color ground = Objects.requireNonNull(text.halo(), text.text());
        boolean[][] letters = letters(picture, text, theme, scale);
        int beside = 0;
        int clear = 0;
        for (int y = 4; y < picture.getHeight() - 4; y++) {
            for (int x = 4; x < picture.getWidth() - 4; x++) {
                if (!near(letters, x, y, 1) && near(letters, x, y, 2)) {
                    beside++;
                    clear += alike(new Color(picture.getRGB(x, y)), ground) ? 1 : 0;
                }
            }
        }
        assertThat(beside).isGreaterThan(100);
        return (double) clear / beside;
    }

    private static boolean alike(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 12
                && Math.abs(one.getGreen() - other.getGreen()) < 12
                && Math.abs(one.getBlue() - other.getBlue()) < 12;
    }

    private static boolean[][] letters(BufferedImage like, Ink.Text text, Theme theme, double scale) {
        BufferedImage alone = new BufferedImage(like.getWidth(), like.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = alone.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.scale(scale, scale);
        g.setColor(Color.WHITE);
        theme.type().tickFace().draw(g, text.text(), text.x(), text.y());
        g.dispose();
        boolean[][] letters = new boolean[like.getHeight()][like.getWidth()];
        for (int y = 0; y < letters.length; y++) {
            for (int x = 0; x < letters[y].length; x++) {
                letters[y][x] = (alone.getRGB(x, y) & 0xFF) > 20;
            }
        }
        return letters;
    }

    private static boolean near(boolean[][] letters, int x, int y, int reach) {
        for (int j = -reach; j <= reach; j++) {
            for (int i = -reach; i <= reach; i++) {
                if (letters[y + j][x + i]) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("themes")
    void everyLabelOnCurvesHasOne(Theme theme) {
        Figure figure = labels(new Layer.Region(
                "a region", SeriesStyle.line(Hue.SKY), 0.3, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(texts(figure, theme)).extracting(Ink.Text::text).contains("λ = −0.31 ± 2.4i", "a region");
        BufferedImage picture = screen(figure, theme);
        for (Ink.Text text : texts(figure, theme)) {
            assertThat(clear(picture, text, theme, SCALE)).as(text.text()).isGreaterThan(LEAST);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void everyLabelOnAMapHasOne(Theme theme) {
        double[] x = {0.1, 0.5};
        Plot plot = new Plot(
                "",
                Axis.linear("x"),
                Axis.linear("y"),
                List.of(
                        new Layer.Note("a note", SeriesStyle.line(Hue.MUTED), 0.2, 0.3),
                        map(),
                        new Layer.Line("here", SeriesStyle.line(Hue.BLUE), x, new double[] {0.7, 0.7}, "here")),
                false);
        Figure figure = Figure.of("", "", plot);
        assertThat(texts(figure, theme)).extracting(Ink.Text::text).contains("a note", "here");
        for (Ink.Text text : texts(figure, theme)) {
            assertThat(clear(screen(figure, theme), text, theme, SCALE))
                    .as(text.text())
                    .isGreaterThan(LEAST);
        }
    }

    /// What would be seen without: the test's measure tells the two apart.
    @Test
    void linesWithoutAHaloRunThroughTheLetters() {
        Figure figure = labels();
        Ink.Text text = texts(figure, Theme.LIGHT).getFirst();
        Ink.Text elsewhere = new Ink.Text(text.text(), text.colour(), text.halo(), text.x() + 120, text.y());
        assertThat(clear(screen(figure, Theme.LIGHT), elsewhere, Theme.LIGHT, SCALE))
                .isLessThan(0.7);
    }

    @Test
    void filesAgreeWithTheScreen() throws IOException, TranscoderException {
        Figure figure = labels(map());
        Theme paper = figure.onPaper();
        for (BufferedImage picture : List.of(pdf(figure), svg(figure))) {
            double scale = picture.getWidth() / PAGE.width();
            for (Ink.Text text : texts(figure, paper)) {
                assertThat(clear(picture, text, paper, scale)).as(text.text()).isGreaterThan(LEAST);
            }
        }
    }

    private static BufferedImage pdf(Figure figure) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes("pdf", figure))) {
            return new PDFRenderer(document).renderImage(0, SCALE);
        }
    }

    private static BufferedImage svg(Figure figure) throws IOException, TranscoderException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PNGTranscoder transcoder = new PNGTranscoder();
        transcoder.addTranscodingHint(PNGTranscoder.KEY_WIDTH, (float) (SCALE * PAGE.width()));
        transcoder.transcode(
                new TranscoderInput(new ByteArrayInputStream(bytes("svg", figure))), new TranscoderOutput(png));
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    /// TeX sets labels in its own fonts, whose outlines nobody knows here: it veils the ground below them.
    @Test
    void texVeilsTheGround() throws IOException {
        Figure figure = labels();
        String tex = new String(bytes("tex", figure), StandardCharsets.UTF_8);
        for (Ink.Text text : texts(figure, figure.onPaper())) {
            assertThat(tex.lines().filter(line -> line.endsWith("{" + LatexText.of(text.text()) + "};")))
                    .as(text.text())
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line)
                            .contains(String.format(
                                    Locale.ROOT,
                                    "fill=%s,fill opacity=0.85",
                                    TexPlot.rgb(Objects.requireNonNull(text.halo())))));
        }
    }

    private static byte[] bytes(String format, Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of(format).write(figure, PAGE, "", out);
        return out.toByteArray();
    }
}
