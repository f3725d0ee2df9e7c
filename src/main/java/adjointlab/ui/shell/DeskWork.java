package adjointlab.ui.shell;

import adjointlab.core.ode.MemoryLimitException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Work for a figure on threads of its own; why some of it failed is said over the window.
///
/// @param sheets that say it
record DeskWork(Sheets sheets) {
    private static final Logger LOG = System.getLogger(DeskWork.class.getName());

    /// Work that may fail in one sentence.
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /// Does work.
    ///
    /// @param then what follows on the FX thread
    <T> void start(Work<T> work, Consumer<T> then) {
        start(work, then, () -> {});
    }

    /// Does work.
    ///
    /// @param then what follows on the FX thread
    /// @param otherwise follows there where the work failed
    <T> void start(Work<T> work, Consumer<T> then, Runnable otherwise) {
        Thread.ofPlatform().daemon().name("figure-desk").start(() -> {
            try {
                T done = work.run();
                Platform.runLater(() -> then.accept(done));
            } catch (IllegalArgumentException | MemoryLimitException | IOException e) {
                fail(e.getMessage() + ".", otherwise);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (OutOfMemoryError e) {
                fail("There is not enough memory for this figure.", otherwise);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a figure could not be read or written", e);
                fail("This figure could not be read or written: " + e.getMessage() + ".", otherwise);
            }
        });
    }

    private void fail(String sentence, Runnable otherwise) {
        Platform.runLater(() -> {
            otherwise.run();
            sheets.complain(sentence);
        });
    }
}
