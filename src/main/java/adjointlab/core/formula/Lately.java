package adjointlab.core.formula;

import adjointlab.core.math.MadeOnce;
import java.util.function.Function;

/// What was made lately, by what it was made of: runs and pictures build the same models over and over, and code that
/// is there already has been made fast by then. For any thread.
final class Lately<K, V> {
    private static final int MOST = 64;

    private final MadeOnce<K, V> made = MadeOnce.kept(MOST);
    private final Function<K, V> make;

    /// @param make makes it
    Lately(Function<K, V> make) {
        this.make = make;
    }

    /// What is made of that.
    V of(K key) {
        return made.of(key, () -> make.apply(key));
    }
}
