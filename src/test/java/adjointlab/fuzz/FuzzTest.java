package adjointlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.formula.FormulaException;
import adjointlab.core.table.MissingValueException;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changed inputs for every reader (`mvn -Pfuzz verify`, `-Dfuzz.minutes=10`, `-Dfuzz.seed=1`, `-Dfuzz.only=Parquet`):
/// each is read, or refused by an exception that is declared for this, in one harmless line, within 5 s and 512 MB.
/// What is found lies in `target/fuzz`, and becomes a test of its reader.
@Tag("fuzz")
final class FuzzTest {
    private static final double MINUTES = Double.parseDouble(System.getProperty("fuzz.minutes", "1"));
    private static final long SEED = Long.getLong("fuzz.seed", 0);
    private static final String ONLY = System.getProperty("fuzz.only", "");
    private static final long MOST_SECONDS = 5;
    private static final long MOST_ALLOCATED = 512L << 20;
    private static final int LONGEST_SENTENCE = 20_000;
    private static final int ROUND = 50;

    @TempDir
    Path folder;

    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final Map<String, Long> nanoseconds = new LinkedHashMap<>();

    @Test
    void everyChangedInputIsReadOrRefused() throws Exception {
        List<Target> targets = new ArrayList<>(Targets.all());
        targets.removeIf(each -> !each.name().contains(ONLY));
        Map<String, Long> tries = new LinkedHashMap<>();
        Mutator mutator = new Mutator(new SplittableRandom(SEED));
        for (Target target : targets) {
            for (byte[] seed : target.seeds()) {
                tryOne(target, seed);
            }
            long without = target.seeds().size() - refused.getOrDefault(target.name(), 0L);
            assertThat(without).as("seeds of %s that are read", target.name()).isPositive();
            refused.remove(target.name());
        }
        long end = System.nanoTime() + (long) (MINUTES * 60e9);
        while (System.nanoTime() < end) {
            for (Target target : targets) {
                long start = System.nanoTime();
                for (int i = 0; i < ROUND; i++) {
                    tryOne(target, mutator.next(target.seeds(), target.text()));
                }
                nanoseconds.merge(target.name(), System.nanoTime() - start, Long::sum);
                tries.merge(target.name(), (long) ROUND, Long::sum);
            }
        }
        long all = tries.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder report = new StringBuilder();
        report.append(all)
                .append(" tries, seed ")
                .append(SEED)
                .append(", finds: ")
                .append(found.size());
        tries.forEach((name, count) -> report.append("\n%s: %d tries, %d refused, %d ms"
                .formatted(
                        name, count, refused.getOrDefault(name, 0L), nanoseconds.getOrDefault(name, 0L) / 1_000_000)));
        found.values().forEach(find -> report.append("\n").append(find));
        Files.createDirectories(Path.of("target/fuzz"));
        Files.writeString(Path.of("target/fuzz/tries.txt"), report.append("\n"));
        assertThat(all).isPositive();
        assertThat(found.values()).as("seed %d, %d tries", SEED, all).isEmpty();
    }

    private void tryOne(Target target, byte[] bytes) throws InterruptedException, IOException {
        var ends = reader.submit(() -> complaint(target, bytes));
        try {
            ends.get(MOST_SECONDS, TimeUnit.SECONDS).ifPresent(what -> note(target, what, bytes));
        } catch (TimeoutException e) {
            note(target, "more than " + MOST_SECONDS + " s", bytes);
            ends.cancel(true);
            throw new AssertionError(
                    target.name() + " takes more than " + MOST_SECONDS + " s for an input in target/fuzz", e);
        } catch (ExecutionException e) {
            note(target, String.valueOf(e.getCause()), bytes);
        }
    }

    /// What is wrong with how bytes are read; nothing where all is well.
    private Optional<String> complaint(Target target, byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        String wrong = "";
        try {
            target.reader().read(bytes, folder);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            wrong = isDeclared(e) ? "" : kind(e);
            refused.merge(target.name(), 1L, Long::sum);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (wrong.isEmpty() && allocated > MOST_ALLOCATED) {
            wrong = (allocated >> 20) + " MB";
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
    }

    private static boolean isDeclared(Throwable e) {
        boolean kind = e instanceof InvalidValueException
                || e instanceof FormulaException
                || e instanceof MissingValueException
                || e.getClass() == IOException.class;
        String sentence = String.valueOf(e.getMessage());
        return kind
                && !sentence.isBlank()
                && sentence.length() < LONGEST_SENTENCE
                && sentence.chars().noneMatch(Character::isISOControl);
    }

    /// One find for each kind and place, however often it comes.
    private static String kind(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String place = java.util.Arrays.stream(trace)
                .filter(line -> line.getClassName().startsWith("adjointlab")
                        && !line.getClassName().contains("fuzz"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("");
        return e.getClass().getName() + " at " + place;
    }

    private void note(Target target, String what, byte[] bytes) {
        String name = target.name() + ": " + what;
        if (found.containsKey(name)) {
            return;
        }
        try {
            Path file = Path.of("target/fuzz", "find-" + found.size() + ".bin");
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            found.put(name, name + " (" + file + ")");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
