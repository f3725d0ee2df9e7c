package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// The same texts stand at the same places in every format, by the numbers that each file holds itself.
final class FormatsAgreeTest {
    /// 0.2 mm in points.
    private static final double SAME = 0.2 * 72 / 25.4;

    private static final Page PAGE = Page.of(460, 160);
    private static final Pattern TYPST =
            Pattern.compile("words\\((-?[0-9.]+)pt, (-?[0-9.]+)pt, (-?[0-9.]+)deg, .*, \"((?:[^\"\\\\]|\\\\.)*)\"\\)");
    private static final Pattern TEX =
            Pattern.compile("\\\\node\\[inner sep=0,anchor=base west,.*] at \\((-?[0-9.]+),(-?[0-9.]+)\\) \\{(.*)};");

    /// A text and where its base line begins, in points from the top left.
    private record Place(String words, Point2D at) {}

    static List<Figure> figures() {
        return List.of(
                Samples.adjointNorm(),
                Samples.grid(),
                Samples.lossCurves(),
                Samples.heatMap(),
                Samples.lossSurface(),
                CompositionTest.random(3),
                CompositionTest.random(7));
    }

    private static byte[] bytes(String format, Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of(format).write(figure, PAGE, "", out);
        return out.toByteArray();
    }

    private static String text(String format, Figure figure) throws IOException {
        return new String(bytes(format, figure), StandardCharsets.UTF_8);
    }

    private static List<Place> typst(Figure figure) throws IOException {
        return text("typst", figure)
                .lines()
                .map(TYPST::matcher)
                .filter(Matcher::find)
                .map(found -> new Place(
                        found.group(4).replaceAll("\\\\(.)", "$1"),
                        new Point2D.Double(number(found.group(1)), number(found.group(2)))))
                .toList();
    }

    private static List<Place> tex(Figure figure) throws IOException {
        return text("tex", figure)
                .lines()
                .map(TEX::matcher)
                .filter(Matcher::find)
                .map(found -> new Place(
                        found.group(3).replace("\\bfseries ", ""),
                        new Point2D.Double(number(found.group(1)), PAGE.height() - number(found.group(2)))))
                .toList();
    }

