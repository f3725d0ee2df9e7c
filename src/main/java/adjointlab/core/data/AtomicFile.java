package adjointlab.core.data;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes whole files or nothing: into a neighbour first, which then takes the target's place.
public final class AtomicFile {
    private AtomicFile() {}

    /// Something that writes itself to a stream.
    @FunctionalInterface
    public interface Content {
        /// Writes everything to `out` and leaves it open.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Replaces `target` by `content`; on any failure the old file, if there was one, is untouched and nothing is
    /// left over. Missing parent folders are made.
    ///
    /// @throws IOException if the target is a folder or cannot be written, with the target's name in its message
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new IOException(target + " is a folder, not a file");
        }
        Files.createDirectories(folder);
        Path temporary = folder.resolve(Leftovers.name(absolute));
        try {
            // not by a channel: that would be closed under whoever writes in a thread that is interrupted
            try (FileOutputStream file = new FileOutputStream(temporary.toFile());
                    OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
                Leftovers.lock(file.getChannel());
                Leftovers.removeOnce(folder, temporary);
                content.writeTo(out);
            }
            move(temporary, absolute);
        } catch (IOException e) {
            throw refused(target, temporary, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Replaces `target` by these bytes.
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, out -> out.write(bytes));
    }

    /// Names the file that was meant, not its neighbour.
    private static FileSystemException refused(Path target, Path temporary, IOException e) {
        String said = String.valueOf(
                e instanceof FileSystemException known && known.getReason() != null
                        ? known.getReason()
                        : e.getMessage());
        String beginning = temporary + " (";
        String reason = said.startsWith(beginning) && said.endsWith(")")
                ? said.substring(beginning.length(), said.length() - 1)
                : said.replace(temporary.toString(), target.toString());
        FileSystemException refused = new FileSystemException(target.toString(), null, reason);
        refused.initCause(e);
        return refused;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            // Some network file systems cannot; the window in which a reader sees neither file is then
            // unavoidable.
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
