package adjointlab.core.catalog;

import java.util.function.Function;
import java.util.function.Predicate;

/// Choices that do not go together.
///
/// @param id lower-case with hyphens, for tests
/// @param clash whether they are chosen
/// @param sentence what does not go with what and what to choose instead, without a trailing full stop
public record Incompatibility(String id, Predicate<Combination> clash, Function<Combination, String> sentence) {
    Incompatibility(String id, Predicate<Combination> clash, String sentence) {
        this(id, clash, _ -> sentence);
    }
}
