package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Shape;
import adjointlab.core.problem.Problem;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/// Images in each of the forms that are read.
final class SampleFormsTest {
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    private static final int CHANNELS = 3;

    @TempDir
    Path folder;

    /// The byte of a pixel, another for each.
    private static int pixel(int sample, int channel, int row, int column) {
        return 100 * sample + 30 * channel + 10 * row + column;
    }

    /// The first index fastest, as MATLAB has it.
    private static byte[] columnMajor(int samples) {
        byte[] all = new byte[HEIGHT * WIDTH * CHANNELS * samples];
        int at = 0;
        for (int s = 0; s < samples; s++) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int j = 0; j < WIDTH; j++) {
                    for (int i = 0; i < HEIGHT; i++) {
                        all[at++] = (byte) pixel(s, c, i, j);
                    }
                }
            }
        }
        return all;
    }

    private static void areThoseImages(LabelledSamples read, int samples) {
        assertThat(read.shape()).isEqualTo(new Shape(CHANNELS, HEIGHT, WIDTH));
        assertThat(read.x()).hasDimensions(samples, CHANNELS * HEIGHT * WIDTH);
        for (int s = 0; s < samples; s++) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < HEIGHT; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        assertThat(read.x()[s][(c * HEIGHT + i) * WIDTH + j])
                                .isEqualTo((pixel(s, c, i, j) & 0xff) / 255.0);
                    }
                }
            }
        }
    }

    private static final int[] SIZES = {HEIGHT, WIDTH, CHANNELS, 3};

    @Test
    void houseNumbersByteByByteCompressedOrNot() throws IOException {
        byte[] x = MatBytes.bytes("X", SIZES, columnMajor(3));
        byte[] y = MatBytes.bytes("y", new int[] {3, 1}, (byte) 10, (byte) 1, (byte) 9);
        for (byte[] bytes : new byte[][] {
            MatBytes.file(x, y),
            MatBytes.file(MatBytes.packed(x), MatBytes.packed(y)),
            MatBytes.file(y, MatBytes.bytes("other", new int[] {1, 1}, (byte) 5), x)
        }) {
            Path file = Files.write(folder.resolve("train_32x32.mat"), bytes);
            LabelledSamples read = LabelledSamples.read(file, 100);
            areThoseImages(read, 3);
            assertThat(read.y()).isDeepEqualTo(new double[][] {{0}, {1}, {9}});
            LabelledSamples two = LabelledSamples.read(file, 2);
            areThoseImages(two, 2);
            assertThat(two.y()).isDeepEqualTo(new double[][] {{0}, {1}});
        }
    }

    /// Labels as doubles in a row, and a single image, whose last size MATLAB leaves out.
    @Test
    void houseNumbersAsTheLibraryWritesThem() throws IOException {
        for (int level : new int[] {0, 6}) {
            Matrix x = Mat5.newMatrix(new int[] {HEIGHT, WIDTH, CHANNELS}, MatlabType.UInt8);
            byte[] all = columnMajor(1);
            for (int i = 0; i < all.length; i++) {
                x.setByte(i, all[i]);
            }
            Path file = folder.resolve("level" + level + ".mat");
            try (Mat5File mat = Mat5.newMatFile();
                    var sink = Sinks.newStreamingFile(file.toFile())) {
                mat.addArray("X", x).addArray("y", Mat5.newScalar(10));
                Mat5.newWriter(sink).setDeflateLevel(level).writeMat(mat);
            }
            LabelledSamples read = LabelledSamples.read(file, 100);
            areThoseImages(read, 1);
            assertThat(read.y()).isDeepEqualTo(new double[][] {{0}});
        }
    }

    private Path archive(Map<String, NdArray> arrays) throws IOException {
        Path file = folder.resolve("a.npz");
        Npz.write(file, arrays);
        return file;
    }

    @Test
    void archivesOfImagesWithATestApart() throws IOException {
        double[] numbers = new double[2 * 3 * 2 * 2];
        Arrays.setAll(numbers, i -> i);
        NdArray x = new NdArray(new int[] {2, 3, 2, 2}, numbers);
        NdArray y = NdArray.vector(new double[] {0, 1});
        NdArray grey = new NdArray(new int[] {1, 4, 6}, numbers);
        assertThat(LabelledSamples.read(archive(Map.of("x", x, "y", y)), 9).shape())
                .isEqualTo(new Shape(3, 2, 2));
        assertThat(LabelledSamples.read(archive(Map.of("x", grey, "y", NdArray.vector(new double[] {2}))), 9)
                        .shape())
                .isEqualTo(new Shape(1, 4, 6));
        Map<String, NdArray> both = new LinkedHashMap<>(Map.of("x", x, "y", y));
        both.put("x_test", new NdArray(new int[] {1, 3, 2, 2}, Arrays.copyOfRange(numbers, 5, 17)));
        both.put("y_test", NdArray.vector(new double[] {3}));
        LabelledSamples read = LabelledSamples.read(archive(both), 9);
        assertThat(read.test().orElseThrow().x()[0]).startsWith(5, 6, 7);
        assertThat(read.classes()).as("of the test too").isEqualTo(4);
        Problem problem = problem(Map.of("file", archive(both).toString(), "test", 5, "coding", "one-hot"));
        assertThat(problem.shape()).isEqualTo(new Shape(3, 2, 2));
        assertThat(problem.samples(1)).isEqualTo(2);
        assertThat(problem.test(1).orElseThrow().samples()).isEqualTo(1);
        assertThat(problem.test(1).orElseThrow().initial().get(0, 0)).isEqualTo(5);
        assertThat(problem.test(1).orElseThrow().targets().getFirst().toRows())
                .isDeepEqualTo(new double[][] {{0, 0, 0, 1}});
    }

    private static Problem problem(Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>(given);
        all.put("normalised", false);
        var entry = Problems.CATALOG.get("samples-file");
        return entry.create(new Values(all).complete(entry.parameters()));
    }

    static Path image(Path file, int width, int height, int type, int value) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                image.getRaster().setSample(i % width, i / width, band, value + i + 20 * band);
            }
        }
        Files.createDirectories(file.getParent());
        String name = file.toString();
        assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()))
                .isTrue();
        return file;
    }

    @Test
    void aFolderOfGreyImages() throws IOException {
        Path top = folder.resolve("grey");
        image(top.resolve("10/a.png"), 3, 2, BufferedImage.TYPE_BYTE_GRAY, 100);
        image(top.resolve("9/2.png"), 3, 2, BufferedImage.TYPE_BYTE_GRAY, 10);
        image(top.resolve("9/10.png"), 3, 2, BufferedImage.TYPE_BYTE_GRAY, 20);
        Files.writeString(top.resolve(".hidden"), "x");
        Files.writeString(top.resolve("9/Thumbs.db"), "x");
        LabelledSamples read = LabelledSamples.read(top, 100);
        assertThat(read.names()).containsExactly("9", "10");
        assertThat(read.shape()).isEqualTo(new Shape(1, 2, 3));
        assertThat(read.y()).as("by turns").isDeepEqualTo(new double[][] {{0}, {1}, {0}});
        assertThat(read.x()[0]).containsExactly(parts(10, 11, 12, 13, 14, 15));
        assertThat(read.x()[1]).containsExactly(parts(100, 101, 102, 103, 104, 105));
        assertThat(read.x()[2]).containsExactly(parts(20, 21, 22, 23, 24, 25));
        assertThat(LabelledSamples.read(top, 2).y()).isDeepEqualTo(new double[][] {{0}, {1}});
    }

    private static double[] parts(double... bytes) {
        return Arrays.stream(bytes).map(b -> b / 255).toArray();
    }

    @Test
    void aFolderOfColourImagesAndAGreyOne() throws IOException {
        Path top = folder.resolve("colour");
        image(top.resolve("cat/a.png"), 2, 1, BufferedImage.TYPE_INT_RGB, 50);
        image(top.resolve("dog/b.png"), 2, 1, BufferedImage.TYPE_BYTE_GRAY, 7);
        LabelledSamples read = LabelledSamples.read(top, 100);
        assertThat(read.names()).containsExactly("cat", "dog");
        assertThat(read.shape()).isEqualTo(new Shape(3, 1, 2));
        assertThat(read.x()).isDeepEqualTo(new double[][] {parts(50, 51, 70, 71, 90, 91), parts(7, 8, 7, 8, 7, 8)});
        image(top.resolve("dog/c.jpg"), 2, 1, BufferedImage.TYPE_INT_RGB, 9);
        assertThat(LabelledSamples.read(top, 100).x()).hasDimensions(3, 6);
    }

    @Test
    void aFolderIsReadOnceUntilAnImageComesOrGetsAnotherName() throws IOException {
        Path top = folder.resolve("kept");
        image(top.resolve("a/1.png"), 2, 1, BufferedImage.TYPE_BYTE_GRAY, 1);
        Path moved = image(top.resolve("b/2.png"), 2, 1, BufferedImage.TYPE_BYTE_GRAY, 2);
        DataStore store = new DataStore(1 << 20);
        LabelledSamples read = store.samples(top, 10);
        assertThat(store.samples(top, 10)).isSameAs(read);
        assertThat(store.bytes()).isEqualTo(2 * 2 + 8 * 2);
        image(top.resolve("b/3.png"), 2, 1, BufferedImage.TYPE_BYTE_GRAY, 3);
        later(top.resolve("b"));
        assertThat(store.samples(top, 10).size()).isEqualTo(3);
        Files.move(moved, top.resolve("a/2.png"));
        later(top.resolve("a"));
        assertThat(store.samples(top, 10).y()).isDeepEqualTo(new double[][] {{0}, {1}, {0}});
        assertThat(store.readings()).isEqualTo(3);
    }

    /// Dates of folders may be as coarse as a second.
    private static void later(Path path) throws IOException {
        Files.setLastModifiedTime(
                path,
                java.nio.file.attribute.FileTime.fromMillis(
                        Files.getLastModifiedTime(path).toMillis() + 5000));
    }

    private static byte[] batch(int... labels) {
        byte[] bytes = new byte[3073 * labels.length];
        for (int s = 0; s < labels.length; s++) {
            bytes[3073 * s] = (byte) labels[s];
            bytes[3073 * s + 1] = (byte) (10 + labels[s]);
        }
        return bytes;
    }

    @Test
    void aFolderOfBatchesIsOneDataSetWithItsTest() throws IOException {
        Path top = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
        Files.write(top.resolve("data_batch_1.bin"), batch(3, 1));
        Files.write(top.resolve("data_batch_2.bin"), batch(4));
        Files.writeString(top.resolve("readme.html"), "");
        assertThat(LabelledSamples.read(top, 9).test()).isEmpty();
        Files.write(top.resolve("test_batch.bin"), batch(9, 0));
        DataStore store = new DataStore(1 << 20);
        LabelledSamples read = store.samples(top, 9);
        assertThat(read.y()).isDeepEqualTo(new double[][] {{3}, {1}, {4}});
        assertThat(read.x()[2][0]).isEqualTo(14 / 255.0);
        assertThat(read.test().orElseThrow().y()).isDeepEqualTo(new double[][] {{9}, {0}});
        assertThat(read.shape()).isEqualTo(new Shape(3, 32, 32));
        assertThat(store.samples(top, 9)).isSameAs(read);
        assertThat(store.samples(top, 2).y()).isDeepEqualTo(new double[][] {{3}, {1}});
        assertThat(store.samples(top.resolve("data_batch_1.bin"), 9).test()).isEmpty();
        Files.write(top.resolve("data_batch_2.bin"), batch(12));
        assertThatThrownBy(() -> LabelledSamples.read(top, 9))
                .hasMessageContaining("data_batch_2.bin")
                .hasMessageContaining("the label of image 1 is 12");
    }

    /// What a person is asked for may be packed, some of it or all.
    @Test
    void batchesOfAFolderMayBePacked() throws IOException {
        Path top = Files.createDirectory(folder.resolve("packed"));
        pack(top.resolve("data_batch_1.bin.gz"), batch(3, 1));
        Files.write(top.resolve("data_batch_2.bin"), batch(4));
        pack(top.resolve("test_batch.bin.gz"), batch(9, 0));
        LabelledSamples read = new DataStore(1 << 20).samples(top, 9);
        assertThat(read.y()).isDeepEqualTo(new double[][] {{3}, {1}, {4}});
        assertThat(read.test().orElseThrow().y()).isDeepEqualTo(new double[][] {{9}, {0}});
    }

    private static void pack(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
    }

    /// Labels that are packed beside images that are not.
    @Test
    void labelsMayBePackedOtherwise() throws IOException {
        Path images = Files.write(
                folder.resolve("a-images-idx3-ubyte"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 5, 6});
        pack(folder.resolve("a-labels-idx1-ubyte.gz"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 3});
        LabelledSamples read = new DataStore(1000).samples(images, 10);
        assertThat(read.y()).isDeepEqualTo(new double[][] {{3}});
        assertThat(read.shape()).isEqualTo(new Shape(1, 1, 2));
    }

    @Test
    void theTestMayHaveAFileOfItsOwn() throws IOException {
        Path train = folder.resolve("train");
        Path test = folder.resolve("test");
        for (int i = 0; i < 4; i++) {
            image(train.resolve(i % 2 + "/" + i + ".png"), 2, 2, BufferedImage.TYPE_BYTE_GRAY, 10 * i);
            image(test.resolve(i % 2 + "/" + i + ".png"), 2, 2, BufferedImage.TYPE_BYTE_GRAY, 100 + 10 * i);
        }
        Map<String, Object> given =
                Map.of("file", train.toString(), "testFile", test.toString(), "samples", 100, "test", 3);
        Problem problem = problem(given);
        assertThat(problem).as("the same files").isEqualTo(problem(given));
        assertThat(problem.data(1).samples()).isEqualTo(4);
        var tested = problem.test(1).orElseThrow();
        assertThat(tested.samples()).isEqualTo(3);
        for (int s = 0; s < 3; s++) {
            double first = 255 * tested.initial().get(0, s);
            assertThat(first).isGreaterThan(99);
            boolean second = Math.round(first / 10) % 2 == 1;
            assertThat(tested.targets().getFirst().get(0, s)).isEqualTo(second ? 1 : -1);
        }
        Path other = folder.resolve("other");
        image(other.resolve("0/a.png"), 2, 2, BufferedImage.TYPE_BYTE_GRAY, 1);
        image(other.resolve("2/a.png"), 2, 2, BufferedImage.TYPE_BYTE_GRAY, 1);
        assertThatThrownBy(() -> problem(Map.of("file", train.toString(), "testFile", other.toString())))
                .hasMessage(train + ": its classes are 0, 1, but those of " + other + " 0, 2");
        image(folder.resolve("wide/0/a.png"), 3, 2, BufferedImage.TYPE_BYTE_GRAY, 1);
        image(folder.resolve("wide/1/a.png"), 3, 2, BufferedImage.TYPE_BYTE_GRAY, 1);
        assertThatThrownBy(() -> problem(Map.of(
                        "file",
                        train.toString(),
                        "testFile",
                        folder.resolve("wide").toString())))
                .hasMessageContaining("its samples have the size 1 × 2 × 2, but those of")
                .hasMessageEndingWith("1 × 2 × 3");
    }
}
