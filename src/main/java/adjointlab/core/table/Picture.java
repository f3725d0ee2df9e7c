package adjointlab.core.table;

import adjointlab.core.data.InputFile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// The pixels of a picture. The one class of the core that knows pictures; it reads their files by the JDK and draws
/// nothing, so that no display is asked for.
final class Picture {
    private static final long MOST_BYTES = 64L << 20;
    private static final long MOST_PIXELS = 50_000_000;

    /// No form packs more: Deflate makes at most 1032 bytes of one, each of 8 pixels in black and white.
    private static final long MOST_PIXELS_A_BYTE = 8 * 1032;

    private final BufferedImage image;
    private final boolean grey;

    private Picture(BufferedImage image) {
        this.image = image;
        grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    }

    /// @throws IOException in one sentence, if it cannot be read, is no picture or too large
    static Picture read(Path file) throws IOException {
        InputFile.check(file, MOST_BYTES);
        try (InputStream start = Files.newInputStream(file)) {
            BmpHeader.check(file, start.readNBytes(BmpHeader.LENGTH), Files.size(file));
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException(file + " is no picture that can be read");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return new Picture(image(reader, file));
            } finally {
                reader.dispose();
            }
        }
    }

    /// The size is looked at before anything is unpacked.
    private static BufferedImage image(ImageReader reader, Path file) throws IOException {
        long pixels;
        boolean believable;
        try {
            pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            believable = pixels <= MOST_PIXELS_A_BYTE * Files.size(file);
            if (believable && pixels <= MOST_PIXELS) {
                return reader.read(0);
            }
        } catch (IOException | RuntimeException e) { // readers throw what they come across
            throw new IOException(file + " is damaged or of a kind that cannot be read", e);
        }
        if (pixels <= MOST_PIXELS && !believable) {
            throw new IOException(file + " has too few bytes for the " + pixels + " pixels that its header tells");
        }
        throw new IOException(file + " has " + pixels / 1_000_000 + " million pixels; allowed: at most "
                + MOST_PIXELS / 1_000_000 + " million");
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /// Whether it has no colours.
    boolean isGrey() {
        return grey;
    }

    /// From 0 for white to 1 for black, on white where it is transparent. Greys as they stand in the file: as a
    /// colour the JDK would brighten them. Luminance of colours by ITU-R BT.601.
    double darkness(int x, int y) {
        if (grey) {
            Raster raster = image.getRaster();
            double opaque = raster.getNumBands() == 2 ? share(raster, x, y, 1) : 1;
            return opaque * (1 - share(raster, x, y, 0));
        }
        int colour = image.getRGB(x, y);
        double luminance = 0.299 * (colour >> 16 & 0xff) + 0.587 * (colour >> 8 & 0xff) + 0.114 * (colour & 0xff);
        return (colour >>> 24) / 255.0 * (1 - luminance / 255);
    }

    /// The pixels as bytes, rows one after another, on black where it is transparent; 8 of 16 bits are kept.
    ///
    /// @return [height×width] where it is grey, else [3×height×width]
    byte[] bytes() {
        int size = width() * height();
        byte[] out = new byte[grey ? size : 3 * size];
        for (int at = 0; at < size; at++) {
            int x = at % width();
            int y = at / width();
            if (grey) {
                Raster raster = image.getRaster();
                double opaque = raster.getNumBands() == 2 ? share(raster, x, y, 1) : 1;
                out[at] = (byte) Math.round(255 * opaque * share(raster, x, y, 0));
                continue;
            }
            int colour = image.getRGB(x, y);
            for (int c = 0; c < 3; c++) {
                int value = colour >> 8 * (2 - c) & 0xff;
                out[c * size + at] = (byte) Math.round(value * (colour >>> 24) / 255.0);
            }
        }
        return out;
    }

    /// A sample of what it can be at most.
    private static double share(Raster raster, int x, int y, int band) {
        return raster.getSample(x, y, band)
                / (double) ((1L << raster.getSampleModel().getSampleSize(band)) - 1);
    }
}
