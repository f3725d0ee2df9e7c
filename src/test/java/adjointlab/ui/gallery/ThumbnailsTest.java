package adjointlab.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Palette;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class ThumbnailsTest {
    /// Its picture is a curve in the first hue.
    private static final Preset PRESET = Presets.get("simplest-lemma-1");

    @TempDir
    private Path folder;

    @Start
    void start(Stage stage) {
        stage.setTitle("thumbnails"); // the toolkit runs
    }

    private static Image image(Thumbnails thumbnails) throws Exception {
        Patience.untilFx(() -> thumbnails.image(PRESET).get() != null);
        return java.util.Objects.requireNonNull(
                Patience.fx(() -> thumbnails.image(PRESET).get()));
    }

    /// Whether a hue occurs as a palette has it.
    private static boolean has(Image image, Palette palette, Hue hue) {
        Color colour = palette.of(hue);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if (image.getPixelReader().getArgb(x, y) == colour.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void theyAreKeptBetweenStartsAndABrokenOneIsDrawnAgain() throws Exception {
        try (Thumbnails first = new Thumbnails(folder)) {
            image(first);
        }
        assertThat(files()).as("light and dark").hasSize(2);
        byte[] drawn = Files.readAllBytes(files().getFirst());
        for (Path file : files()) {
            javax.imageio.ImageIO.write(
                    new java.awt.image.BufferedImage(384, 176, java.awt.image.BufferedImage.TYPE_INT_ARGB),
                    "png",
                    file.toFile());
        }
        try (Thumbnails second = new Thumbnails(folder)) {
            assertThat(has(image(second), Theme.LIGHT.palette(), Hue.VERMILLION))
                    .as("what was kept, which is blank, is not drawn again")
                    .isFalse();
        }
        for (Path file : files()) {
            Files.writeString(file, "broken");
        }
        try (Thumbnails third = new Thumbnails(folder)) {
            assertThat(has(image(third), Theme.LIGHT.palette(), Hue.VERMILLION)).isTrue();
        }
        assertThat(Files.readAllBytes(files().getFirst())).isEqualTo(drawn);
    }

    /// Half a gigabyte of images tells no more in so small a picture.
    @Test
    void largeDataSetsAreCutShort() {
        Settings large = Presets.get("second-order-cifar").settings();
        Settings shortened = Thumbnails.shortened(large);
        assertThat(large.get("problem.samples")).isEqualTo(50_000);
        assertThat(shortened.get("problem.samples")).isEqualTo(512);
        assertThat(shortened.get("problem.test")).isEqualTo(64);
        assertThat(shortened.get("iterations")).isEqualTo(80);
        Settings small = Presets.get("simplest-fig-2").settings();
        assertThat(Thumbnails.shortened(small).get("problem.samples")).isEqualTo(small.get("problem.samples"));
    }

    @Test
    void theLastModeWinsWhateverWasBeingDrawn() throws Exception {
        try (Thumbnails thumbnails = new Thumbnails(folder)) {
            Patience.fx(() -> {
                thumbnails.image(PRESET);
                for (boolean dark : new boolean[] {true, false, true, false, true}) {
                    thumbnails.setDark(dark);
                }
                return null;
            });
            Patience.untilFx(() -> {
                Image image = thumbnails.image(PRESET).get();
                return image != null && has(image, Theme.DARK.palette(), Hue.VERMILLION);
            });
            Patience.fx(() -> {
                thumbnails.setDark(false);
                return null;
            });
            Patience.untilFx(() -> has(image(thumbnails), Theme.LIGHT.palette(), Hue.VERMILLION));
            assertThat(has(image(thumbnails), Theme.DARK.palette(), Hue.VERMILLION))
                    .isFalse();
        }
    }
}
