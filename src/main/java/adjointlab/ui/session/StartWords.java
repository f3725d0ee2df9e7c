package adjointlab.ui.session;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.MadeOnce;
import adjointlab.core.math.Stop;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.StartFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Says beside the settings what was made of the file that the selected run's start weights come from. Files are read
/// one after the other on a thread of their own, and not to the end where another run is selected meanwhile; what was
/// found is kept for as long as the file stays as it is. Used on the FX thread.
final class StartWords implements AutoCloseable {
    /// Starts of which the words are kept.
    private static final int MOST = 32;

    private final StringProperty words;
    private final Function<Settings, List<String>> reader;
    private final Executor later;
    private final MadeOnce<Start, String> found = MadeOnce.kept(MOST);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "start-words");
        made.setDaemon(true);
        return made;
    });
    private volatile @Nullable Settings known;
    private volatile boolean closed;
    private boolean read = true;

    /// @param changed when the file was
    private record Start(Settings settings, FileTime changed) {}

    /// @param words shown; "" where there is nothing to say
    StartWords(StringProperty words) {
        this(words, StartFiles::lines, Platform::runLater);
    }

    /// @param reader what is said of the start weights of settings, as [StartFiles#lines]
    /// @param later where the words are shown
    StartWords(StringProperty words, Function<Settings, List<String>> reader, Executor later) {
        this.words = words;
        this.reader = reader;
        this.later = later;
    }

    /// Shows those of a run, as soon as they are known.
    void show(@Nullable Run focus) {
        show(focus == null ? null : focus.startSettings());
    }

    /// Shows those of a run that starts so.
    void show(@Nullable Settings start) {
        if (start != null && Objects.equals(start, known)) {
            return;
        }
        known = start;
        words.set("");
        read = start == null || !StartFiles.given(start);
        if (start != null && !read) {
            thread.execute(() -> Stop.within(() -> closed || !Objects.equals(start, known), () -> find(start)));
        }
    }

    /// Whether what is shown is all that there is to say of a start: its file is not still being read.
    boolean isOf(@Nullable Settings start) {
        return read && Objects.equals(start, known);
    }

    private void find(Settings start) {
        String said;
        try {
            Stop.heedOfThisWork();
            said = found.of(new Start(start, changed(StartFiles.file(start))), () -> words(start));
        } catch (UncheckedIOException e) {
            said = "The file of the start weights cannot be read: "
                    + Objects.requireNonNull(e.getCause()).getMessage() + ".";
        } catch (CancellationException e) {
            return; // for another one
        }
        String told = said;
        later.execute(() -> {
            if (Objects.equals(start, known)) {
                read = true;
                words.set(told);
            }
        });
    }

    private static FileTime changed(String file) {
        try {
            return Files.getLastModifiedTime(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            return FileTime.fromMillis(0); // why it cannot be read is said by whoever reads it
        }
    }

    /// Of a file that does not fit the run itself says why.
    private String words(Settings start) {
        try {
            List<String> lines = reader.apply(start);
            return lines.isEmpty() ? "" : "Start weights from " + lines.getFirst() + ".";
        } catch (InvalidValueException e) {
            return "";
        }
    }

    /// Ends reading.
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }
}
