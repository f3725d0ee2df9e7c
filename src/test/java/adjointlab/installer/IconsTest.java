package adjointlab.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconsTest {
    private static final int GROUND = 0x1b4b76;
    private static final List<Integer> STROKES = List.of(0xffffff, 0xf2a33a, 0x6fc3ff);

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48, 128})
    void theWindowsIconShowsAllItsPartsInEverySize(int size) throws IOException {
        BufferedImage icon;
        try (InputStream in = IconsTest.class.getResourceAsStream("/adjointlab/icons/adjointlab-" + size + ".png")) {
            icon = ImageIO.read(Objects.requireNonNull(in));
        }
        assertThat(icon.getWidth()).isEqualTo(size);
        assertThat(icon.getHeight()).isEqualTo(size);
        int pixels = size * size;
        assertThat(near(icon, GROUND)).as("ground").isGreaterThan(pixels / 3);
        for (int stroke : STROKES) {
            assertThat(near(icon, stroke)).as("%06x", stroke).isGreaterThan(pixels / 60);
        }
    }

    /// How many pixels have about this colour.
    private static long near(BufferedImage icon, int colour) {
        int[] pixels = icon.getRGB(0, 0, icon.getWidth(), icon.getHeight(), null, 0, icon.getWidth());
        return Arrays.stream(pixels)
                .filter(pixel -> (pixel >>> 24) > 200 && distance(pixel, colour) < 60)
                .count();
    }

    private static int distance(int a, int b) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
        }
        return most;
    }

    @Test
    void theDrawingsHaveTheseColours() throws IOException {
        for (String name : List.of("adjointlab.svg", "adjointlab-small.svg")) {
            String drawing = Files.readString(Path.of("installer/icons", name));
            assertThat(drawing).as(name).contains("#%06x".formatted(GROUND));
            STROKES.forEach(stroke -> assertThat(drawing).as(name).contains("#%06x".formatted(stroke)));
        }
    }
}
