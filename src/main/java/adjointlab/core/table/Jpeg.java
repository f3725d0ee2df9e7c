package adjointlab.core.table;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads the luminance of a JPEG picture: baseline and progressive with Huffman codes, grey or YCbCr (ITU-T T.81, with
/// JFIF's colours in T.871). Only what is bright and dark is turned back into pixels; colours are followed no further than
/// their bits have to be.
final class Jpeg {
    private static final long MOST_PIXELS = 50_000_000;
    private static final int BLOCK = 64;
    /// c(u)/2 cos((2x + 1)uπ/16) at [u][x].
    private static final double[][] COSINES = cosines();

    private final byte[] bytes;
    private final String where;
    private int at;
    private int width;
    private int height;
    private boolean progressive;
    private boolean otherColours;
    private int restartInterval;
    private Component[] components = {};
    private final int[][] quantisation = new int[4][BLOCK];
    private final JpegBits.@Nullable Code[][] codes = new JpegBits.Code[2][4];

    /// @param where names the file in the sentence of an error
    Jpeg(byte[] bytes, String where) {
        this.bytes = bytes;
        this.where = where;
    }

    /// One plane: luminance first.
    private static final class Component {
        private final int id;
        private final int across;
        private final int down;
        private final int table;
        private int blocksAcross;
        private int blocksDown;
        /// Blocks of a row in memory, whole units' worth.
        private int stride;
        private short[] coefficients = {};
        private int predicted;

        Component(int id, int across, int down, int table) {
            this.id = id;
            this.across = across;
            this.down = down;
            this.table = table;
        }
    }

    /// What one pass over the picture brings.
    ///
    /// @param dc codes of the first coefficients, a table a component
    /// @param ac codes of the others
    /// @param from first coefficient
    /// @param to last coefficient
    /// @param high bits that were known before, 0 in a first pass
    /// @param low bits that are left for later passes
    private record Scan(int[] dc, int[] ac, int from, int to, int high, int low) {}

    Darkness read() throws IOException {
        try {
            if (number() != 0xffd8) {
                throw new IOException(where + " is no JPEG picture");
            }
            while (segment()) {
                // one after the other
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            EOFException cut = new EOFException(where);
            cut.initCause(e);
            throw cut;
        }
        if (components.length == 0) {
            throw new ZipException("there is no frame");
        }
        return pixels();
    }

    private boolean segment() throws IOException {
        while (octet() != 0xff) {
            // what stands between segments means nothing
        }
        int marker = octet();
        while (marker == 0xff) {
            marker = octet();
        }
        if (marker == 0xd9) {
            return false;
        }
        if (marker == 0 || marker >= 0xd0 && marker <= 0xd7) {
            return true;
        }
        int end = at + number();
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> frame(marker == 0xc2);
            case 0xc4 -> codes(end);
            case 0xdb -> quantisation(end);
            case 0xdd -> restartInterval = number();
            case 0xda -> {
                scan();
                return true;
            }
            case 0xee -> otherColours |= end - at > 11 && bytes[at] == 'A' && bytes[at + 11] == 0;
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
                throw new IOException(where + " is a JPEG of a rare kind; save it as PNG");
            default -> {
                // says nothing of how dark the picture is
            }
        }
        at = end;
        return true;
    }

    private void frame(boolean inPasses) throws IOException {
        progressive = inPasses;
        int precision = octet();
        height = number();
        width = number();
        int count = octet();
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IOException(where + " is no picture of at most " + MOST_PIXELS / 1_000_000 + " million pixels");
        }
        Component[] read = new Component[count];
        for (int c = 0; c < count; c++) {
            int id = octet();
            int sampling = octet();
            read[c] = new Component(id, sampling >> 4, sampling & 15, octet());
        }
        int across = Arrays.stream(read).mapToInt(c -> c.across).max().orElse(0);
        int down = Arrays.stream(read).mapToInt(c -> c.down).max().orElse(0);
        boolean grey = count == 1;
        if (precision != 8
                || !(grey || count == 3 && !otherColours)
                || across > 4
                || down > 4
                || read[0].across != across
                || read[0].down != down
                || Arrays.stream(read).anyMatch(c -> c.across < 1 || c.down < 1 || c.table > 3)) {
            throw new IOException(where + " is a JPEG of a rare kind; save it as PNG");
        }
        for (Component c : read) {
            c.blocksAcross = Math.ceilDiv(Math.ceilDiv(width * c.across, across), 8);
            c.blocksDown = Math.ceilDiv(Math.ceilDiv(height * c.down, down), 8);
            c.stride = Math.ceilDiv(width, 8 * across) * c.across;
            c.coefficients = new short[BLOCK * c.stride * Math.ceilDiv(height, 8 * down) * c.down];
        }
        components = read;
    }

    private void codes(int end) throws ZipException {
        while (at < end) {
            int which = octet();
            int[] counts = new int[16];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = octet();
            }
            int[] symbols = new int[Arrays.stream(counts).sum()];
            for (int i = 0; i < symbols.length; i++) {
                symbols[i] = octet();
            }
            codes[which >> 4][which & 15] = new JpegBits.Code(counts, symbols);
        }
    }

    private void quantisation(int end) {
        while (at < end) {
            int which = octet();
            for (int k = 0; k < BLOCK; k++) {
                quantisation[which & 15][JpegBits.ZIGZAG[k]] = which >> 4 == 0 ? octet() : number();
            }
        }
    }

    private void scan() throws IOException {
        int count = octet();
        Component[] chosen = new Component[count];
        Scan tables = new Scan(new int[count], new int[count], 0, 0, 0, 0);
        for (int c = 0; c < count; c++) {
            int id = octet();
            chosen[c] = Arrays.stream(components)
                    .filter(component -> component.id == id)
                    .findFirst()
                    .orElseThrow(() -> new ZipException("a scan of an unknown component"));
            int which = octet();
            tables.dc[c] = which >> 4;
            tables.ac[c] = which & 15;
        }
        int from = octet();
        int to = Math.min(octet(), BLOCK - 1);
        int approximation = octet();
        Scan scan = new Scan(tables.dc, tables.ac, from, to, approximation >> 4, approximation & 15);
        JpegBits bits = new JpegBits(bytes, at);
        boolean alone = count == 1;
        int unitsAcross = alone ? chosen[0].blocksAcross : components[0].stride / components[0].across;
        int unitsDown = alone
                ? chosen[0].blocksDown
                : components[0].coefficients.length / BLOCK / components[0].stride / components[0].down;
        for (int unit = 0; unit < unitsAcross * unitsDown; unit++) {
            if (unit == 0 || restartInterval > 0 && unit % restartInterval == 0) {
                bits.restart(unit > 0);
                for (Component component : chosen) {
                    component.predicted = 0;
                }
            }
            int column = unit % unitsAcross;
            int row = unit / unitsAcross;
            for (int c = 0; c < count; c++) {
                Component it = chosen[c];
                int blocks = alone ? 1 : it.across * it.down;
                for (int b = 0; b < blocks; b++) {
                    int x = alone ? column : column * it.across + b % it.across;
                    int y = alone ? row : row * it.down + b / it.across;
                    block(bits, it, c, scan, BLOCK * (y * it.stride + x));
                }
            }
        }
        at = bits.position();
    }

    private void block(JpegBits bits, Component it, int index, Scan scan, int start) throws ZipException {
        short[] out = it.coefficients;
        int from = progressive ? scan.from : 0;
        int to = progressive ? scan.to : BLOCK - 1;
        int low = progressive ? scan.low : 0;
        if (from == 0) {
            if (progressive && scan.high > 0) {
                out[start] |= (short) (bits.next(1) << low);
            } else {
                it.predicted += bits.signed(bits.symbol(code(0, scan.dc[index])));
                out[start] = (short) (it.predicted << low);
            }
            from = 1;
        }
        if (from > to) {
            return;
        }
        JpegBits.Code code = code(1, scan.ac[index]);
        JpegBits.Band band = new JpegBits.Band(from, to, low);
        if (progressive && scan.high > 0) {
            bits.refine(code, band, out, start);
        } else {
            bits.first(code, band, out, start);
        }
    }

    private JpegBits.Code code(int kind, int table) throws ZipException {
        JpegBits.Code code = codes[kind][table];
        if (code == null) {
            throw new ZipException("a code is missing");
        }
        return code;
    }

    private Darkness pixels() {
        Darkness.Gatherer gatherer = new Darkness.Gatherer(width, height);
        Component luminance = components[0];
        int[] factors = quantisation[luminance.table];
        double[] rows = new double[BLOCK];
        for (int by = 0; by < luminance.blocksDown; by++) {
            for (int bx = 0; bx < luminance.blocksAcross; bx++) {
                int start = BLOCK * (by * luminance.stride + bx);
                for (int v = 0; v < 8; v++) {
                    for (int x = 0; x < 8; x++) {
                        double sum = 0;
                        for (int u = 0; u < 8; u++) {
                            sum += luminance.coefficients[start + 8 * v + u] * factors[8 * v + u] * COSINES[u][x];
                        }
                        rows[8 * v + x] = sum;
                    }
                }
                for (int y = 0; y < Math.min(8, height - 8 * by); y++) {
                    for (int x = 0; x < Math.min(8, width - 8 * bx); x++) {
                        double sum = 0;
                        for (int v = 0; v < 8; v++) {
                            sum += rows[8 * v + x] * COSINES[v][y];
                        }
                        gatherer.add(8 * bx + x, 8 * by + y, (sum + 128) / 255);
                    }
                }
            }
        }
        return gatherer.darkness();
    }

    private static double[][] cosines() {
        double[][] cosines = new double[8][8];
        for (int u = 0; u < 8; u++) {
            for (int x = 0; x < 8; x++) {
                cosines[u][x] = (u == 0 ? Math.sqrt(0.5) : 1) / 2 * Math.cos((2 * x + 1) * u * Math.PI / 16);
            }
        }
        return cosines;
    }

    private int octet() {
        return bytes[at++] & 0xff;
    }

    private int number() {
        return octet() << 8 | octet();
    }
}
