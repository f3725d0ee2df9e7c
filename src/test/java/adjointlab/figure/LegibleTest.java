package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LegibleTest {
    private static final int LENGTH = 50;

    private static Layer.Line line(String name, double from, double to) {
        double[] k = IntStream.range(0, LENGTH).asDoubleStream().toArray();
        double[] y = Arrays.stream(k)
                .map(x -> from * Math.pow(to / from, x / (LENGTH - 1)))
                .toArray();
        return new Layer.Line(name, SeriesStyle.line(Hue.BLUE), k, y, name);
    }

    private static Plot plot(Scale scale, List<? extends Layer> layers) {
        return new Plot(
                "",
                Axis.of("k", Scale.LINEAR, Quantity.ITERATION),
                Axis.of("L", scale, Quantity.OTHER),
                List.copyOf(layers),
                false);
    }

    private static Plot drawn(Plot plot) {
        return Figure.of("", "", plot).plots().getFirst();
    }

    private static List<Layer.Points> marks(Plot plot) {
        return plot.layers().stream()
                .filter(Layer.Points.class::isInstance)
                .map(Layer.Points.class::cast)
                .toList();
    }

    /// Four runs learn and one goes to 1e97: the four are seen, and the edge says where the fifth went.
    @Test
    void oneDivergingRunHidesNoOther() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            layers.add(line("Adam " + i, 1, 1e-3));
        }
        layers.add(line("SGD", 1, 1e97));
        Plot shown = drawn(plot(Scale.LOG, layers));
        AxisMap y = Ranges.y(shown);
        assertThat(y.max()).isBetween(1.0, 2.0);
        assertThat(y.min()).isBetween(5e-4, 1e-3);
        assertThat(marks(shown)).singleElement().satisfies(mark -> {
            assertThat(mark.name()).isEqualTo("SGD, goes on to 1 × 10⁹⁷");
            assertThat(mark.style().marker()).isEqualTo(Marker.TRIANGLE);
            assertThat(mark.x()[0]).isEqualTo(1);
            assertThat(y.shows(mark.y()[0])).isTrue();
        });
        assertThat(shown.layers()).anySatisfy(layer -> assertThat(layer.name()).isEqualTo("↑ 1 × 10⁹⁷"));
    }

    /// Where most diverge, the axis is the one on which most can be read.
    @Test
    void aLoneRunThatDivergesLateShowsWhatItDidBefore() {
        double[] k = IntStream.range(0, 100).asDoubleStream().toArray();
        double[] y = Arrays.stream(k)
                .map(x -> x < 90 ? 1 / (1 + x) : Math.pow(10, 9 * (x - 89)))
                .toArray();
        Layer.Line lone = new Layer.Line("SGD", SeriesStyle.line(Hue.BLUE), k, y, "SGD");
        AxisMap map = Ranges.y(drawn(plot(Scale.LOG, List.of(lone))));
        assertThat(map.min()).isLessThan(1.0 / 90);
        assertThat(map.max()).isBetween(1.0, 1e25);
    }

    @Test
    void aLinearAxisIsHeldToo() {
        double[] t = {0, 1, 2, 3};
        Plot shown = drawn(plot(
                Scale.LINEAR,
                List.of(
                        new Layer.Line("a", SeriesStyle.line(Hue.BLUE), t, new double[] {0, 1, 0, -1}, ""),
                        new Layer.Line("b", SeriesStyle.line(Hue.GREEN), t, new double[] {0, 2, 1, -2}, ""),
                        new Layer.Line("c", SeriesStyle.line(Hue.SKY), t, new double[] {0, 1, -5e4, -1e33}, ""))));
        AxisMap y = Ranges.y(shown);
        assertThat(y.min()).isCloseTo(-2.16, within(1e-12));
        assertThat(y.max()).isCloseTo(2.16, within(1e-12));
        assertThat(marks(shown)).singleElement().satisfies(mark -> {
            assertThat(mark.name()).isEqualTo("c, goes on to −1 × 10³³");
            assertThat(mark.x()[0]).isEqualTo(2);
            assertThat(mark.y()[0]).isBetween(y.min(), -2.0);
        });
    }

    /// The cross at a diverged run's end stands at the edge.
    @Test
    void pointsBeyondStandAtTheEdge() {
        List<Layer> layers = new ArrayList<>(List.of(line("a", 1, 1e-3), line("b", 1, 1e-2), line("c", 1, 1e60)));
        layers.add(new Layer.Points(
                "c, diverged",
                new SeriesStyle(Hue.BLUE, SeriesStyle.Dash.NONE, Marker.CROSS, SeriesStyle.Emphasis.STRONG),
                new double[] {LENGTH - 1},
                new double[] {1e60}));
        Plot shown = drawn(plot(Scale.LOG, layers));
        AxisMap y = Ranges.y(shown);
        assertThat(marks(shown)).hasSize(2).allSatisfy(mark -> assertThat(y.shows(mark.y()[0]))
                .isTrue());
    }

    @Test
    void plotsBesideEachOtherShareTheBound() {
        List<Plot> both = Legible.together(List.of(
                plot(Scale.LOG, List.of(line("a", 1, 1e-3), line("b", 1, 1e-2))),
                plot(Scale.LOG, List.of(line("c", 1, 1e60)))));
        assertThat(both.get(0).y()).isEqualTo(both.get(1).y());
        assertThat(both.get(0).y().max()).isLessThan(2);
    }

    @Test
    void whatIsFarApartButBridgedStays() {
        Plot plot = plot(Scale.LOG, List.of(line("a", 1, 1e-6), line("b", 1, 1e5), line("c", 1, 1e11)));
        assertThat(Legible.of(plot)).isSameAs(plot);
    }

    /// Losses that fall by many decades are what one wants to see.
    @Test
    void aLineThatFallsFarIsNotCut() {
        Plot plot = plot(Scale.LOG, List.of(line("a", 1, 1e-2), line("b", 1, 1e-3), line("c", 1, 1e-20)));
        assertThat(Legible.of(plot)).isSameAs(plot);
    }

    @Test
    void anAxisWithEndsOfItsOwnKeepsThem() {
        Plot free = plot(Scale.LOG, List.of(line("a", 1, 1e-2), line("b", 1, 1), line("c", 1, 1e90)));
        Plot own = new Plot("", free.x(), free.y().within(1e-3, 1e3), free.layers(), false);
        assertThat(Legible.of(own)).isSameAs(own);
    }

    /// "No linear axis from 0.9 to 0.1", once.
    @Property(tries = 500)
    void everyAxisHasALength(
            @ForAll @DoubleRange(min = -5, max = 5) double low,
            @ForAll @DoubleRange(min = -5, max = 5) double value,
            @ForAll @IntRange(max = 3) int given,
            @ForAll boolean log) {
        double from = log ? Math.pow(10, low) : low;
        double data = log ? Math.pow(10, value) : value;
        Scale scale = log ? Scale.LOG : Scale.LINEAR;
        Axis axis = Axis.of("", scale, Quantity.OTHER)
                .within((given & 1) != 0 ? from : Double.NaN, (given & 2) != 0 ? from : Double.NaN);
        Layer.Line line =
                new Layer.Line("", SeriesStyle.line(Hue.BLUE), new double[] {0, 1}, new double[] {data, data}, "");
        AxisMap map = Ranges.y(new Plot("", Axis.linear(""), axis, List.of(line), false));
        assertThat(map.min()).isLessThan(map.max());
        if (given == 1) {
            assertThat(map.min()).isCloseTo(from, within(1e-9 * Math.abs(from) + 1e-300));
        }
        if (given == 2) {
            assertThat(map.max()).isCloseTo(from, within(1e-9 * Math.abs(from) + 1e-300));
        }
    }

    @Test
    void whatHasNotBegunStandsAtTheBeginningOfItsAxis() {
        for (Quantity quantity : Quantity.values()) {
            Layer.Line line = new Layer.Line(
                    "",
                    SeriesStyle.line(Hue.BLUE),
                    new double[] {0},
                    DoubleStream.of(3).toArray(),
                    "");
            AxisMap x =
                    Ranges.x(new Plot("", Axis.of("", Scale.LINEAR, quantity), Axis.linear(""), List.of(line), false));
            assertThat(x.min()).isZero();
            assertThat(x.max()).isEqualTo(1);
        }
    }

    /// "↑ 46" of 469, once: words that begin at the right edge end there.
    @Test
    void wordsAtTheEdgeAreWhole() {
        long inTheMiddle = inkOf(0.3);
        assertThat(inTheMiddle).isGreaterThan(50);
        for (double x : new double[] {0.9, 0.97, 1, 1.5}) {
            assertThat(inkOf(x)).as("x = %s", x).isBetween((long) (0.85 * inTheMiddle), (long) (1.15 * inTheMiddle));
        }
    }

    /// Pixels of a note that begins at an x of an axis from 0 to 1.
    private static long inkOf(double x) {
        Layer.Note note = new Layer.Note("↑ 469", SeriesStyle.line(Hue.VERMILLION), x, 0.5);
        Plot plot = new Plot("", Axis.linear("x").within(0, 1), Axis.linear("y").within(0, 1), List.of(note), false);
        BufferedImage picture = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        new Painter(Theme.LIGHT).paint(Figure.of("", "", plot), picture, 1);
        return Arrays.stream(picture.getRGB(0, 0, 300, 200, null, 0, 300))
                .mapToObj(Color::new)
                .filter(colour -> colour.getRed() > colour.getBlue() + 60)
                .count();
    }
}
