package adjointlab.core.table;

import static adjointlab.core.table.SampleFormsTest.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with a file of samples is one sentence that names the place: as the reader says it, and as a problem.
final class BadSampleFilesTest {
    private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;

    /// Writes what is read.
    @FunctionalInterface
    private interface Writer {
        /// @return the file or folder
        Path write(Path folder) throws IOException;
    }

    /// @param what is wrong
    /// @param sentence what its refusal contains
    record Bad(String what, Writer writer, String sentence) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Bad> bad() {
        List<Bad> all = new ArrayList<>();
        all.addAll(idx());
        all.addAll(colourImages());
        all.addAll(houseNumbers());
        all.addAll(archives());
        all.addAll(folders());
        assertThat(all).hasSizeGreaterThanOrEqualTo(40);
        return all;
    }

    private static Writer idx(byte[] images, byte... labels) {
        return folder -> {
            Files.write(folder.resolve("t-labels-idx1-ubyte"), labels);
            return Files.write(folder.resolve("t-images-idx3-ubyte"), images);
        };
    }

    private static Writer file(String name, byte... bytes) {
        return folder -> Files.write(folder.resolve(name), bytes);
    }

    private static final byte[] TWO_IMAGES = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4};
    private static final byte[] TWO_LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 7, 1};

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static List<Bad> idx() {
        byte[] cut = Arrays.copyOf(TWO_IMAGES, 18);
        byte[] longer = Arrays.copyOf(TWO_IMAGES, 21);
        byte[] threeLabels = {0, 0, 8, 1, 0, 0, 0, 3, 7, 1, 2};
        byte[] table = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 7, 1, 3, 3};
        return List.of(
                new Bad("images cut off", idx(cut, TWO_LABELS), "ends in sample 2 of 2: it is cut off or damaged"),
                new Bad("images too long", idx(longer, TWO_LABELS), "holds more bytes than the 2 samples"),
                new Bad("sizes cut off", idx(Arrays.copyOf(TWO_IMAGES, 9), TWO_LABELS), "is cut off or damaged"),
                new Bad("no images", idx(changed(TWO_IMAGES, 7, 0), TWO_LABELS), "says that it holds no samples"),
                new Bad("negative size", idx(changed(TWO_IMAGES, 8, 255), TWO_LABELS), "says that it holds no samples"),
                new Bad(
                        "huge images",
                        idx(changed(TWO_IMAGES, 12, 100), TWO_LABELS),
                        "are more than 600000000 numbers"),
                new Bad("floats", idx(changed(TWO_IMAGES, 2, 13), TWO_LABELS), "ends in sample 1 of 2: it is cut off"),
                new Bad("no such numbers", idx(changed(TWO_IMAGES, 2, 7), TWO_LABELS), "is not an IDX file of numbers"),
                new Bad("a text", idx("no images".getBytes(StandardCharsets.US_ASCII), TWO_LABELS), "not an IDX file"),
                new Bad("more labels", idx(TWO_IMAGES, threeLabels), "has 2 images, but t-labels-idx1-ubyte 3 labels"),
                new Bad("labels in a table", idx(TWO_IMAGES, table), "has 2 dimensions; labels are a single row"),
                new Bad(
                        "labels cut off",
                        idx(TWO_IMAGES, Arrays.copyOf(TWO_LABELS, 9)),
                        "t-labels-idx1-ubyte ends in sample 2 of 2"),
                new Bad("images alone", file("x-images-idx3-ubyte", TWO_IMAGES), "has no labels beside it"),
                new Bad("labels alone", file("x-labels-idx1-ubyte", TWO_LABELS), "has labels only; open the file"));
    }

    private static List<Bad> colourImages() {
        byte[] two = new byte[2 * 3073];
        two[3073] = 10;
        return List.of(
                new Bad("a byte too much", file("batch.bin", new byte[3074]), "its length is no multiple of 3,073"),
                new Bad("no image", file("batch.bin"), "its length is no multiple of 3,073"),
                new Bad("label of no class", file("batch.bin", two), "the label of image 2 is 10; allowed: 0 to 9"));
    }

    private static final int[] ONE_PIXEL = {1, 1, 3, 2};

    private static byte[] pixels() {
        return MatBytes.bytes("X", ONE_PIXEL, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6);
    }

    private static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return MatBytes.bytes("y", new int[] {labels.length, 1}, bytes);
    }

    private static Writer mat(byte[]... elements) {
        return file("train.mat", MatBytes.file(elements));
    }

    private static List<Bad> houseNumbers() {
        byte[] good = MatBytes.file(pixels(), labels(1, 2));
        byte[] hdf5 = Arrays.copyOf(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'}, 600);
        byte[] four = {0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 'X', 0};
        byte[] real = MatBytes.doubles("X", ONE_PIXEL, 1, 2, 3, 4, 5, 6);
        byte[] flat = MatBytes.bytes("X", new int[] {3, 2}, new byte[6]);
        byte[] packed = MatBytes.packed(pixels());
        byte[] broken = Arrays.copyOf(packed, packed.length);
        Arrays.fill(broken, 8, packed.length, (byte) 0x55);
        byte[] odd = MatBytes.doubles("y", new int[] {2, 1}, 1, 2.5);
        byte[] square = MatBytes.bytes("y", new int[] {2, 2}, new byte[4]);
        return List.of(
                new Bad("cut in X", file("t.mat", Arrays.copyOf(good, 180)), "t.mat is cut off or damaged"),
                new Bad("cut in y", file("t.mat", Arrays.copyOf(good, good.length - 8)), "t.mat is cut off or damaged"),
                new Bad("shorter than a header", file("t.mat", Arrays.copyOf(good, 100)), "is no MATLAB file"),
                new Bad(
                        "a text",
                        file("t.mat", "no arrays ".repeat(20).getBytes(StandardCharsets.US_ASCII)),
                        "its header does not tell the order of bytes"),
                new Bad(
                        "7.3",
                        file("t.mat", MatBytes.header("MATLAB 7.3 MAT-file", 0x0200)),
                        "t.mat is cut off or damaged, or no MATLAB file of arrays"),
                new Bad("HDF5", file("t.mat", hdf5), "t.mat is cut off or damaged, or no MATLAB file of arrays"),
                new Bad(
                        "4",
                        file("t.mat", Arrays.copyOf(four, 200)),
                        "is no file of MATLAB 5 or 7.3, but of MATLAB 4 or none"),
                new Bad("version 2", file("t.mat", MatBytes.header("MATLAB 5.0", 0x0200)), "is of version 0x200"),
                new Bad("nothing in it", mat(), "has no array X; cropped digits have images X and labels y"),
                new Bad("images without labels", mat(pixels()), "has no array y"),
                new Bad("labels without images", mat(labels(1, 2)), "has no array X"),
                new Bad("fewer labels", mat(pixels(), labels(1)), "has 2 images in X, but 1 labels in y"),
                new Bad("label 11", mat(pixels(), labels(1, 11)), "the label of image 2 is 11.0; allowed: 1 to 9"),
                new Bad("label 2.5", mat(pixels(), odd), "the label of image 2 is 2.5"),
                new Bad("a table of labels", mat(pixels(), square), "y has size 2 × 2; labels are one column"),
                new Bad("doubles", mat(real, labels(1, 2)), "X holds numbers of type double; images are of uint8"),
                new Bad("flat", mat(flat, labels(1, 2)), "X has shape [3, 2] and y [2, 1]; both begin with the number"),
                new Bad("damaged compression", mat(broken, labels(1, 2)), "train.mat is cut off or damaged"));
    }

    private static Writer archive(Map<String, NdArray> arrays) {
        return folder -> {
            Path file = folder.resolve("a.npz");
            Npz.write(file, arrays);
            return file;
        };
    }

    private static NdArray images(int samples, int side) {
        return new NdArray(new int[] {samples, side, side}, new double[samples * side * side]);
    }

    /// An array of NumPy with these words for its numbers.
    private static Writer typed(String type, int bytes) {
        return folder -> {
            String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (2,), }";
            byte[] array = new byte[128 + bytes];
            byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
            Arrays.fill(array, 0, 128, (byte) ' ');
            System.arraycopy(magic, 0, array, 0, magic.length);
            System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, array, magic.length, header.length());
            Path file = folder.resolve("typed.npz");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry("x.npy"));
                zip.write(array);
            }
            return file;
        };
    }

    private static List<Bad> archives() {
        NdArray labels = NdArray.vector(new double[] {0, 1});
        Map<String, NdArray> good = Map.of("x", images(2, 3), "y", labels);
        Map<String, NdArray> half = new LinkedHashMap<>(good);
        half.put("x_test", images(1, 3));
        Map<String, NdArray> other = new LinkedHashMap<>(half);
        other.put("y_test", labels);
        Map<String, NdArray> smaller = new LinkedHashMap<>(good);
        smaller.put("x_test", images(2, 2));
        smaller.put("y_test", labels);
        return List.of(
                new Bad("no y", archive(Map.of("x", images(2, 3))), "has no arrays x and y; it has x"),
                new Bad("other names", archive(Map.of("a", labels)), "has no arrays x and y; it has a"),
                new Bad(
                        "more images",
                        archive(Map.of("x", images(3, 2), "y", labels)),
                        "x has shape [3, 2, 2] and y [2]"),
                new Bad("no labels of the test", archive(half), "has no arrays x_test and y_test"),
                new Bad("fewer images of the test", archive(other), "x_test has shape [1, 3, 3] and y_test [2]"),
                new Bad("smaller images of the test", archive(smaller), "those of x_test and y_test 1 × 2 × 2"),
                new Bad("no image", archive(Map.of("x", images(0, 3), "y", images(0, 1))), "and holds no samples"),
                new Bad("text", typed("<U3", 24), "holds texts ('<U3') where numbers are needed"),
                new Bad("complex numbers", typed("<c16", 32), "holds complex numbers ('<c16')"),
                new Bad("cut off", typed("<f8", 8), "does not hold the values of its shape [2]"),
                new Bad("no archive", file("a.npz", (byte) 1), "is not a readable NPZ archive"));
    }

    private static List<Bad> folders() {
        return List.of(
                new Bad(
                        "empty",
                        folder -> Files.createDirectory(folder.resolve("top")),
                        "is empty; a folder of images"),
                new Bad(
                        "one image",
                        folder -> top(image(folder.resolve("top/a/1.png"), 2, 2, GREY, 1)),
                        "has a single image, 1.png; a training needs several"),
                new Bad(
                        "one class",
                        folder -> {
                            image(folder.resolve("top/a/1.png"), 2, 2, GREY, 1);
                            return top(image(folder.resolve("top/a/2.png"), 2, 2, GREY, 1));
                        },
                        "has a single class, a; to tell classes apart"),
                new Bad(
                        "loose images",
                        folder -> parent(image(folder.resolve("top/1.png"), 2, 2, GREY, 1)),
                        "has the file 1.png outside of its classes"),
                new Bad(
                        "a class without images",
                        folder -> {
                            Path top = two(folder);
                            Files.createDirectory(top.resolve("c"));
                            return top;
                        },
                        "c has no images"),
                new Bad(
                        "another size",
                        folder -> {
                            image(folder.resolve("top/b/2.png"), 2, 3, GREY, 1);
                            return two(folder);
                        },
                        "2.png has 2 × 3 pixels, but"),
                new Bad(
                        "a text among images",
                        folder -> {
                            Path top = two(folder);
                            Files.writeString(top.resolve("b/notes.txt"), "x");
                            return top;
                        },
                        "notes.txt is no image; a class has files of PNG"),
                new Bad(
                        "a text under the name of an image",
                        folder -> {
                            Path top = two(folder);
                            Files.writeString(top.resolve("b/z.png"), "x");
                            return top;
                        },
                        "z.png is no picture that can be read"),
                new Bad(
                        "an image cut off",
                        folder -> {
                            Path top = two(folder);
                            Path image = image(top.resolve("b/z.png"), 2, 2, GREY, 1);
                            Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 40));
                            return top;
                        },
                        "z.png is damaged"),
                new Bad(
                        "a folder in a class",
                        folder -> {
                            Path top = two(folder);
                            Files.createDirectory(top.resolve("b/deep"));
                            return top;
                        },
                        "deep is a folder inside of a class"),
                new Bad("nothing there", folder -> folder.resolve("none"), "none does not exist"));
    }

    private static Path two(Path folder) throws IOException {
        image(folder.resolve("top/a/1.png"), 2, 2, GREY, 1);
        return top(image(folder.resolve("top/b/1.png"), 2, 2, GREY, 1));
    }

    private static Path top(Path image) {
        return parent(parent(image));
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedInOneSentence(Bad bad, @TempDir Path folder) throws IOException {
        Path file = bad.writer.write(folder);
        String name = String.valueOf(file.getFileName());
        assertThatThrownBy(() -> LabelledSamples.read(file, 100))
                .isInstanceOf(IOException.class)
                .message()
                .contains(bad.sentence)
                .contains(name.equals("t-images-idx3-ubyte") ? "t-" : name)
                .doesNotContain("\n")
                .doesNotEndWith(".");
        var entry = Problems.CATALOG.get("samples-file");
        Values values = new Values(Map.of("file", file.toString())).complete(entry.parameters());
        assertThatThrownBy(() -> entry.create(values))
                .as("as a problem")
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(bad.sentence);
    }
}
