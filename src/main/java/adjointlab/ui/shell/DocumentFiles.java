package adjointlab.ui.shell;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.table.Csv;
import adjointlab.core.table.Darkness;
import adjointlab.core.table.LabelledSamples;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Opens and saves documents on a thread of its own; what went wrong is told in one sentence.
final class DocumentFiles implements AutoCloseable {
    /// Who hears of what happened, on the FX thread.
    ///
    /// @param opened a file was read
    /// @param saved a file was written
    /// @param failed one sentence
    record Listener(Consumer<Path> opened, Consumer<Path> saved, Consumer<String> failed) {}

    /// Work that may fail.
    private interface Work {
        Runnable run() throws IOException;
    }

    private static final String INPUT = "field.inputFile";
    private static final int MOST_ROWS = 2_000_000;
    private static final String SAMPLES = "problem.file";

    private final Session session;
    private final Listener listener;
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "document-files");
        made.setDaemon(true);
        return made;
    });

    DocumentFiles(Session session, Listener listener) {
        this.session = session;
        this.listener = listener;
    }

    /// Where the document was saved to or opened from; null for one that has no file yet.
    ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// A document without a file is shown now.
    void forget() {
        file.set(null);
    }

    /// Opens a document, a preset, a manifest, or a figure with a manifest inside. A table of numbers becomes the input or
    /// the samples of what is open, where that takes such; a picture becomes the density that is learned.
    void open(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean table = name.endsWith(".csv");
        if (table && (!withSetting(INPUT).isEmpty() || withSetting(SAMPLES).isEmpty())) {
            openInput(path);
            return;
        }
        if (LabelledSamples.knows(path) || Darkness.knows(path) || name.endsWith(".npy")) {
            openSamples(path);
            return;
        }
        submit(path, () -> {
            LabDocument document = read(path);
            return () -> {
                session.open(document);
                file.set(isDocument(path) ? path : null);
                listener.opened.accept(path);
            };
        });
    }

    private void openInput(Path path) {
        Set<String> driven = withSetting(INPUT);
        if (driven.isEmpty()) {
            listener.failed.accept("Nothing that is open takes an input from a file; a driven field does.");
            return;
        }
        submit(path, () -> {
            Csv.read(path, MOST_ROWS);
            return () -> session.editRuns(driven, INPUT, path.toAbsolutePath().toString(), "Open input");
        });
    }

    private void openSamples(Path path) {
        Set<String> learning = withSetting(SAMPLES);
        if (learning.isEmpty()) {
            listener.failed.accept("Nothing that is open takes samples from a file; the problems Samples from a file and"
                    + " Density do.");
            return;
        }
        String file = path.toAbsolutePath().toString();
        List<Settings> changed = session.runs().stream()
                .filter(run -> learning.contains(run.name()))
                .map(run -> run.settings().with(SAMPLES, file))
                .distinct()
                .toList();
        submit(path, () -> {
            // a file that cannot be read must not become a setting
            changed.forEach(settings -> Problems.CATALOG.get(settings.id("problem")).create(settings.values("problem")));
            return () -> session.editRuns(learning, SAMPLES, file, "Open samples");
        });
    }

    private Set<String> withSetting(String setting) {
        return session.runs().stream()
                .filter(run -> run.settings().has(setting))
                .map(Run::name)
                .collect(Collectors.toSet());
    }

    /// Saves the document.
    void save(Path path) {
        Path target = isDocument(path) ? path : path.resolveSibling(path.getFileName() + ".lab");
        submit(target, () -> {
            LabFile.write(target, session.document());
            return () -> {
                file.set(target);
                listener.saved.accept(target);
            };
        });
    }

    private static LabDocument read(Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        if (isDocument(path)) {
            return LabFile.read(path);
        }
        return Documents.read(name, Manifest.extract(path));
    }

    private static boolean isDocument(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".lab");
    }

    private void submit(Path path, Work work) {
        thread.execute(() -> {
            try {
                Platform.runLater(work.run());
            } catch (InvalidValueException e) {
                Platform.runLater(() -> listener.failed.accept(e.getMessage() + "."));
            } catch (IOException e) {
                Platform.runLater(() -> listener.failed.accept(path + ": " + e.getMessage() + "."));
            }
        });
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
