package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Shape;
import adjointlab.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images whose pixels are averaged over squares.
final class SmallerImagesTest {
    private static final int SAMPLES = 3;
    private static final int CHANNELS = 2;
    private static final int HEIGHT = 4;
    private static final int WIDTH = 6;

    @TempDir
    Path folder;

    private static double pixel(int s, int c, int i, int j) {
        return 1000 * s + 100 * c + 10 * i + j * j;
    }

    private Path archive() throws IOException {
        double[] x = new double[SAMPLES * CHANNELS * HEIGHT * WIDTH];
        int at = 0;
        for (int s = 0; s < SAMPLES; s++) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < HEIGHT; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        x[at++] = pixel(s, c, i, j);
                    }
                }
            }
        }
        NdArray images = new NdArray(new int[] {SAMPLES, CHANNELS, HEIGHT, WIDTH}, x);
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("x", images);
        arrays.put("y", NdArray.vector(new double[] {0, 1, 2}));
        arrays.put("x_test", images);
        arrays.put("y_test", NdArray.vector(new double[] {0, 1, 2}));
        Path file = folder.resolve("images.npz");
        Npz.write(file, arrays);
        return file;
    }

    private static void areMeans(LabelledSamples smaller) {
        assertThat(smaller.shape()).isEqualTo(new Shape(CHANNELS, 2, 3));
        double[][] x = smaller.x();
        for (int s = 0; s < SAMPLES; s++) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < 2; i++) {
                    for (int j = 0; j < 3; j++) {
                        double sum = pixel(s, c, 2 * i, 2 * j)
                                + pixel(s, c, 2 * i, 2 * j + 1)
                                + pixel(s, c, 2 * i + 1, 2 * j)
                                + pixel(s, c, 2 * i + 1, 2 * j + 1);
                        assertThat(x[s][(c * 2 + i) * 3 + j]).isEqualTo(sum / 4);
                    }
                }
            }
        }
    }

    @Test
    void aPixelIsTheMeanOfASquareOfItsChannel() throws IOException {
        LabelledSamples smaller = LabelledSamples.read(archive(), 10).averaged(2);
        areMeans(smaller);
        areMeans(smaller.test().orElseThrow());
        assertThat(smaller.y()).isDeepEqualTo(new double[][] {{0}, {1}, {2}});
    }

    @Test
    void aSquareOfOnePixelLeavesThem() throws IOException {
        LabelledSamples read = LabelledSamples.read(archive(), 10);
        assertThat(read.averaged(1)).isSameAs(read);
    }

    @Test
    void squaresMustFit() throws IOException {
        LabelledSamples read = LabelledSamples.read(archive(), 10);
        assertThatThrownBy(() -> read.averaged(3))
                .hasMessage("images of 4 × 6 pixels do not fall into squares of 3 × 3");
        LabelledSamples vectors = new LabelledSamples(new double[][] {{1, 2}}, new double[][] {{0}});
        assertThatThrownBy(() -> vectors.averaged(2))
                .hasMessage("its samples are vectors; only images can be made smaller");
    }

    private static Problem problem(Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>(given);
        all.put("normalised", false);
        var entry = Problems.CATALOG.get(Problems.SAMPLES_FILE);
        return entry.create(new Values(all).complete(entry.parameters()));
    }

    @Test
    void aProblemAsksForThemByASetting() throws IOException {
        String file = archive().toString();
        Map<String, Object> given = Map.of("file", file, "shrink", 2);
        assertThat(problem(given).shape()).isEqualTo(new Shape(CHANNELS, 2, 3));
        assertThat(problem(given)).as("the same file").isEqualTo(problem(given));
        assertThat(problem(given).data(0).initial().dim()).isEqualTo(CHANNELS * 2 * 3);
        assertThatThrownBy(() -> problem(Map.of("file", file, "shrink", 5)))
                .hasMessage(file + ": images of 4 × 6 pixels do not fall into squares of 5 × 5");
    }

    @Test
    void drawnDigitsHaveASideOfTheirOwn() {
        assertThat(problem(Map.of()).shape()).isEqualTo(new Shape(1, 14, 14));
        assertThat(problem(Map.of("drawnSide", 28)).shape()).isEqualTo(new Shape(1, 28, 28));
    }
}
