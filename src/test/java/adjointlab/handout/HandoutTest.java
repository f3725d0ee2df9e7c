package adjointlab.handout;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Axis;
import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.Plot;
import adjointlab.figure.Theme;
import adjointlab.handout.Handout.Sheet;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.NamingCheck;
import adjointlab.panel.kit.PanelContext.Shown;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Lessons to take home.
final class HandoutTest {
    /// So many iterations show where everything stands.
    private static final int FEW = 2;

    /// A few that ask in every form.
    static List<String> few() {
        return List.of("first-minute", "two-sides", "what-node-cannot-do");
    }

    static List<String> others() {
        List<String> others = new ArrayList<>(Lessons.ids());
        others.removeAll(few());
        return others;
    }

    /// Trains in the thread of the test.
    private static final class Trainer implements Handout.Trainer, AutoCloseable {
        private final TrainingService service = new TrainingService(0);
        private final int most;
        private final List<Integer> asked = new ArrayList<>();

        Trainer(int most) {
            this.most = most;
        }

        @Override
        public List<Run> open(Preset preset) {
            return service.open(preset);
        }

        @Override
        public boolean train(List<Run> runs, int iteration) {
            asked.add(iteration);
            runs.forEach(run -> service.advance(run, Math.min(most, iteration)));
            service.drain(Cancellation.NEVER);
            return true;
        }

        @Override
        public void close() {
            service.close();
        }
    }

