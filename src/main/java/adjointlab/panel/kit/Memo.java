package adjointlab.panel.kit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Remembers the results used last, for any number of threads. Keys and results are immutable.
public final class Memo<K, V> {
    private static final Set<Memo<?, ?>> ALL =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private final SequencedMap<K, V> results = new LinkedHashMap<>(16, 0.75f, true);
    private final int capacity;
    private final ToLongFunction<V> weigh;
    private final long most;
    private long weight;

    public Memo(int capacity) {
        this(capacity, _ -> 0, 0);
    }

    /// One whose results may be large.
    ///
    /// @param capacity results at most
    /// @param weigh what a result weighs
    /// @param most what all of them weigh at most; the newest is remembered in any case
    public Memo(int capacity, ToLongFunction<V> weigh, long most) {
        this.capacity = capacity;
        this.weigh = weigh;
        this.most = most;
        ALL.add(this);
    }

    /// Forgets all results of all of them: those of a document that is not open any more may be large, and are asked
    /// for again at most once.
    public static void forgetAll() {
        for (Memo<?, ?> memo : List.copyOf(ALL)) {
            memo.forget();
        }
    }

    private synchronized void forget() {
        results.clear();
        weight = 0;
    }

    /// The remembered result, else a computed one, which is remembered if there is one. Two threads that miss at
    /// the same time both compute: that is cheaper than one waiting for a computation that may be cancelled.
    ///
    /// @param computation gives nothing where it was cancelled
    public Optional<V> get(K key, Supplier<Optional<V>> computation) {
        V known = find(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<V> computed = computation.get();
        computed.ifPresent(result -> put(key, result));
        return computed;
    }

    private synchronized @Nullable V find(K key) {
        return results.get(key);
    }

    private synchronized void put(K key, V result) {
        V before = results.put(key, result);
        weight += weigh.applyAsLong(result) - (before == null ? 0 : weigh.applyAsLong(before));
        while (results.size() > capacity || weight > most && results.size() > 1) {
            weight -= weigh.applyAsLong(results.pollFirstEntry().getValue());
        }
    }
}
