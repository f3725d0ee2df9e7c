package adjointlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.math.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InputFileTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void wholeFilesComeBack() throws IOException {
        Path file = Files.write(folder.resolve("whole"), new byte[] {1, 2, 3});
        assertThat(InputFile.bytes(file, 3)).containsExactly(1, 2, 3);
        assertThat(InputFile.bytes(Files.createFile(folder.resolve("empty")), 3))
                .isEmpty();
    }

    @Test
    void whatIsNoFileOrTooLargeIsASentence() throws IOException {
        assertThatThrownBy(() -> InputFile.bytes(folder, MEBIBYTE))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a folder, not a file");
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> InputFile.bytes(none, MEBIBYTE)).hasMessage(none + " does not exist");
        Path sparse = folder.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(2L << 30);
        }
        assertThatThrownBy(() -> InputFile.bytes(sparse, MEBIBYTE)).hasMessage(sparse + " is larger than 1 MiB");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAreNotOpened() throws IOException {
        Path endless = Files.createSymbolicLink(folder.resolve("endless.json"), Path.of("/dev/zero"));
        assertThatThrownBy(() -> InputFile.bytes(endless, MEBIBYTE))
                .hasMessage(endless + " is a pipe or a device, not a file");
    }

    @Test
    void aFileThatGrowsMeanwhileEndsAtItsLimit() throws IOException {
        Path file = Files.write(folder.resolve("grows"), new byte[MEBIBYTE]);
        try (InputStream in = InputFile.open(file, MEBIBYTE)) {
            assertThat(in.readNBytes(MEBIBYTE)).hasSize(MEBIBYTE);
            Files.write(file, new byte[MEBIBYTE + 1]);
            assertThatThrownBy(in::readAllBytes).hasMessage(file + " is larger than 1 MiB");
        }
    }

    /// In the middle, not only before it begins.
    @Test
    void aThreadThatIsInterruptedStopsReading() throws IOException {
        Path file = Files.write(folder.resolve("large.bin"), new byte[1 << 20]);
        try (InputStream in = InputFile.open(file, 1 << 21)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            Thread.currentThread().interrupt();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /// Whoever makes a problem's data is not told by whom they are wanted, but asks.
    @Test
    void readingForWorkThatIsNotWantedAnyMoreStops() throws IOException {
        Path file = Files.write(folder.resolve("large.bin"), new byte[1 << 20]);
        int[] asked = {0};
        Stop.within(() -> ++asked[0] > 3, () -> assertThatThrownBy(
                        () -> Refusal.of(file, () -> InputFile.bytes(file, 1 << 21)))
                .isInstanceOf(CancellationException.class));
        assertThat(asked[0]).isEqualTo(4);
        Stop.within(Stop.NEVER, () -> assertThatCode(() -> InputFile.bytes(file, 1 << 21))
                .doesNotThrowAnyException());
    }
}