    private static Handout handout(Lesson lesson, int most) throws InterruptedException {
        try (Trainer trainer = new Trainer(most)) {
            return Handout.of(lesson, trainer).orElseThrow();
        }
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList nodes = document.getElementsByTagNameNS("*", tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Tag("claims")
    @ParameterizedTest
    @MethodSource("others")
    void everyLessonIsAPageAndPaper(String id) throws Exception {
        aLessonIsAPageAndPaperWithAllThatItSays(id);
    }

    @ParameterizedTest
    @MethodSource("few")
    void aLessonIsAPageAndPaperWithAllThatItSays(String id) throws Exception {
        Lesson lesson = Lessons.get(id);
        Handout handout = handout(lesson, FEW);
        assertPage(lesson, HandoutPage.of(handout));
        assertPaper(lesson, paper(handout));
    }

    @Tag("claims")
    @ParameterizedTest
    @MethodSource("others")
    void everyRunThatAnyLessonDrawsIsNamed(String id) throws Exception {
        everyRunThatIsDrawnIsNamed(id);
    }

    /// In a still picture nobody can look at the list of runs.
    @ParameterizedTest
    @MethodSource("few")
    void everyRunThatIsDrawnIsNamed(String id) throws Exception {
        Lesson lesson = Lessons.get(id);
        List<String> faults = new ArrayList<>();
        int pictures = 0;
        try (Trainer trainer = new Trainer(FEW)) {
            List<Sheet> sheets = Handout.of(lesson, trainer).orElseThrow().sheets();
            for (Course course : Course.all(lesson)) {
                List<Shown> runs = trainer.open(course.preset()).stream()
                        .map(run -> Shown.of(run, Marks.DEFAULT))
                        .toList();
                for (Course.Moment moment : course.moments()) {
                    Sheet sheet = sheets.get(moment.step());
                    for (Handout.Picture picture : moment.revealed() ? sheet.after() : sheet.before()) {
                        Page page = picture.page();
                        List<DrawnText> texts =
                                DrawnText.of(picture.figure(), Theme.PRINT, page.width(), page.height());
                        NamingCheck.unnamed(picture.figure(), runs, texts)
                                .forEach(name -> faults.add("step " + (moment.step() + 1) + ", "
                                        + picture.figure().title() + ": " + name));
                        if (picture.figure().note().contains("drag")) {
                            faults.add("paper asks to drag: " + picture.figure().note());
                        }
                        PageFit.flaw(picture.figure(), page)
                                .ifPresent(flaw -> faults.add("step " + (moment.step() + 1) + ", "
                                        + picture.figure().title() + " on " + page.size() + ": " + flaw));
                        pictures++;
                    }
                }
            }
        }
        assertThat(pictures).isPositive();
        assertThat(faults).isEmpty();
    }

    private static void assertPage(Lesson lesson, String html) throws Exception {
        Document page = parsed(html);
        Element root = page.getDocumentElement();
        assertThat(root.getAttribute("lang")).isEqualTo("en");
        assertThat(elements(page, "title").getFirst().getTextContent())
                .isEqualTo(lesson.info().title());
        assertThat(elements(page, "h1")).hasSize(1);
        assertThat(elements(page, "script")).isEmpty();
        assertThat(html.replaceAll("xmlns(:xlink)?=\"[^\"]*\"", ""))
                .as("nothing is loaded")
                .doesNotContain("http:", "https:", "@import")
                .doesNotContainPattern("(src|href)=\"(?!#|data:)")
                .doesNotContainPattern("url\\((?!#|data:|&quot;#)");

        List<Element> sections = elements(page, "section");
        assertThat(sections).hasSize(lesson.steps().size());
        Set<String> ids = new HashSet<>();
        for (Element each : elements(page, "*")) {
            String name = each.getAttribute("id");
            assertThat(name.isEmpty() || ids.add(name)).as("one %s", name).isTrue();
        }
        for (Element svg : elements(page, "svg")) {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(ids).contains(svg.getAttribute("aria-labelledby").split(" "));
            assertThat(svg.getElementsByTagNameNS("*", "desc").item(0).getTextContent())
                    .isNotBlank();
        }
        for (int i = 0; i < sections.size(); i++) {
            assertSection(lesson.steps().get(i), sections.get(i));
        }
    }

    private static void assertSection(Step step, Element section) {
        String text = plain(section.getTextContent());
        assertThat(text)
                .contains(plain(step.texts().title()))
                .contains(plain(step.question().prompt()))
                .contains(plain(step.texts().after()));
        for (String paragraph : step.texts().text().split("\n\n")) {
            assertThat(text).contains(plain(paragraph));
        }
        step.question().key().forEach(line -> assertThat(text).contains(plain(line)));
        NodeList inputs = section.getElementsByTagName("input");
        NodeList areas = section.getElementsByTagName("textarea");
        switch (step.question().form()) {
            case AnswerForm.Nothing _ ->
                assertThat(section.getElementsByTagName("fieldset").getLength()).isZero();
            case AnswerForm.Options options -> {
                assertThat(inputs.getLength()).isEqualTo(options.options().size());
                options.options().forEach(option -> assertThat(text).contains(plain(option.text())));
            }
            case AnswerForm.Quantity quantity -> {
                assertThat(inputs.getLength()).isEqualTo(1);
                assertThat(text).contains(quantity.unit());
            }
            case AnswerForm.InLab _ -> assertThat(inputs.getLength()).isEqualTo(1);
            case AnswerForm.Words _ -> assertThat(areas.getLength()).isEqualTo(1);
            case AnswerForm.Curve _ -> assertThat(text).contains("Your sketch");
        }
    }

    private static byte[] paper(Handout handout) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HandoutPaper.write(handout, out);
        return out.toByteArray();
    }

    /// The text of a PDF, checked to stand on its pages.
    private static final class Stripper extends PDFTextStripper {
        private final Set<String> outside = new HashSet<>();

        @Override
        protected void processTextPosition(TextPosition text) {
            float x = text.getTextMatrix().getTranslateX();
            float y = text.getTextMatrix().getTranslateY();
            boolean inside = Math.min(x, text.getEndX()) >= 0
                    && Math.max(x, text.getEndX()) <= text.getPageWidth()
                    && Math.min(y, text.getEndY()) >= 0
                    && Math.max(y, text.getEndY()) <= text.getPageHeight();
            if (!inside) {
                outside.add(text.getUnicode());
            }
            super.processTextPosition(text);
        }
    }

    private static void assertPaper(Lesson lesson, byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Stripper stripper = new Stripper();
            stripper.setSortByPosition(true);
            String text = plain(stripper.getText(document));
            assertThat(stripper.outside).isEmpty();
            for (Step step : lesson.steps()) {
                assertThat(text)
                        .contains(plain(step.texts().title()))
                        .contains(plain(step.question().prompt()));
                assertThat(text).contains(plain(step.texts().after()));
            }
            assertThat(text).doesNotContain("□");
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
            PDFRenderer renderer = new PDFRenderer(document);
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                assertMarginsAreFree(renderer.renderImageWithDPI(i, 24));
            }
        }
    }

    /// Nothing is drawn within 17 mm of the left and right edge.
    private static void assertMarginsAreFree(BufferedImage page) {
        int margin = (int) (17 / 25.4 * 24);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < margin; x++) {
                assertThat(page.getRGB(x, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
                assertThat(page.getRGB(page.getWidth() - 1 - x, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
            }
        }
    }

    @Test
    void thePictureBeforeAPredictionGivesNothingAway() throws Exception {
        Lesson lesson = Lessons.get("two-sides");
        int predicted = 3;
        int most = 20;
        Handout handout = handout(lesson, most);
        Sheet sheet = handout.sheets().get(predicted);
        assertThat(lesson.steps().get(predicted).reveal()).isGreaterThan(most);
        assertThat(furthest(sheet.before())).isZero();
        assertThat(furthest(sheet.after())).isEqualTo(most);
        assertThat(handout.sheets().get(1).asAt()).isZero();
        assertThat(handout.sheets().get(1).before()).isEmpty();
    }

    /// The last iteration of all curves of parameters over iterations.
    private static double furthest(List<Handout.Picture> pictures) {
        return pictures.stream()
                .map(Handout.Picture::figure)
                .filter(figure -> figure.title().equals("Parameters"))
                .map(Figure::plots)
                .flatMap(List::stream)
                .flatMap(plot -> plot.layers().stream())
                .filter(Layer.Line.class::isInstance)
                .flatMapToDouble(line -> finite((Layer.Line) line))
                .max()
                .orElseThrow();
    }

    private static DoubleStream finite(Layer.Line line) {
        return IntStream.range(0, line.x().length)
                .filter(i -> Double.isFinite(line.y()[i]))
                .mapToDouble(i -> line.x()[i]);
    }

    /// Where no height helps, a picture is wider.
    @Test
    void aPictureIsAsLargeAsItMustBe() {
        Page small = new Page(82, 62, 200);
        Page wide = Handout.roomy(table(8), small);
        assertThat(wide.widthMm()).isBetween(83.0, 169.0);
        assertThat(PageFit.flaw(table(8), wide)).isEmpty();
        assertThat(Handout.roomy(table(1), small)).isEqualTo(small);
        assertThat(Handout.roomy(table(60), small)).as("paper is not so wide").isEqualTo(small);
    }

    private static Figure table(int columns) {
        List<String> header = new ArrayList<>();
        List<String> row = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            header.add("Column " + c);
            row.add("value " + c);
        }
        Layer table = new Layer.Table("Table", header, List.of(row));
        return Figure.of("Table", "", new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false));
    }

    @Test
    void stepsThatShowTheSameRunsShareATraining() throws Exception {
        Lesson lesson = Lessons.get("first-minute");
        try (Trainer trainer = new Trainer(0)) {
            Handout.of(lesson, trainer);
            assertThat(trainer.asked).containsExactly(0, 0);
        }
        assertThat(Handout.iterations(lesson)).isZero();
        assertThat(Handout.iterations(Lessons.get("two-sides"))).isEqualTo(5L * 500);
    }

    @Test
    void whatIsInterruptedGivesNothing() throws Exception {
        Handout.Trainer interrupted = new Handout.Trainer() {
            @Override
            public List<Run> open(Preset preset) {
                return List.of();
            }

            @Override
            public boolean train(List<Run> runs, int iteration) {
                return false;
            }
        };
        assertThat(Handout.of(Lessons.get("two-sides"), interrupted)).isEmpty();
    }

    @Test
    void equalLessonsGiveEqualBytes() throws Exception {
        Handout one = handout(Lessons.get("two-sides"), FEW);
        Handout other = handout(Lessons.get("two-sides"), FEW);
        assertThat(HandoutPage.of(one)).isEqualTo(HandoutPage.of(other));
        assertThat(Arrays.equals(paper(one), paper(other))).isTrue();
    }

    @Test
    void hostileTextsAreTextsAndNothingIsCut() throws Exception {
        Lesson plain = Lessons.get("two-sides");
        Step first = plain.steps().getFirst();
        String hostile = "<script>alert(1)</script> & \"q\" \u0007 漢字 " + "w".repeat(400) + "\n\nsecond";
        Step step = new Step(
                new Step.Texts("T <b>", hostile, "\\frac{", "<i>after</i>", "notes <script>"),
                first.patch(),
                first.controls(),
                first.question(),
                0,
                List.of());
        Lesson lesson = new Lesson("hostile", plain.info(), List.of(step));
        Handout handout = handout(lesson, 0);
        Document page = parsed(HandoutPage.of(handout));
        assertThat(elements(page, "script")).isEmpty();
        assertThat(elements(page, "i")).isEmpty();
        assertThat(plain(page.getDocumentElement().getTextContent()))
                .contains("<script>alert(1)</script> & \"q\"")
                .contains("漢字", "w".repeat(400), "<i>after</i>");
        try (PDDocument document = Loader.loadPDF(paper(handout))) {
            Stripper stripper = new Stripper();
            String text = stripper.getText(document);
            assertThat(stripper.outside).isEmpty();
            assertThat(text.chars().filter(c -> c == 'w').count()).isGreaterThanOrEqualTo(400);
            assertThat(text).contains("□□").contains("second");
        }
    }
}
