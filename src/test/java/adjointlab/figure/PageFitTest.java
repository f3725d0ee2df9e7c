package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures that a page has no room for are refused with the page that they need.
final class PageFitTest {
    private static final Page COLUMN = Page.of(82.6, 62);

    @TempDir
    private Path folder;

    private static Figure table(int columns, int rows) {
        Layer table = new Layer.Table(
                "runs",
                Collections.nCopies(columns, "Learning rate"),
                Collections.nCopies(rows, Collections.nCopies(columns, "0.0123")));
        return figure(new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false));
    }

    /// A long sentence beside a number that is longer than the words around it, and that no line may break.
    private static Figure claims(int columns) {
        List<String> row = List.of(
                "✓ holds",
                "At t = 2 the first step overshoots to −4.36, and 200 iterations later it is still there.",
                "−4.3594 ± 0.001",
                "paper, Learning the Simplest Neural ODE, Section 4");
        Layer table = new Layer.Table(
                "claims",
                List.of("Verdict", "Claim", "Claimed", "Said by").subList(0, columns),
                Collections.nCopies(3, row.subList(0, columns)));
        return figure(new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false));
    }

    private static Figure figure(Plot... plots) {
        return new Figure("", "", List.of(new Figure.Row(1, List.of(plots))), "");
    }

    private static Plot line(String xTitle) {
        Layer line = new Layer.Line(
                "SGD", SeriesStyle.line(Hue.VERMILLION), new double[] {0, 1, 2}, new double[] {1, 3, 2}, "SGD");
        return new Plot("", Axis.linear(xTitle), Axis.linear("Loss"), List.of(line), false);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aNumberIsNotCutWhereTheTextBesideItCanBeBroken(int columns) {
        for (double width : new double[] {95, 110, 125, 139.7, 178}) {
            assertThat(PageFit.flaw(claims(columns), Page.of(width, 120)))
                    .as(width + " mm")
                    .isEmpty();
        }
    }

    @Test
    void whatCanBeReadIsLeftAlone() {
        Figure figure = figure(line("iteration k"));

        assertThat(PageFit.flaw(figure, COLUMN)).isEmpty();
        assertThat(PageFit.needed(figure, COLUMN)).contains(COLUMN);
        PageFit.check(figure, COLUMN);
    }

    @Test
    void aLegendThatHasNoCornerWithoutWordsStandsBelow() {
        assertThat(PageFit.flaw(coveredWithWords("SGD"), Page.of(82.6, 140))).isEmpty();
    }

    @Test
    void aLegendThatHasNoCornerWithoutWordsFindsNoRoomBelowWhereItIsTooWide() {
        String name = "Stochastic gradient descent with a name that is wider than a column of a page";

        assertThat(PageFit.flaw(coveredWithWords(name), Page.of(82.6, 140)))
                .hasValueSatisfying(flaw ->
                        assertThat(flaw).startsWith("'Stochastic gradient").endsWith("' is cut"));
    }

    private static Figure coveredWithWords(String name) {
        SeriesStyle muted = SeriesStyle.line(Hue.MUTED);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            layers.add(new Layer.Note("words over all of the plot, from side to side", muted, 0, 0.05 * i));
        }
        layers.add(new Layer.Line(name, muted, new double[] {0, 1}, new double[] {0, 1}, ""));
        return figure(
                new Plot("", Axis.linear("x").within(0, 1), Axis.linear("y").within(0, 1), layers, true));
    }

    @Test
    void aTableWithoutRoomForItsColumnsNeedsAWiderPageAndForItsRowsAHigherOne() {
        Page wider = PageFit.needed(table(6, 4), COLUMN).orElseThrow();
        assertThat(wider.widthMm()).isGreaterThan(COLUMN.widthMm()).isLessThan(2 * COLUMN.widthMm());
        assertThat(wider.heightMm()).isEqualTo(COLUMN.heightMm());
        Page higher = PageFit.needed(table(2, 40), COLUMN).orElseThrow();
        assertThat(higher.heightMm()).isGreaterThan(3 * COLUMN.heightMm()).isLessThan(5 * COLUMN.heightMm());
        assertThat(higher.widthMm()).isEqualTo(COLUMN.widthMm());
        assertThat(PageFit.flaw(table(6, 4), wider)).isEmpty();
        assertThat(PageFit.needed(table(400, 1), COLUMN)).isEmpty();
    }

    /// 80 rows in a column are no figure of a page of A4 that has margins.
    @Test
    void noPageIsLargerThanPaper() {
        int most = IntStream.range(1, 100)
                .filter(rows -> PageFit.needed(table(2, rows), COLUMN).isPresent())
                .max()
                .orElseThrow();
        Page longest = PageFit.needed(table(2, most), COLUMN).orElseThrow();
        assertThat(longest.heightMm()).isBetween(230.0, 247.0);
        assertThatThrownBy(() -> PageFit.check(table(2, most + 12), COLUMN))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageMatching("on 82\\.6 × 62 mm rows or columns of a table find no room; no page of paper has"
                        + " room for all of it, 190 × 247 mm at most: leave out \\d+ of " + (most + 12)
                        + " rows of its tables, as by showing fewer runs; csv and npz hold all of it");
        for (Page asked : List.of(COLUMN, Page.of(178, 100), Page.of(100, 178), Page.of(190, 247))) {
            for (Figure figure : List.of(table(6, 4), table(2, 40), table(9, 20), table(400, 1), table(2, 200))) {
                PageFit.needed(figure, asked).ifPresent(needed -> {
                    assertThat(Math.max(needed.widthMm(), needed.heightMm())).isLessThanOrEqualTo(247);
                    assertThat(Math.min(needed.widthMm(), needed.heightMm())).isLessThanOrEqualTo(190);
                });
            }
        }
        assertThat(PageFit.excess(table(40, 3), COLUMN)).containsPattern("leave out \\d+ of 40 columns of its tables");
        assertThat(PageFit.excess(figure(Collections.nCopies(90, line("k")).toArray(Plot[]::new)), COLUMN))
                .containsPattern("leave out \\d+ of 90 plots");
    }

    @Test
    void aPosterHasTheRoomOfAPoster() {
        Page slide = Page.of(338.7, 190.5);
        assertThat(PageFit.needed(table(2, 70), slide))
                .hasValueSatisfying(page -> assertThat(page.heightMm()).isGreaterThan(247));
        assertThat(PageFit.needed(table(2, 400), slide)).isEmpty();
        assertThat(PageFit.excess(table(2, 400), slide))
                .startsWith("no page of paper has room for all of it, 841 × 1189");
    }

    @Test
    void plotsThatFindNoRoomAreCounted() {
        Figure rows = new Figure("", "", Collections.nCopies(8, new Figure.Row(1, List.of(line("iteration k")))), "");

        assertThat(PageFit.flaw(rows, COLUMN))
                .hasValueSatisfying(flaw -> assertThat(flaw).matches("[1-7] of 8 plots find no room"));
    }

    @Test
    void textsMeetWhereTheirLettersDo() {
        DrawnText text = new DrawnText("a", new Rectangle2D.Double(0, 0, 10, 5), 7);

        assertThat(text.meets(new DrawnText("b", new Rectangle2D.Double(9, 4, 10, 5), 7), 0.5))
                .isTrue();
        assertThat(text.meets(new DrawnText("c", new Rectangle2D.Double(9.6, 0, 10, 5), 7), 0.5))
                .isFalse();
        assertThat(text.meets(new DrawnText("d", new Rectangle2D.Double(0, 4.6, 10, 5), 7), 0.5))
                .isFalse();
    }

    /// Lines that end in one place at the lower right, where the axis has its last number.
    @Test
    void namesAtLinesDoNotLieOverTheNumbersOfTheAxis() {
        List<Layer> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lines.add(new Layer.Line(
                    "run " + i,
                    SeriesStyle.line(Hue.values()[i]),
                    new double[] {0, 1_000_000},
                    new double[] {1, 1e-3 * i},
                    "run " + i));
        }
        Figure figure = figure(new Plot("", Axis.linear("k"), Axis.linear("L"), lines, false));

        assertThat(PageFit.flaw(figure, COLUMN)).isEmpty();
        assertThat(DrawnText.of(figure, Theme.PRINT, COLUMN.width(), COLUMN.height()))
                .extracting(DrawnText::words)
                .contains("run 0", "run 1", "run 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg", "png", "tex"})
    void nothingIsWrittenOfAFigureThatCannotBeRead(String format) {
        Path target = folder.resolve("table." + format);

        assertThatThrownBy(() -> Export.write(table(6, 4), FigureWriters.of(format), COLUMN, "{}", target))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageMatching(
                        "on 82\\.6 × 62 mm rows or columns of a table find no room; the figure needs \\d+ × 62 mm");
        assertThat(target).doesNotExist();
        assertThat(Export.manifestOf(target)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "npz"})
    void dataNeedNoRoom(String format) throws IOException {
        Path target = folder.resolve("table." + format);
        Export.write(table(6, 4), FigureWriters.of(format), COLUMN, "", target);
        assertThat(Files.size(target)).isPositive();
    }
}
