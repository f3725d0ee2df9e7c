package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.compose.Targets;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class FigureWriterTest {
    private static final Page ICML = Page.of(82.6, 55);
    private static final String MANIFEST = "{\"preset\":\"simplest-fig-2\",\"text\":\"‖a(t)‖₂ <&> ]]> \\u0001\"}";

    @TempDir
    private Path folder;

    static List<FigureWriter> writers() {
        return FigureWriters.ALL;
    }

    @ParameterizedTest
    @MethodSource("writers")
    void secondRunGivesEqualBytes(FigureWriter writer) throws IOException {
        for (Figure figure : Samples.all()) {
            assertThat(bytes(writer, figure))
                    .as("%s of %s", writer.id(), figure.title())
                    .isEqualTo(bytes(writer, figure))
                    .isNotEmpty();
        }
    }

    @Test
    void idsAreUniqueAndUnknownOnesAreNamed() {
        assertThat(FigureWriters.ALL).extracting(FigureWriter::id).doesNotHaveDuplicates();
        assertThatThrownBy(() -> FigureWriters.of("pgf"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("unknown format 'pgf'; did you mean 'pdf'? (allowed: pdf, svg, png, tex, typst, csv, npz)");
    }

    @Test
    void pdfHoldsTextInEmbeddedTrueType() throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes(FigureWriters.of("pdf"), Samples.adjointNorm()))) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Natural", "0.4");
            // the stripper breaks lines within text that runs upwards
            assertThat(text.replaceAll("\\s", "")).contains("‖a(t)‖₂");
            List<PDFont> fonts = new ArrayList<>();
            collect(document.getPage(0).getResources(), fonts);
            assertThat(fonts).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+DejaVuSans.*");
                assertThat(font.getFontDescriptor().getFontFile2()).isNotNull();
            });
        }
    }

    @Test
    void pdfPageIsAsLargeAsAsked() throws IOException {
        for (Targets.Width venue : Targets.widths()) {
            try (PDDocument document =
                    Loader.loadPDF(bytes(FigureWriters.of("pdf"), Samples.lossSurface(), venue.page()))) {
                var box = document.getPage(0).getMediaBox();
                assertThat(box.getWidth() * 25.4 / 72).isCloseTo(venue.page().widthMm(), within(0.01));
                assertThat(box.getHeight() * 25.4 / 72).isCloseTo(venue.page().heightMm(), within(0.01));
                assertThat(document.getNumberOfPages()).isEqualTo(1);
            }
        }
    }

    @Test
    void svgIsWellFormedWithTextAndItsFont() throws Exception {
        String svg = new String(bytes(FigureWriters.of("svg"), Samples.grid()), StandardCharsets.UTF_8);
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        List<String> texts = texts(document.getElementsByTagName("text"));
        assertThat(texts).contains("x(t)", "x₁", "∇ × f ∈ ℝ", "Field");
        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("82.6mm");
        String faces = document.getElementsByTagName("style").item(0).getTextContent();
        assertThat(faces.indexOf("font-weight:bold;src:url(data:font/ttf;base64,"))
                .isPositive();
        assertThat(svg).hasSizeLessThan(200_000);
    }

    @Test
    void svgIsReadOutAsAPictureWithItsWords() throws Exception {
        for (Figure figure : Samples.all()) {
            var root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(bytes(FigureWriters.of("svg"), figure)))
                    .getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            String[] labels = root.getAttribute("aria-labelledby").split(" ");
            var title = (org.w3c.dom.Element) root.getElementsByTagName("title").item(0);
            var words = (org.w3c.dom.Element) root.getElementsByTagName("desc").item(0);
            assertThat(labels).containsExactly(title.getAttribute("id"), words.getAttribute("id"));
            assertThat(title.getTextContent()).isNotBlank();
            assertThat(words.getTextContent()).isEqualTo(Spoken.of(figure)).contains(Finding.of(figure));
            // a browser takes a title for one only as the first child
            assertThat(root.getFirstChild()).isEqualTo(title);
        }
    }

    @Test
    void pdfIsTaggedAsAFigureWithItsWords() throws IOException {
        for (Figure figure : Samples.all()) {
            try (PDDocument document = Loader.loadPDF(bytes(FigureWriters.of("pdf"), figure))) {
                var catalog = document.getDocumentCatalog();
                assertThat(catalog.getMarkInfo().isMarked()).isTrue();
                assertThat(catalog.getLanguage()).isEqualTo("en");
                var whole = (PDStructureElement)
                        catalog.getStructureTreeRoot().getKids().getFirst();
                var tagged = (PDStructureElement) whole.getKids().getFirst();
                assertThat(tagged.getStructureType()).isEqualTo("Figure");
                assertThat(tagged.getAlternateDescription()).isEqualTo(Spoken.of(figure));
                assertThat(tagged.getPage().getCOSObject())
                        .isSameAs(document.getPage(0).getCOSObject());
                PDFMarkedContentExtractor content = new PDFMarkedContentExtractor();
                content.processPage(document.getPage(0));
                assertThat(content.getMarkedContents()).singleElement().satisfies(marked -> {
                    assertThat(marked.getTag()).isEqualTo("Figure");
                    assertThat(marked.getMCID())
                            .isEqualTo((Integer) tagged.getKids().getFirst());
                });
            }
        }
    }

    @Test
    void pngHasItsWordsInInternationalText() throws IOException {
        Figure figure = Samples.adjointNorm();
        byte[] bytes = bytes(FigureWriters.of("png"), figure, new Page(50.8, 25.4, 200));
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(new java.io.ByteArrayInputStream(bytes)));
        var root = (org.w3c.dom.Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        NodeList entries = root.getElementsByTagName("iTXtEntry");
        Map<String, String> texts = new java.util.HashMap<>();
        for (int i = 0; i < entries.getLength(); i++) {
            var entry = (org.w3c.dom.Element) entries.item(i);
            texts.put(entry.getAttribute("keyword"), entry.getAttribute("text"));
        }
        assertThat(texts).containsEntry("Title", figure.title()).containsEntry("Description", Spoken.of(figure));
        assertThat(texts.get("Description")).contains("‖a(t)‖₂");
    }

    @Test
    void pngHasTheResolutionsSize() throws IOException {
        byte[] bytes = bytes(FigureWriters.of("png"), Samples.heatMap(), new Page(50.8, 25.4, 200));
        var picture = ImageIO.read(new java.io.ByteArrayInputStream(bytes));
        assertThat(picture.getWidth()).isEqualTo(400);
        assertThat(picture.getHeight()).isEqualTo(200);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("pHYs\0\0\u001e\u00c2"); // 7874 dots a metre
    }

    @Test
    void csvHoldsExactValuesOfEveryPoint() throws IOException {
        List<String> lines = new String(bytes(FigureWriters.of("csv"), Samples.adjointNorm()), StandardCharsets.UTF_8)
                .lines()
                .toList();
        Layer.Line line =
                (Layer.Line) Samples.adjointNorm().plots().getFirst().layers().getFirst();
        assertThat(lines).hasSize(1 + 3 * line.x().length);
        assertThat(lines.getFirst()).isEqualTo("plot,layer,kind,name,x,y,low,high,z,u,v,text");
        for (int i = 0; i < line.x().length; i++) {
            String[] cells = lines.get(1 + i).split(",", -1);
            assertThat(cells).hasSize(12).startsWith("0", "0", "line", "SGD");
            assertThat(Double.parseDouble(cells[4])).isEqualTo(line.x()[i]);
            assertThat(Double.parseDouble(cells[5])).isEqualTo(line.y()[i]);
        }
    }

    @Test
    void csvOfATableIsThatTable() throws IOException {
        assertThat(new String(bytes(FigureWriters.of("csv"), Samples.table()), StandardCharsets.UTF_8))
                .startsWith("run,optimizer,η,iterations,final loss\r\nsgd/−4,SGD,0.050,200,6.1 × 10⁻²\r\n");
    }

    @Test
    void npzHoldsTheArrays() throws IOException {
        Path file = folder.resolve("data.npz");
        Export.write(Samples.heatMap(), FigureWriters.of("npz"), ICML, "", file);
        Map<String, NdArray> arrays = Npz.read(file);
        Layer.HeatMap map =
                (Layer.HeatMap) Samples.heatMap().plots().getFirst().layers().getFirst();
        assertThat(arrays.get("0.0.L(θ).z")).isEqualTo(NdArray.matrix(map.z()));
        assertThat(arrays).containsKeys("0.0.L(θ).x", "0.1.SGD.y");
    }

    /// Which TeX takes for an error where they have an entry of the legend.
    @Test
    void texHasNoPlotsWithoutPoints() throws IOException {
        String tex = new String(bytes(FigureWriters.of("tex"), Samples.onePointEach()), StandardCharsets.UTF_8);
        assertThat(tex)
                .contains("\\addlegendimage", "\\addlegendentry{SGD}", "\\addlegendentry{Natural gradient}")
                .doesNotContain("coordinates {};");
    }

    @Test
    void texIsPlainAsciiWithBalancedBraces() throws IOException {
        for (Figure figure : Samples.all()) {
            String tex = new String(bytes(FigureWriters.of("tex"), figure), StandardCharsets.UTF_8);
            assertThat(tex).as(figure.title()).isASCII().doesNotContain("[U+", "Infinity", "NaN");
            assertThat(tex.chars().filter(c -> c == '{').count())
                    .isEqualTo(tex.chars().filter(c -> c == '}').count());
            assertThat(count(tex, "\\begin{axis}"))
                    .isEqualTo(count(tex, "\\end{axis}"))
                    .isEqualTo(new Painter(Theme.PRINT)
                            .paint(figure, picture(), 1)
                            .areas()
                            .size());
        }
        assertThat(new String(bytes(FigureWriters.of("tex"), Samples.adjointNorm()), StandardCharsets.UTF_8))
                .contains("ylabel={$\\|a(t)\\|_{2}$}");
    }

    @Test
    void texHasADotForAPointOfALineWithoutNeighbours() throws IOException {
        for (double[] y : new double[][] {{0.5}, {0.5, 0.6}}) {
            double[] x = y.length == 1 ? new double[] {0} : new double[] {0, 1};
            Figure figure = Figure.of(
                    "",
                    "",
                    new Plot(
                            "",
                            Axis.linear("k").within(-1, 2),
                            Axis.linear("L").within(0, 1),
                            List.of(new Layer.Line("curve", SeriesStyle.line(SeriesStyle.Hue.BLUE), x, y, "")),
                            false));
            String tex = new String(bytes(FigureWriters.of("tex"), figure), StandardCharsets.UTF_8);
            assertThat(count(tex, "only marks")).isEqualTo(y.length == 1 ? 1 : 0);
        }
    }

    @Test
    void manifestComesBackFromFileAndNeighbour() throws IOException {
        for (String format : List.of("pdf", "svg")) {
            Path file = folder.resolve("loss." + format);
            Export.write(Samples.lossSurface(), FigureWriters.of(format), ICML, MANIFEST, file);
            assertThat(Manifest.extract(file)).isEqualTo(MANIFEST);
        }
        assertThat(Manifest.extract(folder.resolve("loss.manifest.json"))).isEqualTo(MANIFEST);
    }

    @Test
    void filesWithoutManifestAreNamedInASentence() throws IOException {
        Path bare = folder.resolve("bare.pdf");
        Export.write(Samples.lossCurves(), FigureWriters.of("pdf"), ICML, "", bare);
        assertThatThrownBy(() -> Manifest.extract(bare))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(bare + " holds no manifest; it was not written by Adjoint Lab");
        Path broken = Files.writeString(folder.resolve("broken.svg"), "<svg><text>");
        assertThatThrownBy(() -> Manifest.extract(broken)).hasMessage(broken + " is not a readable SVG");
        Path notPdf = Files.writeString(folder.resolve("broken.pdf"), "hello");
        assertThatThrownBy(() -> Manifest.extract(notPdf)).hasMessage(notPdf + " is not a readable PDF");
        assertThatThrownBy(() -> Manifest.extract(folder)).hasMessage(folder + " is a folder, not a file");
    }

    @Test
    void impossiblePagesAreRefused() {
        assertThatThrownBy(() -> Page.of(-5, 50))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the width of a figure must be from 10 to 2000 mm, not -5");
        assertThatThrownBy(() -> Page.of(80, Double.NaN)).hasMessageContaining("height");
        assertThatThrownBy(() -> bytes(FigureWriters.of("png"), Samples.table(), new Page(2000, 2000, 2400)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void everySampleFitsNarrowAndWideVenues() throws IOException {
        Set<String> ids = Set.of("science-column", "icml-column", "neurips", "jmlr", "icml-page", "poster-page");
        List<Targets.Width> venues = Targets.widths().stream()
                .filter(width -> ids.contains(width.id()))
                .toList();
        assertThat(venues).hasSameSizeAs(ids);
        for (Targets.Width venue : venues) {
            for (Figure figure : Samples.all()) {
                assertThat(bytes(FigureWriters.of("pdf"), figure, venue.page())).hasSizeGreaterThan(1000);
            }
        }
    }

    private static byte[] bytes(FigureWriter writer, Figure figure) throws IOException {
        return bytes(writer, figure, ICML);
    }

    private static byte[] bytes(FigureWriter writer, Figure figure, Page page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(figure, page, MANIFEST, out);
        return out.toByteArray();
    }

    private static java.awt.image.BufferedImage picture() {
        return new java.awt.image.BufferedImage(400, 300, java.awt.image.BufferedImage.TYPE_INT_RGB);
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static void collect(PDResources resources, List<PDFont> fonts) throws IOException {
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
                collect(form.getResources(), fonts);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("writers")
    void noGapReachesAFile(FigureWriter writer) throws IOException {
        double[] gaps = {Double.NaN, 1, Double.NaN, Double.POSITIVE_INFINITY, 2};
        SeriesStyle style = SeriesStyle.line(SeriesStyle.Hue.GREEN);
        Figure figure = Figure.of(
                "gaps",
                "0",
                new Plot(
                        "gaps",
                        Axis.linear("x"),
                        Axis.linear("y"),
                        List.of(
                                new Layer.Line("a line", style, new double[] {0, 1, 2, 3, Double.NaN}, gaps, ""),
                                new Layer.Note("nowhere", style, Double.NaN, Double.NaN),
                                new Layer.Note("half", style, 1, Double.NaN)),
                        false));
        String text = new String(bytes(writer, figure), StandardCharsets.ISO_8859_1);
        assertThat(text).isNotEmpty();
        if (!List.of("csv", "npz").contains(writer.id())) { // which hold the data as they are
            assertThat(text).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void aLabelOfALineIsOffItsGaps() {
        double[] x = {0, Double.NaN, Double.NaN, 3};
        assertThat(new Isoline(x, new double[] {0, 1, 2, 3}).pointFrom(1)).isEqualTo(3);
        assertThat(new Isoline(x, new double[] {0, 1, 2, Double.NaN}).pointFrom(1))
                .isEqualTo(4);
        assertThat(new Isoline(x, new double[4]).pointFrom(0)).isZero();
    }
}
