package adjointlab.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThumbnailStoreTest {
    private static final int RED = 0xFFD55E00;

    @TempDir
    private Path folder;

    private static BufferedImage picture(int colour) {
        BufferedImage picture = new BufferedImage(8, 4, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(3, 2, colour);
        return picture;
    }

    @Test
    void readsBackWhatItKept() {
        ThumbnailStore store = new ThumbnailStore(folder.resolve("deeper"), 1 << 20);
        assertThat(store.load("ab")).isEmpty();
        store.save("ab", picture(RED));
        BufferedImage kept = store.load("ab").orElseThrow();
        assertThat(kept.getRGB(3, 2)).isEqualTo(RED);
        assertThat(kept.getRGB(0, 0)).as("transparent").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "\u0089PNG\r\n\u001a\n", "half"})
    void aBrokenFileIsAsGoodAsNone(String content) throws IOException {
        ThumbnailStore store = new ThumbnailStore(folder, 1 << 20);
        store.save("ab", picture(RED));
        Path file = folder.resolve("ab.png");
        byte[] whole = Files.readAllBytes(file);
        Files.write(
                file,
                content.equals("half")
                        ? java.util.Arrays.copyOf(whole, whole.length / 2)
                        : content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(store.load("ab")).isEmpty();
        store.save("ab", picture(RED));
        assertThat(store.load("ab")).isPresent();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws IOException {
        ThumbnailStore all = new ThumbnailStore(folder, 1 << 20);
        all.save("a", picture(RED));
        all.save("b", picture(RED));
        all.save("c", picture(RED));
        long each = Files.size(folder.resolve("a.png"));
        for (String name : new String[] {"a", "b", "c"}) {
            Files.setLastModifiedTime(folder.resolve(name + ".png"), FileTime.fromMillis(name.charAt(0)));
        }
        ThumbnailStore few = new ThumbnailStore(folder, 3 * each);
        assertThat(few.load("a")).as("looked at last").isPresent();
        few.save("d", picture(RED));
        assertThat(few.load("b")).isEmpty();
        assertThat(few.load("a")).isPresent();
        assertThat(few.load("c")).isPresent();
        assertThat(few.load("d")).isPresent();
    }

    @Test
    void withoutAFolderNothingIsKept() throws IOException {
        Path file = folder.resolve("a-file");
        Files.writeString(file, "x");
        ThumbnailStore store = new ThumbnailStore(file, 1 << 20);
        store.save("ab", picture(RED));
        assertThat(store.load("ab")).isEmpty();
    }
}
