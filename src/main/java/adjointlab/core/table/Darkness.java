package adjointlab.core.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;

/// How dark a picture is, over a grid of cells.
///
/// @param cells [rows][columns], from 0 for white to 1 for black, top row first; not copied
public record Darkness(double[][] cells) {
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_CELLS = 256;
    private static final int JPEG = 0xff;
    private static final List<String> NAMES = List.of(".png", ".jpg", ".jpeg");

    /// Reads a PNG or JPEG file; pixels of large pictures are gathered until a side has at most 256 cells.
    ///
    /// @throws IOException in one sentence, if it cannot be read, is no such picture or white everywhere
    public static Darkness read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.mark(1);
            int first = in.read();
            in.reset();
            Darkness read = first == JPEG
                    ? new Jpeg(in.readAllBytes(), file.toString()).read()
                    : new Png(in, file.toString()).read();
            if (read.total() == 0) {
                throw new IOException(file + " is white everywhere, so that it is no density");
            }
            return read;
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is cut off or damaged", e);
        }
    }

    /// Whether a file's name is one that [#read] knows.
    public static boolean knows(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::endsWith);
    }

    private double total() {
        double sum = 0;
        for (double[] row : cells) {
            for (double cell : row) {
                sum += cell;
            }
        }
        return sum;
    }

    /// Gathers pixels into cells.
    static final class Gatherer {
        private final int factor;
        private final double[][] cells;

        /// @param width of the picture, pixels
        /// @param height of the picture, pixels
        Gatherer(int width, int height) {
            factor = Math.ceilDiv(Math.max(width, height), MOST_CELLS);
            cells = new double[Math.ceilDiv(height, factor)][Math.ceilDiv(width, factor)];
        }

        /// Adds a pixel; each must come once.
        ///
        /// @param luminance from 0 for black to 1 for white
        void add(int x, int y, double luminance) {
            cells[y / factor][x / factor] += Math.clamp(1 - luminance, 0, 1) / (factor * factor);
        }

        Darkness darkness() {
            return new Darkness(cells);
        }
    }
}
