package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A picture's header asks for memory; what no file of its length can hold is not given.
final class PictureSizeTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String form, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), form, out);
        return out.toByteArray();
    }

    @Test
    void aSmallFileOfManyPixelsIsRefused() throws IOException {
        byte[] gif = bytes("gif", 4, 4);
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 6000)
                .putShort(8, (short) 7000);
        int image = 13 + 3 * (2 << (gif[10] & 7)); // behind the colours
        while (gif[image] != 0x2c) {
            image++;
        }
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(image + 5, (short) 6000)
                .putShort(image + 7, (short) 7000);
        Path file = Files.write(folder.resolve("a.gif"), gif);
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " has too few bytes for the 42000000 pixels that its header tells");
        byte[] bmp = bytes("bmp", 8, 8);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 5000).putInt(22, 9000);
        Path other = Files.write(folder.resolve("a.bmp"), bmp);
        assertThatThrownBy(() -> Picture.read(other)).hasMessageContaining("too few bytes for the 45000000 pixels");
    }

    @Test
    void aWhiteSheetIsRead() throws IOException {
        for (String form : new String[] {"png", "gif", "bmp"}) {
            Path file = Files.write(folder.resolve("white." + form), bytes(form, 5000, 4000));
            assertThat(Picture.read(file).width()).as(form).isEqualTo(5000);
        }
    }
}
