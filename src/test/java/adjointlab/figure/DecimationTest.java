package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DecimationTest {
    private static final long SEED = 20260101;

    @Test
    void everyBucketKeepsItsExtremesAndEnds() {
        int n = 100_000;
        Random random = new Random(SEED);
        double[] x = Samples.range(0, 500, n);
        double[] y = Samples.map(x, _ -> random.nextGaussian());

        int[] kept = Decimation.keep(x, y, 1);

        assertThat(kept.length).isBetween(1000, 4 * 501);
        assertThat(kept).isSorted().contains(0, n - 1);
        for (int bucket = 0; bucket < 500; bucket++) {
            int cell = bucket;
            int[] all = IntStream.range(0, n).filter(i -> (int) x[i] == cell).toArray();
            double[] left = Arrays.stream(kept)
                    .filter(i -> (int) x[i] == cell)
                    .mapToDouble(i -> y[i])
                    .toArray();
            assertThat(Arrays.stream(left).max())
                    .as("seed %d", SEED)
                    .isEqualTo(Arrays.stream(all).mapToDouble(i -> y[i]).max());
            assertThat(Arrays.stream(left).min())
                    .isEqualTo(Arrays.stream(all).mapToDouble(i -> y[i]).min());
        }
    }

    @Test
    void shortLinesAndPathsKeepEveryPoint() {
        double[] sparse = Samples.range(0, 500, 900);
        assertThat(Decimation.keep(sparse, sparse, 1)).hasSize(900);
        double[] circle = Samples.map(Samples.range(0, 6.28, 10_000), Math::cos);
        assertThat(Decimation.keep(circle, circle, 1)).hasSize(10_000);
    }

    @Test
    void gapsStayGaps() {
        int n = 10_000;
        double[] x = Samples.range(0, 100, n);
        double[] y = x.clone();
        y[5000] = Double.NaN;
        int[] kept = Decimation.keep(x, y, 1);
        assertThat(kept).hasSizeLessThan(600).contains(4999, 5000, 5001);
    }
}
