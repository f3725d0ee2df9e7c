package adjointlab.core.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads that help with large batches. Work is cut so that every number is computed by the same operations in the
/// same order whoever does it: results have the same bits for any number of threads, and whether anyone helps may be
/// decided from one moment to the next.
///
/// Only idle cores help: of the cores allowed, those that no other solve keeps busy. One caller at a time has the crew,
/// whoever comes second works alone. Where other programs hold the cores helpers may be a burden; so work is done for a
/// while alone, for a while together, and then for long in the way that was faster, see [Pace]. Helpers wait in a loop
/// before they sleep, because the next piece of a solve comes soon and waking is dear.
public final class Crew {
    /// The system property that says how many threads may work on one batch; by default as many as there are cores.
    public static final String PROPERTY = "adjointlab.threads";

    /// Operations below which a piece is not worth handing over.
    private static final double GRAIN = 400_000;

    private static final int LARGEST = 64;
    private static final long PATIENCE_NANOS = 60_000;
    private static final long SLEEP_NANOS = 1_500_000;

    private static final AtomicInteger SOLVES = new AtomicInteger();
    private static final Crew SHARED = new Crew();
    private static volatile int limit =
            threads(System.getProperty(PROPERTY), Runtime.getRuntime().availableProcessors());

    private final AtomicBoolean taken = new AtomicBoolean();
    /// Which job is on (upper bits), how many parts it has, and which is the next that nobody has begun: one word,
    /// so that who claims a part knows that its job is still on.
    private final AtomicLong claims = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private final Helper[] helpers = new Helper[LARGEST];
    private int hired;
    private volatile Pace pace = new Pace();
    private Task task = (_, _) -> {};
    private volatile @Nullable Throwable failure;

    private Crew() {}

    /// Work that can be cut.
    @FunctionalInterface
    public interface Task {
        /// Does one part; parts touch nothing that another part writes.
        ///
        /// @param part from 0
        /// @param parts how many there are
        void part(int part, int parts);
    }

    /// @param asked the property's value, if any
    /// @param cores how many there are
    /// @throws IllegalStateException if what is asked for is no number of threads
    static int threads(@Nullable String asked, int cores) {
        if (asked == null) {
            return Math.clamp(cores, 1, LARGEST);
        }
        try {
            int threads = Integer.parseInt(asked.strip());
            if (threads >= 1 && threads <= LARGEST) {
                return threads;
            }
        } catch (NumberFormatException e) {
            throw new IllegalStateException(complaint(asked), e);
        }
        throw new IllegalStateException(complaint(asked));
    }

    private static String complaint(String asked) {
        return PROPERTY + " is '" + asked + "'; allowed: 1 to " + LARGEST;
    }

    /// How many threads may work on one batch, the caller included.
    public static int limit() {
        return limit;
    }

    /// Sets how many threads may work on one batch from now on; whether that pays is found out anew.
    ///
    /// @param threads at least 1, the caller included
    public static void limit(int threads) {
        limit = Math.clamp(threads, 1, LARGEST);
        SHARED.pace = new Pace();
    }

    /// A solve begins on this thread; it keeps a core busy until [#leave].
    public static void enter() {
        SOLVES.incrementAndGet();
    }

    /// The solve that [#enter] announced is over.
    public static void leave() {
        SOLVES.decrementAndGet();
    }

    /// Does all parts of a task, with helpers where that pays and cores are idle.
    ///
    /// @param task called from several threads at once
    /// @param work operations in the whole of it
    public static void run(Task task, double work) {
        int parts = worthwhile(work);
        if (parts < 2 || !SHARED.taken.compareAndSet(false, true)) {
            task.part(0, 1);
            return;
        }
        try {
            long begun = System.nanoTime();
            Pace pace = SHARED.pace;
            if (pace.together) {
                SHARED.share(task, parts);
            } else {
                task.part(0, 1);
            }
            pace.done(work, System.nanoTime() - begun);
        } finally {
            SHARED.taken.set(false);
        }
    }

    /// In how many parts work would be cut now.
    static int worthwhile(double work) {
        if (work < 2 * GRAIN) {
            return 1;
        }
        int others = Math.max(0, SOLVES.get() - 1);
        return (int) Math.min(limit - others, work / GRAIN);
    }

