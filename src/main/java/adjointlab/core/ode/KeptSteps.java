package adjointlab.core.ode;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What one gradient keeps of its forward solve, counted in bytes against what all gradients of the program may keep
/// together. It lives as long as its tapes do: who is no longer reachable counts no more.
public final class KeptSteps {
    /// What figures, checkpoints and the lab itself need at least, bytes; a quarter of a larger memory.
    private static final long LEAST_REST = 64L << 20;

    /// How long the collector takes at most to tell who is gone.
    private static final long PATIENCE_MILLIS = 200;

    /// Bytes of all: added where a tape is made, taken off when the collector tells that its gradient is gone.
    private static final AtomicLong HELD = new AtomicLong();

    private static final ReferenceQueue<KeptSteps> GONE = new ReferenceQueue<>();
    private static final Set<Count> COUNTED = ConcurrentHashMap.newKeySet();

    private final List<Tape> tapes = new ArrayList<>();
    private final long limit;
    private final Count count = new Count(this);

    /// The bytes of one gradient, which outlive it for a moment.
    private static final class Count extends WeakReference<KeptSteps> {
        private final AtomicLong bytes = new AtomicLong();

        Count(KeptSteps of) {
            super(of, GONE);
        }
    }

    public KeptSteps() {
        this(limit());
    }

    /// @param limit of all together, bytes
    KeptSteps(long limit) {
        this.limit = limit;
        while (GONE.poll() instanceof Count gone) {
            forget(gone);
        }
        COUNTED.add(count);
    }

    /// What all gradients together may keep, bytes: the memory that the program may use without what the rest of it
    /// needs.
    public static long limit() {
        long all = Runtime.getRuntime().maxMemory();
        return Math.max(all / 4, all - Math.max(LEAST_REST, all / 4));
    }

    /// The first sentence's end where steps do not fit.
    public static String advice() {
        return "choose gradient discrete-checkpointed or continuous, fewer steps, fewer samples or fewer runs at once,"
                + " or give Java more with -Xmx";
    }

    /// Doubles in all tapes.
    public long numbers() {
        return count.bytes.get() / Double.BYTES;
    }

    /// The tape of a step.
    ///
    /// @param index at most that of the last one and one
    /// @param work makes it
    /// @param evaluations whether it keeps evaluations of stages too
    /// @throws MemoryLimitException before there is no room
    public Tape get(int index, TapedWork work, boolean evaluations) {
        if (index == tapes.size()) {
            long more = Double.BYTES * work.tapeLength(evaluations);
            if (!take(more) && !takeOfTheGone(more)) {
                throw new MemoryLimitException("step " + (index + 1) + " finds no room: gradients keep "
                        + (HELD.get() >> 20) + " MiB of steps already, and at most " + (limit >> 20)
                        + " are allowed here; " + advice());
            }
            tapes.add(work.newTape(evaluations));
        }
        return tapes.get(index);
    }

    /// @return whether there is room
    private boolean take(long more) {
        if (HELD.addAndGet(more) > limit) {
            HELD.addAndGet(-more);
            return false;
        }
        count.bytes.addAndGet(more);
        return true;
    }

    /// Those that nobody holds any more may still count.
    private boolean takeOfTheGone(long more) {
        System.gc();
        try {
            while (GONE.remove(PATIENCE_MILLIS) instanceof Count gone) {
                forget(gone);
                if (take(more)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return take(more);
    }

    private static void forget(Count gone) {
        if (COUNTED.remove(gone)) {
            HELD.addAndGet(-gone.bytes.get());
        }
    }
}
