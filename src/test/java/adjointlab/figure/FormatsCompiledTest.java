package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Frames and ticks of axes stand at the same places in every format: in the PDF as it was written, in what PGFPlots is
/// told, and, where the programs are on the machine, in what they make of TeX and Typst.
final class FormatsCompiledTest {
    /// 0.2 mm in points.
    private static final double SAME = 0.2 * 72 / 25.4;

    private static final Page PAGE = Page.of(178, 100);
    private static final long MOST_SECONDS = 120;

    private static final String NUMBER = "(-?[0-9.]+(?:e-?[0-9]+)?)";
    private static final Pattern AXIS = Pattern.compile("\\\\begin\\{axis}\\[at=\\{\\(" + NUMBER + "bp," + NUMBER
            + "bp\\)},.*,width=" + NUMBER + "bp,height=" + NUMBER + "bp,\\s*xmin=" + NUMBER + ",xmax=" + NUMBER
            + ",ymin=" + NUMBER + ",ymax=" + NUMBER + ",\\s*(xmode=log,)?");
    private static final Pattern TICKS = Pattern.compile("xtick=\\{([^}]*)}");

    @TempDir
    private Path folder;

    static List<Figure> figures() {
        return List.of(
                Samples.lossCurves(),
                Samples.adjointNorm(),
                Samples.onePointEach(),
                Samples.grid(),
                Samples.heatMap(),
                Samples.lossSurface(),
                composed(Fonts.Family.PRINT),
                composed(Fonts.Family.SERIF));
    }

