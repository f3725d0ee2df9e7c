package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.exceptions.HdfFilterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Hdf5ArraysTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), BroughtTables.stored(name));
    }

    /// In pieces, shuffled and packed, 500 times each row.
    @ParameterizedTest
    @ValueSource(strings = {"v73-large.mat", "h5py-packed.h5"})
    void largeArraysAreUnpacked(String name) throws IOException {
        LabelledSamples read = LabelledSamples.read(file(name), 5000);
        assertThat(read.size()).isEqualTo(2000);
        for (int s = 0; s < 2000; s++) {
            assertThat(read.x()[s]).containsExactly(Brought.X[s / 500]);
            assertThat(read.y()[s]).containsExactly(Brought.Y[s / 500]);
        }
    }

    /// X [2×3×3×4] in the order of MATLAB; 10 stands for 0.
    @Test
    void croppedDigitsAreImages() throws IOException {
        LabelledSamples read = LabelledSamples.read(file("v73-digits.mat"), 10);
        assertThat(read.facts().lines().getFirst()).contains("cropped digits of SVHN");
        assertThat(read.shape().channels()).isEqualTo(3);
        assertThat(read.shape().height()).isEqualTo(2);
        assertThat(read.shape().width()).isEqualTo(3);
        assertThat(Arrays.stream(read.y()).mapToDouble(y -> y[0]).toArray()).containsExactly(1, 0, 2, 3);
        // NumPy's value at [i, j, c, s] of sizes 2, 3, 3, 4 counts with the last index fastest
        double[] second = IntStream.range(0, 18)
                .mapToDouble(at -> {
                    int c = at / 6;
                    int i = at / 3 % 2;
                    int j = at % 3;
                    return ((i * 3 + j) * 3 + c) * 4 + 1;
                })
                .toArray();
        double[] shown =
                Arrays.stream(read.x()[1]).map(value -> Math.rint(value * 255)).toArray();
        assertThat(shown).containsExactly(second);
    }

    @Test
    void arraysAreChosenByName() throws IOException {
        Csv read = VectorFile.read(file("v73.mat"), 10, TableOptions.USUAL.withColumns("y"));
        assertThat(Arrays.stream(read.rows()).mapToDouble(row -> row[0]).toArray())
                .containsExactly(Brought.Y);
        assertThat(VectorFile.read(file("h5py.h5"), 10, TableOptions.USUAL).rows())
                .isDeepEqualTo(Brought.X);
        assertThatThrownBy(() -> VectorFile.read(file("h5py-groups.h5"), 10, TableOptions.USUAL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no arrays of numbers");
    }

    /// A few hundred kilobytes may claim to be gigabytes.
    @Test
    void aPieceUnpacksToSoMuchAndNoMore() {
        LimitedDeflate filter = new LimitedDeflate();
        assertThat(filter.decode(zeros(3 << 20), new int[0])).hasSize(3 << 20).containsOnly(0);
        assertThatThrownBy(() -> filter.decode(zeros(300 << 20), new int[0]))
                .isInstanceOf(HdfFilterException.class)
                .hasMessage("a piece is larger than 256 MiB");
        assertThatThrownBy(() -> filter.decode(Arrays.copyOf(zeros(1000), 6), new int[0]))
                .isInstanceOf(HdfFilterException.class)
                .hasMessage("a piece is cut off");
        assertThatThrownBy(() -> filter.decode(new byte[20], new int[0]))
                .isInstanceOf(HdfFilterException.class)
                .hasMessage("a piece is damaged");
    }

    /// A piece of LZF says itself how large it is.
    @Test
    void aPieceOfLzfIsNoLargerThanItsBytesCanBe() {
        LimitedLzf filter = new LimitedLzf();
        // a run of three literals, then 264 of the last of them
        byte[] packed = {2, 7, 7, 7, (byte) 0xe0, (byte) 0xff, 0};
        assertThat(filter.decode(packed, new int[] {4, 0, 267})).hasSize(267).containsOnly(7);
        for (int[] options : new int[][] {{4, 0, 700_000_000}, {4, 0, -1}, {4}, {4, 0, 88 * 7 + 1}}) {
            assertThatThrownBy(() -> filter.decode(packed, options))
                    .isInstanceOf(HdfFilterException.class)
                    .hasMessage("a piece is larger than its bytes can be");
        }
    }

    /// LZ4 (32004), bitshuffle (32008) and Zstandard (32015) of plug-ins, in place of LZF (32000).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"4|LZ4, which is not read", "8|bitshuffle, which is not read", "15|a filter that is not read"})
    void packingThatIsNotReadIsSaid(int number, String by) throws IOException {
        byte[] bytes = BroughtTables.stored("h5py-packed.h5");
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("lzf\0") - 8;
        assertThat(text.substring(at, at + 2)).isEqualTo("\0}");
        bytes[at] = (byte) number;
        Path file = Files.write(folder.resolve("other.h5"), bytes);
        assertThatThrownBy(() -> LabelledSamples.read(file, 10))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": x is packed by " + by + "; save it with gzip, with LZF or unpacked");
    }

    private static byte[] zeros(int count) {
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[count]);
        deflater.finish();
        byte[] packed = new byte[count / 500 + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    @Test
    void damageIsOneSentence() throws IOException {
        for (String name : new String[] {"v73-large.mat", "h5py-packed.h5"}) {
            byte[] whole = BroughtTables.stored(name);
            Path file = folder.resolve(name);
            for (int at = 600; at < whole.length; at += 97) {
                byte[] changed = at % 2 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
                changed[at - 1] ^= 0x55;
                Files.write(file, changed);
                try {
                    LabelledSamples.read(file, 10);
                } catch (IOException e) {
                    assertThat(e).message().contains(name).doesNotContain("\n");
                }
            }
        }
    }
}
