package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of pictures.
final class DarknessTest {
    private static final int WIDTH = 93;
    private static final int HEIGHT = 58;

    @TempDir
    private Path folder;

    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        draw(image);
        return image;
    }

    private static void draw(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            g.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            g.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), random.nextInt(40), random.nextInt(40));
        }
        g.dispose();
    }

    private Path written(BufferedImage image, String format, boolean inPasses) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        if (inPasses) {
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        Path file = folder.resolve("picture." + format);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        }
        writer.dispose();
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void pngsOfEveryKindAreReadExactly(int type) throws IOException {
        BufferedImage image = picture(type);
        for (boolean inPasses : new boolean[] {false, true}) {
            assertThat(Darkness.read(written(image, "png", inPasses)).cells()).satisfies(agreeing(image, 1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void palettesOfFewBitsAreReadExactly(int bits) throws IOException {
        int colours = 1 << bits;
        byte[][] parts = new byte[4][colours];
        Random random = new Random(5);
        Arrays.stream(parts).forEach(random::nextBytes);
        BufferedImage image = new BufferedImage(
                WIDTH,
                HEIGHT,
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(bits, colours, parts[0], parts[1], parts[2], parts[3]));
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, random.nextInt(colours));
        }
        assertThat(Darkness.read(written(image, "png", false)).cells()).satisfies(agreeing(image, 1e-12));
    }

    /// 16-bit greys keep their lower byte, which `getRGB` would drop.
    private static java.util.function.Consumer<double[][]> agreeing(BufferedImage image, double tolerance) {
        return cells -> {
            assertThat(cells).hasDimensions(HEIGHT, WIDTH);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double expected;
                    if (image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel)) {
                        int most = image.getType() == BufferedImage.TYPE_USHORT_GRAY ? 65535 : 255;
                        expected = 1 - image.getRaster().getSample(x, y, 0) / (double) most;
                    } else {
                        Color c = new Color(image.getRGB(x, y), true);
                        double grey = (0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue()) / 255;
                        expected = c.getAlpha() / 255.0 * (1 - grey);
                    }
                    assertThat(cells[y][x]).as("(%d, %d)", x, y).isCloseTo(expected, within(tolerance));
                }
            }
        };
    }

    /// A shade that changes slowly comes back from a JPEG within four of 255 levels.
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void jpegsAreReadToTheirQuality(boolean grey, boolean inPasses) throws IOException {
        BufferedImage image =
                new BufferedImage(WIDTH, HEIGHT, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int level = shade(i % WIDTH, i / WIDTH);
            for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                image.getRaster().setSample(i % WIDTH, i / WIDTH, band, level);
            }
        }
        double[][] cells = Darkness.read(written(image, "jpg", inPasses)).cells();
        assertThat(cells).hasDimensions(HEIGHT, WIDTH);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(255 * (1 - cells[y][x])).as("(%d, %d)", x, y).isCloseTo(shade(x, y), within(4.0));
            }
        }
    }

    private static int shade(int x, int y) {
        return 2 * x + y / 2;
    }

    @Test
    void largePicturesAreGatheredAndKeepTheirDarkness() throws IOException {
        BufferedImage image = new BufferedImage(600, 300, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 600, 300);
        g.setColor(Color.BLACK);
        g.fillRect(100, 30, 50, 20);
        g.dispose();
        double[][] cells = Darkness.read(written(image, "png", false)).cells();
        assertThat(cells).hasDimensions(100, 200);
        double total = Arrays.stream(cells).flatMapToDouble(Arrays::stream).sum();
        assertThat(total).isCloseTo(50 * 20 / 9.0, within(1e-9));
        assertThat(cells[12][40]).isCloseTo(1, within(1e-12));
        assertThat(cells[5][40]).isZero();
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws IOException {
        Path png = written(picture(BufferedImage.TYPE_INT_RGB), "png", false);
        Files.write(png, Arrays.copyOf(Files.readAllBytes(png), 30));
        assertThatThrownBy(() -> Darkness.read(png))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(png + " is damaged or of a kind that cannot be read");
        Path text = Files.writeString(folder.resolve("text.png"), "no picture at all");
        assertThatThrownBy(() -> Darkness.read(text)).hasMessage(text + " is no picture that can be read");
        Path white = written(new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB), "png", false);
        assertThatThrownBy(() -> Darkness.read(white)).hasMessageContaining("white everywhere");
        assertThatThrownBy(() -> Darkness.read(folder)).hasMessageEndingWith("is a folder, not a file");
    }

    /// Whatever a file claims, reading ends with a picture or a sentence.
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void damagedPicturesAreReadOrRefused(String format) throws IOException {
        byte[] whole = Files.readAllBytes(written(picture(BufferedImage.TYPE_INT_RGB), format, true));
        Random random = new Random(11);
        Path file = folder.resolve("damaged." + format);
        int refused = 0;
        for (int trial = 0; trial < 200; trial++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[2 + random.nextInt(whole.length - 2)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                assertThat(Darkness.read(file).cells()).isNotEmpty();
            } catch (IOException e) {
                refused++;
                assertThat(e.getMessage()).startsWith(file.toString());
            }
        }
        assertThat(refused).isPositive();
    }

    /// The header of a GIF of 60,000 by 60,000 pixels.
    @Test
    void aPictureThatClaimsTooMuchIsRefused() throws IOException {
        byte[] gif = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            0x60,
            (byte) 0xea,
            0x60,
            (byte) 0xea,
            0,
            0,
            0,
            0x2c,
            0,
            0,
            0,
            0,
            0x60,
            (byte) 0xea,
            0x60,
            (byte) 0xea,
            0,
            2,
            2,
            0x44,
            1,
            0,
            0x3b
        };
        Path huge = Files.write(folder.resolve("huge.gif"), gif);
        assertThatThrownBy(() -> Darkness.read(huge))
                .hasMessageEndingWith("3600 million pixels; allowed: at most 50 million");
    }
}
