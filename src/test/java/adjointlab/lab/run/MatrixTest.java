package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.MemoryLimitException;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.UnmadeDataException;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.Metric;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every pair of choices with values that nobody sensible gives (`mvn -Pmatrix verify`, `-Dmatrix.cells=20000`,
/// `-Dmatrix.seed=1`): each cell ends as one of [End], never by an exception, and never finished with a loss that is
/// not a number. A small sample of it runs among the other tests.
final class MatrixTest {
    private static final int SAMPLE = 150;
    private static final int CELLS = Integer.getInteger("matrix.cells", 20_000);
    private static final long SEED = Long.getLong("matrix.seed", 0);

    /// How long a cell may go on before it is cancelled, s.
    private static final double PATIENCE = 1;

    /// What it may take of a processor in all, s, however busy the machine is.
    private static final double MOST = 6;

    /// Without using a processor that long, s, it waits for something that does not come.
    private static final double STUCK = 600;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int UPDATES = 2;

    private enum End {
        FINISHED,
        DIVERGED,
        REFUSED,
        CANCELLED
    }

    /// Two choices beside a start.
    private record Pair(String one, String a, String other, String b) {
        /// From the first start from which it is not refused, or from the last one.
        Settings settings(List<Settings> bases) {
            Settings last = bases.getFirst();
            for (int k = 0; k < bases.size(); k++) {
                Settings base = bases.get(Math.floorMod((a + b).hashCode() + k, bases.size()));
                last = SmallStarts.small(base.with(one, a).with(other, b));
                if (Experiments.refusal(last).isEmpty()) {
                    break;
                }
            }
            return last;
        }

        @Override
        public String toString() {
            return one + "=" + a + " " + other + "=" + b;
        }
    }

    @TempDir
    Path folder;

    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private final Map<String, String> finds = new LinkedHashMap<>();
    private double longest;
    private Thread thread = Thread.currentThread();
    private ExecutorService reader = Executors.newSingleThreadExecutor();

    @Test
    void aSampleEndsAsDeclared() throws IOException, InterruptedException {
        cells(SAMPLE, 0);
        assertThat(finds).isEmpty();
        assertThat(ends.keySet()).contains(End.FINISHED, End.REFUSED);
    }

    @Test
    @Tag("matrix")
    void everyCellEndsAsDeclared() throws IOException, InterruptedException {
        cells(CELLS, SEED);
        StringBuilder report = new StringBuilder(CELLS + " cells, seed " + SEED + ": " + ends + ", the longest "
                + Math.round(1000 * longest) + " ms of a processor\n");
        finds.forEach((kind, first) ->
                report.append(kind).append("\n    ").append(first).append('\n'));
        Files.writeString(Files.createDirectories(Path.of("target/matrix")).resolve("cells.txt"), report);
        assertThat(finds).as("seed %d", SEED).isEmpty();
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CELLS);
        assertThat(longest).as("s of a processor until a cell ends").isLessThan(MOST);
    }

    private void cells(int count, long seed) throws IOException, InterruptedException {
        startThread();
        List<Path> tables = Hostile.tables(folder);
        Random random = new Random(seed);
        List<Pair> pairs = pairs();
        List<Settings> bases = List.copyOf(SmallStarts.bases().values());
        Collections.shuffle(pairs, random);
        for (int k = 0; k < count; k++) {
            Pair pair = pairs.get(k % pairs.size());
            double before = used();
            Settings settings = pair.settings(bases);
            Hostile hostile = Hostile.of(settings, random, tables);
            String cell = pair + " with " + hostile;
            Future<End> ending = reader.submit(() -> end(settings, hostile, cell));
            try {
                ends.merge(await(ending, before), 1, Integer::sum);
                double seconds = used() - before;
                if (seconds > longest) {
                    longest = seconds;
                    if (seconds > MOST) {
                        finds.put(Math.round(seconds) + " s", cell);
                    }
                }
            } catch (ExecutionException e) {
                finds.putIfAbsent(kind(Objects.requireNonNull(e.getCause())), cell);
            } catch (TimeoutException _) {
                finds.putIfAbsent("does not end at " + place(thread.getStackTrace()), cell);
                startThread(); // the other is left behind
            }
        }
    }

    /// What the thread of the cells has used of a processor, s.
    private double used() {
        return Math.max(0, 1e-9 * THREADS.getThreadCpuTime(thread.threadId()));
    }

    private End await(Future<End> ending, double before)
            throws ExecutionException, InterruptedException, TimeoutException {
        long start = System.nanoTime();
        while (used() - before < 2 * MOST && (System.nanoTime() - start) * 1e-9 < STUCK) {
            try {
                return ending.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) { // looks again how far it is
            }
        }
        return ending.get(0, TimeUnit.MILLISECONDS);
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Slots.ALL.size(); i++) {
            Slot<?> one = Slots.ALL.get(i);
            for (Slot<?> other : Slots.ALL.subList(i + 1, Slots.ALL.size())) {
                for (String a : one.catalog().ids()) {
                    for (String b : other.catalog().ids()) {
                        pairs.add(
                                new Pair(one.choice().path(), a, other.choice().path(), b));
                    }
                }
            }
        }
        return pairs;
    }

    private End end(Settings usual, Hostile hostile, String cell) {
        Optional<Settings> changed = hostile.in(usual);
        if (changed.isEmpty()) {
            return End.REFUSED;
        }
        Settings settings = changed.get();
        if (Experiments.refusal(settings).isPresent()) {
            return End.REFUSED;
        }
        long until = System.nanoTime() + (long) (PATIENCE * 1e9);
        Cancellation cancellation = () -> System.nanoTime() > until;
        try {
            Activity activity = Activity.of(settings);
            if (hostile.path().isEmpty() && activity instanceof Training) {
                Checkpoint start = activity.checkpoint();
                activity.restore(new Checkpoint(0, hostile.weights(start.theta()), start.optimizer()));
            }
            SolveStatus status = activity.first(cancellation);
            for (int k = 0; k < UPDATES && status.ok(); k++) {
                check(activity, cell);
                status = activity.next(cancellation);
            }
            if (status.ok()) {
                check(activity, cell);
                return End.FINISHED;
            }
            assertThat(status.sentence()).isNotBlank();
            return status.kind() == SolveStatus.Kind.CANCELLED ? End.CANCELLED : End.DIVERGED;
        } catch (InvalidValueException | UnmadeDataException | MemoryLimitException e) {
            assertThat(e.getMessage()).isNotBlank();
            return End.REFUSED;
        }
    }

    /// What went well has a loss that is a number.
    private void check(Activity activity, String cell) {
        double[] row = new double[activity.columns().size()];
        activity.read(Spent.NOTHING, row);
        int loss = activity.columns().indexOf(Metric.LOSS.id());
        if (loss >= 0 && !Double.isFinite(row[loss])) {
            finds.putIfAbsent("loss " + row[loss], cell);
        }
    }

    /// One find for each kind and place.
    private static String kind(Throwable e) {
        return e.getClass().getName() + ": " + e.getMessage() + " at " + place(e.getStackTrace());
    }

    private static String place(StackTraceElement[] trace) {
        return Arrays.stream(trace)
                .filter(line -> line.getClassName().startsWith("adjointlab"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("");
    }

    private void startThread() {
        reader = Executors.newSingleThreadExecutor(work -> {
            thread = Thread.ofPlatform().daemon().unstarted(work);
            return thread;
        });
        CompletableFuture.runAsync(() -> {}, reader).join(); // the thread is there
    }
}
