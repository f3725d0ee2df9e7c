package adjointlab.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/// Does something again whenever a file has changed and has been left alone for a moment, since editors write in
/// several steps.
final class Watching {
    private static final long QUIET_MILLIS = 200;

    private final Path file;
    private final Work work;

    /// What is done again.
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    Watching(Path file, Work work) {
        this.file = file.toAbsolutePath();
        this.work = work;
    }

    /// Does it, and again after every change, until the thread is interrupted or the program ends.
    ///
    /// @throws IOException if the file's folder cannot be watched
    /// @throws InterruptedException when it is interrupted
    void untilInterrupted() throws IOException, InterruptedException {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            file.resolveSibling("")
                    .register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.OVERFLOW);
            boolean pending = true; // what changes from here on is seen
            while (true) {
                WatchKey key = pending ? service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) : service.take();
                if (key == null) {
                    pending = false;
                    work.run();
                    continue;
                }
                for (WatchEvent<?> event : key.pollEvents()) {
                    pending |= event.kind() == StandardWatchEventKinds.OVERFLOW
                            || file.getFileName().equals(event.context());
                }
                if (!key.reset()) {
                    throw new IOException("the folder of " + file + " is gone");
                }
            }
        }
    }
}
