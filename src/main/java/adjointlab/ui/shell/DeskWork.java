package adjointlab.ui.shell;

import adjointlab.core.ode.MemoryLimitException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /// @return ends it, for the FX thread: then nothing follows
    <T> Runnable start(Work<T> work, Consumer<T> then) {
        return start(work, then, () -> {});
    }

    /// Does work.
    ///
    /// @param then what follows on the FX thread
    /// @param otherwise follows there where the work failed
    /// @return ends it, for the FX thread: then nothing follows
    <T> Runnable start(Work<T> work, Consumer<T> then, Runnable otherwise) {
        AtomicBoolean ended = new AtomicBoolean();
        Consumer<Runnable> follow = action -> Platform.runLater(() -> {
            if (!ended.get()) {
                action.run();
            }
        });
        Consumer<String> fail = sentence -> follow.accept(() -> {
            otherwise.run();
            sheets.complain(sentence);
        });
        Thread thread = Thread.ofPlatform().daemon().name("figure-desk").start(() -> {
            try {
                T done = work.run();
                follow.accept(() -> then.accept(done));
            } catch (IllegalArgumentException | MemoryLimitException | IOException e) {
                fail.accept(e.getMessage() + ".");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (OutOfMemoryError e) {
                fail.accept("There is not enough memory for this figure.");
            } catch (RuntimeException e) {
                if (!ended.get()) {
                    LOG.log(Level.ERROR, "a figure could not be read or written", e);
                }
                fail.accept("This figure could not be read or written: " + e.getMessage() + ".");
            }
        });
        return () -> {
            ended.set(true);
            thread.interrupt();
        };
    }
}
