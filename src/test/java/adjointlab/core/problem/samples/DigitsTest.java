package adjointlab.core.problem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Uniformity;
import adjointlab.core.problem.samples.Samples.Coding;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Drawn digits against an independent drawing of some of them, and how far hands distort them.
final class DigitsTest {
    private static final int SEED = 31;

    private static double[][] images(int side, double distortion, int count) {
        double[][] x = new double[count][side * side];
        new Digits(side, distortion, Coding.HALVES).fill(RandomStreams.of(SEED, "digits"), x, new double[count][1]);
        return x;
    }

    /// The strokes of three digits, in the unit square: straight ones of 4 and 1, a curve through points of 2.
    private static List<double[][]> strokes(int digit) {
        return switch (digit) {
            case 1 -> List.of(new double[][] {{0.36, 0.27}, {0.52, 0.1}}, new double[][] {{0.52, 0.1}, {0.5, 0.9}});
            case 2 ->
                List.of(
                        new double[][] {
                            {0.25, 0.3},
                            {0.32, 0.15},
                            {0.5, 0.1},
                            {0.69, 0.17},
                            {0.72, 0.34},
                            {0.6, 0.54},
                            {0.42, 0.73},
                            {0.25, 0.9}
                        },
                        new double[][] {{0.25, 0.9}, {0.77, 0.88}});
            case 4 ->
                List.of(
                        new double[][] {{0.58, 0.1}, {0.4, 0.38}, {0.22, 0.64}},
                        new double[][] {{0.22, 0.64}, {0.8, 0.62}},
                        new double[][] {{0.62, 0.42}, {0.6, 0.9}});
            default -> throw new AssertionError(digit);
        };
    }

