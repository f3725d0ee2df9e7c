package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.field.Shape;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shapes of samples in files by how many dimensions these have, names that are known, and pictures that are partly
/// transparent.
final class SampleShapesTest {
    @TempDir
    Path folder;

    /// Two samples whose numbers count up.
    private Path idx(String name, int... sizes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, 0, 8, (byte) (1 + sizes.length), 0, 0, 0, 2});
        int each = 1;
        for (int size : sizes) {
            out.write(new byte[] {0, 0, 0, (byte) size});
            each *= size;
        }
        for (int i = 0; i < 2 * each; i++) {
            out.write(5 * i);
        }
        return Files.write(folder.resolve(name), out.toByteArray());
    }

    private static LabelledSamples read(Path file) throws IOException {
        return LabelledSamples.read(file, 10);
    }

    /// Labels are a single row of bytes, whatever the images are.
    @Test
    void dimensionsOfAnIdxFileMakeTheShape() throws IOException {
        Files.write(folder.resolve("t-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 7, 1});
        assertThat(read(idx("t-images-idx2-ubyte", 3)).shape()).isEqualTo(Shape.vector(3));
        assertThat(read(idx("t-images-idx3-ubyte", 2, 4)).shape()).isEqualTo(new Shape(1, 2, 4));
        LabelledSamples colours = read(idx("t-images-idx4-ubyte", 3, 1, 2));
        assertThat(colours.shape()).isEqualTo(new Shape(3, 1, 2));
        assertThat(colours.x()[1])
                .containsExactly(30 / 255.0, 35 / 255.0, 40 / 255.0, 45 / 255.0, 50 / 255.0, 55 / 255.0);
        assertThat(colours.y()).isDeepEqualTo(new double[][] {{7}, {1}});
        assertThat(read(idx("t-images-idx5-ubyte", 3, 1, 2, 2)).shape()).isEqualTo(Shape.vector(12));
        assertThat(LabelledSamples.files(folder.resolve("t-images-idx4-ubyte")))
                .containsExactly(folder.resolve("t-images-idx4-ubyte"), folder.resolve("t-labels-idx1-ubyte"));
    }

    @Test
    void labelsThatAreNoFileAreMissed() throws IOException {
        Path images = idx("t-images-idx3-ubyte", 2, 2);
        Files.createDirectory(folder.resolve("t-labels-idx1-ubyte"));
        assertThatThrownBy(() -> read(images)).hasMessageContaining("has no labels beside it");
        assertThatThrownBy(() -> IdxFile.read(folder.resolve("u-images-idx3-ubyte"), 1))
                .hasMessageContaining("has no labels beside it; expected u-labels-idx1-ubyte");
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, true",
        "a.TSV, true",
        "a.npz, true",
        "a.mat.gz, true",
        "t-images-idx3-ubyte, true",
        "t-images.idx3-ubyte.gz, true",
        "t-images-idx3-ubyte.bak, false",
        "idx3-ubyte, false",
        "a.doc, false",
        "csv, false"
    })
    void someNamesAreKnown(String name, boolean known) throws IOException {
        assertThat(LabelledSamples.knows(folder.resolve(name))).isEqualTo(known);
        assertThat(LabelledSamples.knows(Files.createDirectory(folder.resolve("folder"))))
                .isTrue();
    }

    @Test
    void theFirstTargetThatIsNoClassIsNamed() {
        double[][] x = {{1}, {2}, {3}};
        LabelledSamples classes = new LabelledSamples(x, new double[][] {{0}, {999}, {3}});
        assertThat(classes.areClasses()).isTrue();
        assertThat(classes.classes()).isEqualTo(1000);
        assertThatThrownBy(classes::otherTargets).isInstanceOf(IllegalStateException.class);
        LabelledSamples many = new LabelledSamples(x, new double[][] {{0}, {1000}, {-1}});
        assertThat(many.areClasses()).isFalse();
        assertThat(many.otherTargets()).startsWith("sample 2 has the target [1000.0]; its targets are no classes");
        LabelledSamples both =
                new LabelledSamples(classes.inputs(), classes.y(), classes.shape(), classes.names(), Optional.of(many));
        assertThat(both.areClasses()).isFalse();
        assertThat(both.otherTargets()).startsWith("of the test, sample 2 has the target [1000.0]");
        assertThat(both.classes()).as("those of the test among them").isEqualTo(1001);
        for (double other : new double[] {-1, 0.5, Double.NaN}) {
            assertThat(new LabelledSamples(x, new double[][] {{0}, {1}, {other}}).otherTargets())
                    .startsWith("sample 3 has the target [" + other + "]");
        }
    }

    /// Up to the limit, which is an error's last number but for the advice.
    @Test
    void limitsAreOfSamplesTimesNumbers() throws IOException {
        Path file = folder.resolve("large");
        SampleFile.checkNumbers(1, 100_000_000, file);
        SampleFile.checkNumbers(50_000, 2000, file);
        SampleFile.checkPixels(600_000_000, 1, file);
        SampleFile.checkPixels(3, 200_000_000, file);
        assertThatThrownBy(() -> SampleFile.checkNumbers(50_000, 2001, file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "50000 samples of 2001 numbers are more than 100000000 numbers; take fewer samples");
        assertThatThrownBy(() -> SampleFile.checkPixels(3, 200_000_001, file))
                .hasMessageContaining("are more than 600000000 numbers");
        assertThatThrownBy(() -> SampleFile.checkPixels(0, 600_000_001, file))
                .as("none of them would fit")
                .hasMessageContaining("0 samples of 600000001 numbers");
    }

    @Test
    void picturesAreKnownByTheirEndings() {
        assertThat(Darkness.knows(folder.resolve("a.PNG"))).isTrue();
        assertThat(Darkness.knows(folder.resolve("a.jpg"))).isTrue();
        assertThat(Darkness.knows(folder.resolve("a.csv"))).isFalse();
        assertThat(Darkness.knows(folder.resolve("png"))).isFalse();
    }

    private Path png(BufferedImage image) throws IOException {
        Path file = folder.resolve("p.png");
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        return file;
    }

    /// On black: a colour times how opaque it is.
    @Test
    void transparentColoursStandOnBlack() throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
        int[] colours = {0xff102030, 0x80ff8001, 0x00ffffff, 0x33050aff};
        for (int i = 0; i < 4; i++) {
            image.setRGB(i % 2, i / 2, colours[i]);
        }
        Picture picture = Picture.read(png(image));
        byte[] bytes = picture.bytes();
        assertThat(picture.isGrey()).isFalse();
        assertThat(bytes).hasSize(12);
        for (int i = 0; i < 4; i++) {
            for (int c = 0; c < 3; c++) {
                int value = colours[i] >> (16 - 8 * c) & 0xff;
                int alpha = colours[i] >>> 24;
                assertThat(bytes[4 * c + i] & 0xff).isEqualTo((2 * value * alpha + 255) / 510);
            }
        }
    }

    /// Greys on black as pixels, and on white as darkness.
    @Test
    void transparentGreysStandOnBlackAsPixels() throws IOException {
        int[] greys = {200, 255, 31, 90};
        int[] alphas = {255, 51, 0, 128};
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 2, 2, null);
        for (int i = 0; i < 4; i++) {
            raster.setPixel(i % 2, i / 2, new int[] {greys[i], alphas[i]});
        }
        BufferedImage image = new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY),
                        true,
                        false,
                        Transparency.TRANSLUCENT,
                        DataBuffer.TYPE_BYTE),
                raster,
                false,
                null);
        Picture picture = Picture.read(png(image));
        assertThat(picture.isGrey()).isTrue();
        byte[] bytes = picture.bytes();
        assertThat(bytes).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(bytes[i] & 0xff).isEqualTo((2 * greys[i] * alphas[i] + 255) / 510);
            assertThat(picture.darkness(i % 2, i / 2)).isEqualTo(alphas[i] / 255.0 * (1 - greys[i] / 255.0));
        }
    }
}
