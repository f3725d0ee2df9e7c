package adjointlab.core.ode;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What one gradient keeps of its forward solve, counted in bytes against what all gradients of the program may keep
/// together. It lives as long as its tapes do: who is no longer reachable counts no more.
public final class KeptSteps {
    /// What figures, checkpoints and the lab itself need at least, bytes; a quarter of a larger memory.
    private static final long LEAST_REST = 64L << 20;

    private static final List<WeakReference<KeptSteps>> ALIVE = new ArrayList<>();

    private final List<Tape> tapes = new ArrayList<>();
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    public KeptSteps() {
        this(limit());
    }

    /// @param limit of all together, bytes
    KeptSteps(long limit) {
        this.limit = limit;
        synchronized (ALIVE) {
            ALIVE.add(new WeakReference<>(this));
        }
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
        return bytes.get() / Double.BYTES;
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
            if (!fits(more)) {
                System.gc(); // those that nobody holds any more may still count
                if (!fits(more)) {
                    throw new MemoryLimitException("step " + (index + 1) + " finds no room: gradients keep "
                            + (held() >> 20) + " MiB of steps already, and at most " + (limit >> 20)
                            + " are allowed here; " + advice());
                }
            }
            tapes.add(work.newTape(evaluations));
            bytes.addAndGet(more);
        }
        return tapes.get(index);
    }

    private boolean fits(long more) {
        return held() + more <= limit;
    }

    private static long held() {
        synchronized (ALIVE) {
            long sum = 0;
            for (var each = ALIVE.iterator(); each.hasNext(); ) {
                KeptSteps kept = each.next().get();
                if (kept == null) {
                    each.remove();
                } else {
                    sum += kept.bytes.get();
                }
            }
            return sum;
        }
    }
}
