package adjointlab.core.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// How dark a picture is, over a grid of cells.
///
/// @param cells [rows][columns], from 0 for white to 1 for black, top row first; not copied
public record Darkness(double[][] cells) {
    private static final int MOST_CELLS = 256;
    private static final List<String> NAMES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    /// Reads a picture, on white where it is transparent; pixels of large ones are gathered until a side has at
    /// most 256 cells.
    ///
    /// @throws IOException in one sentence, if it cannot be read, is no picture, too large or white everywhere
    public static Darkness read(Path file) throws IOException {
        Darkness read = gathered(Picture.read(file));
        if (read.total() == 0) {
            throw new IOException(file + " is white everywhere, so that it is no density");
        }
        return read;
    }

    /// Whether a file's name is one that [#read] knows.
    public static boolean knows(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::endsWith);
    }

    private static Darkness gathered(Picture image) {
        int factor = Math.ceilDiv(Math.max(image.width(), image.height()), MOST_CELLS);
        double[][] cells = new double[Math.ceilDiv(image.height(), factor)][Math.ceilDiv(image.width(), factor)];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                cells[y / factor][x / factor] += image.darkness(x, y) / (factor * factor);
            }
        }
        return new Darkness(cells);
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
}
