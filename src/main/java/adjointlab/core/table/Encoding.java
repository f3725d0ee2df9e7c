package adjointlab.core.table;

import adjointlab.core.table.TableOptions.Letters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The encoding of a text, told from its first bytes: what a mark says, UTF-16 where every other byte is 0, UTF-8 where
/// they are such, and else Latin-1 with Windows' additions, as spreadsheets write it in Western Europe.
final class Encoding {
    private static final Charset LATIN = Charset.forName("windows-1252");
    private static final int LOOKED_AT = 1 << 16;

    private Encoding() {}

    /// The one that a person chose, or else what is found. Passes a mark over.
    ///
    /// @param in that can be marked
    /// @param where it comes from, for the sentence of an error
    /// @throws IOException in one sentence, if nothing was chosen and these are no signs of a text
    static Charset of(InputStream in, String where, Letters asked) throws IOException {
        Optional<Charset> chosen = asked.charset();
        if (chosen.isEmpty()) {
            return of(in, where);
        }
        byte[] mark = "\ufeff".getBytes(chosen.get());
        boolean marks = chosen.get().name().startsWith("UTF");
        in.mark(mark.length);
        if (!marks || !Arrays.equals(in.readNBytes(mark.length), mark)) {
            in.reset();
        }
        return chosen.get();
    }

    /// Finds it, and passes a mark over.
    ///
    /// @param in that can be marked
    /// @param where it comes from, for the sentence of an error
    /// @throws IOException in one sentence, if these are no signs of a text
    static Charset of(InputStream in, String where) throws IOException {
        in.mark(LOOKED_AT);
        byte[] first = in.readNBytes(LOOKED_AT);
        in.reset();
        int mark = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | first[1] & 0xff;
        if (mark == 0xfeff || mark == 0xfffe) {
            in.skipNBytes(2);
            return mark == 0xfeff ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (mark == 0xefbb && first.length > 2 && first[2] == (byte) 0xbf) {
            in.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        int[] zeros = new int[2];
        boolean controls = false;
        for (int i = 0; i < first.length; i++) {
            if (first[i] == 0) {
                zeros[i % 2]++;
            } else {
                controls |= first[i] > 0 && first[i] < 9 || first[i] > 13 && first[i] < 26;
            }
        }
        if (zeros[0] == 0 && zeros[1] == 0 && !controls) {
            return isUtf8(first) ? StandardCharsets.UTF_8 : LATIN;
        }
        if (zeros[0] == 0 && zeros[1] > first.length / 4) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros[1] == 0 && zeros[0] > first.length / 4) {
            return StandardCharsets.UTF_16BE;
        }
        throw new IOException(where + " is not a text");
    }

    /// What people call it.
    static String words(Charset charset) {
        return charset.equals(LATIN) ? "Latin-1 (Windows-1252)" : charset.name().replaceAll("[BL]E$", "");
    }

    /// Signs that the end cuts through are let pass.
    private static boolean isUtf8(byte... first) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        return !decoder.decode(ByteBuffer.wrap(first), CharBuffer.allocate(first.length + 1), false)
                .isError();
    }
}
