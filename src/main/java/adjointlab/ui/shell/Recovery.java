package adjointlab.ui.shell;

import adjointlab.lab.store.Autosave;
import adjointlab.lab.store.LabDocument;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Saves the document now and then, and offers what a killed program left. For the FX thread.
final class Recovery {
    private static final Logger LOG = System.getLogger(Recovery.class.getName());

    private static final LeftQuestion.Words<LabDocument> WORDS = new LeftQuestion.Words<>(
            document -> "“" + document.preset().info().title() + "”",
            "Adjoint Lab ended unexpectedly while this was open. Its runs, settings and layout are still there.");

    private final Path folder;
    private final Session session;
    private final Sheets sheets;
    private @Nullable Autosave autosave;

    /// @param folder of the files
    /// @param sheets in which it asks and complains
    Recovery(Path folder, Session session, Sheets sheets) {
        this.folder = folder;
        this.session = session;
        this.sheets = sheets;
    }

    /// Asks whether to recover what was left, if anything was.
    ///
    /// @param opened takes the document that was recovered
    /// @param then is done once nothing is asked any more
    void offer(Consumer<LabDocument> opened, Runnable then) {
        List<Autosave.Found> found;
        try {
            found = Autosave.left(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot look for documents to recover", e);
            found = List.of();
        }
        new LeftQuestion<>(sheets, WORDS, (document, discard) -> recover(document, opened, discard), then)
                .ask(found.stream().map(Autosave.Found::left).toList());
    }

    /// The file that was left goes once another one holds the document.
    private void recover(LabDocument document, Consumer<LabDocument> opened, Runnable discard) {
        opened.accept(document);
        if (autosave != null) {
            autosave.save(discard);
        }
    }

    /// Saves every so often from now on.
    void start(int seconds) {
        stop();
        try {
            autosave = new Autosave(
                    folder,
                    Duration.ofSeconds(seconds),
                    new Autosave.Source(session::version, session::document, this::troubled));
        } catch (IOException e) {
            autosave = null;
            sheets.complain("Autosave is off: " + e.getMessage() + ".");
        }
    }

    /// Told on the autosave thread.
    private void troubled(String sentence) {
        Platform.runLater(() -> sheets.complain(sentence));
    }

    /// Saves at another interval, if it saves at all.
    void change(int seconds) {
        if (autosave != null) {
            autosave.setInterval(Duration.ofSeconds(seconds));
        }
    }

    void stop() {
        Autosave saving = autosave;
        if (saving != null) {
            saving.close();
        }
    }
}
