package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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
            assertThat(read.labels()).containsExactly(7, 1);
        }
    }

    @Test
    void readsColourImagesAndTables() throws IOException {
        byte[] two = new byte[2 * 3073];
        two[0] = 3;
        two[1] = (byte) 255;
        two[3073] = 9;
        LabelledSamples cifar = LabelledSamples.read(Files.write(folder.resolve("batch.bin"), two), 100);
        assertThat(cifar.labels()).containsExactly(3, 9);
        assertThat(cifar.x()[0]).hasSize(3072).startsWith(1, 0);
        LabelledSamples table =
                LabelledSamples.read(Files.writeString(folder.resolve("t.csv"), "a,b,y\n1,2,0.5\n3,4,-1\n"), 100);
        assertThat(table.x()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(table.labels()).containsExactly(0.5, -1);
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
        assertThatThrownBy(() -> LabelledSamples.read(folder.resolve("none.csv"), 10)).hasMessageEndingWith("does not exist");
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
