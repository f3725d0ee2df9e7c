package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights that a file has go where their names say.
final class StoredWeightsTest {
    private static final ParameterLayout LAYOUT =
            new ParameterLayout(List.of(Block.of("field.W1", 0, 2, 3), Block.of("field.b1", 6, 2)));

    @TempDir
    private Path folder;

    private double[] start(Map<String, NdArray> arrays, String run, ParameterLayout layout) throws IOException {
        Path file = folder.resolve("weights.npz");
        Npz.write(file, arrays);
        double[] theta = new double[layout.size()];
        new StoredWeights(file.toString(), run).fill(layout, new Random(1), theta);
        return theta;
    }

    private static NdArray array(double first, int... shape) {
        double[] values = new double[shape.length == 1 ? shape[0] : shape[0] * shape[1]];
        java.util.Arrays.setAll(values, i -> first + i);
        return new NdArray(shape, values);
    }

    @Test
    void namesSayWhere() throws IOException {
        Map<String, NdArray> plain = Map.of("field.b1", array(20, 2), "field.W1", array(10, 2, 3));
        assertThat(start(plain, "", LAYOUT)).containsExactly(10, 11, 12, 13, 14, 15, 20, 21);
        Map<String, NdArray> runs = new LinkedHashMap<>();
        for (int r = 0; r < 2; r++) {
            runs.put("adam:node:" + r + ":field.W1", array(100 * r + 10, 2, 3));
            runs.put("adam:node:" + r + ":field.b1", array(100 * r + 20, 2));
        }
        assertThat(start(runs, "", LAYOUT)).startsWith(10, 11).endsWith(21);
        assertThat(start(runs, "adam/node/1", LAYOUT)).startsWith(110, 111).endsWith(121);
    }

    /// States at nodes are of another training.
    @Test
    void nodesStartAnew() throws IOException {
        ParameterLayout shot = LAYOUT.then(new ParameterLayout(List.of(Block.of("nodes", 0, 1, 2, 1))));
        Map<String, NdArray> plain = Map.of("field.b1", array(20, 2), "field.W1", array(10, 2, 3));
        assertThat(start(plain, "", shot)).endsWith(20, 21, 0, 0);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThatThrownBy(() -> start(Map.of("field.W1", array(1, 3, 2), "field.b1", array(1, 2)), "", LAYOUT))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("weights.npz has field.W1 of shape [3, 2]; this model's has shape [2, 3]");
        assertThatThrownBy(() -> start(Map.of("field.W1", array(1, 2, 3)), "", LAYOUT))
                .hasMessageEndingWith("weights.npz has no array field.b1; this model's has shape [2]");
        assertThatThrownBy(() -> new StoredWeights(folder.resolve("none.npz").toString(), "")
                        .fill(LAYOUT, new Random(1), new double[8]))
                .isInstanceOf(InvalidValueException.class);
    }
}
