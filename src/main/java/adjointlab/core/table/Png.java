package adjointlab.core.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads how bright the pixels of a PNG picture are, on white where they are transparent: all colour types, depths and
/// interlacing of "Portable Network Graphics Specification", third edition, W3C 2025. Gamma, colour profiles and colours
/// that stand for transparency (a `tRNS` chunk without a palette) are left out of account.
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final long MOST_PIXELS = 100_000_000;
    private static final int PALETTE = 3;
    /// Start and step of Adam7's passes, horizontally and vertically.
    private static final int[][] PASSES = {
        {0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}
    };
    private static final int[][] ONE_PASS = {{0, 1, 0, 1}};

    private final DataInputStream in;
    private final String where;
    private Header header = new Header(0, 0, 8, 0, false);
    private byte[] palette = {};
    private byte[] paletteAlpha = {};

    /// @param where names the file in the sentence of an error
    Png(InputStream in, String where) {
        this.in = new DataInputStream(in);
        this.where = where;
    }

    /// @param depth bits of a number
    /// @param colour 0 grey, 2 red, green and blue, 3 by palette; 4 more with transparency
    private record Header(int width, int height, int depth, int colour, boolean interlaced) {
        /// Numbers of a pixel.
        int channels() {
            return switch (colour) {
                case 2 -> 3;
                case 4 -> 2;
                case 6 -> 4;
                default -> 1;
            };
        }

        boolean known() {
            boolean depths =
                    switch (colour) {
                        case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                        case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                        case 2, 4, 6 -> depth == 8 || depth == 16;
                        default -> false;
                    };
            return depths && width > 0 && height > 0;
        }
    }

    Darkness read() throws IOException {
        if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
            throw new IOException(where + " is no PNG picture");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        boolean more = true;
        while (more) {
            int length = in.readInt();
            String type = new String(in.readNBytes(4), java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] chunk = in.readNBytes(Math.max(0, length));
            if (chunk.length != length) {
                throw new ZipException("a chunk is cut off");
            }
            in.readInt(); // a checksum; what is packed carries one of its own
            switch (type) {
                case "IHDR" -> header = header(chunk);
                case "PLTE" -> palette = chunk;
                case "tRNS" -> paletteAlpha = chunk;
                case "IDAT" -> packed.write(chunk);
                case "IEND" -> more = false;
                default -> {
                    // says nothing of how dark the picture is
                }
            }
        }
        if (!header.known() || (long) header.width * header.height > MOST_PIXELS) {
            throw new IOException(where + " is no picture of at most " + MOST_PIXELS / 1_000_000 + " million pixels");
        }
        return pixels(new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray())));
    }

    private static Header header(byte[] chunk) throws IOException {
        DataInputStream fields = new DataInputStream(new ByteArrayInputStream(chunk));
        int width = fields.readInt();
        int height = fields.readInt();
        int depth = fields.readUnsignedByte();
        int colour = fields.readUnsignedByte();
        fields.skipNBytes(2);
        return new Header(width, height, depth, colour, fields.readUnsignedByte() == 1);
    }

    private Darkness pixels(InputStream unpacked) throws IOException {
        Darkness.Gatherer gatherer = new Darkness.Gatherer(header.width, header.height);
        int bits = header.channels() * header.depth;
        int back = Math.ceilDiv(bits, 8);
        for (int[] pass : header.interlaced ? PASSES : ONE_PASS) {
            int columns = Math.ceilDiv(header.width - pass[0], pass[1]);
            int rows = Math.ceilDiv(header.height - pass[2], pass[3]);
            byte[] above = new byte[Math.ceilDiv(Math.max(0, columns) * bits, 8)];
            for (int row = 0; row < rows && columns > 0; row++) {
                int filter = unpacked.read();
                byte[] line = unpacked.readNBytes(above.length);
                if (filter < 0 || line.length < above.length) {
                    throw new ZipException("rows are missing");
                }
                unfilter(filter, line, above, back);
                for (int column = 0; column < columns; column++) {
                    gatherer.add(pass[0] + column * pass[1], pass[2] + row * pass[3], luminance(line, column));
                }
                above = line;
            }
        }
        return gatherer.darkness();
    }

    /// Section 9 of the specification.
    private static void unfilter(int filter, byte[] line, byte[] above, int back) throws ZipException {
        for (int i = 0; i < line.length; i++) {
            int left = i < back ? 0 : line[i - back] & 0xff;
            int up = above[i] & 0xff;
            int corner = i < back ? 0 : above[i - back] & 0xff;
            line[i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> nearest(left, up, corner);
                        default -> throw new ZipException("no filter has the number " + filter);
                    };
        }
    }

    /// Paeth's predictor.
    private static int nearest(int left, int up, int corner) {
        int guess = left + up - corner;
        int toLeft = Math.abs(guess - left);
        int toUp = Math.abs(guess - up);
        int toCorner = Math.abs(guess - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private double luminance(byte[] line, int column) throws ZipException {
        int first = column * header.channels();
        double value;
        double alpha = 1;
        switch (header.colour) {
            case PALETTE -> {
                int index = (int) Math.round(number(line, first) * ((1 << header.depth) - 1));
                if (3 * index + 3 > palette.length) {
                    throw new ZipException("the palette is too short");
                }
                byte[] colour = Arrays.copyOfRange(palette, 3 * index, 3 * index + 3);
                value = grey((colour[0] & 0xff) / 255.0, (colour[1] & 0xff) / 255.0, (colour[2] & 0xff) / 255.0);
                alpha = index < paletteAlpha.length ? (paletteAlpha[index] & 0xff) / 255.0 : 1;
            }
            case 2 -> value = grey(number(line, first), number(line, first + 1), number(line, first + 2));
            case 6 -> {
                value = grey(number(line, first), number(line, first + 1), number(line, first + 2));
                alpha = number(line, first + 3);
            }
            case 4 -> {
                value = number(line, first);
                alpha = number(line, first + 1);
            }
            default -> value = number(line, first);
        }
        return 1 - alpha * (1 - value);
    }

    /// A number of a row, from 0 to 1.
    private double number(byte[] line, int index) {
        if (header.depth == 16) {
            return ((line[2 * index] & 0xff) << 8 | line[2 * index + 1] & 0xff) / 65535.0;
        }
        int bit = index * header.depth;
        int most = (1 << header.depth) - 1;
        return ((line[bit / 8] & 0xff) >> (8 - header.depth - bit % 8) & most) / (double) most;
    }

    /// Luminance of ITU-R BT.601.
    private static double grey(double red, double green, double blue) {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }
}
