package adjointlab.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.junit.jupiter.api.Test;

/// Means of windows, written out.
final class PoolTest {
    /// 7 × 7 with windows of 6 leaves the last row and the last column out, as in the second-order paper's program
    /// for images of 32 × 32.
    @Test
    void whatFillsNoWindowIsLeftOut() {
        Shape shape = new Shape(2, 7, 7);
        Pool pool = new Pool(shape, 6);
        assertThat(pool.out()).isEqualTo(new Shape(2, 1, 1));
        double[][] images = new double[3][shape.size()];
        double[][] means = new double[3][2];
        for (int s = 0; s < 3; s++) {
            for (int i = 0; i < shape.size(); i++) {
                images[s][i] = Math.sin(3.1 * i + s);
                if (i % 49 / 7 < 6 && i % 7 < 6) {
                    means[s][i / 49] += images[s][i] / 36;
                }
            }
        }
        Batch out = new Batch(2, 3);
        pool.prepare(3).up(0, Batch.ofRows(images), new Trail(), out);
        for (int s = 0; s < 3; s++) {
            assertThat(out.toRows()[s]).containsExactly(means[s], within(1e-15));
        }
    }

    @Test
    void windowsLieBesideEachOther() {
        double[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        Batch out = new Batch(2, 1);
        new Pool(new Shape(1, 3, 5), 2).prepare(1).up(0, Batch.ofRows(new double[][] {image}), new Trail(), out);
        assertThat(out.toRows()[0]).containsExactly((1 + 2 + 6 + 7) / 4.0, (3 + 4 + 8 + 9) / 4.0);
    }

    @Test
    void windowsFitIntoImages() {
        assertThatThrownBy(() -> new Pool(new Shape(4, 6, 3), 4))
                .hasMessageContaining("do not fit into images of 6 × 3");
        assertThatThrownBy(() -> new Pool(new Shape(4, 6, 3), 0)).hasMessageContaining("choose");
    }
}
