package adjointlab.core.problem.samples;

import adjointlab.core.field.Shape;
import adjointlab.core.math.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Handwritten-looking digits: strokes of a pen, distorted by a random affine map and a random smooth displacement,
/// drawn into a grey image. Everything comes from the seed, nothing from the machine's fonts, so that images are the
/// same everywhere. Distortions as in Simard, Steinkraus and Platt, ICDAR 2003.
///
/// @param side pixels of a side
/// @param distortion 0 for the plain strokes, 1 for a usual hand
/// @param coding of the ten classes
public record Digits(int side, double distortion, Samples.Coding coding) implements Samples.Source {
    private static final int CLASSES = 10;

    /// Points between two given ones on a curve.
    private static final int FINE = 8;

    private static final int WAVES = 3;

    /// Strokes of each digit as points (x, y) in the unit square, y downwards; curves go smoothly through their
    /// points.
    private static final double[][][] CURVES = {
        {{.5, .1, .31, .2, .23, .5, .31, .8, .5, .9, .69, .8, .77, .5, .69, .2, .5, .1}},
        {{.36, .27, .52, .1}, {.52, .1, .5, .9}},
        {{.25, .3, .32, .15, .5, .1, .69, .17, .72, .34, .6, .54, .42, .73, .25, .9}, {.25, .9, .77, .88}},
        {{.27, .18, .46, .1, .67, .17, .69, .34, .47, .47}, {.47, .47, .71, .57, .73, .77, .51, .9, .26, .82}},
        {{.58, .1, .4, .38, .22, .64}, {.22, .64, .8, .62}, {.62, .42, .6, .9}},
        {{.72, .11, .34, .11}, {.34, .11, .3, .44}, {.3, .44, .52, .4, .72, .52, .71, .75, .5, .9, .26, .83}},
        {{.66, .1, .43, .26, .29, .53, .32, .8, .5, .9, .69, .79, .69, .6, .5, .51, .31, .64}},
        {{.24, .13, .76, .11}, {.76, .11, .57, .46, .42, .9}},
        {
            {
                .5, .48, .32, .36, .33, .17, .5, .1, .67, .17, .68, .36, .5, .48, .28, .64, .29, .82, .5, .9, .71, .82,
                .72, .64, .5, .48
            }
        },
        {{.69, .33, .52, .5, .32, .42, .31, .2, .5, .1, .67, .18, .69, .33, .67, .62, .56, .9}}
    };

    @Override
    public int dim() {
        return side * side;
    }

    @Override
    public Shape shape() {
        return new Shape(1, side, side);
    }

    @Override
    public int outputDim() {
        return coding.dim(CLASSES);
    }

    /// Classes come in turn, so that all are equally frequent.
    @Override
    public boolean tellsClasses() {
        return true;
    }

    @Override
    public void fill(RandomGenerator random, double[][] xOut, double[][] yOut) {
        for (int s = 0; s < xOut.length; s++) {
            Stop.heedOfThisWork();
            int label = s % CLASSES;
            draw(label, random, xOut[s]);
            coding.write(label, CLASSES, yOut[s]);
        }
    }

    private void draw(int label, RandomGenerator random, double[] image) {
        Hand hand = Hand.of(random, distortion);
        double pen = 0.045 + distortion * 0.02 * (2 * random.nextDouble() - 1);
        List<double[]> segments = new ArrayList<>();
        for (double[] curve : CURVES[label]) {
            double[] fine = smooth(curve);
            double[] previous = hand.move(fine[0], fine[1]);
            for (int i = 2; i < fine.length; i += 2) {
                double[] next = hand.move(fine[i], fine[i + 1]);
                segments.add(new double[] {previous[0], previous[1], next[0], next[1]});
                previous = next;
            }
        }
        double pixel = 1.0 / side;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double distance = distance(segments, (column + 0.5) * pixel, (row + 0.5) * pixel);
                // full ink within the pen, fading over one pixel
                image[row * side + column] = Math.clamp((pen - distance) / pixel + 0.5, 0, 1);
            }
        }
    }

    /// A Catmull-Rom curve through the points. Catmull and Rom, Computer Aided Geometric Design (1974) 317.
    private static double[] smooth(double[] points) {
        int n = points.length / 2;
        double[] fine = new double[2 * ((n - 1) * FINE + 1)];
        int at = 0;
        for (int i = 0; i + 1 < n; i++) {
            for (int step = 0; step < FINE; step++) {
                double t = (double) step / FINE;
                for (int axis = 0; axis < 2; axis++) {
                    double p0 = points[2 * Math.max(0, i - 1) + axis];
                    double p1 = points[2 * i + axis];
                    double p2 = points[2 * (i + 1) + axis];
                    double p3 = points[2 * Math.min(n - 1, i + 2) + axis];
                    fine[at++] = p1
                            + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
                }
            }
        }
        fine[at] = points[2 * n - 2];
        fine[at + 1] = points[2 * n - 1];
        return fine;
    }

    private static double distance(List<double[]> segments, double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] s : segments) {
            double dx = s[2] - s[0];
            double dy = s[3] - s[1];
            double length = dx * dx + dy * dy;
            double along = length == 0 ? 0 : Math.clamp(((x - s[0]) * dx + (y - s[1]) * dy) / length, 0, 1);
            double ax = x - s[0] - along * dx;
            double ay = y - s[1] - along * dy;
            nearest = Math.min(nearest, ax * ax + ay * ay);
        }
        return Math.sqrt(nearest);
    }

    /// One hand's way of writing.
    ///
    /// @param affine [2×3] by rows, around the middle
    /// @param waves each: amplitude x, amplitude y, frequency x, frequency y, phase
    private record Hand(double[] affine, double[][] waves) {
        static Hand of(RandomGenerator random, double distortion) {
            double angle = distortion * 0.2 * random.nextGaussian();
            double slant = distortion * 0.15 * random.nextGaussian();
            double wide = 0.9 * (1 + distortion * 0.12 * random.nextGaussian());
            double high = 0.9 * (1 + distortion * 0.08 * random.nextGaussian());
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            double[] affine = {
                wide * cos, wide * (slant * cos - sin), distortion * 0.04 * random.nextGaussian(),
                high * sin, high * (slant * sin + cos), distortion * 0.04 * random.nextGaussian()
            };
            double[][] waves = new double[WAVES][];
            for (int w = 0; w < WAVES; w++) {
                waves[w] = new double[] {
                    distortion * 0.025 * random.nextGaussian(),
                    distortion * 0.025 * random.nextGaussian(),
                    2 * Math.PI * random.nextDouble() * 1.5,
                    2 * Math.PI * random.nextDouble() * 1.5,
                    2 * Math.PI * random.nextDouble()
                };
            }
            return new Hand(affine, waves);
        }

        double[] move(double px, double py) {
            double x = px;
            double y = py;
            for (double[] wave : waves) {
                double swing = Math.sin(wave[2] * px + wave[3] * py + wave[4]);
                x += wave[0] * swing;
                y += wave[1] * swing;
            }
            double cx = x - 0.5;
            double cy = y - 0.5;
            return new double[] {
                0.5 + affine[0] * cx + affine[1] * cy + affine[2], 0.5 + affine[3] * cx + affine[4] * cy + affine[5]
            };
        }
    }
}
