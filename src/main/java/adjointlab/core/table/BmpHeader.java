package adjointlab.core.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// What a Windows bitmap's header tells of sizes in bytes, from which the JDK's reader takes memory before it looks
/// for them: none can be larger than the file. Microsoft, BITMAPINFOHEADER and BITMAPV5HEADER, Win32 reference.
final class BmpHeader {
    /// Bytes that are looked at: those of the file's header and of the longest form of the picture's.
    static final int LENGTH = 14 + 124;

    /// Where lengths and places in bytes stand: of the pixels, of the picture's header, of the packed pixels.
    private static final int[] BYTES_AT = {10, 14, 34};
    private static final int COLOURS_AT = 46;
    private static final int PROFILE_SIZE_AT = 130;
    private static final int BYTES_A_COLOUR = 3;

    private BmpHeader() {}

    /// Refuses what no such file can be; says nothing of others.
    ///
    /// @param first bytes of the file, up to [#LENGTH]
    /// @param bytes of the file
    /// @throws IOException in one sentence
    static void check(Path file, byte[] first, long bytes) throws IOException {
        if (first.length < 2 || first[0] != 'B' || first[1] != 'M') {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        for (int at : BYTES_AT) {
            check(file, header, at, bytes);
        }
        check(file, header, COLOURS_AT, bytes / BYTES_A_COLOUR);
        if (at(header, 14) >= LENGTH - 14) {
            check(file, header, PROFILE_SIZE_AT, bytes);
        }
    }

    private static void check(Path file, ByteBuffer header, int at, long most) throws IOException {
        long told = at(header, at);
        if (told > most) {
            throw new IOException(
                    file + " tells of " + told + " bytes or colours in its header, but has room for " + most + " only");
        }
    }

    private static long at(ByteBuffer header, int at) {
        return at + Integer.BYTES > header.limit() ? 0 : Integer.toUnsignedLong(header.getInt(at));
    }
}
