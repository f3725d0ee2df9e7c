package adjointlab.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;

/// The one way into each format: whatever its parts throw about a file comes out as an [IOException] in one harmless
/// line, which names the file.
public final class Refusal {
    private Refusal() {}

    /// Reads a file.
    @FunctionalInterface
    public interface Reader<T> {
        /// @throws IOException if it cannot be read
        T read() throws IOException;
    }

    /// What a reader reads.
    ///
    /// @param file it reads, for messages
    /// @throws IOException in one sentence without characters that steer a terminal
    public static <T> T of(Path file, Reader<T> reader) throws IOException {
        try {
            return reader.read();
        } catch (UncheckedIOException e) {
            throw declared(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw declared(file, e);
        }
    }

    private static IOException declared(Path file, IOException e) {
        String told = String.valueOf(e.getMessage());
        return switch (e) {
            case FileSystemException known -> known; // says file and reason by itself
            case EOFException _, ZipException _ -> new IOException(Quoted.harmless(file + " is cut off or damaged"), e);
            default -> {
                Path folder = file.getParent();
                boolean names = told.contains(file.toString()) || folder != null && told.startsWith(folder.toString());
                String sentence = Quoted.harmless(names ? told : file + ": " + told);
                yield sentence.equals(told) ? e : new IOException(sentence, e);
            }
        };
    }
}
