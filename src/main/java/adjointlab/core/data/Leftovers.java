package adjointlab.core.data;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a program that was killed while it wrote has left beside its targets. Each neighbour's name has the process
/// that writes it; whoever writes into a folder first looks for those whose process is gone.
final class Leftovers {
    private static final Logger LOG = System.getLogger(Leftovers.class.getName());
    private static final Pattern NAME = Pattern.compile("\\..+\\.(\\d+)-[0-9a-f]+\\.tmp");
    private static final Set<Path> LOOKED_AT = ConcurrentHashMap.newKeySet();
    private static final AtomicLong COUNT = new AtomicLong(System.nanoTime());

    private Leftovers() {}

    /// The name of a neighbour of a file that this process writes.
    static String name(Path target) {
        return "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Long.toHexString(COUNT.incrementAndGet()) + ".tmp";
    }

    /// Removes from a folder what programs have left that are gone; looks there once.
    static void removeOnce(Path folder) throws IOException {
        if (!LOOKED_AT.add(folder)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.filter(Leftovers::isLeft).toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
            LOG.log(Level.DEBUG, "removed what was left: {0}", file);
        }
    }

    private static boolean isLeft(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                && name.group(1).length() < 10
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }
}
