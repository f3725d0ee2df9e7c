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
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Writes the open document into a recovery folder every few seconds while it changes, and finds what a killed program
/// left there.
///
/// Each running program holds the lock of a file of its own; a document whose lock is free belongs to one that died. A
/// program that ends in order takes its document away.
public final class Autosave implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Autosave.class.getName());
    private static final String DOCUMENT = ".lab";
    private static final String LOCK = ".lock";

    /// Between making a lock file and locking it no program takes as long as this.
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Path folder;
    private final Path document;
    private final Path lockFile;
    private final Source source;
    private FileChannel channel;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> saving;
    private long saved = Long.MIN_VALUE;
    private boolean troubled;

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
        this.folder = folder;
        this.source = source;
        Files.createDirectories(folder);
        String name = UUID.randomUUID().toString();
        document = folder.resolve(name + DOCUMENT);
        lockFile = folder.resolve(name + LOCK);
        channel = locked(lockFile);
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "autosave");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        saving = thread.scheduleWithFixedDelay(
                this::save, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
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
        try {
            long version = source.version().getAsLong();
            if (version == saved && Files.exists(document)) {
                return;
            }
            holdLock();
            LabFile.write(document, source.document().get());
            saved = version;
            troubled = false;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "autosave to " + document + " failed", e);
            if (!troubled) {
                troubled = true;
                source.trouble().accept("Nothing is autosaved for now, and it is tried again: " + e.getMessage() + ".");
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "autosave to " + document + " failed", e);
        }
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
            try {
                Files.deleteIfExists(document);
                channel.close();
                Files.deleteIfExists(lockFile);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "could not remove the recovery file " + document, e);
            }
        }
    }

    /// A document that a program left when it died.
    ///
    /// @param file where it stands
    /// @param document what it holds
    public record Found(Path file, LabDocument document) {
        /// Takes it away for good.
        public void discard() throws IOException {
            Files.deleteIfExists(file);
            Files.deleteIfExists(lockOf(file));
        }
    }

    /// Documents of programs that died, newest first. Those that cannot be read are skipped and logged.
    public static List<Found> left(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.toList();
        }
        List<Path> files = new ArrayList<>(
                all.stream().filter(file -> file.toString().endsWith(DOCUMENT)).toList());
        for (Path file : all) {
            if (isStale(file)) {
                Files.deleteIfExists(file);
            }
        }
        files.sort(Comparator.comparing(Autosave::modified).reversed());
        List<Found> found = new ArrayList<>();
        for (Path file : files) {
            if (isAbandoned(lockOf(file))) {
                try {
                    found.add(new Found(file, LabFile.read(file)));
                } catch (InvalidValueException e) {
                    LOG.log(Level.WARNING, "cannot recover " + file + ": " + e.getMessage());
                }
            }
        }
        return found;
    }

    /// A lock of a program that died before it had anything to save; one that was made just now may yet be taken.
    private static boolean isStale(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(LOCK)
                && !Files.exists(file.resolveSibling(name.substring(0, name.length() - LOCK.length()) + DOCUMENT))
                && modified(file).toInstant().isBefore(Instant.now().minus(FRESH))
                && isAbandoned(file);
    }

    private static Path lockOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - DOCUMENT.length()) + LOCK);
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
