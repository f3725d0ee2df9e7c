package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableLookTest {
    private static final Layer.Table TABLE = new Layer.Table(
                    "Runs",
                    List.of("Run", "Loss", "Evaluations"),
                    List.of(
                            List.of("Adam", "3.4 × 10⁻⁴", "1,200"),
                            List.of("SGD", "0.068", "320"),
                            List.of("Newton", "–", "−3"),
                            List.of("beta", "∞", "40")))
            .ownedByRows(List.of(new Owner("adam"), new Owner("sgd"), new Owner("newton"), new Owner("beta")));

    private static Layer.Table seen(TableLook look) {
        Figure figure = Figure.of("Runs", "", new Plot("", Axis.linear(""), Axis.linear(""), List.of(TABLE), false));
        return (Layer.Table) look.of(figure).plots().getFirst().layers().getFirst();
    }

    private static List<String> column(Layer.Table table, int column) {
        return table.rows().stream().map(row -> row.get(column)).toList();
    }

    @Test
    void numbersSortByValueAndWordsComeLast() {
        TableLook byLoss = TableLook.WHOLE.sorted("Loss");
        assertThat(column(seen(byLoss), 0)).containsExactly("Adam", "SGD", "beta", "Newton");
        assertThat(seen(byLoss).header()).containsExactly("Run", "Loss ↑", "Evaluations");
        TableLook falling = byLoss.sorted("Loss");
        assertThat(column(seen(falling), 0)).endsWith("beta", "SGD", "Adam");
        assertThat(falling.sorted("Loss")).isEqualTo(TableLook.WHOLE);
        assertThat(column(seen(TableLook.WHOLE.sorted("Evaluations")), 2)).containsExactly("−3", "40", "320", "1,200");
    }

    @Test
    void wordsSortWithoutRegardToCase() {
        assertThat(column(seen(TableLook.WHOLE.sorted("Run")), 0)).containsExactly("Adam", "beta", "Newton", "SGD");
    }

    @Test
    void ownersGoWithTheirRows() {
        Layer.Table table = seen(TableLook.WHOLE.sorted("Evaluations"));
        assertThat(table.rowOwners().getFirst()).isEqualTo(new Owner("newton"));
        assertThat(table.owner(3, 1)).isEqualTo(new Owner("adam"));
    }

    @Test
    void whatIsScrolledAwayIsCountedAndTheFirstColumnStays() {
        TableLook look = TableLook.WHOLE.scrolled(2, 1, 4, 3);
        Layer.Table table = seen(look);
        assertThat(table.header()).containsExactly("Run", "Evaluations");
        assertThat(column(table, 0)).containsExactly("Newton", "beta");
        assertThat(table.above()).isEqualTo(2);
        assertThat(look.scrolled(99, 99, 4, 3)).isEqualTo(new TableLook(3, 1, "", false));
        assertThat(look.scrolled(-99, -99, 4, 3)).isEqualTo(TableLook.WHOLE);
    }

    @Test
    void readsNumbersAsTheyAreShown() {
        assertThat(TableLook.value("3.4 × 10⁻⁴")).isEqualTo(3.4e-4);
        assertThat(TableLook.value("−1.5 × 10¹²")).isEqualTo(-1.5e12);
        assertThat(TableLook.value("12,345")).isEqualTo(12345);
        assertThat(TableLook.value("97 %")).isEqualTo(97);
        assertThat(TableLook.value("–")).isNaN();
        assertThat(TableLook.value(".")).isNaN();
    }

    /// A header alone says nothing: there is room for three rows before there is room for more of a plot.
    @Test
    void noTableStandsWithoutRows() {
        Layer.Table longer = new Layer.Table(
                "T",
                List.of("n"),
                IntStream.range(0, 40).mapToObj(n -> List.of(String.valueOf(n))).toList());
        Plot table = new Plot("", Axis.linear(""), Axis.linear(""), List.of(longer), false);
        Figure figure = new Figure(
                "",
                "",
                List.of(
                        new Figure.Row(4, List.of(Samples.lossSurface().plots().getFirst())),
                        new Figure.Row(0.2, List.of(table))),
                "");
        for (double height = 300; height < 700; height += 10) {
            BufferedImage picture = new BufferedImage(600, (int) height, BufferedImage.TYPE_INT_RGB);
            TableArea area =
                    new Painter(Theme.LIGHT).paint(figure, picture, 1).tables().getFirst();
            assertThat(area.rows()).isGreaterThanOrEqualTo(3);
        }
    }

    private static Figure prose(int words) {
        String sentence =
                "The error falls with the square of the step ".repeat(words).strip();
        Layer.Table table = new Layer.Table(
                        "T",
                        List.of("Claim", "Ours", "Said by"),
                        List.of(List.of(sentence, "0.5", "the paper"), List.of("Short", "1.25", "theory")))
                .ownedByRows(List.of(new Owner("one"), new Owner("other")));
        return Figure.of("", "", new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false));
    }

    private static FigureLayout layout(Figure figure, int width, int height) {
        return new Painter(Theme.LIGHT).paint(figure, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), 1);
    }

    @Test
    void longTextsAreBrokenIntoLinesAndNothingOfThemIsLost() {
        FigureLayout wide = layout(prose(1), 900, 300);
        FigureLayout narrow = layout(prose(2), 260, 300);
        TableArea one = wide.tables().getFirst();
        TableArea broken = narrow.tables().getFirst();

        assertThat(one.heights()[0]).isEqualTo(one.heights()[1]);
        assertThat(one.broken()).containsOnly(false);
        assertThat(narrow.cuts()).isEmpty();
        assertThat(broken.isCut()).isFalse();
        assertThat(broken.broken()).containsExactly(true, false, false);
        assertThat(broken.heights()[0]).isGreaterThan(2 * broken.heights()[1]);
    }

    @Test
    void aPlaceInATallRowIsThatRows() {
        TableArea area = layout(prose(2), 260, 300).tables().getFirst();
        double top = area.cells().getY();
        double x = area.cells().getX() + 3;

        assertThat(area.owner(x, top + 0.9 * area.heights()[0])).isEqualTo(new Owner("one"));
        assertThat(area.owner(x, top + area.heights()[0] + 1)).isEqualTo(new Owner("other"));
    }

    @Test
    void textsOfTooManyLinesAreCutAndSaidToBe() {
        assertThat(layout(prose(12), 260, 600).cuts()).singleElement().satisfies(cut -> assertThat(cut.whole())
                .endsWith("step"));
    }
}
