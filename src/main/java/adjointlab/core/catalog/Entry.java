package adjointlab.core.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// One thing that the lab can do, as a catalogue lists it.
///
/// @param id stable, lower-case with hyphens; stands in presets and on the command line
/// @param label what a menu shows
/// @param summary one sentence for a tool tip
/// @param citation where it comes from (paper, equation), or "" where it needs none
/// @param parameters its parameters in display order; names are unique
/// @param factory makes it from complete, checked values
/// @param <T> what the factory makes
public record Entry<T>(
        String id,
        String label,
        String summary,
        String citation,
        List<Key<?>> parameters,
        Function<Values, ? extends T> factory) {

    public Entry {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a catalogue id: " + id);
        }
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(factory);
        Set<String> names = new HashSet<>();
        for (Key<?> parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(id + " has two parameters named " + parameter.name());
            }
        }
    }

    /// An entry without parameters of its own.
    public static <T> Entry<T> plain(String id, String label, String summary, String citation, T value) {
        return new Entry<>(id, label, summary, citation, List.of(), _ -> value);
    }

    /// Makes the thing; `values` must hold a value for each parameter (see [Values#complete]).
    public T create(Values values) {
        return factory.apply(values);
    }

    /// Makes the thing with every parameter at its default.
    public T createDefault() {
        return create(Values.EMPTY.complete(parameters));
    }
}
