package adjointlab.core.problem.density;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Sampler;
import adjointlab.core.problem.samples.Digits;
import adjointlab.core.problem.samples.Samples;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A picture's darkness as a density in the plane: cells are chosen as often as they are dark, and all places within a
/// cell equally. The longer side goes from −2 to 2.
public final class PictureDensity implements Sampler {
    private static final double HALF = 2;
    private static final int DRAWN_SIDE = 48;

    private final int rows;
    private final int columns;
    private final double cell;
    /// Of the cells by rows, [rows·columns].
    private final double[] cumulative;

    /// @param darkness [rows][columns], from 0, top row first; not all 0
    public PictureDensity(double[][] darkness) {
        rows = darkness.length;
        columns = darkness[0].length;
        cell = 2 * HALF / Math.max(rows, columns);
        cumulative = Arrays.stream(darkness).flatMapToDouble(Arrays::stream).toArray();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        if (!(cumulative[cumulative.length - 1] > 0)) {
            throw new IllegalArgumentException("a picture that is white everywhere is no density");
        }
    }

    /// A digit, for who has no picture at hand.
    public static PictureDensity drawn(int digit) {
        double[][] images = new double[digit + 1][DRAWN_SIDE * DRAWN_SIDE];
        new Digits(DRAWN_SIDE, 0, Samples.Coding.HALVES)
                .fill(new java.util.Random(0), images, new double[digit + 1][1]);
        double[][] darkness = new double[DRAWN_SIDE][];
        Arrays.setAll(darkness, row -> Arrays.copyOfRange(images[digit], row * DRAWN_SIDE, (row + 1) * DRAWN_SIDE));
        return new PictureDensity(darkness);
    }

    @Override
    public int dim() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, Batch xOut) {
        double total = cumulative[cumulative.length - 1];
        for (int s = 0; s < xOut.size(); s++) {
            int index = above(total * random.nextDouble());
            int above = index / columns;
            double column = index - above * columns + random.nextDouble();
            double row = above + random.nextDouble();
            xOut.set(0, s, (column - 0.5 * columns) * cell);
            xOut.set(1, s, (0.5 * rows - row) * cell);
        }
        xOut.padState();
    }

    /// Differential entropy in nats, the least that a negative log-likelihood can be.
    public double entropy() {
        double total = cumulative[cumulative.length - 1];
        double sum = 0;
        double before = 0;
        for (double upTo : cumulative) {
            double share = (upTo - before) / total;
            sum -= share > 0 ? share * Math.log(share / (cell * cell)) : 0;
            before = upTo;
        }
        return sum;
    }

    /// The first cell with more below and at it than a number.
    private int above(double number) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
