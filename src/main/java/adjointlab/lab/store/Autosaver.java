package adjointlab.lab.store;

import adjointlab.core.catalog.InvalidValueException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Writes what a person works on into a recovery folder every few seconds while it changes, and finds what a killed
/// program left there.
///
/// Each running program holds the lock of a file of its own; a file whose lock is free belongs to one that died. A
/// program that ends in order takes its file away.
///
/// @param <T> what is saved
public final class Autosaver<T> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Autosaver.class.getName());
    private static final String LOCK = ".lock";

    /// Between making a lock file and locking it no program takes as long as this.
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Path folder;
    private final Path file;
    private final Path lockFile;
    private final Form<T> form;
    private final Source<T> source;
    private FileChannel channel;
    private final ScheduledExecutorService thread;
    /// What is done once a file holds what there is.
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    private ScheduledFuture<?> saving;
    private long saved = Long.MIN_VALUE;
    private boolean troubled;
    private boolean kept;
    private boolean closed;

    /// How it stands in files.
    ///
    /// @param <T> what is saved
    /// @param ending of their names
    /// @param writer writes a file, or nothing
    /// @param reader reads one; its sentence says why it cannot
    public record Form<T>(String ending, Writer<T> writer, Reader<T> reader) {}

    /// Writes a file, or nothing.
    ///
    /// @param <T> what is written
    @FunctionalInterface
    public interface Writer<T> {
        /// @throws IOException if it cannot be written
        void write(Path file, T content) throws IOException;
    }

    /// Reads a file.
    ///
    /// @param <T> what is read
    @FunctionalInterface
    public interface Reader<T> {
        /// @throws InvalidValueException in one sentence, if it is damaged
        /// @throws IOException if it cannot be read
        T read(Path file) throws IOException;
    }

    /// Where it comes from, and who hears of trouble; asked and told on the autosave thread.
    ///
    /// @param <T> what is saved
    /// @param version changes whenever the content does
    /// @param content of the moment; nothing while there is nothing to lose, and then no file is kept
    /// @param trouble hears in one sentence why nothing is saved any more, once until it is saved again
    public record Source<T>(LongSupplier version, Supplier<Optional<T>> content, Consumer<String> trouble) {}

    /// Starts saving.
    ///
    /// @param folder for recovery files; made if missing
    /// @param interval between looks for changes
    /// @throws IOException if the folder cannot be used
    public Autosaver(Path folder, Duration interval, Form<T> form, Source<T> source) throws IOException {
        this.folder = folder;
        this.form = form;
        this.source = source;
        Files.createDirectories(folder);
        String name = UUID.randomUUID().toString();
        file = folder.resolve(name + form.ending());
        lockFile = folder.resolve(name + LOCK);
        channel = locked(lockFile);
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "autosave");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        saving = every(interval);
    }

    private ScheduledFuture<?> every(Duration interval) {
        return thread.scheduleWithFixedDelay(
                this::save, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Looks for changes at another interval from now on; what is saved stays so. For the thread that closes it.
    public void setInterval(Duration interval) {
        saving.cancel(false);
        saving = every(interval);
    }

    private static FileChannel locked(Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("the recovery file " + lockFile + " is locked");
        }
        return channel;
    }

    private synchronized void save() {
        if (closed) {
            return; // what was asked for before the end is not written after it
        }
        try {
            int due = waiting.size();
            long version = source.version().getAsLong();
            if (due == 0 && version == saved && (!kept || Files.exists(file))) {
                return;
            }
            Optional<T> content = source.content().get();
            kept = content.isPresent();
            if (content.isPresent()) {
                holdLock();
                form.writer().write(file, content.get());
            } else {
                Files.deleteIfExists(file);
            }
            saved = version;
            troubled = false;
            for (int i = 0; i < due; i++) {
                waiting.remove().run();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "autosave to " + file + " failed", e);
            if (!troubled) {
                troubled = true;
                source.trouble().accept("Nothing is autosaved for now, and it is tried again: " + e.getMessage() + ".");
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "autosave to " + file + " failed", e);
        }
    }

    /// Looks for changes at once, on the autosave thread.
    public void look() {
        thread.execute(this::save);
    }

    /// Saves at once, on the autosave thread, and where that fails again at each interval.
    ///
    /// @param then is done there as soon as a file holds what there is now, or at an end in order before that
    public void save(Runnable then) {
        waiting.add(then);
        look();
    }

    /// Whoever took the folder away took the lock with it, and without one the document counts as left over.
    private void holdLock() throws IOException {
        if (!Files.exists(lockFile)) {
            Files.createDirectories(folder);
            channel.close();
            channel = locked(lockFile);
        }
    }

    /// Ends in order: nothing to recover is left.
    @Override
    public void close() {
        saving.cancel(false);
        thread.shutdown();
        synchronized (this) {
            closed = true;
            try {
                Files.deleteIfExists(file);
                channel.close();
                Files.deleteIfExists(lockFile);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "could not remove the recovery file " + file, e);
            }
            for (Runnable then = waiting.poll(); then != null; then = waiting.poll()) {
                then.run();
            }
        }
    }

    /// What a program left when it died.
    ///
    /// @param <T> what was saved
    /// @param file where it stands
    /// @param content what it holds
    public record Left<T>(Path file, T content) {
        /// Takes it away for good.
        public void discard() throws IOException {
            Files.deleteIfExists(file);
            Files.deleteIfExists(lockOf(file));
        }
    }

    /// What programs that died left, newest first. What cannot be read is skipped and logged, each by itself.
    ///
    /// @param <T> what was saved
    /// @throws IOException if the folder cannot be read
    public static <T> List<Left<T>> left(Path folder, Form<T> form) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.toList();
        }
        List<Path> files = new ArrayList<>(all.stream()
                .filter(file -> file.toString().endsWith(form.ending()))
                .toList());
        for (Path file : all) {
            removeStale(file, form.ending());
        }
        files.sort(Comparator.comparing((Path file) -> modified(file)).reversed());
        List<Left<T>> found = new ArrayList<>();
        for (Path file : files) {
            try {
                if (isAbandoned(lockOf(file))) {
                    found.add(new Left<>(file, form.reader().read(file)));
                }
            } catch (IOException | InvalidValueException e) {
                LOG.log(Level.WARNING, "cannot recover " + file + ": " + e.getMessage());
            }
        }
        return found;
    }

    private static void removeStale(Path file, String ending) {
        try {
            if (isStale(file, ending)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove the lock " + file, e);
        }
    }

    /// A lock of a program that died before it had anything to save; one that was made just now may yet be taken.
    private static boolean isStale(Path file, String ending) throws IOException {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(LOCK)
                && !Files.exists(file.resolveSibling(name.substring(0, name.length() - LOCK.length()) + ending))
                && modified(file).toInstant().isBefore(Instant.now().minus(FRESH))
                && isAbandoned(file);
    }

    private static Path lockOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.indexOf('.')) + LOCK);
    }

    private static boolean isAbandoned(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return false; // this very program holds it
        }
    }

    private static java.nio.file.attribute.FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return java.nio.file.attribute.FileTime.fromMillis(0);
        }
    }
}
