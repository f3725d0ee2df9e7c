package adjointlab.core.formula;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was made lately, by what it was made of: runs and pictures build the same models over and over, and code that
/// is there already has been made fast by then. For any thread.
final class Lately<K, V> {
    private static final int MOST = 64;

    private final Map<K, V> kept = new LinkedHashMap<>(MOST, 0.75f, true);
    private final Function<K, V> make;

    /// @param make makes it
    Lately(Function<K, V> make) {
        this.make = make;
    }

    /// What is made of that.
    synchronized V of(K key) {
        V known = kept.get(key);
        if (known == null) {
            known = make.apply(key);
            kept.put(key, known);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }
}
