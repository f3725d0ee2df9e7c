package adjointlab.ui.shell;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.InputFile;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.lab.sweep.SweepFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Remembers in a file where a sweep is at work, so that the next start of the program can offer to go on.
final class UnfinishedSweep {
    private static final Logger LOG = System.getLogger(UnfinishedSweep.class.getName());
    private static final int LONGEST = 1 << 14;

    private final Path file;

    /// @param file that remembers
    UnfinishedSweep(Path file) {
        this.file = file;
    }

    /// A sweep that was left.
    ///
    /// @param folder of its results
    /// @param done trainings that have results
    /// @param cells trainings
    record Left(Path folder, int done, int cells) {}

    /// A sweep begins.
    void begin(Path folder) throws IOException {
        AtomicFile.write(file, folder.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    }

    /// It ended, or nobody wants it any more.
    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove " + file, e);
        }
    }

    /// The sweep that was at work when the program ended; nothing where there was none, or it is gone.
    Optional<Left> left() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(new String(InputFile.bytes(file, LONGEST), StandardCharsets.UTF_8));
            SweepFolder results = new SweepFolder(folder);
            Optional<SweepDocument> document = SweepDocument.in(results);
            if (document.isEmpty()) {
                return Optional.empty();
            }
            List<SweepCell> cells = document.get().sweep().cells();
            int done = (int) cells.stream().filter(results::has).count();
            return done < cells.size() ? Optional.of(new Left(folder, done, cells.size())) : Optional.empty();
        } catch (IOException | InvalidPathException | InvalidValueException e) {
            LOG.log(Level.INFO, "the sweep that was at work cannot be read", e);
            return Optional.empty();
        }
    }
}