    private static List<Place> svg(Figure figure) throws Exception {
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes("svg", figure)))
                .getDocumentElement();
        List<Place> places = new ArrayList<>();
        NodeList texts = root.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            AffineTransform all = new AffineTransform();
            for (Node node = text; node instanceof Element element; node = node.getParentNode()) {
                all.preConcatenate(transform(element.getAttribute("transform")));
            }
            Point2D at = new Point2D.Double(number(text.getAttribute("x")), number(text.getAttribute("y")));
            places.add(new Place(text.getTextContent(), all.transform(at, null)));
        }
        return places;
    }

    private static AffineTransform transform(String attribute) {
        AffineTransform all = new AffineTransform();
        Matcher calls = Pattern.compile("(\\w+)\\(([^)]*)\\)").matcher(attribute);
        while (calls.find()) {
            String[] words = calls.group(2).split("[ ,]+");
            double[] v = new double[words.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = number(words[i]);
            }
            all.concatenate(
                    switch (calls.group(1)) {
                        case "translate" -> AffineTransform.getTranslateInstance(v[0], v.length > 1 ? v[1] : 0);
                        case "rotate" -> AffineTransform.getRotateInstance(Math.toRadians(v[0]));
                        case "scale" -> AffineTransform.getScaleInstance(v[0], v[v.length - 1]);
                        case "matrix" -> new AffineTransform(v);
                        default -> throw new IllegalArgumentException(calls.group(1));
                    });
        }
        return all;
    }

    /// Every letter by itself.
    private static List<Place> pdf(Figure figure) throws IOException {
        List<Place> places = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(bytes("pdf", figure))) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    var matrix = text.getTextMatrix();
                    places.add(new Place(
                            text.getUnicode(),
                            new Point2D.Double(matrix.getTranslateX(), PAGE.height() - matrix.getTranslateY())));
                }
            }.getText(document);
        }
        return places;
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static boolean isThere(Place wanted, String words, List<Place> places) {
        return places.stream()
                .anyMatch(place -> place.words().equals(words) && place.at().distance(wanted.at()) < SAME);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyTextOfTypstStandsThereInSvgAndPdf(Figure figure) throws Exception {
        List<Place> typst = typst(figure);
        List<Place> svg = svg(figure);
        List<Place> pdf = pdf(figure);
        assertThat(typst).hasSizeGreaterThan(5).hasSameSizeAs(svg);
        assertThat(typst).allSatisfy(place -> {
            assertThat(isThere(place, place.words(), svg)).as("in the SVG").isTrue();
            assertThat(isThere(place, place.words().substring(0, 1), pdf))
                    .as("its first letter in the PDF")
                    .isTrue();
        });
    }

    /// What PGFPlots places by itself, numbers and titles of axes, is left to it; its axes are the others' clips.
    @ParameterizedTest
    @MethodSource("figures")
    void whatTexPlacesStandsThereInTypst(Figure figure) throws IOException {
        List<Place> typst = typst(figure);
        assertThat(tex(figure)).allSatisfy(place -> assertThat(typst)
                .anyMatch(other -> LatexText.of(other.words()).equals(place.words())
                        && other.at().distance(place.at()) < SAME));
        Matcher axes = Pattern.compile("begin\\{axis}\\[at=\\{\\((-?[0-9.]+)bp,(-?[0-9.]+)bp\\)}")
                .matcher(text("tex", figure));
        List<PlotArea> areas = new Painter(figure.onPaper())
                .place(figure, new Rectangle2D.Double(0, 0, PAGE.width(), PAGE.height())).plots().stream()
                        .flatMap(plot -> Stream.concat(
                                Stream.of(plot),
                                plot.trimmed().insets().stream().map(Trimming.Boxed::plot)))
                        .map(PlotFrame.Drawn::area)
                        .toList();
        int count = 0;
        while (axes.find()) {
            Point2D corner = new Point2D.Double(number(axes.group(1)), PAGE.height() - number(axes.group(2)));
            assertThat(areas)
                    .anyMatch(area -> new Point2D.Double(
                                            area.data().getMinX(), area.data().getMaxY())
                                    .distance(corner)
                            < SAME);
            count++;
        }
        assertThat(count).isPositive();
    }

    @Test
    void typstHasPathsTextsPicturesAndClips() throws IOException {
        TypstDrawing drawing = new TypstDrawing(100);
        drawing.setColor(new Color(1, 2, 3, 128));
        drawing.translate(10, 20);
        Path2D path = new Path2D.Double();
        path.moveTo(1, 2);
        path.lineTo(3, 4);
        path.closePath();
        drawing.fill(path);
        drawing.setClip(new Rectangle2D.Double(0, 0, 5, 6));
        drawing.drawString("a \"b\" \\ #c", 0, 0);
        BufferedImage image = new BufferedImage(1, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(0, 1, 0x0000FF);
        drawing.drawImage(image, new AffineTransform(2, 0, 0, -3, 0, 6), null);
        List<String> lines = drawing.source().lines().toList();

        assertThat(lines.getFirst().strip())
                .isEqualTo("place(top + left, curve(fill: rgb(1, 2, 3, 128), curve.move((11pt, 22pt)),"
                        + " curve.line((13pt, 24pt)), curve.close()))");
        assertThat(lines.get(1))
                .contains("inside(10pt, 20pt, 5pt, 6pt, words(10pt, 20pt, 0deg, ")
                .endsWith(", \"a \\\"b\\\" \\\\ #c\"))");
        Matcher picture = Pattern.compile(
                        "dx: 10pt, dy: 20pt, image\\(bytes\\(\\(([0-9,]+)\\)\\).*width: 2pt, height: 6pt")
                .matcher(lines.getLast());
        assertThat(picture.find()).isTrue();
        String[] numbers = picture.group(1).split(",");
        byte[] file = new byte[numbers.length];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) Integer.parseInt(numbers[i]);
        }
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(read.getRGB(0, 0)).as("mirrored as it is drawn").isEqualTo(0xFF0000FF);
        assertThat(read.getRGB(0, 1)).isEqualTo(0xFFFF0000);
    }

    @Test
    void typstIsBalancedAndOfThePagesSize() throws IOException {
        for (Figure figure : Samples.all()) {
            String typst = text("typst", figure);
            String code = typst.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "");
            for (String pair : List.of("()", "{}", "[]")) {
                assertThat(code.chars().filter(c -> c == pair.charAt(0)).count())
                        .as("%s in %s", pair, figure.title())
                        .isEqualTo(code.chars().filter(c -> c == pair.charAt(1)).count());
            }
            assertThat(typst)
                    .contains("#box(width: 1303.937pt, height: 453.543pt")
                    .doesNotContain("NaN", "Infinity");
        }
    }
}
