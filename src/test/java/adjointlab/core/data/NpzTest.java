package adjointlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpzTest {
    @TempDir
    private Path folder;

    @Test
    void arraysComeBackBitwiseInOrder() throws IOException {
        SequencedMap<String, NdArray> arrays = sample();
        Path file = folder.resolve("weights.npz");
        Npz.write(file, arrays);

        SequencedMap<String, NdArray> read = Npz.read(file);

        assertThat(read).containsExactlyEntriesOf(arrays);
        assertThat(Double.doubleToRawLongBits(
                        Objects.requireNonNull(read.get("special")).values()[1]))
                .isEqualTo(1L << 63);
    }

    @Test
    void equalArraysGiveEqualBytes() throws IOException {
        Path one = folder.resolve("one.npz");
        Path two = folder.resolve("two.npz");
        Npz.write(one, sample());
        Npz.write(two, sample());
        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test
    void headerIsNumPys() throws IOException {
        byte[] bytes = Npy.encode(NdArray.vector(new double[] {1, 2, 3}));
        String header = new String(bytes, 10, 118, StandardCharsets.ISO_8859_1);
        assertThat(header)
                .startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }")
                .endsWith("\n");
        assertThat(bytes).hasSize(128 + 24);
    }

    @Test
    void narrowerNumbersWiden() throws IOException {
        assertThat(Npy.decode(npy("<i4", "(2,)", new byte[] {1, 0, 0, 0, -1, -1, -1, -1}), "x")
                        .values())
                .containsExactly(1, -1);
        assertThat(Npy.decode(npy("|u1", "(2,)", new byte[] {1, -1}), "x").values())
                .containsExactly(1, 255);
    }

    @Test
    void brokenArraysAreNamedInASentence() {
        assertThatThrownBy(() -> Npy.decode("nothing of the kind".getBytes(StandardCharsets.UTF_8), "w.npz: A"))
                .isInstanceOf(IOException.class)
                .hasMessage("w.npz: A is not a NumPy array");
        assertThatThrownBy(() -> Npy.decode(npy("<f8", "(2,)", new byte[8]), "A"))
                .hasMessage("A does not hold the values of its shape [2]");
        assertThatThrownBy(() -> Npy.decode(npy("<f8", "(2147483647, 2147483647, 4)", new byte[8]), "A"))
                .hasMessage("A does not hold the values of its shape [2147483647, 2147483647, 4]");
        assertThatThrownBy(() -> Npy.decode(npy("<c16", "(1,)", new byte[16]), "A"))
                .hasMessage("A holds complex numbers ('<c16'); save real and imaginary part as two arrays");
        assertThatThrownBy(() -> Npy.decode(npy("<f8", "(-1,)", new byte[8]), "A"))
                .hasMessageContaining("negative length");
    }

    @Test
    void brokenArchivesAreNamedInASentence() throws IOException {
        Path file = folder.resolve("broken.npz");
        Npz.write(file, sample());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Npz.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not a readable NPZ archive");
        assertThatThrownBy(() -> Npz.read(folder)).hasMessage(folder + " is a folder, not a file");
        assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz"))).hasMessageEndingWith("does not exist");
    }

    @Test
    void archivesThatUnpackToTooMuchAreRefused() throws IOException {
        Path file = folder.resolve("bomb.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("A.npy"));
            zip.write(Npy.encode(NdArray.vector(new double[100_000])));
            zip.closeEntry();
        }
        assertThat(Files.size(file)).isLessThan(10_000);
        assertThatThrownBy(() -> Npz.read(file, 10_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("A.npy is too large");
    }

    @Test
    void failedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("kept.txt");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .hasMessage(file + ": disk full");
        assertThat(file).hasContent("old");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static SequencedMap<String, NdArray> sample() {
        SequencedMap<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("W", NdArray.matrix(new double[][] {{1, 2, 3}, {4, 5, Math.PI}}));
        arrays.put(
                "special", NdArray.vector(new double[] {Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY}));
        arrays.put("eta", NdArray.scalar(0.05));
        arrays.put("none", NdArray.vector(new double[0]));
        return arrays;
    }

    private static byte[] npy(String descr, String shape, byte[] data) {
        byte[] header = ("{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[10 + header.length + data.length];
        System.arraycopy(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0}, 0, all, 0, 10);
        System.arraycopy(header, 0, all, 10, header.length);
        System.arraycopy(data, 0, all, 10 + header.length, data.length);
        return all;
    }

    /// A file may call its arrays what it likes; a terminal is not steered by that.
    @Test
    void namesAreQuotedInComplaints() throws IOException {
        Path file = folder.resolve("names.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x\u001b[2J\n\u202e.npy"));
            zip.write(new byte[20]);
            zip.closeEntry();
        }
        assertThatThrownBy(() -> Npz.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": x\\u001b[2J\\u000a\\u202e.npy is not a NumPy array");
    }

    @Test
    void aThreadThatIsInterruptedStopsReading() throws IOException {
        Path file = folder.resolve("large.npz");
        Npz.write(file, sample());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Npz.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + ": reading was stopped");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Npz.read(file)).isNotEmpty();
    }
}
