package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.data.Refusal;
import adjointlab.core.table.series.SeriesFile;
import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs found by changing others at random: each is refused in one harmless line, before memory is taken.
final class RefusalTest {
    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void isHarmless(Throwable e) {
        assertThat(e).isExactlyInstanceOf(IOException.class);
        assertThat(String.valueOf(e.getMessage())).matches("[^\\p{Cntrl}]{10,600}");
    }

    @Test
    void aTableWhoseReaderShowsControlCharacters() throws IOException {
        byte[] bytes = "1\t=\u00ef3\n\"../../x\"\u007f\u00ff1\t2\t3\n4\t5\t6\n".getBytes(StandardCharsets.ISO_8859_1);
        Path table = file("a.csv", bytes);
        assertThatThrownBy(() -> VectorFile.read(table, 100, TableOptions.USUAL))
                .satisfies(RefusalTest::isHarmless);
    }

    @Test
    void aSeriesWithAControlCharacterBehindAPoint() throws IOException {
        Path archive = file("a.ts", """
            @problemName B
            @timeStamps true
            @univariate true
            @classLabel false
            @data
            (0,1)\u007f(2,1)
            """.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> SeriesFile.read(archive, SeriesFile.Options.USUAL))
                .satisfies(RefusalTest::isHarmless)
                .hasMessageContaining("a.ts");
    }

    /// What readers throw inside comes out as one kind, with the file.
    @Test
    void everyFaultIsTheDeclaredKind() {
        Path any = folder.resolve("any.bin");
        for (IOException fault : new IOException[] {
            new EOFException(), new IOException("two\nlines"), new java.nio.charset.MalformedInputException(3)
        }) {
            assertThatThrownBy(() -> Refusal.of(any, () -> {
                        throw fault;
                    }))
                    .satisfies(RefusalTest::isHarmless)
                    .hasMessageContaining("any.bin");
            assertThatThrownBy(() -> Refusal.of(any, () -> {
                        throw new UncheckedIOException(fault);
                    }))
                    .satisfies(RefusalTest::isHarmless);
        }
    }

    /// Where sizes stand in a bitmap's header: none may take memory that the file does not fill.
    @ParameterizedTest
    @ValueSource(ints = {10, 14, 34, 46})
    void aBitmapThatTellsOfGigabytes(int at) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_INDEXED), "bmp", out);
        byte[] whole = out.toByteArray();
        Path picture = file("whole.bmp", whole);
        assertThat(Picture.read(picture).width()).isEqualTo(5);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 0x2d323134);
        Path huge = file("huge.bmp", whole);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Picture.read(huge))
                .satisfies(RefusalTest::isHarmless)
                .hasMessageContaining("in its header");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }
}
