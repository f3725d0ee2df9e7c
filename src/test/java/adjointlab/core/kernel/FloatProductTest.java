package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products in single precision against sums in double precision, for windows that overlap and for transposes.
final class FloatProductTest {
    private static float[] floats(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return values;
    }

    /// Whole vectors and what is left of them, whole fours of rows and what is left, and more than one pass through
    /// the summed dimension.
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 16", "4, 7, 40", "9, 130, 96", "6, 257, 112", "5, 3, 83", "13, 128, 131"})
    void productsAreTheirSums(int rows, int depth, int columns) {
        Random random = new Random(7);
        FloatProduct.Strides[] all = {
            new FloatProduct.Strides(depth + 2, columns + 3, columns + 1),
            // a window that moves by two
            new FloatProduct.Strides(2, 1, columns, columns),
            // what is stored by columns
            new FloatProduct.Strides(1, rows + 1, columns + 5, columns)
        };
        for (FloatProduct.Strides strides : all) {
            FloatProduct shape = new FloatProduct(rows, depth, columns, strides);
            float[] a = floats(random, 2 + rows * strides.a() + depth * strides.aDepth());
            float[] b = floats(random, 3 + depth * strides.b());
            float[] c = floats(random, 4 + rows * strides.c() + 1);
            float[] before = c.clone();
            Kernels.multiplyAdd(a, 2, b, 3, c, 4, shape);
            boolean[] within = new boolean[c.length];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int at = 4 + i * strides.c() + j;
                    within[at] = true;
                    double sum = before[at];
                    for (int k = 0; k < depth; k++) {
                        sum += (double) a[2 + i * strides.a() + k * strides.aDepth()] * b[3 + k * strides.b() + j];
                    }
                    assertThat((double) c[at]).as("row %d, column %d", i, j).isCloseTo(sum, within(2e-7 * (8 + depth)));
                }
            }
            for (int at = 0; at < c.length; at++) {
                assertThat(within[at] || c[at] == before[at]).as("entry %d", at).isTrue();
            }
        }
    }

    /// max(z, leak·z), and the slope of it: 1 above zero, the leak elsewhere.
    @Test
    void rectifiedNumbersAreThoseByHand() {
        int pixel = Winograd.CHANNELS;
        float[] z = new float[4 * pixel];
        float[] g = new float[4 * pixel];
        for (int i = 0; i < z.length; i++) {
            z[i] = i % 3 == 0 ? 0 : (i % 2 == 0 ? 1 : -1) * (1 + i);
            g[i] = 2 + i;
        }
        float[] rectified = z.clone();
        Kernels.rectify(rectified, pixel, 2 * pixel, 0.25f);
        float[] slopes = g.clone();
        Kernels.timesRectifiedSlope(z, slopes, pixel, 2 * pixel, 0.25f);
        for (int i = 0; i < z.length; i++) {
            boolean touched = i >= pixel && i < 3 * pixel;
            assertThat(rectified[i]).isEqualTo(!touched || z[i] > 0 ? z[i] : 0.25f * z[i]);
            assertThat(slopes[i]).isEqualTo(!touched || z[i] > 0 ? g[i] : 0.25f * g[i]);
        }
    }

    @Test
    void rowsThatOverlapAreRefused() {
        FloatProduct dense = FloatProduct.dense(2, 3, 4);
        assertThat(dense.strides()).isEqualTo(new FloatProduct.Strides(3, 1, 4, 4));
        assertThat(FloatProduct.dense(0, 0, 0).rows()).isZero();
        FloatProduct.Strides strides = new FloatProduct.Strides(3, 4, 5);
        assertThat(new FloatProduct(2, 3, 4, strides).columns()).isEqualTo(4);
        FloatProduct.Strides narrow = new FloatProduct.Strides(3, 3, 4);
        FloatProduct.Strides narrowOut = new FloatProduct.Strides(3, 4, 3);
        assertThatThrownBy(() -> new FloatProduct(2, 3, 4, narrow)).hasMessage("rows must not overlap");
        assertThatThrownBy(() -> new FloatProduct(2, 3, 4, narrowOut)).hasMessage("rows must not overlap");
        assertThatThrownBy(() -> new FloatProduct(-1, 3, 4, strides)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FloatProduct(2, -1, 4, strides)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FloatProduct(2, 3, -1, strides)).isInstanceOf(IllegalArgumentException.class);
    }
}
