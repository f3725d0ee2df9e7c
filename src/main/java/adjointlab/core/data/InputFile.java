package adjointlab.core.data;

import adjointlab.core.math.Stop;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Files that somebody names: regular ones alone, since a pipe or a device may never end, and never more bytes than
/// their kind may have, whatever size the file system tells. A thread that is interrupted stops reading: nobody waits
/// for it any more; so does one whose work is not wanted any more ([Stop#OF_THIS_WORK]).
public final class InputFile {
    private static final int PIECE = 1 << 16;

    private InputFile() {}

    /// @param most bytes that it may have
    /// @throws IOException in one sentence, if there is no such regular file or it is larger
    public static void check(Path file, long most) throws IOException {
        checkRegular(file);
        if (Files.size(file) > most) {
            throw tooLarge(file, most);
        }
    }

    /// @throws IOException in one sentence, if there is no such file, or a folder, a pipe or a device
    public static void checkRegular(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            return;
        }
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist");
        }
        throw new IOException(
                file + (Files.isDirectory(file) ? " is a folder" : " is a pipe or a device") + ", not a file");
    }

    /// The bytes of a file, one after another; closed by who asked.
    ///
    /// @param most bytes that it may have; reading fails behind them
    /// @throws IOException in one sentence, if there is no such regular file or it is larger
    public static InputStream open(Path file, long most) throws IOException {
        check(file, most);
        return new Limited(Files.newInputStream(file), () -> tooLarge(file, most), most);
    }

    /// Bytes that may have been packed: whatever they claim, reading stops behind so many.
    ///
    /// @param where they come from, for the sentence of an error
    /// @param most bytes that there may be
    public static InputStream limited(InputStream in, String where, long most) {
        return new Limited(
                in, () -> new IOException(where + " is larger than " + (most >> 20) + " MiB when unpacked"), most);
    }

    /// All bytes of a file.
    ///
    /// @param most that it may have
    /// @throws IOException in one sentence, if there is no such regular file or it is larger
    public static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = open(file, most)) {
            ByteArrayOutputStream out =
                    new ByteArrayOutputStream((int) Math.min(most, Math.max(PIECE, Files.size(file))));
            in.transferTo(out);
            return out.toByteArray();
        }
    }

    private static IOException tooLarge(Path file, long most) {
        String limit = most < 1 << 20 ? (most >> 10) + " KiB" : (most >> 20) + " MiB";
        return new IOException(file + " is larger than " + limit);
    }

    /// What grows while it is read, or tells no size, ends here all the same.
    private static final class Limited extends FilterInputStream {
        private final Supplier<IOException> tooLarge;
        private long left;

        Limited(InputStream in, Supplier<IOException> tooLarge, long most) {
            super(in);
            this.tooLarge = tooLarge;
            left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long read) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("reading was stopped");
            }
            Stop.heedOfThisWork();
            left -= read;
            if (left < 0) {
                throw tooLarge.get();
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
