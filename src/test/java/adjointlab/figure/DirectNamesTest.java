package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What stands for a legend that has no room.
final class DirectNamesTest {
    private static Plot plot(String... names) {
        double[] x = {0, 1};
        return new Plot(
                "",
                Axis.linear("x"),
                Axis.linear("y").within(0, 1),
                Stream.of(names)
                        .<Layer>map(name -> {
                            double y = (1 + List.of(names).indexOf(name)) / (1.0 + names.length);
                            return new Layer.Line(name, Samples.SGD, x, new double[] {y, y}, "");
                        })
                        .toList(),
                true);
    }

    private static PlotFrame.Drawn drawn(Plot plot, double width, double height) {
        return new Painter(Theme.LIGHT)
                .place(Figure.of("", "", plot), new Rectangle2D.Double(0, 0, width, height))
                .plots()
                .getFirst();
    }

    @Test
    void namesStandAtTheirSeriesWhereALegendHasNoRoom() {
        PlotFrame.Drawn drawn = drawn(plot("first", "second"), 150, 100);
        assertThat(drawn.ink().legend()).isNull();
        assertThat(drawn.frame().legendRows()).isZero();
        assertThat(drawn.ink().lost()).isEmpty();
        assertThat(drawn.ink().texts()).extracting(Ink.Text::text).containsExactlyInAnyOrder("first", "second");
        double firstLine = drawn.area().up().toPosition(1.0 / 3);
        double secondLine = drawn.area().up().toPosition(2.0 / 3);
        drawn.ink().texts().forEach(text -> {
            double own = text.text().equals("first") ? firstLine : secondLine;
            assertThat(Math.abs(text.y() - own))
                    .as(text.text())
                    .isLessThan(2.2 * Theme.LIGHT.type().tick());
        });
    }

    @Test
    void aLegendWithRoomIsLeftAsItIs() {
        PlotFrame.Drawn drawn = drawn(plot("first", "second"), 500, 400);
        assertThat(drawn.ink().legend()).isNotNull();
        assertThat(drawn.ink().texts()).isEmpty();
    }

    /// One long name does not make columns of the short ones as wide.
    @Test
    void shortNamesStandSideBySide() {
        PlotLegend mixed = legend(Theme.LIGHT, "a", "b", "c", "a name that is much longer");
        PlotLegend two = legend(Theme.LIGHT, "a name that is as long as", "a name that is much longer");
        assertThat(mixed.rowsHeight(200)).isEqualTo(two.rowsHeight(200));
        PlotLegend paper = legend(Theme.PRINT, "a", "b", "c", "a name that is much longer");
        PlotLegend four = legend(Theme.PRINT, "a name of this length", "b", "c", "a name that is much longer");
        assertThat(paper.rowsHeight(120)).as("LaTeX sets columns").isEqualTo(four.rowsHeight(120));
    }

    private static PlotLegend legend(Theme theme, String... names) {
        return new PlotLegend(plot(names), theme, List.of());
    }
}
