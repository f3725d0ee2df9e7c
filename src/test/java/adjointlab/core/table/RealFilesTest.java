package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.field.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Files that others published, read where they lie beside the checkout, in `../shared/data`; skipped where they do
/// not.
class RealFilesTest {
    private static final Path DATA = Path.of("..", "shared", "data");

    private static Path file(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.isRegularFile(file), () -> "no " + file.normalize() + " here; the test needs the real file");
        return file;
    }

    private static int[] firstLabels(LabelledSamples samples, int count) {
        return Arrays.stream(samples.y())
                .limit(count)
                .mapToInt(row -> (int) row[0])
                .toArray();
    }

    private static void arePixels(LabelledSamples samples, int samplesOut, int numbers) {
        assertThat(samples.x()).hasDimensions(samplesOut, numbers);
        for (double[] image : samples.x()) {
            assertThat(image).satisfies(pixels -> {
                assertThat(Arrays.stream(pixels).min().orElseThrow()).isGreaterThanOrEqualTo(0);
                assertThat(Arrays.stream(pixels).max().orElseThrow())
                        .isLessThanOrEqualTo(1)
                        .isGreaterThan(0.2);
            });
        }
        assertThat(samples.areClasses()).isTrue();
    }

    @Test
    void handwrittenDigits() throws IOException {
        LabelledSamples train = LabelledSamples.read(file("mnist/train-images-idx3-ubyte.gz"), 500);
        arePixels(train, 500, 784);
        assertThat(train.facts().classes().stream().map(SampleFacts.ClassCount::samples))
                .as("500 of 60,000, in proportion")
                .containsExactly(49, 56, 50, 51, 49, 45, 49, 52, 49, 50);
        double mean = Arrays.stream(train.x())
                .flatMapToDouble(Arrays::stream)
                .average()
                .orElseThrow();
        assertThat(mean).as("0.1307 over all 60,000").isCloseTo(0.1307, within(0.005));
        LabelledSamples test = LabelledSamples.read(file("mnist/t10k-images-idx3-ubyte.gz"), 100_000);
        arePixels(test, 10_000, 784);
        assertThat(firstLabels(test, 5)).containsExactly(7, 2, 1, 0, 4);
    }

    /// How often each digit comes, as published.
    @Test
    void allHandwrittenDigitsWithTheirTest() throws IOException {
        Path train = file("mnist/train-images-idx3-ubyte.gz");
        Path test = file("mnist/t10k-images-idx3-ubyte.gz");
        LabelledSamples all =
                LabelledSamples.read(train, 100_000).withTest(LabelledSamples.read(test, 100_000), test.toString());
        assertThat(all.shape()).isEqualTo(new Shape(1, 28, 28));
        assertThat(firstLabels(all, 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        int[] counts = new int[10];
        for (double[] row : all.y()) {
            counts[(int) row[0]]++;
        }
        assertThat(counts).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(all.test().orElseThrow().size()).isEqualTo(10_000);
        assertThat(all.bytes()).isEqualTo(70_000L * (784 + 8));
    }

    @Test
    void smallColourImages() throws IOException {
        LabelledSamples train = LabelledSamples.read(file("cifar10-subset/data_batch_1_first4000.bin.gz"), 200);
        arePixels(train, 200, 3072);
        assertThat(firstLabels(train, 10)).containsExactly(6, 9, 9, 4, 1, 1, 2, 7, 8, 3);
        LabelledSamples test = LabelledSamples.read(file("cifar10-subset/test_batch_first1000.bin.gz"), 5000);
        arePixels(test, 1000, 3072);
        assertThat(firstLabels(test, 10)).containsExactly(3, 8, 8, 0, 6, 6, 1, 6, 3, 1);
    }

    @Test
    void aTableOfMeasurements() throws IOException {
        LabelledSamples table = LabelledSamples.read(file("silverbox/SNLS80mV.csv"), 1000);
        assertThat(table.x()).hasDimensions(1000, 1);
        assertThat(table.areClasses()).isFalse();
    }

    @Test
    void datesOfATableAreLeftOut() throws IOException {
        LabelledSamples read = LabelledSamples.read(file("daily-delhi-climate/DailyDelhiClimateTrain.csv"), 5000);
        assertThat(read.x()).hasDimensions(1462, 3);
        assertThat(read.facts().lines().get(1)).contains("left out: date (dates)");
    }

    @Test
    void anArrayThatWasCutOffIsRefusedWithItsShape() {
        Path file = file("miniboone-partial/data.npy");
        assertThatThrownBy(() -> LabelledSamples.read(file, 1000))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("does not hold the values of its shape [36488, 43]");
    }
}
