package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lies under a place of a plot.
class PlotAreaTest {
    private static final SeriesStyle STYLE = SeriesStyle.line(Hue.BLUE);
    private static final Owner ONE = new Owner("one");
    private static final Owner TWO = new Owner("two");

    private static Layer.Band band(Owner owner, double low, double gap) {
        double[] x = {0, 1, 2, 3};
        double[] lows = {low, low + 1, gap, low + 1};
        double[] highs = {low + 2, low + 3, low + 3, low + 3};
        return new Layer.Band("band", STYLE, x, lows, highs).ownedBy(owner);
    }

    /// A unit is ten pixels, upwards from 100.
    private static PlotArea area(Layer... layers) {
        Plot plot = new Plot("", Axis.linear("x"), Axis.linear("y"), List.of(layers), false);
        return new PlotArea(
                plot,
                new Rectangle2D.Double(0, 0, 100, 100),
                new AxisMap(Axis.Scale.LINEAR, 0, 10, 0, 100),
                new AxisMap(Axis.Scale.LINEAR, 0, 10, 100, 0));
    }

    /// Between the points the edges go straight: from 1 to 2 below and from 3 to 4 above.
    @ParameterizedTest
    @CsvSource({
        "5, 1.6, true",
        "5, 1.4, false",
        "5, 3.4, true",
        "5, 3.6, false",
        "0, 2, true",
        "-1, 2, false",
        "30, 3, true",
        "31, 3, false",
    })
    void aBandIsBetweenItsEdges(double px, double y, boolean inside) {
        assertThat(area(band(ONE, 1, 2)).bandAt(px, 100 - 10 * y).isPresent()).isEqualTo(inside);
    }

    @Test
    void theTopmostBandOfARunCounts() {
        PlotArea both = area(band(ONE, 1, 2), band(TWO, 2, 3), band(Owner.NOBODY, 1, 2));
        assertThat(both.bandAt(0, 75)).map(Layer.Band::owner).contains(TWO);
        assertThat(both.bandAt(0, 85)).map(Layer.Band::owner).contains(ONE);
        assertThat(both.bandAt(0, 95)).isEmpty();
    }

    @Test
    void aGapIsNoBand() {
        PlotArea gap = area(band(ONE, 1, Double.NaN));
        assertThat(gap.bandAt(9, 75)).isPresent();
        assertThat(gap.bandAt(15, 75)).isEmpty();
    }

    @Test
    void whatRunsShareStandsOutWithAnyOfThem() {
        assertThat(Emphasis.strongest(Stream.of(Emphasis.FADED, Emphasis.STRONG, Emphasis.NORMAL)))
                .isEqualTo(Emphasis.STRONG);
        assertThat(Emphasis.strongest(Stream.of(Emphasis.FADED, Emphasis.NORMAL)))
                .isEqualTo(Emphasis.NORMAL);
        assertThat(Emphasis.strongest(Stream.of(Emphasis.FADED))).isEqualTo(Emphasis.FADED);
    }
}
