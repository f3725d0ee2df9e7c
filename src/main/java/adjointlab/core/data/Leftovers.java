package adjointlab.core.data;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a program that was killed while it wrote has left beside its targets. Who writes holds a lock of the neighbour
/// that it writes to, so that a free one is left over. Between machines that share a folder, locks may not reach: a
/// neighbour's name says since which start of which machine it is written, and what another one wrote has to be a day
/// old as well.
///
/// Process numbers would not do: each machine, and each container, has its own.
final class Leftovers {
    private static final Logger LOG = System.getLogger(Leftovers.class.getName());
    private static final Pattern NAME = Pattern.compile("\\..+\\.([0-9a-f]{8})-([0-9a-f]{8})-[0-9a-f]+\\.tmp");
    private static final Duration LONG = Duration.ofDays(1);

    /// Between the end of writing, and of the lock, and the move to its place.
    private static final Duration MOVING = Duration.ofSeconds(1);

    /// A number that Linux draws when it starts, the same in all its containers.
    private static final Path START_OF_MACHINE = Path.of("/proc/sys/kernel/random/boot_id");

    private static final String PROGRAM = UUID.randomUUID().toString().substring(0, 8);
    private static final String MACHINE = machine();
    private static final Set<Path> LOOKED_AT = ConcurrentHashMap.newKeySet();
    private static final AtomicLong COUNT = new AtomicLong();

    private Leftovers() {}

    /// One that is shared with nobody where the machine cannot be told.
    private static String machine() {
        try {
            String known = Files.readString(START_OF_MACHINE).strip();
            if (known.matches("[0-9a-f]{8}-.*")) {
                return known.substring(0, 8);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "this machine has no number: {0}", e.getMessage());
        }
        return PROGRAM;
    }

    /// The name of a neighbour of a file that this program writes.
    static String name(Path target) {
        return "." + target.getFileName() + "." + MACHINE + "-" + PROGRAM + "-"
                + Long.toHexString(COUNT.incrementAndGet()) + ".tmp";
    }

    /// Removes from a folder what programs have left that are gone; looks there once.
    ///
    /// @param written a neighbour that was made just now, for the folder's own idea of the time
    static void removeOnce(Path folder, Path written) throws IOException {
        if (!LOOKED_AT.add(folder)) {
            return;
        }
        FileTime now = Files.getLastModifiedTime(written);
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            if (isLeft(file, now)) {
                Files.deleteIfExists(file);
                LOG.log(Level.DEBUG, "removed what was left: {0}", file);
            }
        }
    }

    private static boolean isLeft(Path file, FileTime now) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        // of this program's own files none is opened: on POSIX that would end their locks
        if (!name.matches() || name.group(2).equals(PROGRAM)) {
            return false;
        }
        try {
            boolean here = name.group(1).equals(MACHINE);
            Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now.toInstant());
            return age.compareTo(here ? MOVING : LONG) > 0 && isFree(file);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "whether {0} is left cannot be told: {1}", file, e.getMessage());
            return false;
        }
    }

    private static boolean isFree(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// Locks a neighbour until its channel is closed, where the file system can.
    static void lock(FileChannel channel) {
        try {
            if (channel.tryLock() == null) {
                LOG.log(Level.DEBUG, "another program looks at a file that is being written");
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no lock here: {0}", e.getMessage());
        }
    }
}
