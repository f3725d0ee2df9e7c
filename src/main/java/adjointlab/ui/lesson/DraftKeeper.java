package adjointlab.ui.lesson;

import adjointlab.lab.store.Autosaver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.util.Subscription;

/// Saves a lesson in the making now and then while something of it is in no file, and finds what a killed program left.
/// For the FX thread; files are written on a thread of their own.
public final class DraftKeeper implements AutoCloseable {
    private static final Autosaver.Form<KeptDraft> FORM =
            new Autosaver.Form<>(".draft", DraftFile::write, DraftFile::read);

    private final AuthorModel model;
    private final Autosaver<KeptDraft> saver;
    private final Subscription changes;
    private final AtomicLong version = new AtomicLong();
    private volatile Optional<KeptDraft> now = Optional.empty();

    /// Starts saving.
    ///
    /// @param folder for recovery files; made if missing
    /// @param interval between looks for changes
    /// @param trouble hears on another thread in one sentence why nothing is saved any more
    /// @throws IOException if the folder cannot be used
    public DraftKeeper(Path folder, Duration interval, AuthorModel model, Consumer<String> trouble) throws IOException {
        this.model = model;
        saver = new Autosaver<>(folder, interval, FORM, new Autosaver.Source<>(version::get, () -> now, trouble));
        changes = Subscription.combine(
                model.editsProperty().subscribe(_ -> changed()),
                model.shapeProperty().subscribe(_ -> changed()));
    }

    /// What is in a file of its own is not kept a second time, from this very moment.
    private void changed() {
        boolean kept = now.isPresent();
        now = model.isUnsaved() ? Optional.of(new KeptDraft(model.draft(), model.file())) : Optional.empty();
        version.incrementAndGet();
        if (kept && now.isEmpty()) {
            saver.look();
        }
    }

    /// Looks for changes at another interval from now on; what is saved stays so.
    public void setInterval(Duration interval) {
        saver.setInterval(interval);
    }

    /// Saves at once, and where that fails again at each interval.
    ///
    /// @param then is done on another thread as soon as a file holds what there is now, or at an end in order
    ///     before
    public void save(Runnable then) {
        saver.save(then);
    }

    /// Ends in order: nothing to recover is left.
    @Override
    public void close() {
        changes.unsubscribe();
        saver.close();
    }

    /// Lessons in the making of programs that died, newest first.
    ///
    /// @throws IOException if the folder cannot be read
    public static List<Autosaver.Left<KeptDraft>> left(Path folder) throws IOException {
        return Autosaver.left(folder, FORM);
    }
}
