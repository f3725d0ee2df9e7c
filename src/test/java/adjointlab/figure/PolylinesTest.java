package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis.Scale;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A line that was made already is the same as one that is made anew.
final class PolylinesTest {
    private static final int POINTS = 3000;
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 300, 200);

    private final Random random = new Random(3);
    private final double[] x = Samples.range(0, POINTS - 1, POINTS);
    private final double[] y = new double[POINTS];

    PolylinesTest() {
        Arrays.setAll(y, i -> i % 701 == 700 ? Double.NaN : Math.exp(random.nextGaussian()));
        y[5] = -1;
        y[6] = Double.POSITIVE_INFINITY;
    }

    private static AxisMap across(double to) {
        return new AxisMap(Scale.LINEAR, 0, POINTS - 1, 0, to);
    }

    private static AxisMap up(Scale scale, double from) {
        return new AxisMap(scale, 0.1, 10, from, 0);
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void aLineIsMadeOnceAndMoved(Scale scale) {
        Layer.Line line = new Layer.Line("", Samples.SGD, x, y, "");
        Polylines lines = new Polylines();
        Polyline first = lines.of(line, across(300), up(scale, 200), 1);
        assertThat(lines.of(line, across(300), up(scale, 200), 1)).isSameAs(first);
        same(lines.of(line, across(300), up(scale, 150), 1), new Polyline(x, y, across(300), up(scale, 150), 1));
        same(lines.of(line, across(280), up(scale, 150), 1), new Polyline(x, y, across(280), up(scale, 150), 1));
        same(lines.of(line, across(280), up(scale, 150), 2), new Polyline(x, y, across(280), up(scale, 150), 2));
        Scale other = scale == Scale.LOG ? Scale.LINEAR : Scale.LOG;
        same(lines.of(line, across(280), up(other, 150), 2), new Polyline(x, y, across(280), up(other, 150), 2));
    }

    private void same(Polyline one, Polyline other) {
        assertThat(one.markers(AREA, 0)).isEqualTo(other.markers(AREA, 0)).hasSizeGreaterThan(100);
        for (int i = 0; i < 50; i++) {
            Rectangle2D box = box();
            assertThat(one.crossings(box)).as(box.toString()).isEqualTo(other.crossings(box));
        }
    }

    private Rectangle2D box() {
        return new Rectangle2D.Double(
                320 * random.nextDouble() - 20, 200 * random.nextDouble(), 60 * random.nextDouble(), 20);
    }

    /// A line that runs backwards has the same pieces, of which all are looked at.
    @ParameterizedTest
    @EnumSource(Scale.class)
    void piecesUnderABoxAreCounted(Scale scale) {
        int n = 200;
        double[] places = new double[n];
        double[] values = new double[n];
        Arrays.setAll(places, i -> 15 * (i - i % 3)); // some stand above each other
        Arrays.setAll(values, i -> Math.exp(random.nextGaussian()));
        double[] back = new double[n];
        double[] backwards = new double[n];
        Arrays.setAll(back, i -> places[n - 1 - i]);
        Arrays.setAll(backwards, i -> values[n - 1 - i]);
        Polyline ascending = new Polyline(places, values, across(300), up(scale, 200), 0.01);
        Polyline descending = new Polyline(back, backwards, across(300), up(scale, 200), 0.01);
        int all = 0;
        for (int i = 0; i < 500; i++) {
            Rectangle2D box = i % 2 == 0
                    ? box()
                    : new Rectangle2D.Double(across(300).toPosition(places[i % n]), 0, 0.2 * (i % 4), 200);
            assertThat(ascending.crossings(box)).as(box.toString()).isEqualTo(descending.crossings(box));
            all += ascending.crossings(box);
        }
        assertThat(all).isPositive();
    }
}
