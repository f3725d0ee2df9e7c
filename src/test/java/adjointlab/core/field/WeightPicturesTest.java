package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Conv;
import adjointlab.core.net.Part;
import adjointlab.core.net.Trail;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Weights by their index, and as a convolution uses them.
final class WeightPicturesTest {
    private static double[] counting(int n) {
        double[] theta = new double[n];
        Arrays.setAll(theta, i -> i);
        return theta;
    }

    @Test
    void everyWeightStandsWhereItsIndexSays() {
        Block block = Block.of("W", 5, 3, 2 * 4 * 3 + 1); // the last column is the time's
        WeightPictures pictures = WeightPictures.of(block, counting(100), 4, 3);

        assertThat(pictures.outputs()).isEqualTo(3);
        assertThat(pictures.channels()).isEqualTo(2);
        for (int o = 0; o < 3; o++) {
            for (int c = 0; c < 2; c++) {
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 3; x++) {
                        assertThat(pictures.values()[o][c][y][x]).isEqualTo(5 + o * 25 + c * 12 + y * 3 + x);
                    }
                }
            }
        }
        assertThat(pictures.largest()).isEqualTo(5 + 2 * 25 + 23);
    }

    /// A single bright pixel answers with the kernel turned by half a turn around it.
    @Test
    void aConvolutionAnswersAPixelWithItsPicture() {
        Conv conv = new Conv(new Shape(2, 5, 5), 3, 3, "W", "b");
        double[] theta = counting(conv.parameters().size());
        Arrays.fill(theta, 3 * 2 * 9, theta.length, 0);
        Batch image = new Batch(50, 1);
        image.set(25 + 2 * 5 + 2, 0, 1); // channel 1, the middle
        Batch out = new Batch(75, 1);
        Part.Work work = conv.prepare(1);
        work.bind(theta, 0);
        work.up(0, image, new Trail(), out);

        double[][][][] values = WeightPictures.of(conv.parameters().blocks().getFirst(), theta, 3, 3)
                .values();
        for (int o = 0; o < 3; o++) {
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 3; x++) {
                    assertThat(out.get(o * 25 + (3 - y) * 5 + 3 - x, 0)).isEqualTo(values[o][1][y][x]);
                }
            }
        }
    }

    @Test
    void rowsTooShortForAPictureAreRefused() {
        assertThatThrownBy(() -> WeightPictures.of(Block.of("W", 0, 4, 11), counting(44), 4, 3))
                .hasMessage("W has no rows of 4 × 3 weights or more");
    }
}
