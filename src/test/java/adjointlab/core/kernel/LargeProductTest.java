package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Matrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Large products against plain loops, and cut into blocks against whole ones.
final class LargeProductTest {
    private static final KernelSet SCALAR = new ScalarKernels();
    private static final KernelSet VECTOR = new VectorKernels();

    private static Batch batch(Random random, int dim, int size) {
        Batch batch = new Batch(dim, size);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < size; s++) {
                batch.set(i, s, random.nextDouble(-1, 1));
            }
        }
        return batch;
    }

    /// Four blocks that fill the matrix, cut as threads cut it and otherwise.
    private static List<Block> quarters(int rows, int columns) {
        int row = rows / 2 / 4 * 4;
        int column = Math.min(columns, columns / 2 / Block.GROUP * Block.GROUP);
        return List.of(
                new Block().of(0, row, 0, column),
                new Block().of(row, rows, 0, column),
                new Block().of(0, row, column, columns),
                new Block().of(row, rows, column, columns));
    }

    @ParameterizedTest
    @CsvSource({"160, 160, 160", "301, 515, 203", "263, 170, 300", "512, 257, 161"})
    void multiplies(int rows, int columns, int samples) {
        Random random = new Random(1);
        Batch x = batch(random, columns, samples);
        double[] weights = random.doubles(5 + (long) Math.max(rows, columns) * (Math.max(rows, columns) + 1), -1, 1)
                .toArray();
        double[] bias = random.doubles(rows, -1, 1).toArray();
        Matrix plain = new Matrix().at(weights, 5, rows, columns, columns + 1);
        Matrix transposed = new Matrix().transposedAt(weights, 5, columns, rows, rows + 1);
        for (Matrix a : List.of(plain, transposed)) {
            assertThat(LargeProduct.suits(a, x)).isTrue();
            Batch whole = new Batch(rows, samples);
            VECTOR.multiply(a, x, whole, new Block().of(0, rows, 0, x.columns()), bias, 0, 1);
            Batch expected = new Batch(rows, samples);
            SCALAR.multiply(a, x, expected, new Block().of(0, rows, 0, x.columns()), bias, 0, 1);
            assertThat(whole.data()).containsExactly(expected.data(), within(1e-12));
            Batch parts = new Batch(rows, samples);
            for (Block block : quarters(rows, x.columns())) {
                VECTOR.multiply(a, x, parts, block, bias, 0, 1);
            }
            assertThat(parts.data()).as("bits").containsExactly(whole.data());
        }
    }

    @ParameterizedTest
    @CsvSource({"160, 160, 160", "301, 261, 515", "262, 167, 300"})
    void addsOuterProducts(int rows, int columns, int samples) {
        Random random = new Random(2);
        Batch g = batch(random, rows, samples);
        Batch x = batch(random, columns, samples);
        double[] start = random.doubles(3 + (long) rows * (columns + 2), -1, 1).toArray();
        double[] whole = start.clone();
        assertThat(LargeProduct.suits(g, new Matrix().at(whole, 3, rows, columns, columns + 2)))
                .isTrue();
        VECTOR.outerProductAdd(
                g, x, new Matrix().at(whole, 3, rows, columns, columns + 2), new Block().of(0, rows, 0, columns));
        double[] expected = start.clone();
        SCALAR.outerProductAdd(
                g, x, new Matrix().at(expected, 3, rows, columns, columns + 2), new Block().of(0, rows, 0, columns));
        assertThat(whole).containsExactly(expected, within(1e-12));
        double[] parts = start.clone();
        for (Block block : quarters(rows, columns)) {
            VECTOR.outerProductAdd(g, x, new Matrix().at(parts, 3, rows, columns, columns + 2), block);
        }
        assertThat(parts).as("bits").containsExactly(whole);
    }
}
