package adjointlab.panel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.Layer;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.panel.kit.Grids;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Stream lines of fields whose lines are known.
final class StreamLinesTest {
    private static final int GRID = 61;

    /// Longer pieces are lines, the others heads of arrows.
    private static final int HEAD = 3;

    @FunctionalInterface
    private interface Field {
        double[] at(double x, double y);
    }

    private static List<double[][]> pieces(double width, double height, Field field) {
        double[] x = Grids.linear(-width / 2, width / 2, GRID);
        double[] y = Grids.linear(-height / 2, height / 2, GRID);
        double[][] rate = new double[GRID * GRID][];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = field.at(x[i % GRID], y[i / GRID]);
        }
        Layer.Line line = new StreamLines(x, y, rate).layer("field", SeriesStyle.line(Hue.BLUE));
        List<double[][]> pieces = new ArrayList<>();
        List<double[]> piece = new ArrayList<>();
        for (int i = 0; i < line.x().length; i++) {
            if (Double.isNaN(line.x()[i])) {
                pieces.add(piece.toArray(double[][]::new));
                piece.clear();
            } else {
                piece.add(new double[] {line.x()[i], line.y()[i]});
            }
        }
        assertThat(piece).isEmpty();
        return pieces;
    }

    @Test
    void linesOfARotationAreCirclesInAnyWindow() {
        List<double[][]> lines = pieces(4, 1, (x, y) -> new double[] {-y, x}).stream()
                .filter(piece -> piece.length > HEAD)
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        for (double[][] line : lines) {
            double radius = Math.hypot(line[0][0], line[0][1]);
            for (double[] point : line) {
                assertThat(Math.hypot(point[0], point[1])).isCloseTo(radius, within(2e-3));
            }
        }
    }

    @Test
    void linesRunAlongTheFieldAndKeepApart() {
        List<double[][]> lines = pieces(1, 1, (_, _) -> new double[] {3, 0}).stream()
                .filter(piece -> piece.length > HEAD)
                .toList();
        assertThat(lines).as("one line in each row of cells").hasSize(22);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line[line.length - 1][0]).isGreaterThan(line[0][0]);
            assertThat(line[line.length - 1][1]).isEqualTo(line[0][1]);
        });
        assertThat(lines.stream().map(line -> line[0][1]).distinct()).hasSize(22);
    }

    @Test
    void aFieldThatRestsHasNoLines() {
        assertThat(pieces(1, 1, (_, _) -> new double[2])).isEmpty();
        assertThat(pieces(1, 1, (_, _) -> new double[] {Double.NaN, 1})).isEmpty();
    }
}
