package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

    private static Block whole(int rows, int columns) {
        return new Block().of(0, rows, 0, columns);
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
                    both(
                            rows * x.stride(),
                            (set, acc) -> set.multiply(
                                    plain,
                                    x,
                                    new Batch(rows, size, acc, 0),
                                    whole(rows, x.columns()),
                                    new double[0],
                                    0,
                                    0));
                    double[] other = random(random, 3 + columns * rows);
                    Matrix transposed = new Matrix().transposedAt(other, 3, columns, rows, rows);
                    both(
                            rows * x.stride(),
                            (set, acc) -> set.multiply(
                                    transposed,
                                    x,
                                    new Batch(rows, size, acc, 0),
                                    whole(rows, x.columns()),
                                    other,
                                    1,
                                    1));
                    Batch g = batch(random, rows, size);
                    g.padCotangent();
                    both(
                            2 + rows * (columns + 1),
                            (set, acc) -> set.outerProductAdd(
                                    g, x, new Matrix().at(acc, 2, rows, columns, columns + 1), whole(rows, columns)));
                    both(1 + rows, (set, acc) -> set.rowSumsAdd(g, acc, 1, 0, rows));
                }
            }
        }
    }

    @Test
    void productsWithSingleVectorsAgree() {
        Random random = new Random(8);
        for (int rows : new int[] {1, 2, 3, 7, 8, 9, 15, 16, 31, 32, 41, 63}) {
            for (int columns : new int[] {1, 2, 3, 7, 8, 9, 20, 300}) {
                double[] x = random(random, 2 + columns);
                double[] weights = random(random, 3 + rows * (columns + 1));
                double[] bias = random(random, 1 + rows);
                Matrix plain = new Matrix().at(weights, 3, rows, columns, columns + 1);
                both(4 + rows, (set, out) -> set.multiply(plain, x, 2, out, 1, bias, 1, 1));
                double[] other = random(random, 3 + columns * (rows + 1));
                Matrix transposed = new Matrix().transposedAt(other, 3, columns, rows, rows + 1);
                both(4 + rows, (set, out) -> set.multiply(transposed, x, 2, out, 1, new double[] {0}, 0, 0));
                double[] g = random(random, 1 + rows);
                both(
                        3 + rows * (columns + 1),
                        (set, acc) ->
                                set.outerProductAdd(g, 1, x, 2, new Matrix().at(acc, 2, rows, columns, columns + 1)));
            }
        }
    }

    /// However a gradient of a few samples is cut, each entry comes out the same.
    @Test
    void aFewSamplesGiveTheSameBitsInParts() {
        Random random = new Random(4);
        for (int[] shape : new int[][] {{2, 50}, {50, 2}, {7, 50}, {50, 50}, {20, 20}, {3, 9}}) {
            for (int size : new int[] {1, 2, 3, 4, 5, 8, 9}) {
                int rows = shape[0];
                int columns = shape[1];
                Batch g = batch(random, rows, size);
                Batch x = batch(random, columns, size);
                double[] start = random(random, rows * columns);
                double[] whole = start.clone();
                VECTOR.outerProductAdd(g, x, new Matrix().at(whole, 0, rows, columns, columns), whole(rows, columns));
                for (int parts = 2; parts <= 4; parts++) {
                    double[] cut = start.clone();
                    Matrix acc = new Matrix().at(cut, 0, rows, columns, columns);
                    for (int part = 0; part < parts; part++) {
                        VECTOR.outerProductAdd(g, x, acc, new Block().cut(part, parts, rows, columns));
                    }
                    assertThat(cut)
                            .as("%d×%d of %d samples in %d parts", rows, columns, size, parts)
                            .isEqualTo(whole);
                }
            }
        }
    }

    /// The build runs this again with narrower vectors than the machine has.
    @Test
    void vectorsAreAsWideAsAskedFor() {
        Integer most = Integer.getInteger("test.lanes");
        if (most == null) {
            assertThat(VECTOR.lanes()).isPositive();
        } else {
            assertThat(VECTOR.lanes()).as("doubles in a vector").isLessThanOrEqualTo(most);
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
                both(length, (set, out) -> set.combine(out, out, terms, weights, terms0, 0, length));
            }
            both(length, (set, acc) -> set.axpy(acc, 0.3, terms[0], length));
            both(length, (set, acc) -> acc[0] = set.dot(terms[0], terms[1], length));
            both(length, (set, acc) -> acc[0] = set.squaredDistance(terms[0], terms[1], length));
            both(length, (set, acc) -> acc[0] = set.scaledSquares(terms[0], terms[1], terms[2], 0, length, 0.1, 0.2));
            double[] v = new double[length];
            for (KernelSet set : List.of(SCALAR, VECTOR)) {
                set.combine(v, new double[length], terms, weights, 6, 0, length);
                assertThat(set.scaledSquares(terms, weights, 6, terms[7], terms[8], 0, length, 0.1, 0.2))
                        .isEqualTo(set.scaledSquares(v, terms[7], terms[8], 0, length, 0.1, 0.2));
            }
            for (int bad = 0; bad < length; bad++) {
                double[] u = random(random, length);
                assertThat(VECTOR.allFinite(u, length)).isTrue();
                u[bad] = bad % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
                assertThat(VECTOR.allFinite(u, length)).isFalse();
                assertThat(SCALAR.allFinite(u, length)).isFalse();
            }
        }
        Batch factors = batch(random, 3, 9);
        both(3 * factors.stride(), (set, v) -> set.scale(v, 0, v.length, factors.data(), factors.offset()));
    }

    @Test
    void productsInSinglePrecisionAgree() {
        Random random = new Random(8);
        for (int rows : new int[] {1, 4, 7}) {
            for (int depth : new int[] {1, 5, 300}) {
                for (int columns : new int[] {3, 16, 49, 64, 111}) {
                    FloatProduct shape = new FloatProduct(
                            rows, depth, columns, new FloatProduct.Strides(depth + 1, columns + 2, columns + 3));
                    float[] a = floats(random, 2 + rows * shape.strides().a());
                    float[] b = floats(random, 3 + depth * shape.strides().b());
                    float[] scalar = floats(random, 1 + rows * shape.strides().c());
                    float[] vector = scalar.clone();
                    SCALAR.multiplyAdd(a, 2, b, 3, scalar, 1, shape);
                    VECTOR.multiplyAdd(a, 2, b, 3, vector, 1, shape);
                    assertThat(vector).containsExactly(scalar, within(2e-5f));
                }
            }
        }
    }

    /// A window that moves over an image, and the transpose of what is stored.
    @Test
    void productsInSinglePrecisionTakeAnyFactor() {
        Random random = new Random(9);
        for (int rows : new int[] {1, 3, 4, 9}) {
            for (int depth : new int[] {1, 7, 130}) {
                for (int columns : new int[] {16, 48, 80, 96, 112, 256}) {
                    for (FloatProduct.Strides strides : new FloatProduct.Strides[] {
                        new FloatProduct.Strides(2, 1, columns, columns),
                        new FloatProduct.Strides(1, rows + 1, columns, columns + 1)
                    }) {
                        FloatProduct shape = new FloatProduct(rows, depth, columns, strides);
                        float[] a = floats(random, 1 + rows * strides.a() + depth * strides.aDepth());
                        float[] b = floats(random, depth * columns);
                        float[] scalar = floats(random, rows * strides.c());
                        float[] vector = scalar.clone();
                        SCALAR.multiplyAdd(a, 1, b, 0, scalar, 0, shape);
                        VECTOR.multiplyAdd(a, 1, b, 0, vector, 0, shape);
                        assertThat(vector).containsExactly(scalar, within(1e-4f));
                    }
                }
            }
        }
    }

    @Test
    void tilesOfConvolutionsAgree() {
        Random random = new Random(10);
        int channels = 2 * Winograd.CHANNELS;
        int pixel = channels;
        int row = 7 * pixel;
        int between = 3 * channels;
        Winograd.Layout layout = new Winograd.Layout(row, pixel, between);
        float[] hand = new float[Winograd.PLANES * Winograd.CHANNELS];
        float[] image = floats(random, 8 * row);
        float[] planes = floats(random, Winograd.PLANES * between);
        float[] bias = floats(random, channels);
        bothFloats(planes, (set, v) -> set.winogradInput(image, row, v, channels, layout, hand));
        bothFloats(planes, (set, v) -> set.winogradCotangent(image, row, v, channels, layout, hand));
        for (int rows = 1; rows <= Winograd.OUT; rows++) {
            for (int columns = 1; columns <= Winograd.OUT; columns++) {
                int r = rows;
                int c = columns;
                bothFloats(image, (set, y) -> set.winogradOutput(planes, channels, bias, y, row, r, c, layout, hand));
            }
        }
        bothFloats(image, (set, z) -> set.rectify(z, channels, 4 * channels, 0.3f));
        bothFloats(image, (set, g) -> set.timesRectifiedSlope(planes, g, channels, 4 * channels, 0.3f));
    }

    private static void bothFloats(float[] start, BiConsumer<KernelSet, float[]> work) {
        float[] scalar = start.clone();
        float[] vector = start.clone();
        work.accept(SCALAR, scalar);
        work.accept(VECTOR, vector);
        assertThat(vector).containsExactly(scalar, within(2e-5f));
    }

    private static float[] floats(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return values;
    }

    /// Bit for bit, with zeros of both signs, infinities and what is no number.
    @Test
    void rectifiersAndHeavyBallsAgreeInEveryBit() {
        Random random = new Random(8);
        for (int length : new int[] {1, 7, 8, 16, 21, 67}) {
            double[] z = random(random, length + 3);
            z[length / 2] = -0.0;
            z[length - 1] = Double.NaN;
            z[length] = Double.NEGATIVE_INFINITY;
            double[] g = random(random, length + 5);
            for (double leak : new double[] {0, 0.01}) {
                inEveryBit(g, (set, acc) -> set.rectify(z, 2, length, leak, acc));
                inEveryBit(g, (set, acc) -> set.timesRectifiedSlope(z, 3, length, leak, acc, 4));
            }
            double[] state = random(random, 2 * length + 1);
            double[] start = random(random, 2 * length + 2);
            for (double sign : new double[] {1, -1}) {
                double[] rate =
                        inEveryBit(start, (set, acc) -> set.heavyBall(acc, 2, state, 1, length, 0.3, 0.7, sign));
                double m = state[1 + length];
                assertThat(rate[2]).isEqualTo(sign * m);
                assertThat(rate[2 + length]).isEqualTo(start[2 + length] - (0.3 * m + 0.7 * state[1]));
                double[] back =
                        inEveryBit(start, (set, acc) -> set.heavyBallBack(acc, 2, state, 1, length, 0.3, 0.7, sign));
                assertThat(back[2]).isEqualTo(start[2] - 0.7 * m);
                assertThat(back[2 + length]).isEqualTo(start[2 + length] + (sign * state[1] - 0.3 * m));
            }
        }
    }

    private static double[] inEveryBit(double[] start, BiConsumer<KernelSet, double[]> work) {
        double[] scalar = start.clone();
        double[] vector = start.clone();
        work.accept(SCALAR, scalar);
        work.accept(VECTOR, vector);
        for (int i = 0; i < scalar.length; i++) {
            assertThat(Double.doubleToLongBits(vector[i]))
                    .as("entry %d", i)
                    .isEqualTo(Double.doubleToLongBits(scalar[i]));
        }
        return vector;
    }

    @Test
    void updatesOfWeightsAgree() {
        Random random = new Random(3);
        for (int length : new int[] {1, 8, 21}) {
            double[] gradient = random(random, length);
            for (double ahead : new double[] {0, 1}) {
                double[] first = random(random, length);
                double[] second = first.clone();
                both(
                        length,
                        (set, theta) -> set.momentumStep(
                                theta, gradient, set == SCALAR ? first : second, 0.1, 0.9, ahead, 0.01));
                assertThat(second).containsExactly(first, within(1e-15));
            }
            double[] means = random(random, length);
            double[] meansAgain = means.clone();
            double[] squares = random.doubles(length, 0, 1).toArray();
            double[] squaresAgain = squares.clone();
            both(
                    length,
                    (set, theta) -> set.adamStep(
                            theta,
                            gradient,
                            set == SCALAR ? means : meansAgain,
                            set == SCALAR ? squares : squaresAgain,
                            0.9,
                            0.99,
                            0.1,
                            1e-8,
                            0.02,
                            0.98));
            assertThat(meansAgain).containsExactly(means, within(1e-15));
            assertThat(squaresAgain).containsExactly(squares, within(1e-15));
        }
    }

    @Test
    void gapsAndForeignPaddingStayAsTheyWere() {
        Random random = new Random(4);
        Batch x = batch(random, 3, 61);
        Matrix a = new Matrix().at(random(random, 12), 0, 4, 3, 3);
        for (KernelSet set : new KernelSet[] {SCALAR, VECTOR}) {
            double[] data = new double[5 * x.stride() + 3];
            java.util.Arrays.fill(data, 7);
            set.multiply(a, x, new Batch(4, 61, data, x.stride()), whole(4, x.columns()), new double[] {0}, 0, 0);
            assertThat(x.columns()).isEqualTo(64);
            assertThat(x.stride()).isEqualTo(72);
            for (int j = 0; j < data.length; j++) {
                boolean inside = j >= x.stride() && j < 5 * x.stride() && j % x.stride() < x.columns();
                assertThat(data[j] == 7).as("entry %s", j).isNotEqualTo(inside);
            }
        }
    }

    /// Units in the last place against StrictMath, over the range in which values are not saturated.
    @Test
    void exponentialsKeepTheirAccuracy() {
        worst(3, (z, h) -> VECTOR.tanh(z, 0, z.length, h), StrictMath::tanh);
        worst(2, (z, h) -> VECTOR.elu(z, 0, z.length, h), x -> x > 0 ? x : StrictMath.expm1(x));
        worst(4, (z, h) -> VECTOR.sigmoid(z, 0, z.length, h), x -> 1 / (1 + StrictMath.exp(-x)));
        worst(4, (z, h) -> VECTOR.silu(z, 0, z.length, h), x -> x / (1 + StrictMath.exp(-x)));
        worst(
                3,
                (z, h) -> VECTOR.softplus(z, 0, z.length, h),
                x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }

    /// Value with slope is value alone, slopes are derivatives, and nothing breaks at the ends.
    @Test
    void softplusAndSiluKeepTheirSlopesAndEnds() {
        worst(3, (z, h) -> VECTOR.softplus(z.clone(), 0, z.length, h, 0), x -> 1 / (1 + StrictMath.exp(-x)));
        both(64, (set, acc) -> set.softplus(acc, 0, 64, acc));
        both(64, (set, acc) -> set.silu(acc, 0, 64, acc));
        Random random = new Random(7);
        double[] z = random.doubles(64, -40, 40).toArray();
        double[] h = new double[64];
        double[] slopes = new double[64];
        double[] again = z.clone();
        VECTOR.softplus(z, 0, 64, h);
        VECTOR.softplus(again, 0, 64, slopes, 0);
        assertThat(again).isEqualTo(h);
        again = z.clone();
        VECTOR.silu(z, 0, 64, h);
        VECTOR.silu(again, 0, 64, slopes, 0);
        assertThat(again).isEqualTo(h);
        double[] odd = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, -0.0, -1e300, 1e300, -720};
        double[] value = new double[8];
        VECTOR.softplus(odd, 0, 8, value);
        assertThat(value)
                .containsExactly(Double.NaN, 0, Double.POSITIVE_INFINITY, Math.log(2), Math.log(2), 0, 1e300, value[7]);
        assertThat(value[7]).isCloseTo(0, within(1e-300));
        VECTOR.silu(odd, 0, 7, value);
        assertThat(value[0]).isNaN();
        assertThat(value[2]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value[3]).isZero();
        assertThat(value[5]).isCloseTo(0, within(1e-300));
        assertThat(value[6]).isEqualTo(1e300);
    }

    @Test
    void sineKeepsItsAccuracy() {
        worst(2, (z, h) -> VECTOR.sine(z, 0, z.length, h), StrictMath::sin);
        worst(2, (z, h) -> VECTOR.sine(z.clone(), 0, z.length, h, 0), StrictMath::cos);
        // next to multiples of π/2, far out, and beyond what vectors reduce
        double[] z = new double[4096];
        for (int i = 0; i < z.length; i++) {
            double near = i % 2 == 0 ? (i - 2048) * 0.5 * Math.PI : Math.scalb(1 + i / 4096.0, i % 17);
            z[i] = i % 64 == 5 ? 1e9 + i : near;
        }
        z[7] = Double.NaN;
        z[9] = Double.POSITIVE_INFINITY;
        double[] h = new double[z.length];
        VECTOR.sine(z, 0, z.length, h);
        for (int i = 0; i < z.length; i++) {
            double expected = StrictMath.sin(z[i]);
            if (Double.isNaN(expected)) {
                assertThat(h[i]).isNaN();
            } else {
                assertThat(Math.abs(h[i] - expected)).as("at %s", z[i]).isLessThanOrEqualTo(2 * Math.ulp(expected));
            }
        }
    }

    @Test
    void geluKeepsItsAccuracyInItsTailToo() throws IOException {
        List<double[]> table;
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KernelTwinsTest.class.getResourceAsStream("/gelu.txt")),
                StandardCharsets.UTF_8))) {
            table = in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
        assertThat(table.size() % 8).isZero();
        double[] z = table.stream().mapToDouble(row -> row[0]).toArray();
        double[] h = new double[z.length];
        double[] again = z.clone();
        double[] slopes = new double[z.length];
        VECTOR.gelu(z, 0, z.length, h);
        VECTOR.gelu(again, 0, z.length, slopes, 0);
        assertThat(again).isEqualTo(h);
        for (int i = 0; i < z.length; i++) {
            double expected = table.get(i)[1];
            assertThat(Math.abs(h[i] - expected)).as("at %s", z[i]).isLessThanOrEqualTo(8 * Math.ulp(expected));
            assertThat(slopes[i]).as("slope at %s", z[i]).isCloseTo(table.get(i)[2], within(1e-15));
        }
        both(64, (set, acc) -> set.gelu(acc, 0, 64, acc));
        both(64, (set, acc) -> set.sine(acc, 0, 64, acc));
        double[] odd = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, -0.0, -1e300, 1e300, 1};
        double[] value = new double[8];
        VECTOR.gelu(odd, 0, 8, value);
        assertThat(value[0]).isNaN();
        assertThat(value[2]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value[6]).isEqualTo(1e300);
        assertThat(value[3]).isZero();
        assertThat(value[5]).isCloseTo(0, within(1e-300));
        assertThat(value[1]).isCloseTo(0, within(1e-300));
    }

    private static void worst(
            double ulps, BiConsumer<double[], double[]> work, java.util.function.DoubleUnaryOperator exact) {
        Random random = new Random(6);
        double[] z = new double[64_000];
        for (int i = 0; i < z.length; i++) {
            double size = i % 2 == 0 ? random.nextDouble(0, 30) : Math.pow(10, random.nextDouble(-15, 0));
            z[i] = random.nextBoolean() ? size : -size;
        }
        double[] h = new double[z.length];
        work.accept(z, h);
        for (int i = 0; i < z.length; i++) {
            double expected = exact.applyAsDouble(z[i]);
            assertThat(Math.abs(h[i] - expected) / Math.ulp(expected))
                    .as("at %s", z[i])
                    .isLessThanOrEqualTo(ulps);
        }
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
