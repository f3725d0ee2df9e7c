package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.problem.Strokes.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A line drawn by hand as a function of one number.
final class DrawnCurveTest {
    private static final double TINY = 1e-12;

    /// One line.
    private static DrawnCurve curve(double... points) {
        List<Point> line = new ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            line.add(new Point(points[i], points[i + 1]));
        }
        return new DrawnCurve(new Strokes(List.of(line)));
    }

    private static DrawnCurve valleys() {
        return curve(-1.0, 1.0, -0.8, 0.4, -0.6, 0.2, -0.4, 0.5, -0.2, 0.3, 0.0, -0.5, 0.2, -0.3, 0.4, 0.9);
    }

    @Test
    void itGoesThroughTheLineAndItsLowestPlaceIsZero() {
        DrawnCurve curve = valleys();
        assertThat(curve.from()).isEqualTo(-1);
        assertThat(curve.to()).isCloseTo(0.4, within(TINY));
        assertThat(curve.at(0, 0)).isCloseTo(0, within(TINY));
        assertThat(curve.at(-0.6, 0)).isCloseTo(0.7, within(TINY));
        assertThat(curve.at(-0.9, 0)).as("half way between points").isCloseTo(1.2, within(TINY));
        assertThat(curve.highest()).isCloseTo(1.5, within(TINY));
    }

    @Test
    void itHasNoExtremumThatNobodyDrew() {
        DrawnCurve curve = valleys();
        int turns = 0;
        double before = curve.at(-1, 1);
        for (double x = -1; x <= 0.4; x += 1e-3) {
            double slope = curve.at(x, 1);
            turns += slope * before < 0 ? 1 : 0;
            before = slope == 0 ? before : slope;
        }
        assertThat(turns).as("down, up, down, up").isEqualTo(3);
    }

    @Test
    void itsDerivativesAreThoseOfItsValues() {
        DrawnCurve curve = valleys();
        double step = 1e-6;
        for (double x = -1.537; x < 1; x += 0.0713) {
            for (int order = 0; order < 2; order++) {
                double difference = (curve.at(x + step, order) - curve.at(x - step, order)) / (2 * step);
                assertThat(curve.at(x, order + 1)).as("at %s", x).isCloseTo(difference, within(1e-5));
            }
        }
        for (double end : new double[] {curve.from(), curve.to()}) {
            assertThat(curve.at(end - 1e-9, 1)).isCloseTo(curve.at(end + 1e-9, 1), within(1e-6));
        }
    }

    /// The line ends on its way down: the descent runs over the end and comes to rest close by, nowhere below zero.
    @Test
    void beyondItsEndsItRises() {
        DrawnCurve curve = curve(-1.0, 1.0, -0.5, 0.0, 0.0, -1.0);
        double lowest = Double.POSITIVE_INFINITY;
        double at = 0;
        for (double x = -4; x <= 4; x += 1e-3) {
            if (curve.at(x, 0) < lowest) {
                lowest = curve.at(x, 0);
                at = x;
            }
        }
        assertThat(at).isBetween(0.0, 0.25);
        assertThat(lowest).isCloseTo(0, within(1e-5));
        assertThat(curve.at(4, 1)).isPositive();
        assertThat(curve.at(-4, 1)).isNegative();
    }

    @Test
    void linesOverEachOtherAreTheirMeanAndGapsAreStraight() {
        DrawnCurve mean =
                new DrawnCurve(Strokes.of(List.of(-1.0, 0.0, -0.8, 0.0, -1.0, 1.0, -0.8, 1.0, 0.0, 2.0, 0.2, 2.0)));
        assertThat(mean.at(-0.9, 0)).isCloseTo(0, within(TINY));
        assertThat(mean.at(0.1, 0)).isCloseTo(1.5, within(TINY));
        assertThat(mean.at(-0.4, 0)).as("half way over the gap").isCloseTo(0.75, within(TINY));
    }

    @Test
    void aStrokeUpwardsIsNoFunction() {
        assertThatThrownBy(() -> curve(0.0, -1.0, 0.1, 0.0, 0.2, 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from left to right");
    }
}
