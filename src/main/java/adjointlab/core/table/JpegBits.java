package adjointlab.core.table;

import java.util.zip.ZipException;

/// The bits of a scan of a JPEG picture, and what blocks of coefficients are coded by. ITU-T T.81, annexes F and G.
final class JpegBits {
    private static final int LONGEST = 16;
    /// Where the coefficients of a block stand, by rows, in the order in which they come.
    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55,
        62, 63
    };

    private final byte[] bytes;
    private int at;
    private int held;
    private int left;
    /// Blocks that bring nothing more in this pass.
    private int ended;

    JpegBits(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /// A Huffman code, its words by length.
    ///
    /// @param counts [16] words of each length, 1 first
    /// @param symbols in the words' order
    record Code(int[] counts, int[] symbols) {}

    /// Which coefficients a scan tells.
    ///
    /// @param from first of them, in the order in which they come
    /// @param to last of them
    /// @param low bits that later scans tell
    record Band(int from, int to, int low) {}

    /// Where what follows the scan stands.
    int position() {
        return at;
    }

    /// Starts anew, behind a marker if there should be one.
    void restart(boolean marked) {
        left = 0;
        ended = 0;
        if (marked && at + 1 < bytes.length && bytes[at] == (byte) 0xff && (bytes[at + 1] & 0xf8) == 0xd0) {
            at += 2;
        }
    }

    /// Some bits as a number; zeros once a marker is reached.
    int next(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (left == 0) {
                load();
            }
            left--;
            value = value << 1 | held >> left & 1;
        }
        return value;
    }

    private void load() {
        left = 8;
        held = bytes[at] & 0xff;
        if (held != 0xff) {
            at++;
        } else if (bytes[at + 1] == 0) {
            at += 2;
        } else {
            held = 0;
        }
    }

    int symbol(Code code) throws ZipException {
        int word = 0;
        int first = 0;
        int index = 0;
        for (int length = 0; length < LONGEST; length++) {
            word |= next(1);
            int count = code.counts[length];
            if (word - first < count) {
                return code.symbols[index + word - first];
            }
            index += count;
            first = first + count << 1;
            word <<= 1;
        }
        throw new ZipException("bits that are no word of the code");
    }

    /// A number of so many bits, the lower half of which stands for negative ones.
    int signed(int bits) {
        int value = next(bits);
        return bits == 0 || value >> bits - 1 == 1 ? value : value - (1 << bits) + 1;
    }

    /// Coefficients of a block that are told for the first time.
    ///
    /// @param out coefficients of all blocks
    /// @param start of this one
    void first(Code code, Band band, short[] out, int start) throws ZipException {
        if (ended > 0) {
            ended--;
            return;
        }
        int k = band.from;
        while (k <= band.to) {
            int symbol = symbol(code);
            int zeros = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && zeros < 15) {
                ended = (1 << zeros) - 1 + next(zeros);
                return;
            }
            k += zeros;
            if (k > band.to) {
                throw new ZipException("more coefficients than a block has");
            }
            if (size > 0) {
                out[start + ZIGZAG[k]] = (short) (signed(size) << band.low);
            }
            k++;
        }
    }

    /// One more bit of coefficients that are known, and those that appear only now; parameters as of [#first].
    void refine(Code code, Band band, short[] out, int start) throws ZipException {
        int bit = 1 << band.low;
        int k = band.from;
        while (ended == 0 && k <= band.to) {
            int symbol = symbol(code);
            int zeros = symbol >> 4;
            int appearing = 0;
            if ((symbol & 15) != 0) {
                appearing = next(1) == 1 ? bit : -bit;
            } else if (zeros < 15) {
                ended = (1 << zeros) + next(zeros);
                break;
            }
            boolean passed = false;
            while (k <= band.to && !passed) {
                int place = start + ZIGZAG[k++];
                if (out[place] != 0) {
                    sharpen(out, place, bit);
                } else if (zeros-- == 0) {
                    out[place] = (short) appearing;
                    passed = true;
                }
            }
        }
        if (ended > 0) {
            for (; k <= band.to; k++) {
                int place = start + ZIGZAG[k];
                if (out[place] != 0) {
                    sharpen(out, place, bit);
                }
            }
            ended--;
        }
    }

    private void sharpen(short[] out, int place, int bit) {
        if (next(1) == 1 && (out[place] & bit) == 0) {
            out[place] += (short) (out[place] > 0 ? bit : -bit);
        }
    }
}
