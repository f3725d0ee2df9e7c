package adjointlab.core.catalog;

/// One thing that a [Type.Choice] offers.
///
/// @param id stable; stands in files and on the command line
/// @param label what a menu shows
/// @param value what is chosen
/// @param <E> kind of what is chosen
public record Option<E>(String id, String label, E value) {
    /// An option that stands for its own id.
    public static Option<String> word(String id, String label) {
        return new Option<>(id, label, id);
    }
}
