package adjointlab.core.math;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What takes long to make, kept by what it is made of. Who asks for it while it is made waits, as long as the work
/// that asks is wanted ([Stop#OF_THIS_WORK]), and meanwhile other things are made. Where whoever makes it is stopped
/// or fails, the next one who waits makes it. For any thread; what was used last is kept longest.
public final class MadeOnce<K, V> {
    /// Makes it.
    @FunctionalInterface
    public interface Maker<V, E extends Exception> {
        V make() throws E;
    }

    /// How often who waits is asked whether it still wants to, ms.
    private static final long PATIENCE = 20;

    private final Map<K, Place<V>> places = new LinkedHashMap<>(16, 0.75f, true);
    private final boolean soft;
    private final int most;
    private final ToLongFunction<V> weigh;
    private final long heaviest;

    private MadeOnce(boolean soft, int most, ToLongFunction<V> weigh, long heaviest) {
        this.soft = soft;
        this.most = most;
        this.weigh = weigh;
        this.heaviest = heaviest;
    }

    /// One that keeps what it has made.
    ///
    /// @param most things that are kept
    public static <K, V> MadeOnce<K, V> kept(int most) {
        return new MadeOnce<>(false, most, _ -> 0, Long.MAX_VALUE);
    }

    /// One that keeps what it has made while there is memory.
    ///
    /// @param most things that are kept
    public static <K, V> MadeOnce<K, V> soft(int most) {
        return new MadeOnce<>(true, most, _ -> 0, Long.MAX_VALUE);
    }

    /// One that keeps what it has made up to a weight.
    ///
    /// @param weigh what a thing weighs
    /// @param heaviest what all weigh at most; the newest is kept in any case
    public static <K, V> MadeOnce<K, V> weighing(ToLongFunction<V> weigh, long heaviest) {
        return new MadeOnce<>(false, Integer.MAX_VALUE, weigh, heaviest);
    }

    /// One thing; its lock is held while it is made.
    private static final class Place<V> {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable SoftReference<V> soft;
        private volatile @Nullable V value;
        private volatile long weight;

        @Nullable
        V known() {
            SoftReference<V> held = soft;
            return held == null ? value : held.get();
        }

        boolean isFilled() {
            return soft != null || value != null;
        }
    }

    /// What was made of this before, or is made now.
    ///
    /// @param key what it is made of
    /// @param make makes it; may ask for what is made of other things, but not in a circle
    /// @throws CancellationException if it is made by another thread and not wanted any more, or the thread that
    ///     waits for it is interrupted
    /// @throws E as `make` does
    public <E extends Exception> V of(K key, Maker<V, E> make) throws E {
        Place<V> place = place(key);
        V known = place.known();
        if (known != null) {
            return known;
        }
        lock(place.lock);
        try {
            known = place.known();
            if (known == null) {
                known = make.make();
                fill(key, place, known);
            }
            return known;
        } finally {
            if (known == null) {
                leave(key, place);
            }
            place.lock.unlock();
        }
    }

    private Place<V> place(K key) {
        synchronized (places) {
            return places.computeIfAbsent(key, _ -> new Place<>());
        }
    }

    /// To whoever waits for it, if anybody does.
    private void leave(K key, Place<V> place) {
        synchronized (places) {
            if (!place.lock.hasQueuedThreads()) {
                places.remove(key, place);
            }
        }
    }

    private static void lock(ReentrantLock lock) {
        if (lock.tryLock()) {
            return;
        }
        try {
            while (!lock.tryLock(PATIENCE, TimeUnit.MILLISECONDS)) {
                Stop.heedOfThisWork();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private void fill(K key, Place<V> place, V made) {
        place.weight = weigh.applyAsLong(made);
        if (soft) {
            place.soft = new SoftReference<>(made);
        } else {
            place.value = made;
        }
        synchronized (places) {
            places.put(key, place); // somebody may have left it
            long filled = places.values().stream().filter(Place::isFilled).count();
            long weight = weight();
            var eldest = places.values().iterator();
            while ((filled > most || weight > heaviest) && eldest.hasNext()) {
                Place<V> old = eldest.next();
                if (old != place && old.isFilled()) {
                    eldest.remove();
                    filled--;
                    weight -= old.weight;
                }
            }
        }
    }

    /// What all things that are kept weigh.
    public long weight() {
        synchronized (places) {
            return places.values().stream().mapToLong(place -> place.weight).sum();
        }
    }
}
