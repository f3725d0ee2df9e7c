package adjointlab.panel.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Remembers the results used last, for any number of threads. Keys and results are immutable.
public final class Memo<K, V> {
    private final Map<K, V> results;

    public Memo(int capacity) {
        results = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
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
        results.put(key, result);
    }
}
