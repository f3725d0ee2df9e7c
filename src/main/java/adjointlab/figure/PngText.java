package adjointlab.figure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// International texts of a PNG: ISO/IEC 15948, section 11.3.4.5.
final class PngText {
    private static final int SIGNATURE = 8;
    /// Length, type and checksum of a chunk.
    private static final int AROUND = 12;

    private static final byte[] TYPE = "iTXt".getBytes(StandardCharsets.US_ASCII);

    private PngText() {}

    /// The text of a keyword that stands there as it is, not compressed.
    ///
    /// @param png bytes of a file, not modified
    static Optional<String> read(byte[] png, String keyword) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        while (at + AROUND <= png.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > png.length - at - AROUND) {
                return Optional.empty();
            }
            int from = at + 8;
            if (Arrays.equals(png, at + 4, from, TYPE, 0, TYPE.length)) {
                Optional<String> text = text(Arrays.copyOfRange(png, from, from + length), keyword);
                if (text.isPresent()) {
                    return text;
                }
            }
            at += AROUND + length;
        }
        return Optional.empty();
    }

    /// Keyword, 0, whether it is compressed and how, language, 0, keyword in it, 0, text.
    private static Optional<String> text(byte[] chunk, String keyword) {
        byte[] head = (keyword + "\0\0\0").getBytes(StandardCharsets.UTF_8);
        if (chunk.length < head.length || !Arrays.equals(chunk, 0, head.length, head, 0, head.length)) {
            return Optional.empty();
        }
        int at = head.length;
        for (int zeros = 0; zeros < 2 && at < chunk.length; at++) {
            zeros += chunk[at] == 0 ? 1 : 0;
        }
        return Optional.of(new String(chunk, at, chunk.length - at, StandardCharsets.UTF_8));
    }
}
