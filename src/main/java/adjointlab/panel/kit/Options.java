package adjointlab.panel.kit;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import java.util.List;

/// Short ways to declare panel options.
public final class Options {
    private static final double HUGE = Double.MAX_VALUE;

    private Options() {}

    /// @param defaultId one of the options' ids
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is copied at once
    public static <E> Key<E> choice(String name, String label, String defaultId, Option<E>... options) {
        return choice(name, label, defaultId, List.of(options));
    }

    /// @param defaultId one of the options' ids
    public static <E> Key<E> choice(String name, String label, String defaultId, List<Option<E>> options) {
        return Key.of(name, label, defaultId, new Type.Choice<>(options));
    }

    public static Option<String> option(String id, String label) {
        return Option.word(id, label);
    }

    public static Key<Integer> whole(String name, String label, int defaultValue, int min, int max) {
        return Key.whole(name, label, defaultValue, new Type.Int(min, max, min, max));
    }

    public static Key<String> text(String name, String label, int maxLength) {
        return Key.text(name, label, maxLength);
    }

    public static Key<Boolean> flag(String name, String label, boolean defaultValue) {
        return Key.flag(name, label, defaultValue);
    }

    /// A list of numbers of any size.
    public static Key<List<Double>> list(String name, String symbol, String label, int maxLength) {
        var each = new Type.Real(-HUGE, HUGE, -10, 10, Type.Scale.LINEAR);
        return Key.reals(name, label, List.of(), new Type.Reals(0, maxLength, each))
                .withSymbol(symbol, symbol);
    }
}
