package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledSamplesTest {
    @TempDir
    Path folder;

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private Path images(String suffix, boolean packed) throws IOException {
        byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, (byte) 255, 102};
        byte[] labels = {0, 0, 8, 1, 0, 0, 0, 2, 7, 1};
        Files.write(folder.resolve("t-labels-idx1-ubyte" + suffix), packed ? packed(labels) : labels);
        return Files.write(folder.resolve("t-images-idx3-ubyte" + suffix), packed ? packed(images) : images);
    }

    @Test
    void readsImagesWithTheLabelsBesideThemPackedOrNot() throws IOException {
        for (boolean packed : new boolean[] {false, true}) {
            LabelledSamples read = LabelledSamples.read(images(packed ? ".gz" : "", packed), 100);
            assertThat(read.x()).isDeepEqualTo(new double[][] {{0, 0.2}, {1, 0.4}});
            assertThat(read.y()).isDeepEqualTo(new double[][] {{7}, {1}});
        }
    }

    @Test
    void readsColourImagesAndTables() throws IOException {
        byte[] two = new byte[2 * 3073];
        two[0] = 3;
        two[1] = (byte) 255;
        two[3073] = 9;
        LabelledSamples cifar = LabelledSamples.read(Files.write(folder.resolve("batch.bin"), two), 100);
        assertThat(cifar.y()).isDeepEqualTo(new double[][] {{3}, {9}});
        assertThat(cifar.x()[0]).hasSize(3072).startsWith(1, 0);
        LabelledSamples table =
                LabelledSamples.read(Files.writeString(folder.resolve("t.csv"), "a,b,y\n1,2,0.5\n3,4,-1\n"), 100);
        assertThat(table.x()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(table.y()).isDeepEqualTo(new double[][] {{0.5}, {-1}});
    }

    private Path archive(Map<String, NdArray> arrays) throws IOException {
        Path file = folder.resolve("a.npz");
        Npz.write(file, arrays);
        return file;
    }

    @Test
    void readsArchivesAndMatricesOfNumPy() throws IOException {
        NdArray images = new NdArray(new int[] {2, 2, 2}, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        LabelledSamples flat = LabelledSamples.read(
                archive(Map.of("x", images, "y", NdArray.vector(new double[] {0, 1}), "other", NdArray.scalar(1))),
                100);
        assertThat(flat.x()).isDeepEqualTo(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
        assertThat(flat.y()).isDeepEqualTo(new double[][] {{0}, {1}});
        double[][] several = {{0.5, 2}, {-1, 3}};
        LabelledSamples vectors = LabelledSamples.read(archive(Map.of("x", images, "y", NdArray.matrix(several))), 1);
        assertThat(vectors.x()).hasDimensions(1, 4);
        assertThat(vectors.y()).isDeepEqualTo(new double[][] {{0.5, 2}});
        Path matrix = folder.resolve("m.npy");
        try (ZipFile zip =
                new ZipFile(archive(Map.of("m", NdArray.matrix(several))).toFile())) {
            Files.write(matrix, zip.getInputStream(zip.entries().nextElement()).readAllBytes());
        }
        LabelledSamples rows = LabelledSamples.read(matrix, 100);
        assertThat(rows.x()).isDeepEqualTo(new double[][] {{0.5}, {-1}});
        assertThat(rows.y()).isDeepEqualTo(new double[][] {{2}, {3}});
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithArrays() throws IOException {
        NdArray three = NdArray.vector(new double[] {0, 1, 2});
        assertThatThrownBy(() -> LabelledSamples.read(archive(Map.of("x", three)), 10))
                .hasMessageContaining("has no arrays x and y; it has x;");
        assertThatThrownBy(() ->
                        LabelledSamples.read(archive(Map.of("x", three, "y", NdArray.vector(new double[] {1}))), 10))
                .hasMessageContaining("x has shape [3] and y [1]");
        assertThatThrownBy(() -> LabelledSamples.read(
                        archive(Map.of("x", three, "y", NdArray.vector(new double[] {1, Double.NaN, 1}))), 10))
                .hasMessageEndingWith("y: sample 2 is empty; numbers are wanted");
        NdArray none = new NdArray(new int[] {0, 4}, new double[0]);
        assertThatThrownBy(() -> LabelledSamples.read(archive(Map.of("x", none, "y", none)), 10))
                .hasMessageEndingWith("x has shape [0, 4] and holds no samples");
        Path text = Files.writeString(folder.resolve("t.npy"), "no array at all");
        assertThatThrownBy(() -> LabelledSamples.read(text, 10))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("t.npy is not a NumPy array");
        Path zip = Files.writeString(folder.resolve("t.npz"), "no archive at all");
        assertThatThrownBy(() -> LabelledSamples.read(zip, 10)).hasMessageEndingWith("is not a readable NPZ archive");
    }

    @Test
    void aProblemTakesVectorsAsTargets() throws IOException {
        Path file = archive(
                Map.of("x", NdArray.matrix(new double[][] {{3, 4}, {0, 2}}), "y", NdArray.matrix(new double[][] {
                    {0.5, 2}, {-1, 3}
                })));
        var entry = Problems.CATALOG.get("samples-file");
        Map<String, Object> given = Map.of("file", file.toString(), "samples", 2, "coding", "value");
        Problem problem = entry.create(new Values(given).complete(entry.parameters()));
        assertThat(problem.outputDim()).isEqualTo(2);
        for (double[] x : problem.data(3).initial().toRows()) {
            assertThat(Math.hypot(x[0], x[1])).as("‖x‖ = √d").isCloseTo(Math.sqrt(2), within(1e-15));
        }
        Map<String, Object> classes = Map.of("file", file.toString());
        assertThatThrownBy(() -> entry.create(new Values(classes).complete(entry.parameters())))
                .hasMessageEndingWith("its targets are no classes 0, 1, 2, …; take the numbers themselves");
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws IOException {
        Path cut = images("", false);
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 18));
        assertThatThrownBy(() -> LabelledSamples.read(cut, 10)).hasMessageEndingWith("is cut off or damaged");
        Path alone = Files.write(folder.resolve("x-images-idx3-ubyte"), new byte[4]);
        assertThatThrownBy(() -> LabelledSamples.read(alone, 10)).hasMessageContaining("has no labels beside it");
        Path odd = Files.write(folder.resolve("odd.bin"), new byte[100]);
        assertThatThrownBy(() -> LabelledSamples.read(odd, 10)).hasMessageContaining("not a file of CIFAR-10");
        Path huge = folder.resolve("h-images-idx3-ubyte");
        Files.write(huge, new byte[] {0, 0, 8, 3, 127, 0, 0, 2, 127, 0, 0, 1, 127, 0, 0, 2});
        Files.write(folder.resolve("h-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 0});
        assertThatThrownBy(() -> LabelledSamples.read(huge, 10)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> LabelledSamples.read(folder.resolve("none.csv"), 10))
                .hasMessageEndingWith("does not exist");
    }

    @Test
    void aProblemTrainsOnSomeAndTestsOnOthers() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(i).append(',').append(i % 2).append('\n');
        }
        Path file = Files.writeString(folder.resolve("ten.csv"), text);
        var entry = Problems.CATALOG.get("samples-file");
        Map<String, Object> given = Map.of("file", file.toString(), "samples", 6, "test", 9, "normalised", false);
        Problem problem = entry.create(new Values(given).complete(entry.parameters()));
        double[][] train = problem.data(1).initial().toRows();
        double[][] test = problem.test(1).orElseThrow().initial().toRows();
        assertThat(train).hasDimensions(6, 1);
        assertThat(test).hasDimensions(4, 1);
        double[] all = java.util.stream.Stream.of(train, test)
                .flatMap(Arrays::stream)
                .mapToDouble(row -> row[0])
                .sorted()
                .toArray();
        assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (int i = 0; i < 6; i++) {
            assertThat(problem.data(1).targets().getLast().get(0, i)).isEqualTo(train[i][0] % 2 == 0 ? -1 : 1);
        }
        Map<String, Object> missing = Map.of("file", folder.resolve("none.csv").toString());
        assertThatThrownBy(() -> entry.create(new Values(missing).complete(entry.parameters())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("does not exist");
    }
}
