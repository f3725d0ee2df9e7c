package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images whose sizes no image has.
final class IdxSizesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0, 4", "4, 0", "65536, 65536", "2147483647, 2"})
    void sizesOfNoImageAreRefused(int height, int width) throws IOException {
        Path images = folder.resolve("a-images-idx3-ubyte");
        ByteBuffer header = ByteBuffer.allocate(20);
        header.putInt(0x00000803).putInt(1).putInt(height).putInt(width);
        Files.write(images, header.array());
        Files.write(
                folder.resolve("a-labels-idx1-ubyte"),
                ByteBuffer.allocate(9)
                        .putInt(0x00000801)
                        .putInt(1)
                        .put((byte) 1)
                        .array());
        assertThatThrownBy(() -> LabelledSamples.read(images, 10))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(images.toString());
    }
}
