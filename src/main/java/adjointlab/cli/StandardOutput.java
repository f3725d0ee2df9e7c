package adjointlab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The standard output, which ends a command when no one reads it any more: print streams of the JDK would go on in
/// silence, and a benchmark of minutes with them.
final class StandardOutput extends OutputStream {
    private final OutputStream to;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    /// The reader has gone (`adjointlab bench | head -1`), or nothing more fits.
    static final class ClosedException extends UncheckedIOException {
        private static final long serialVersionUID = 1;

        ClosedException(IOException cause) {
            super(cause);
        }
    }

    /// The one of this process.
    static PrintWriter open() {
        return new PrintWriter(
                new StandardOutput(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            to.write(bytes, from, length);
        } catch (IOException e) {
            throw new ClosedException(e);
        }
    }
}