    /// Catmull and Rom's basis matrix, the ends doubled; eight pieces between two points.
    private static List<double[]> curve(double[][] p) {
        double[][] basis = {{0, 2, 0, 0}, {-1, 0, 1, 0}, {2, -5, 4, -1}, {-1, 3, -3, 1}};
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < p.length - 1; i++) {
            double[][] near = {p[Math.max(i - 1, 0)], p[i], p[i + 1], p[Math.min(i + 2, p.length - 1)]};
            for (int step = 0; step < 8; step++) {
                double[] point = new double[2];
                for (int power = 0; power < 4; power++) {
                    for (int j = 0; j < 4; j++) {
                        double weight = 0.5 * Math.pow(step / 8.0, power) * basis[power][j];
                        point[0] += weight * near[j][0];
                        point[1] += weight * near[j][1];
                    }
                }
                points.add(point);
            }
        }
        points.add(p[p.length - 1]);
        return points;
    }

    /// A plain hand writes at nine tenths of the size with a pen of 0.045; ink fades over a pixel at its edge.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void plainDigitsAreTheirStrokes(int digit) {
        for (int side : new int[] {8, 29}) {
            double[] image = images(side, 0, 10)[digit];
            for (int pixel = 0; pixel < side * side; pixel++) {
                double x = (pixel % side + 0.5) / side;
                double y = (Math.floorDiv(pixel, side) + 0.5) / side;
                double nearest = Double.POSITIVE_INFINITY;
                for (double[][] stroke : strokes(digit)) {
                    List<double[]> points = curve(stroke);
                    for (int i = 1; i < points.size(); i++) {
                        double[] a = points.get(i - 1);
                        double[] b = points.get(i);
                        nearest = Math.min(
                                nearest,
                                Line2D.ptSegDist(
                                        0.05 + 0.9 * a[0],
                                        0.05 + 0.9 * a[1],
                                        0.05 + 0.9 * b[0],
                                        0.05 + 0.9 * b[1],
                                        x,
                                        y));
                    }
                }
                double ink = Math.min(1, Math.max(0, 0.5 + (0.045 - nearest) * side));
                assertThat(image[pixel]).as("pixel %d of %d", pixel, side).isCloseTo(ink, within(1e-6));
            }
        }
    }

    private static double moment(double[] image, int side, int px, int py) {
        double sum = 0;
        for (int pixel = 0; pixel < image.length; pixel++) {
            double x = (pixel % side + 0.5) / side - 0.5;
            double y = (Math.floorDiv(pixel, side) + 0.5) / side - 0.5;
            sum += image[pixel] * Math.pow(x, px) * Math.pow(y, py);
        }
        return sum;
    }

    /// Digits whose top and bottom, left and right mirror each other lie in the middle; all lie within the frame.
    @Test
    void digitsAreInked() {
        double[][] plain = images(40, 0, 10);
        for (int digit = 0; digit < 10; digit++) {
            assertThat(Arrays.stream(plain[digit])).allMatch(ink -> ink >= 0 && ink <= 1);
            assertThat(plain[digit]).contains(0.0, 1.0);
            assertThat(moment(plain[digit], 40, 0, 0) / 1600)
                    .as("share of ink of %d", digit)
                    .isBetween(0.05, 0.25);
        }
        for (int digit : new int[] {0, 8}) {
            double ink = moment(plain[digit], 40, 0, 0);
            assertThat(moment(plain[digit], 40, 1, 0) / ink).isCloseTo(0, within(0.01));
            assertThat(moment(plain[digit], 40, 0, 1) / ink).isCloseTo(0, within(0.03));
        }
    }

    /// Of the digit 1, nearly a vertical line: where its middle lies, how it leans, how high it is. A hand
    /// shifts by 0.04·N(0, 1), leans by an angle of 0.2·N(0, 1) and a slant of 0.15·N(0, 1), and is 8 % higher
    /// or lower; waves add a little, which is why these are bounds.
    @Test
    void handsDistortAsMuchAsTheyShould() {
        int side = 14;
        double[][] hands = images(side, 1, 4000);
        double[] ones = images(side, 0, 10)[1];
        double plainLean = lean(ones, side);
        double plainHeight = height(ones, side);
        double plainX = moment(ones, side, 1, 0) / moment(ones, side, 0, 0);
        double plainY = moment(ones, side, 0, 1) / moment(ones, side, 0, 0);
        double[] x = new double[400];
        double[] y = new double[400];
        double[] leans = new double[400];
        double[] heights = new double[400];
        for (int i = 0; i < 400; i++) {
            double[] image = hands[10 * i + 1];
            double ink = moment(image, side, 0, 0);
            x[i] = moment(image, side, 1, 0) / ink - plainX;
            y[i] = moment(image, side, 0, 1) / ink - plainY;
            leans[i] = lean(image, side) - plainLean;
            heights[i] = height(image, side) / plainHeight - 1;
        }
        assertThat(deviation(x)).as("shift to the side").isBetween(0.038, 0.055);
        assertThat(deviation(y)).as("shift up and down").isBetween(0.038, 0.055);
        assertThat(deviation(leans)).as("√(0.2² + 0.15²) and waves").isBetween(0.22, 0.33);
        assertThat(deviation(heights)).as("height").isBetween(0.07, 0.12);
        for (double[] changes : new double[][] {x, y, leans}) {
            Uniformity.hasMean(changes, 0, "no hand leans to one side on average");
        }
        // half the distortion, half the shift
        double[][] half = images(side, 0.5, 2000);
        double[] halfX = new double[200];
        Arrays.setAll(halfX, i -> moment(half[10 * i + 1], side, 1, 0) / moment(half[10 * i + 1], side, 0, 0) - plainX);
        assertThat(deviation(halfX) / deviation(x)).isBetween(0.45, 0.55);
    }

    /// Slope of x on y through the ink.
    private static double lean(double[] image, int side) {
        double ink = moment(image, side, 0, 0);
        double mx = moment(image, side, 1, 0) / ink;
        double my = moment(image, side, 0, 1) / ink;
        return (moment(image, side, 1, 1) / ink - mx * my) / (moment(image, side, 0, 2) / ink - my * my);
    }

    private static double height(double[] image, int side) {
        double ink = moment(image, side, 0, 0);
        double my = moment(image, side, 0, 1) / ink;
        return Math.sqrt(moment(image, side, 0, 2) / ink - my * my);
    }

    private static double deviation(double[] v) {
        double mean = Arrays.stream(v).average().orElseThrow();
        return Math.sqrt(Arrays.stream(v).map(a -> (a - mean) * (a - mean)).sum() / (v.length - 1));
    }

    /// Pens are 0.045 wide, give or take 0.02: the ink of a digit varies accordingly.
    @Test
    void pensDifferInWidth() {
        double[][] hands = images(14, 1, 4000);
        double[] ink = new double[400];
        Arrays.setAll(ink, i -> moment(hands[10 * i], 14, 0, 0));
        double plain = moment(images(14, 0, 10)[0], 14, 0, 0);
        // uniform in ±44 %, of which the deviation is 26 %, and the size's 14 %
        assertThat(deviation(ink) / plain).isBetween(0.2, 0.36);
        assertThat(Arrays.stream(ink).average().orElseThrow() / plain).isCloseTo(1, within(0.06));
    }
}
