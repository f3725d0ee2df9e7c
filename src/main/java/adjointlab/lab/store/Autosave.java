package adjointlab.lab.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Saves the open document every few seconds while it changes, see [Autosaver], and finds documents that a killed
/// program left.
public final class Autosave implements AutoCloseable {
    private static final Autosaver.Form<LabDocument> FORM = new Autosaver.Form<>(".lab", LabFile::write, LabFile::read);

    private final Autosaver<LabDocument> saver;

    /// Where the document comes from, and who hears of trouble; asked and told on the autosave thread.
    ///
    /// @param version changes whenever the document does
    /// @param document the document of the moment
    /// @param trouble hears in one sentence why nothing is saved any more, once until it is saved again
    public record Source(LongSupplier version, Supplier<LabDocument> document, Consumer<String> trouble) {
        /// Trouble is logged only.
        public Source(LongSupplier version, Supplier<LabDocument> document) {
            this(version, document, _ -> {});
        }
    }

    /// Starts saving.
    ///
    /// @param folder for recovery files; made if missing
    /// @param interval between looks for changes
    /// @throws IOException if the folder cannot be used
    public Autosave(Path folder, Duration interval, Source source) throws IOException {
        saver = new Autosaver<>(
                folder,
                interval,
                FORM,
                new Autosaver.Source<>(
                        source.version(), () -> Optional.of(source.document().get()), source.trouble()));
    }

    /// Looks for changes at another interval from now on; what is saved stays so. For the thread that closes it.
    public void setInterval(Duration interval) {
        saver.setInterval(interval);
    }

    /// Saves at once, on the autosave thread, and where that fails again at each interval.
    ///
    /// @param then is done there as soon as a file holds what there is now, or at an end in order before that
    public void save(Runnable then) {
        saver.save(then);
    }

    /// Ends in order: nothing to recover is left.
    @Override
    public void close() {
        saver.close();
    }

    /// A document that a program left when it died.
    ///
    /// @param left where it stands and what it holds
    public record Found(Autosaver.Left<LabDocument> left) {
        /// Where it stands.
        public Path file() {
            return left.file();
        }

        /// What it holds.
        public LabDocument document() {
            return left.content();
        }

        /// Takes it away for good.
        public void discard() throws IOException {
            left.discard();
        }
    }

    /// Documents of programs that died, newest first. Those that cannot be read are skipped and logged.
    public static List<Found> left(Path folder) throws IOException {
        return Autosaver.left(folder, FORM).stream().map(Found::new).toList();
    }
}