    /// Where part `part` of `count` things begins, in whole groups.
    ///
    /// @param group things that stay together
    public static int bound(int part, int parts, int count, int group) {
        int groups = (count + group - 1) / group;
        return Math.min(count, group * (int) ((long) groups * part / parts));
    }

    private void share(Task work, int parts) {
        while (hired < parts - 1) {
            helpers[hired] = new Helper(hired);
            helpers[hired++].start();
        }
        task = work;
        failure = null;
        finished.set(0);
        long job = (claims.get() >>> 16) + 1;
        // the first part is the caller's own
        claims.set(job << 16 | (long) parts << 8 | 1);
        for (int i = 0; i < parts - 1; i++) {
            helpers[i].wake();
        }
        try {
            work.part(0, parts);
            while (beginPart()) {}
        } finally {
            await(parts - 1, job);
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /// Waits for the parts that others have begun.
    private void await(int others, long job) {
        long claimed = claims.get();
        while ((claimed >>> 8 & 255) > (claimed & 255)) {
            // the caller's own part threw: nobody needs the rest
            if (claims.compareAndSet(claimed, job << 16 | (claimed & 255) << 8 | claimed & 255)) {
                others = (int) (claimed & 255) - 1;
                break;
            }
            claimed = claims.get();
        }
        long since = System.nanoTime();
        while (finished.get() < others) {
            if (System.nanoTime() - since < PATIENCE_NANOS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private boolean partsLeft() {
        long now = claims.get();
        return (now & 255) < (now >>> 8 & 255);
    }

    /// Does a part that nobody has begun, if there is one.
    private boolean beginPart() {
        long now = claims.get();
        int next = (int) (now & 255);
        int parts = (int) (now >>> 8 & 255);
        if (next >= parts || !claims.compareAndSet(now, now + 1)) {
            return next < parts;
        }
        try {
            task.part(next, parts);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            finished.incrementAndGet();
        }
        return true;
    }

    /// Finds out whether helpers make work faster. Belongs to whoever has the crew.
    ///
    /// Work is measured in stretches. The way that was faster is kept until it takes longer than the other one did,
    /// and after some stretches the other one is tried again in any case: a loss is small where trying is rare.
    private static final class Pace {
        /// Pieces of work in a stretch.
        private static final int STRETCH = 512;

        /// Stretches after which the other way is tried.
        private static final int STAY = 16;

        private boolean together = true;
        private boolean trying = true;
        private int left = STRETCH;
        private int stretches;
        private double operations;
        private double nanos;
        /// Nanoseconds that an operation took the other way.
        private double other = Double.POSITIVE_INFINITY;

        void done(double work, long tookNanos) {
            operations += work;
            nanos += tookNanos;
            if (--left == 0) {
                decide(nanos / operations);
                left = STRETCH;
                operations = 0;
                nanos = 0;
            }
        }

        private void decide(double cost) {
            boolean change = cost > other;
            if (trying) {
                trying = false;
                stretches = 0;
            } else if (change || ++stretches == STAY) {
                trying = true;
                change = true;
            }
            if (change) {
                together = !together;
                other = cost;
            }
        }
    }

    /// Waits for parts and does them, as long as the program runs.
    private final class Helper extends Thread {
        private volatile boolean asleep;

        Helper(int index) {
            super("adjointlab-crew-" + (index + 1));
            setDaemon(true);
        }

        void wake() {
            // once: waking is dear, and it may take a while until a core is free
            if (asleep) {
                asleep = false;
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            long since = System.nanoTime();
            while (true) {
                if (beginPart()) {
                    since = System.nanoTime();
                } else if (System.nanoTime() - since < PATIENCE_NANOS) {
                    Thread.onSpinWait();
                } else if (System.nanoTime() - since < SLEEP_NANOS) {
                    Thread.yield();
                } else {
                    asleep = true;
                    if (!partsLeft()) {
                        LockSupport.park(Crew.this);
                    }
                    asleep = false;
                    since = System.nanoTime();
                }
            }
        }
    }
}
