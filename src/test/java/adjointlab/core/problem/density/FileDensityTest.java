package adjointlab.core.problem.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.RowSampler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Densities of what a person opens.
final class FileDensityTest {
    @TempDir
    private Path folder;

    private static DensityLearning problem(Path file, boolean standardised) {
        var entry = Problems.CATALOG.get("density");
        Map<String, Object> given = Map.of("file", file.toString(), "samples", 500, "standardised", standardised);
        return (DensityLearning) entry.create(new Values(given).complete(entry.parameters()));
    }

    /// Pearson's χ² over cells of a picture of 11 rows and 7 columns: 75 degrees of freedom, where 131.0 is passed
    /// once in ten thousand times.
    @Test
    void samplesFallAsThePictureIsDark() throws IOException {
        BufferedImage image = new BufferedImage(7, 11, BufferedImage.TYPE_BYTE_GRAY);
        Random grey = new Random(2);
        double total = 0;
        double[][] darkness = new double[11][7];
        for (int i = 0; i < 77; i++) {
            int value = i == 5 ? 255 : grey.nextInt(240);
            image.getRaster().setSample(i % 7, i / 7, 0, value);
            darkness[i / 7][i % 7] = 1 - value / 255.0;
            total += darkness[i / 7][i % 7];
        }
        Path file = folder.resolve("grey.png");
        ImageIO.write(image, "png", file.toFile());
        int n = 200_000;
        Batch x = new Batch(2, n);
        problem(file, true).density().sample(new SplittableRandom(4), x);
        int[][] counts = new int[11][7];
        double insideX = 0;
        double insideY = 0;
        for (int s = 0; s < n; s++) {
            double column = (x.get(0, s) * 11 / 4) + 3.5;
            double row = 5.5 - x.get(1, s) * 11 / 4;
            counts[(int) Math.floor(row)][(int) Math.floor(column)]++;
            insideX += (column - Math.floor(column)) / n;
            insideY += (row - Math.floor(row)) / n;
        }
        double chi2 = 0;
        for (int i = 0; i < 77; i++) {
            double expected = n * darkness[i / 7][i % 7] / total;
            if (expected == 0) {
                assertThat(counts[i / 7][i % 7]).isZero();
            } else {
                chi2 += Math.pow(counts[i / 7][i % 7] - expected, 2) / expected;
            }
        }
        assertThat(chi2).isBetween(35.0, 131.0);
        // uniform within a cell: four standard deviations of the mean
        assertThat(insideX).isCloseTo(0.5, within(4 / Math.sqrt(12.0 * n)));
        assertThat(insideY).isCloseTo(0.5, within(4 / Math.sqrt(12.0 * n)));
    }

    @Test
    void theDrawnPicturesEntropyIsThatOfItsSamples() {
        // black and white alone: the logarithm of the dark area, 2 of 4 cells of area 4
        assertThat(new PictureDensity(new double[][] {{1, 0}, {0, 1}}).entropy())
                .isCloseTo(Math.log(8), within(1e-14));
        assertThat(PictureDensity.drawn(8).entropy()).isBetween(0.0, Math.log(16));
    }

    @Test
    void rowsOfATableAreDrawnAndStandardised() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.csv"), "a,b,c\n1,10,5\n3,20,5\n5,60,5\n");
        DensityLearning plain = problem(csv, false);
        assertThat(plain.dim()).isEqualTo(3);
        for (double[] row : plain.data(1).initial().toRows()) {
            assertThat(row).isIn(new double[] {1, 10, 5}, new double[] {3, 20, 5}, new double[] {5, 60, 5});
        }
        double[][] rows = ((RowSampler) problem(csv, true).density()).rows();
        for (int c = 0; c < 2; c++) {
            assertThat(rows[0][c] + rows[1][c] + rows[2][c]).isCloseTo(0, within(1e-14));
            assertThat(rows[0][c] * rows[0][c] + rows[1][c] * rows[1][c] + rows[2][c] * rows[2][c])
                    .isCloseTo(3, within(1e-14));
        }
        assertThat(rows[1][2]).isZero();
    }

    @Test
    void arraysOfNumPyAreRead() throws IOException {
        Path file = Files.write(folder.resolve("x.npy"), npy("(2, 3)", 1, 2, 3, 4, 5, 6));
        assertThat(((RowSampler) problem(file, false).density()).rows())
                .isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
        Path column = Files.write(folder.resolve("v.npy"), npy("(2,)", 1, 2));
        assertThat(problem(column, false).dim()).isEqualTo(1);
    }

    private static byte[] npy(String shape, double... values) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer out =
                ByteBuffer.allocate(10 + header.length() + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        out.put(header.getBytes(StandardCharsets.ISO_8859_1));
        for (double value : values) {
            out.putDouble(value);
        }
        return out.array();
    }

    @Test
    void aChangedFileIsReadAnew() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.csv"), "1,2\n3,4\n");
        assertThat(problem(csv, false).dim()).isEqualTo(2);
        Files.writeString(csv, "1,2,3\n3,4,5\n");
        assertThat(problem(csv, false).dim()).isEqualTo(3);
    }

    @Test
    void badFilesGetASentence() throws IOException {
        refused(folder.resolve("none.csv"), "does not exist");
        refused(folder, "is a folder, not a file");
        refused(Files.writeString(folder.resolve("song.mp3"), "x"), ".png, .jpg, .gif, .bmp, .csv");
        refused(
                Files.writeString(folder.resolve("word.csv"), "a,b\n1,2\n3,x\n4,5\n"),
                "line 3, column 2 (b): 'x' is not a number");
        refused(Files.write(folder.resolve("cube.npy"), npy("(1, 1, 1)", 1)), "a table of vectors is [N, columns]");
        refused(
                Files.write(folder.resolve("nan.npy"), npy("(2,)", 1, Double.NaN)),
                "row 2, column 1 is empty; numbers are wanted");
        refused(Files.write(folder.resolve("short.npy"), new byte[20]), "is not a NumPy array");
    }

    private static void refused(Path file, String words) {
        assertThatThrownBy(() -> problem(file, true))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(words);
    }
}
