package adjointlab.core.table;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// How dark a picture is, over a grid of cells. The one class of the core that knows pictures; it reads their files by
/// the JDK and draws nothing, so that no display is asked for.
///
/// @param cells [rows][columns], from 0 for white to 1 for black, top row first; not copied
public record Darkness(double[][] cells) {
    private static final long MOST_BYTES = 64L << 20;
    private static final long MOST_PIXELS = 50_000_000;
    private static final int MOST_CELLS = 256;
    private static final List<String> NAMES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    /// Reads a picture, on white where it is transparent; pixels of large ones are gathered until a side has at
    /// most 256 cells.
    ///
    /// @throws IOException in one sentence, if it cannot be read, is no picture, too large or white everywhere
    public static Darkness read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException(file + " is no picture that can be read");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                Darkness read = gathered(picture(reader, file));
                if (read.total() == 0) {
                    throw new IOException(file + " is white everywhere, so that it is no density");
                }
                return read;
            } finally {
                reader.dispose();
            }
        }
    }

    /// Whether a file's name is one that [#read] knows.
    public static boolean knows(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::endsWith);
    }

    /// The size is looked at before anything is unpacked.
    private static BufferedImage picture(ImageReader reader, Path file) throws IOException {
        long pixels;
        try {
            pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels <= MOST_PIXELS) {
                return reader.read(0);
            }
        } catch (IOException | RuntimeException e) { // readers throw what they come across
            throw new IOException(file + " is damaged or of a kind that cannot be read", e);
        }
        throw new IOException(file + " has " + pixels / 1_000_000 + " million pixels; allowed: at most "
                + MOST_PIXELS / 1_000_000 + " million");
    }

    private static Darkness gathered(BufferedImage image) {
        int factor = Math.ceilDiv(Math.max(image.getWidth(), image.getHeight()), MOST_CELLS);
        double[][] cells = new double[Math.ceilDiv(image.getHeight(), factor)][Math.ceilDiv(image.getWidth(), factor)];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                cells[y / factor][x / factor] += darkness(image, x, y) / (factor * factor);
            }
        }
        return new Darkness(cells);
    }

    /// Greys as they stand in the file: as a colour the JDK would brighten them. Luminance of colours by ITU-R
    /// BT.601.
    private static double darkness(BufferedImage image, int x, int y) {
        Raster raster = image.getRaster();
        boolean grey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        if (grey) {
            double opaque = raster.getNumBands() == 2 ? share(raster, x, y, 1) : 1;
            return opaque * (1 - share(raster, x, y, 0));
        }
        int colour = image.getRGB(x, y);
        double luminance = 0.299 * (colour >> 16 & 0xff) + 0.587 * (colour >> 8 & 0xff) + 0.114 * (colour & 0xff);
        return (colour >>> 24) / 255.0 * (1 - luminance / 255);
    }

    /// A sample of what it can be at most.
    private static double share(Raster raster, int x, int y, int band) {
        return raster.getSample(x, y, band)
                / (double) ((1L << raster.getSampleModel().getSampleSize(band)) - 1);
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