    /// Six panels with everything that a composed figure has around and on top of them.
    private static Figure composed(Fonts.Family family) {
        List<Figure> panels = List.of(
                Samples.lossCurves(),
                Samples.adjointNorm(),
                Samples.lossSurface(),
                Samples.heatMap(),
                Samples.other(),
                Samples.lossCurves());
        List<Composition.Cell> cells = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            boolean curves = i % 5 == 0;
            cells.add(new Composition.Cell(
                    new Composition.Place(i / 3, i % 3, 1, 1),
                    panels.get(i),
                    new Composition.Head("(" + (char) ('a' + i) + ")", i == 1, i == 2 ? "A title" : ""),
                    i == 5
                            ? List.of(new Composition.Inset(0, 30, 1e-2, 10, Composition.Corner.TOP_RIGHT, 0.5))
                            : List.of(),
                    curves
                            ? List.of(new Composition.Callout("a note", 120, 1e-2, Double.NaN, Double.NaN))
                            : List.of()));
        }
        List<Composition.Entry> runs =
                List.of(new Composition.Entry("SGD", Samples.SGD), new Composition.Entry("Adam", Samples.ADAM));
        return Figure.of(
                "Six panels",
                new Composition(
                        Theme.paper(family, 7),
                        new Composition.Grid(List.of(1.0, 1.0, 1.2), List.of(1.0, 1.1), 8, 8),
                        cells,
                        new Composition.Legend(Composition.LegendPlace.BOTTOM, runs),
                        new Composition.Titles("Over all", "", "Beside all"),
                        List.of(new Composition.Span("Over two columns", 1, 1, 2))));
    }

    private static byte[] bytes(String format, Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of(format).write(figure, PAGE, "", out);
        return out.toByteArray();
    }

    private static List<PlotFrame.Drawn> plots(Figure figure) {
        return new Painter(figure.onPaper())
                .place(figure, new Rectangle2D.Double(0, 0, PAGE.width(), PAGE.height())).plots().stream()
                        .filter(plot -> plot.surface() == null)
                        .toList();
    }

    /// Under each plot its axis, and a stroke for each of its ticks.
    private static List<Line2D> strokes(Figure figure) {
        List<Line2D> strokes = new ArrayList<>();
        for (PlotFrame.Drawn plot : plots(figure)) {
            Rectangle2D data = plot.area().data();
            double y = data.getMaxY();
            if (!plot.frame().bare()) {
                strokes.add(new Line2D.Double(data.getMinX(), y, data.getMaxX(), y));
            }
            for (Ticks.Tick tick : plot.frame().xTicks()) {
                double x = plot.area().across().toPosition(tick.value());
                strokes.add(new Line2D.Double(
                        x, y, x, y + figure.onPaper().measures().tickLength()));
            }
        }
        return strokes;
    }

    @ParameterizedTest
    @MethodSource("figures")
    void axesAndTicksStandInThePdf(Figure figure) throws IOException {
        PdfMarks marks = PdfMarks.of(bytes("pdf", figure));

        assertThat(strokes(figure)).isNotEmpty().allMatch(stroke -> marks.hasStroke(stroke, SAME));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void plotsAndTicksStandThereByTheNumbersThatPgfPlotsIsTold(Figure figure) throws IOException {
        String tex = new String(bytes("tex", figure), StandardCharsets.UTF_8);
        List<PlotFrame.Drawn> plots = plots(figure);
        Matcher axis = AXIS.matcher(tex);
        Matcher ticks = TICKS.matcher(tex);
        for (PlotFrame.Drawn plot : plots) {
            assertThat(axis.find()).isTrue();
            assertThat(ticks.find(axis.end())).isTrue();
            Rectangle2D data = plot.area().data();
            double[] told = new double[8];
            Arrays.setAll(told, i -> Double.parseDouble(axis.group(i + 1)));
            assertThat(told[0]).isCloseTo(data.getMinX(), within(SAME));
            assertThat(PAGE.height() - told[1]).isCloseTo(data.getMaxY(), within(SAME));
            assertThat(told[0] + told[2]).isCloseTo(data.getMaxX(), within(SAME));
            assertThat(PAGE.height() - told[1] - told[3]).isCloseTo(data.getMinY(), within(SAME));
            List<Double> places = Stream.of(ticks.group(1).split(","))
                    .filter(value -> !value.equals("\\empty"))
                    .map(value -> told[0] + told[2] * share(Double.parseDouble(value), told, axis.group(9) != null))
                    .toList();
            List<Ticks.Tick> drawn = plot.frame().xTicks();
            assertThat(places).hasSameSizeAs(drawn);
            for (int i = 0; i < places.size(); i++) {
                assertThat(places.get(i))
                        .isCloseTo(plot.area().across().toPosition(drawn.get(i).value()), within(SAME));
            }
        }
        assertThat(tex)
                .contains(String.format(
                        Locale.ROOT,
                        "major tick length=%.3fbp",
                        figure.onPaper().measures().tickLength()));
    }

    private static double share(double value, double[] told, boolean log) {
        return log ? Math.log(value / told[4]) / Math.log(told[5] / told[4]) : (value - told[4]) / (told[5] - told[4]);
    }

    /// Of whatever kind.
    static List<Figure> kinds() {
        return Stream.concat(
                        Samples.all().stream(),
                        Stream.of(
                                Samples.onePointEach(),
                                composed(Fonts.Family.SERIF),
                                Figure.of("Surface", "", SurfaceTest.plot(SurfaceTest.map((x, y) -> x * x + y)))))
                .toList();
    }

    @Tag("formats")
    @ParameterizedTest
    @MethodSource("kinds")
    void texTakesIt(Figure figure) throws Exception {
        assertThat(byTex(figure)).isNotEmpty();
    }

    @Tag("formats")
    @ParameterizedTest
    @MethodSource("kinds")
    void typstTakesIt(Figure figure) throws Exception {
        assertThat(byTypst(figure)).isNotEmpty();
    }

    @Tag("formats")
    @ParameterizedTest
    @MethodSource("figures")
    void whatPgfPlotsDrawsStandsThere(Figure figure) throws Exception {
        PdfMarks marks = PdfMarks.of(byTex(figure));

        assertThat(strokes(figure)).allMatch(stroke -> marks.hasStroke(stroke, SAME));
    }

    /// The page that TeX makes of a figure.
    private byte[] byTex(Figure figure) throws Exception {
        Path program = program("pdflatex");
        Files.write(folder.resolve("figure.tex"), bytes("tex", figure));
        Files.writeString(folder.resolve("page.tex"), """
            \\documentclass{standalone}
            \\usepackage{amssymb,pgfplots}
            \\pgfplotsset{compat=1.18}
            \\begin{document}\\input{figure.tex}\\end{document}
            """);
        run(program.toString(), "-interaction=nonstopmode", "-halt-on-error", "page.tex");
        return Files.readAllBytes(folder.resolve("page.pdf"));
    }

    @Tag("formats")
    @ParameterizedTest
    @MethodSource("figures")
    void whatTypstDrawsStandsThere(Figure figure) throws Exception {
        PdfMarks marks = PdfMarks.of(byTypst(figure));

        assertThat(strokes(figure)).allMatch(stroke -> marks.hasStroke(stroke, SAME));
        assertThat(PdfMarks.of(bytes("pdf", figure)).letters()).allMatch(letter -> marks.letters().stream()
                .anyMatch(other ->
                        other.letter().equals(letter.letter()) && other.at().distance(letter.at()) < SAME));
    }

    /// The page that Typst makes of a figure, in the PDF's font.
    private byte[] byTypst(Figure figure) throws Exception {
        Path program = program("typst");
        Files.write(folder.resolve("figure.typ"), bytes("typst", figure));
        // letters stand where the PDF's do in its font alone, without kerning, which the PDF has not either
        Files.writeString(folder.resolve("page.typ"), """
            #set page(width: auto, height: auto, margin: 0pt)
            #set text(font: (%s), kerning: false, ligatures: false)
            #include "figure.typ"
            """.formatted(
                        figure.onPaper().type().family() == Fonts.Family.SERIF
                                ? "\"DejaVu Serif\", \"" + Fonts.DEJAVU_FAMILY + '"'
                                : "\"" + Fonts.DEJAVU_FAMILY + "\","));
        for (boolean bold : new boolean[] {false, true}) {
            try (InputStream sans = Fonts.open(Fonts.dejaVuPath(bold));
                    InputStream serif = Fonts.serif(bold)) {
                Files.copy(sans, folder.resolve(bold ? "sans-bold.ttf" : "sans.ttf"));
                Files.copy(serif, folder.resolve(bold ? "serif-bold.ttf" : "serif.ttf"));
            }
        }
        run(program.toString(), "compile", "--font-path", folder.toString(), "page.typ", "page.pdf");
        return Files.readAllBytes(folder.resolve("page.pdf"));
    }

    /// A program of the machine; without it the test is skipped.
    private static Path program(String name) {
        Optional<Path> found = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found)
                .as("%s is not on this machine: what it makes of the figure is not looked at", name)
                .isPresent();
        return found.orElseThrow();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ends", command[0]).isTrue();
        assertThat(process.exitValue()).as(() -> read(output)).isZero();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
