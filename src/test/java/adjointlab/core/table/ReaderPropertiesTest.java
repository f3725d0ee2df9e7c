package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy;
import adjointlab.core.data.Npz;
import adjointlab.core.table.series.SeriesFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// Whatever a file holds, it is read or refused in one sentence that names it; what was written is read as it was.
final class ReaderPropertiesTest {
    private static final int LIMIT = 1 << 20;

    /// Reads a file.
    @FunctionalInterface
    private interface Reader {
        Object read(Path file) throws IOException;
    }

    /// A change of a file's bytes: some of them others, its end cut off, something put in.
    ///
    /// @param places and values of bytes, by turns; places are taken modulo the length
    /// @param kept share of the bytes that stay, in 1/256
    record Mutation(List<Integer> places, int kept) {
        byte[] of(byte... bytes) {
            byte[] changed = Arrays.copyOf(bytes, Math.max(1, bytes.length * kept / 256));
            for (int i = 0; i + 1 < places.size(); i += 2) {
                changed[Math.floorMod(places.get(i), changed.length)] = (byte) (int) places.get(i + 1);
            }
            return changed;
        }
    }

    @Provide
    Arbitrary<Mutation> mutations() {
        return Combinators.combine(
                        Arbitraries.integers().list().ofMaxSize(12),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(3, Arbitraries.just(256)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 255))))
                .as(Mutation::new);
    }

    private static void readsOrRefuses(byte[] bytes, String name, Reader reader) throws IOException {
        Path folder = Files.createTempDirectory("adjointlab");
        Path file = folder.resolve(name);
        try {
            Files.write(file, bytes);
            assertThat(reader.read(file)).isNotNull();
        } catch (IOException refused) {
            assertThat(refused.getMessage())
                    .as(refused.toString())
                    .contains(name)
                    .hasSizeLessThan(1000);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static byte[] archive() throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("x", new NdArray(new int[] {3, 2}, new double[] {1, 2, 3, 4, 5, 6}));
        arrays.put("y", NdArray.vector(new double[] {0, 1, 0}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(out, arrays);
        return out.toByteArray();
    }

    @Property(tries = 1500, seed = "11")
    void archivesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        readsOrRefuses(mutation.of(archive()), "a.npz", file -> Npz.read(file, LIMIT));
        readsOrRefuses(mutation.of(archive()), "a.npz", file -> LabelledSamples.read(file, 10));
    }

    /// An array of two rows as NumPy writes it.
    private static byte[] array() {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }";
        byte[] bytes = new byte[128 + 32];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
        System.arraycopy(magic, 0, bytes, 0, magic.length);
        Arrays.fill(bytes, magic.length, 128, (byte) ' ');
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, magic.length, header.length());
        bytes[127] = '\n';
        return bytes;
    }

    @Property(tries = 1500, seed = "12")
    void arraysAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        readsOrRefuses(mutation.of(array()), "a.npy", file -> Npy.read(file, LIMIT));
    }

    @Property(tries = 1500, seed = "13")
    void tablesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        byte[] table = "a,b,c\n1,2.5,\"x\"\n-3;1e4\t7\n0,0,0\n".getBytes(StandardCharsets.UTF_8);
        readsOrRefuses(mutation.of(table), "a.csv", file -> Csv.read(file, 100));
        readsOrRefuses(mutation.of(table), "a.csv", file -> LabelledSamples.read(file, 100));
    }

    /// MNIST's form: labels and images of 2×2 pixels.
    @Property(tries = 1500, seed = "14")
    void picturesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};
        readsOrRefuses(mutation.of(images), "a-images-idx3-ubyte", file -> LabelledSamples.read(file, 10));
        readsOrRefuses(mutation.of(images), "data_batch_1.bin", file -> LabelledSamples.read(file, 10));
    }

    @Property(tries = 1500, seed = "16")
    void packedPicturesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(images);
        }
        readsOrRefuses(
                mutation.of(packed.toByteArray()), "a-images-idx3-ubyte.gz", file -> LabelledSamples.read(file, 10));
    }

    private static byte[] houseNumbers(boolean packed) {
        byte[] x = MatBytes.bytes("X", new int[] {1, 1, 3, 2}, new byte[] {1, 2, 3, 4, 5, 6});
        byte[] y = MatBytes.doubles("y", new int[] {2, 1}, 1, 10);
        return packed ? MatBytes.file(MatBytes.packed(x), MatBytes.packed(y)) : MatBytes.file(x, y);
    }

    @Property(tries = 1500, seed = "17")
    void houseNumbersAreReadOrRefused(@ForAll("mutations") Mutation mutation, @ForAll boolean packed)
            throws IOException {
        readsOrRefuses(mutation.of(houseNumbers(packed)), "train.mat", file -> LabelledSamples.read(file, 10));
    }

    /// The header stays, so that the library sees what comes behind it.
    @Property(tries = 1500, seed = "18")
    void arraysOfHouseNumbersAreReadOrRefused(@ForAll("mutations") Mutation mutation, @ForAll boolean packed)
            throws IOException {
        byte[] good = houseNumbers(packed);
        byte[] behind = mutation.of(Arrays.copyOfRange(good, 128, good.length));
        byte[] all = Arrays.copyOf(good, 128 + behind.length);
        System.arraycopy(behind, 0, all, 128, behind.length);
        readsOrRefuses(all, "train.mat", file -> LabelledSamples.read(file, 10));
    }

    private static Object series(Path file) throws IOException {
        return SeriesFile.read(file, SeriesFile.Options.USUAL);
    }

    @Property(tries = 1500, seed = "20")
    void filesOfTheArchiveAreReadOrRefused(@ForAll("mutations") Mutation mutation, @ForAll boolean packed)
            throws IOException {
        byte[] even =
                "@dimensions 2\n@classLabel true a b\n@data\n1,2.5:?,1:a\n1:2,-3:b\n".getBytes(StandardCharsets.UTF_8);
        byte[] stamped = "@timeStamps true\n@data\n(0,1),(2,3):(0,2)\n(2020-01-01 12:00:00,1):?\n"
                .getBytes(StandardCharsets.UTF_8);
        readsOrRefuses(mutation.of(even), "a.ts", ReaderPropertiesTest::series);
        readsOrRefuses(mutation.of(stamped), "a.ts", ReaderPropertiesTest::series);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(even);
        }
        readsOrRefuses(mutation.of(bytes.toByteArray()), "a.ts.gz", ReaderPropertiesTest::series);
    }

    @Property(tries = 1500, seed = "21")
    void tablesOfSeriesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        byte[] several = "id,date,x,label\na,2020-01-01,1,u\na,2020-01-02,,u\nb,2020-01-01,-2e1,v\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] one = "t;x;y;\n0;1,5;2;\n1;\"2\";;\n3;4;?;\n".getBytes(StandardCharsets.UTF_8);
        readsOrRefuses(mutation.of(several), "a.csv", ReaderPropertiesTest::series);
        readsOrRefuses(mutation.of(one), "a.csv", ReaderPropertiesTest::series);
        readsOrRefuses(mutation.of(one), "a", ReaderPropertiesTest::series);
    }

    private static byte[] seriesArchive() throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("x", new NdArray(new int[] {2, 3}, new double[] {1, 2, 3, 4, Double.NaN, 6}));
        arrays.put("t", NdArray.vector(new double[] {0, 1, 3}));
        arrays.put("mask", new NdArray(new int[] {2, 3}, new double[] {1, 1, 1, 1, 1, 0}));
        arrays.put("y", NdArray.vector(new double[] {0, 1}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(out, arrays);
        return out.toByteArray();
    }

    @Property(tries = 1500, seed = "22")
    void archivesOfSeriesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        readsOrRefuses(mutation.of(seriesArchive()), "a.npz", ReaderPropertiesTest::series);
        readsOrRefuses(mutation.of(array()), "a.npy", ReaderPropertiesTest::series);
        readsOrRefuses(mutation.of(array()), "a", ReaderPropertiesTest::series);
    }

    @Property(tries = 1500, seed = "23")
    void archivesOfRecordingsAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("b/2.npy", "b/1.npy")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(array());
            }
        }
        readsOrRefuses(mutation.of(bytes.toByteArray()), "a.zip", ReaderPropertiesTest::series);
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Property(tries = 500, seed = "19")
    void foldersOfImagesAreReadOrRefused(@ForAll("mutations") Mutation mutation) throws IOException {
        Path top = Files.createTempDirectory("adjointlab");
        Path good = Files.createDirectory(top.resolve("a")).resolve("1.png");
        Path odd = Files.createDirectory(top.resolve("b")).resolve("1.png");
        try {
            Files.write(good, png());
            Files.write(odd, mutation.of(png()));
            assertThat(LabelledSamples.read(top, 10).size()).isEqualTo(2);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).contains(odd.toString()).hasSizeLessThan(1000);
        } finally {
            for (Path each : List.of(good, odd, top.resolve("a"), top.resolve("b"), top)) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Property(tries = 400, seed = "15")
    void whatWasWrittenIsReadAsItWas(@ForAll @Size(max = 4) List<List<Double>> columns) throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            arrays.put(
                    "array " + i,
                    NdArray.vector(columns.get(i).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
        }
        Path file = Files.createTempFile("adjointlab", ".npz");
        try {
            Npz.write(file, arrays);
            Map<String, NdArray> read = Npz.read(file, LIMIT);
            assertThat(new ArrayList<>(read.keySet())).isEqualTo(new ArrayList<>(arrays.keySet()));
            assertThat(read).isEqualTo(arrays);
        } finally {
            Files.delete(file);
        }
    }
}
