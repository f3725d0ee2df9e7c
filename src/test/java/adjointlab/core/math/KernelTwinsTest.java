package adjointlab.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// The vector kernels against their scalar twin.
final class KernelTwinsTest {
    private static final KernelSet SCALAR = new ScalarKernels();
    private static final KernelSet VECTOR = new VectorKernels();

    private static double[] random(Random random, int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    private static Batch batch(Random random, int dim, int size) {
        Batch batch = new Batch(dim + 1, size);
        for (int i = 0; i < batch.length(); i++) {
            batch.data()[i] = random.nextDouble(-1, 1);
        }
        // a view that does not start at 0
        Batch view = new Batch(dim, size, batch.data(), batch.stride());
        return view;
    }

    private static double[] both(int length, BiConsumer<KernelSet, double[]> work) {
        double[] scalar = random(new Random(5), length);
        double[] vector = scalar.clone();
        work.accept(SCALAR, scalar);
        work.accept(VECTOR, vector);
        assertThat(vector).containsExactly(scalar, within(1e-12));
        return vector;
    }

    @Test
    void matrixProductsOfAllShapesAgree() {
        Random random = new Random(1);
        for (int size : new int[] {1, 9, 17, 24, 33, 40, 64, 100, 120}) {
            for (int rows : new int[] {1, 2, 3, 4, 5, 6, 7, 9, 13, 20}) {
                for (int columns : new int[] {1, 2, 3, 4, 7, 20, 300}) {
                    Batch x = batch(random, columns, size);
                    double[] weights = random(random, 3 + rows * (columns + 1));
                    Matrix plain = new Matrix().at(weights, 3, rows, columns, columns + 1);
                    both(rows * x.stride(), (set, acc) -> set.multiply(plain, x, new Batch(rows, size, acc, 0), new double[0], 0, 0));
                    double[] other = random(random, 3 + columns * rows);
                    Matrix transposed = new Matrix().transposedAt(other, 3, columns, rows, rows);
                    both(
                            rows * x.stride(),
                            (set, acc) -> set.multiply(transposed, x, new Batch(rows, size, acc, 0), other, 1, 1));
                    Batch g = batch(random, rows, size);
                    both(
                            2 + rows * (columns + 1),
                            (set, acc) -> set.outerProductAdd(
                                    g, x, new Matrix().at(acc, 2, rows, columns, columns + 1)));
                    both(1 + rows, (set, acc) -> set.rowSumsAdd(g, acc, 1));
                }
            }
        }
    }

    @Test
    void vectorOperationsOfAllLengthsAgree() {
        Random random = new Random(2);
        for (int length : new int[] {1, 7, 8, 9, 31, 64, 77}) {
            double[][] terms = new double[9][];
            for (int j = 0; j < terms.length; j++) {
                terms[j] = random(random, length);
            }
            double[] weights = random(random, 9);
            for (int count = 0; count <= 9; count++) {
                int terms0 = count;
                both(length, (set, out) -> set.combine(out, out, terms, weights, terms0, length));
            }
            both(length, (set, acc) -> set.axpy(acc, 0.3, terms[0], length));
            both(length, (set, acc) -> acc[0] = set.dot(terms[0], terms[1], length));
            both(
                    length,
                    (set, acc) -> acc[0] = set.scaledSquares(terms[0], terms[1], terms[2], 0, length, 0.1, 0.2));
            for (int bad = 0; bad < length; bad++) {
                double[] v = random(random, length);
                assertThat(VECTOR.allFinite(v, length)).isTrue();
                v[bad] = bad % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
                assertThat(VECTOR.allFinite(v, length)).isFalse();
                assertThat(SCALAR.allFinite(v, length)).isFalse();
            }
        }
        Batch factors = batch(random, 3, 9);
        both(3 * factors.stride(), (set, v) -> set.scale(new Batch(3, 9, v, 0), factors));
    }

    @Test
    void aChoiceThatCannotBeKeptFailsLoudly() {
        assertThat(Kernels.choose("scalar", true)).isEqualTo(Kernels.Choice.SCALAR);
        assertThat(Kernels.choose("vector", true)).isEqualTo(Kernels.Choice.VECTOR);
        assertThat(Kernels.choose(null, true)).isEqualTo(Kernels.Choice.VECTOR);
        assertThat(Kernels.choose(null, false)).isEqualTo(Kernels.Choice.SCALAR);
        assertThatThrownBy(() -> Kernels.choose("vector", false)).hasMessageContaining("--add-modules");
        assertThatThrownBy(() -> Kernels.choose("fast", true)).hasMessageContaining("allowed: scalar, vector");
        assertThat(Kernels.description()).contains("doubles at once");
    }
}
