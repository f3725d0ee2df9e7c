package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Stop;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Cell;
import adjointlab.figure.Composition.Corner;
import adjointlab.figure.Composition.Entry;
import adjointlab.figure.Composition.Grid;
import adjointlab.figure.Composition.Head;
import adjointlab.figure.Composition.Inset;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.figure.Composition.Titles;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompositionTest {
    private static final double HUNDREDTH_MM = 0.01 * 72 / 25.4;
    private static final Theme SANS = Theme.paper(Fonts.Family.PRINT, 8);
    private static final List<Entry> RUNS = List.of(
            new Entry("SGD", Samples.SGD), new Entry("Adam", Samples.ADAM), new Entry("Natural", Samples.NATURAL));
    /// Of the runs, in their order.
    private static final List<Owner> OWNERS =
            List.of(new Owner("SGD"), new Owner("Adam"), new Owner("Natural gradient"));

    private static Cell cell(int row, int column, Figure figure) {
        return cell(new Place(row, column, 1, 1), figure, "(a)", "");
    }

    private static Cell cell(Place place, Figure figure, String letter, String title) {
        return new Cell(place, figure, new Head(letter, false, title), List.of(), List.of());
    }

    private static Grid grid(int rows, int columns) {
        return new Grid(Collections.nCopies(columns, 1.0), Collections.nCopies(rows, 1.0), 10, 10);
    }

    private static Figure composed(Theme theme, Grid grid, LegendPlace legend, List<Cell> cells) {
        return Figure.of(
                "Several",
                new Composition(theme, grid, cells, new Composition.Legend(legend, RUNS), Titles.NONE, List.of()));
    }

    private static Page needed(Figure figure, Page page) {
        return Objects.requireNonNull(figure.composition()).needed(page);
    }

    private static FigureLayout paint(Figure figure, Page page) {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        return new Painter(Theme.PRINT)
                .paint(figure, picture.createGraphics(), new Rectangle2D.Double(0, 0, page.width(), page.height()));
    }

    private static byte[] bytes(Figure figure, Page page, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of(format).write(figure, page, "", out);
        return out.toByteArray();
    }

    @Test
    void whatACellNamesBelowItsPlotsStandsInTheLegendOfAll() {
        Entry group = new Entry("a group of a sweep", SeriesStyle.line(SeriesStyle.Hue.MUTED));
        Figure cell = Samples.lossCurves().naming(List.of(group));
        Figure figure = composed(SANS, grid(1, 2), LegendPlace.BOTTOM, List.of(cell(0, 0, cell), cell(0, 1, cell)));
        assertThat(Objects.requireNonNull(figure.composition()).legend().entries())
                .containsOnlyOnce(group)
                .hasSizeGreaterThan(1);
        assertThat(DrawnText.of(
                        figure,
                        Theme.PRINT,
                        Page.of(160, 70).width(),
                        Page.of(160, 70).height()))
                .extracting(DrawnText::words)
                .contains(group.name());
    }

    @Test
    void edgesOfPlotsStandInLineOverRowsAndColumns() {
        Figure figure = composed(
                SANS,
                new Grid(List.of(1.0, 2.0), List.of(1.0, 1.5, 1.0), 10, 12),
                LegendPlace.BOTTOM,
                List.of(
                        cell(0, 0, Samples.lossCurves()),
                        cell(0, 1, Samples.heatMap()),
                        cell(1, 0, Samples.adjointNorm()),
                        cell(1, 1, Samples.lossCurves()),
                        cell(new Place(2, 0, 1, 2), Samples.lossSurface(), "(e)", "over both columns")));
        List<Rectangle2D> data = paint(figure, Page.of(165, 190)).areas().stream()
                .map(PlotArea::data)
                .toList();

        assertThat(data).hasSize(5);
        aligned(data.get(0).getMinY(), data.get(1).getMinY());
        aligned(data.get(0).getMaxY(), data.get(1).getMaxY());
        aligned(data.get(2).getMinY(), data.get(3).getMinY());
        aligned(data.get(2).getMaxY(), data.get(3).getMaxY());
        aligned(data.get(0).getMinX(), data.get(2).getMinX());
        aligned(data.get(0).getMaxX(), data.get(2).getMaxX());
        aligned(data.get(1).getMinX(), data.get(3).getMinX());
        aligned(data.get(1).getMaxX(), data.get(3).getMaxX());
        aligned(data.get(4).getMinX(), data.get(0).getMinX());
        aligned(data.get(4).getMaxX(), data.get(1).getMaxX());
        assertThat(data.get(1).getWidth()).isCloseTo(2 * data.get(0).getWidth(), within(HUNDREDTH_MM));
        assertThat(data.get(2).getHeight()).isCloseTo(1.5 * data.get(0).getHeight(), within(HUNDREDTH_MM));
    }

    private static void aligned(double one, double other) {
        assertThat(one).isCloseTo(other, within(HUNDREDTH_MM));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void textsHaveTheirSizeHoweverManyPanelsThereAre(int panels) throws IOException {
        List<Cell> cells = IntStream.range(0, panels)
                .mapToObj(i -> cell(i / 3, i % 3, Samples.lossCurves()))
                .toList();
        Figure figure = composed(SANS, grid(panels / 4 + 1, Math.min(3, panels)), LegendPlace.BOTTOM, cells);

        assertThat(sizes(bytes(figure, Page.of(165, 110), "pdf"))).containsExactly(747, 800);
    }

    /// Two falling lines, whose legend stands best at the top right.
    private static Plot falling(String title) {
        double[] x = {0, 1};
        return new Plot(
                "",
                Axis.linear("x"),
                Axis.linear(title),
                List.of(
                        new Layer.Line("one", Samples.SGD, x, new double[] {1, 0}, ""),
                        new Layer.Line("two", Samples.ADAM, x, new double[] {0.9, 0}, "")),
                true);
    }

    @ParameterizedTest
    @ValueSource(ints = {36, 38, 40, 42, 44, 46, 48, 50})
    void aTitleThatIsLongerThanItsAxisIsBrokenAndNotSetSmaller(int height) throws IOException {
        Figure figure = composed(
                SANS,
                grid(1, 1),
                LegendPlace.OFF,
                List.of(cell(0, 0, Figure.of("", "", falling("gradient quotients over time")))));

        assertThat(sizes(bytes(figure, Page.of(70, height), "pdf"))).containsExactly(747, 800);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 36, 42, 48, 54})
    void aLegendInThePlotKeepsClearOfANote(int up) {
        Cell noted = new Cell(
                new Place(0, 0, 1, 1),
                Figure.of("", "", falling("y")),
                new Head("", false, ""),
                List.of(),
                List.of(new Callout("a note at the right", 0.5, 0.5, 45, up)));
        Figure figure = composed(SANS, grid(1, 1), LegendPlace.OFF, List.of(noted));
        Page page = Page.of(80, 60);
        List<DrawnText> texts = DrawnText.of(figure, Theme.PRINT, page.width(), page.height());

        for (DrawnText one : texts) {
            for (DrawnText other : texts) {
                assertThat(one != other && one.meets(other, 0.5))
                        .as("%s over %s", one, other)
                        .isFalse();
            }
        }
        assertThat(texts).extracting(DrawnText::words).contains("one", "two");
    }

    /// Hundredths of a point in which letters stand in a PDF.
    private static Set<Integer> sizes(byte[] pdf) throws IOException {
        Set<Integer> sizes = new TreeSet<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
                sizes.add(Math.round(100 * text.getFontSize()));
            }
        };
        try (PDDocument document = Loader.loadPDF(pdf)) {
            stripper.getText(document);
        }
        return sizes;
    }

    @ParameterizedTest
    @MethodSource("legends")
    void theLegendNamesEachRunOnceAndPlotsNoMore(LegendPlace place) {
        Figure figure = composed(
                SANS,
                grid(1, 3),
                place,
                List.of(
                        cell(0, 0, Samples.lossCurves()),
                        cell(0, 1, Samples.lossSurface()),
                        cell(0, 2, Samples.grid())));
        List<String> words = words(figure, needed(figure, Page.of(165, 70)));

        for (Entry run : RUNS) {
            assertThat(words).filteredOn(run.name()::equals).hasSize(1);
        }
    }

    static List<LegendPlace> legends() {
        return List.of(LegendPlace.TOP, LegendPlace.BOTTOM, LegendPlace.RIGHT);
    }

    @Test
    void withoutALegendPlotsKeepTheirNames() {
        Figure figure = composed(
                SANS,
                grid(1, 2),
                LegendPlace.OFF,
                List.of(cell(0, 0, Samples.lossCurves()), cell(0, 1, Samples.lossCurves())));

        assertThat(words(figure, Page.of(165, 70))).filteredOn("SGD"::equals).hasSize(2);
    }

    @Test
    void anEntryThatNothingIsDrawnOfIsLeftOut() {
        Figure figure = composed(SANS, grid(1, 1), LegendPlace.TOP, List.of(cell(0, 0, Samples.heatMap())));

        assertThat(words(figure, Page.of(120, 90))).doesNotContain("Natural");
    }

    private static List<String> words(Figure figure, Page page) {
        return DrawnText.of(figure, Theme.PRINT, page.width(), page.height()).stream()
                .map(DrawnText::words)
                .toList();
    }

    @Test
    void aPageThatIsTooSmallIsRefusedWithTheSizeThatThenSuffices() {
        Figure figure = composed(
                SANS,
                grid(2, 3),
                LegendPlace.BOTTOM,
                IntStream.range(0, 6)
                        .mapToObj(i -> cell(i / 3, i % 3, Samples.lossCurves()))
                        .toList());
        Page small = Page.of(60, 40);
        Page needed = needed(figure, small);

        assertThatThrownBy(() -> bytes(figure, small, "pdf"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the figure needs " + needed.size() + ", and the page has 60 × 40 mm");
        assertThat(paint(figure, needed).areas()).hasSize(6);
        assertThatThrownBy(() -> paint(figure, Page.of(needed.widthMm() - 2, needed.heightMm())))
                .hasMessageContaining("needs");
        assertThatThrownBy(() -> paint(figure, Page.of(needed.widthMm(), needed.heightMm() - 2)))
                .hasMessageContaining("needs");
    }

    @Test
    void aTableIsNotCut() {
        Figure figure = composed(SANS, grid(1, 1), LegendPlace.OFF, List.of(cell(0, 0, Samples.table())));

        assertThatThrownBy(() -> paint(figure, Page.of(60, 20))).hasMessageContaining("needs");
        Page needed = needed(figure, Page.of(60, 20));
        assertThat(paint(figure, needed).tables()).noneMatch(TableArea::isCut);
    }

    /// Tables of 20 and of 60 rows, one below the other, need more than any page of a paper has.
    @Test
    void ofWhatNoPaperHasRoomForAPanelIsToBeLeftOut() {
        List<Cell> cells = List.of(
                cell(new Place(0, 0, 1, 1), rows(20), "(a)", ""), cell(new Place(1, 0, 1, 1), rows(60), "(b)", ""));
        Figure tables = composed(SANS, grid(2, 1), LegendPlace.OFF, cells);

        Composition composition = Objects.requireNonNull(tables.composition());
        Page page = Page.of(140, 90);
        assertThatThrownBy(() -> composition.needed(page, page))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("no page of paper has room for all of it, 190 × 247 mm at most: leave out panel (b), which"
                        + " needs most of it, or show fewer runs in it");
        assertThat(composition.needed(page, Page.of(781, 1100)))
                .satisfies(poster -> assertThat(poster.heightMm()).isBetween(247.0, 1189.0));
    }

    /// There is one only: to leave it out is no advice.
    @Test
    void ofOnePanelRowsAreToBeLeftOut() {
        Figure table =
                composed(SANS, grid(1, 1), LegendPlace.OFF, List.of(cell(new Place(0, 0, 1, 1), rows(90), "(a)", "")));
        Composition composition = Objects.requireNonNull(table.composition());
        Page page = Page.of(140, 90);
        assertThatThrownBy(() -> composition.needed(page, page))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageMatching(
                        "no page of paper has room for all of it, 190 × 247 mm at most: leave out \\d+ of 90"
                                + " rows of its tables, .*");
    }

    /// As names stand in more lines on a narrow page, a wider one has room where the narrowest has none.
    @Test
    void aPageThatIsWiderAndLowerIsTaken() {
        List<Entry> names = IntStream.range(0, 160)
                .mapToObj(i -> new Entry("run number " + i, SeriesStyle.line(SeriesStyle.Hue.BLUE)))
                .toList();
        Figure figure = composed(
                SANS,
                grid(1, 1),
                LegendPlace.OFF,
                List.of(cell(0, 0, Samples.lossCurves().naming(names))));
        Composition composition = Objects.requireNonNull(figure.composition());
        Page page = Page.of(60, 40);
        assertThat(needed(figure, page).heightMm()).as("of the narrowest").isGreaterThan(247);
        Page found = composition.needed(page, page);
        assertThat(found.widthMm()).isBetween(60.0, 190.0);
        assertThat(found.heightMm()).isBetween(40.0, 247.0);
        assertThat(paint(figure, found).areas()).hasSize(1);
    }

    @Test
    void lookingForAPageEndsWhereNobodyWaitsForIt() {
        Figure figure = composed(SANS, grid(1, 1), LegendPlace.OFF, List.of(cell(0, 0, Samples.lossCurves())));
        assertThatThrownBy(() -> Stop.within(() -> true, () -> needed(figure, Page.of(60, 40))))
                .isInstanceOf(CancellationException.class);
    }

    private static Figure rows(int rows) {
        Layer table =
                new Layer.Table("runs", List.of("Run", "Loss"), Collections.nCopies(rows, List.of("SGD", "0.0123")));
        Plot plot = new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false);
        return new Figure("", "", List.of(new Figure.Row(1, List.of(plot))), "");
    }

    @Test
    void aNoteOrInsetBesideThePlotIsRefused() {
        Cell noted = new Cell(
                new Place(0, 0, 1, 1),
                Samples.lossCurves(),
                new Head("", false, ""),
                List.of(),
                List.of(new Callout("nowhere", 1e9, 1, Double.NaN, Double.NaN)));
        Cell enlarged = new Cell(
                new Place(0, 0, 1, 1),
                Samples.lossCurves(),
                new Head("", false, ""),
                List.of(new Inset(1e6, 2e6, 1, 2, Corner.TOP_LEFT, 0.4)),
                List.of());

        assertThatThrownBy(() -> paint(composed(SANS, grid(1, 1), LegendPlace.OFF, List.of(noted)), Page.of(120, 90)))
                .hasMessageContaining("'nowhere' points at");
        assertThatThrownBy(
                        () -> paint(composed(SANS, grid(1, 1), LegendPlace.OFF, List.of(enlarged)), Page.of(120, 90)))
                .hasMessageContaining("enlarges nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg", "png", "tex", "typst", "csv", "npz"})
    void theSameBytesAreWrittenAgain(String format) throws IOException {
        Figure figure = random(7);
        Page page = needed(figure, Page.of(100, 60));

        assertThat(bytes(figure, page, format))
                .isEqualTo(bytes(random(7), page, format))
                .hasSizeGreaterThan(500);
    }

    @Test
    void lettersWithSerifsAreEmbedded() throws IOException {
        Figure figure = composed(
                Theme.paper(Fonts.Family.SERIF, 9),
                grid(1, 1),
                LegendPlace.TOP,
                List.of(cell(0, 0, Samples.lossCurves())));
        try (PDDocument document = Loader.loadPDF(bytes(figure, Page.of(90, 70), "pdf"))) {
            assertThat(new PDFTextStripper().getText(document)).contains("iteration");
        }
        String svg = new String(bytes(figure, Page.of(90, 70), "svg"), StandardCharsets.UTF_8);
        assertThat(svg).contains("@font-face{font-family:'AdjointLab Serif'").doesNotContain("'AdjointLab Sans';src");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noTextOfARandomCompositionLiesOverAnotherOrIsCutOrSmall(int seed) {
        Figure figure = random(seed);
        Page page = needed(figure, Page.of(80 + seed % 5 * 20, 50));

        assertThat(TextCheck.faults(figure, page)).as("seed %d", seed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRunOfARandomCompositionIsNamedInItsCellOrTheLegend(int seed) {
        Figure figure = random(seed);
        Page page = needed(figure, Page.of(80 + seed % 5 * 20, 50));
        Composition composition = Objects.requireNonNull(figure.composition());
        List<String> texts = words(figure, page);

        for (int i = 0; i < composition.cells().size(); i++) {
            String own = composition.words(page).get(i);
            for (Entry run : drawn(composition.cells().get(i).figure())) {
                assertThat(own.contains(run.name())
                                || composition.legend().place() != LegendPlace.OFF
                                        && composition.legend().entries().contains(run)
                                        && texts.contains(run.name()))
                        .as("seed %d, cell %d: %s", seed, i, run.name())
                        .isTrue();
            }
        }
    }

    /// The runs of which a panel draws something.
    private static List<Entry> drawn(Figure figure) {
        return RUNS.stream()
                .filter(run -> figure.plots().stream()
                        .flatMap(plot -> plot.layers().stream())
                        .anyMatch(layer -> OWNERS.get(RUNS.indexOf(run)).meets(layer.owner())))
                .toList();
    }

    static List<Integer> seeds() {
        return IntStream.range(0, 30).boxed().toList();
    }

    /// A grid of up to three rows and columns with panels of all kinds, some of them over two columns.
    static Figure random(int seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(3);
        int columns = 1 + random.nextInt(3);
        List<Figure> kinds = List.of(
                Samples.lossCurves(),
                Samples.adjointNorm(),
                Samples.heatMap(),
                Samples.table(),
                Samples.grid(),
                Samples.lossSurface(),
                Samples.other(),
                Samples.tiles());
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int wide = column + 1 < columns && random.nextInt(4) == 0 ? 2 : 1;
                int kind = random.nextInt(kinds.size());
                boolean curves = kind == 0;
                cells.add(new Cell(
                        new Place(row, column, 1, wide),
                        kinds.get(kind),
                        new Head(
                                "(" + (char) ('a' + cells.size()) + ")",
                                random.nextBoolean(),
                                random.nextBoolean() ? "A title of some words over it" : ""),
                        curves && random.nextBoolean()
                                ? List.of(new Inset(0, 30, 1e-2, 10, Corner.values()[random.nextInt(4)], 0.5))
                                : List.of(),
                        curves ? List.of(new Callout("a note", 120, 1e-2, Double.NaN, Double.NaN)) : List.of()));
                column += wide - 1;
            }
        }
        List<Double> widths = random.doubles(columns, 0.6, 1.6).boxed().toList();
        List<Double> heights = random.doubles(rows, 0.7, 1.4).boxed().toList();
        Theme theme =
                Theme.paper(random.nextBoolean() ? Fonts.Family.SERIF : Fonts.Family.PRINT, 6 + random.nextInt(5));
        Grid grid = new Grid(widths, heights, 12 * random.nextDouble(), 12 * random.nextDouble());
        LegendPlace legend = LegendPlace.values()[random.nextInt(4)];
        Composition composition = new Composition(
                theme,
                grid,
                cells.stream().map(cell -> named(cell, legend)).toList(),
                new Composition.Legend(legend, RUNS),
                random.nextBoolean() ? new Titles("Over all", "Under all", "Beside all") : Titles.NONE,
                random.nextBoolean() ? List.of(new Span("Over a row", 0, 0, columns)) : List.of());
        return Figure.of("Random", composition);
    }

    /// Where no legend of all names runs, panels that do not say them have them below.
    private static Cell named(Cell cell, LegendPlace legend) {
        Figure figure = cell.figure();
        return legend == LegendPlace.OFF && cell.callouts().isEmpty() // curves say theirs
                ? cell.with(figure.naming(drawn(figure)))
                : cell;
    }
}
