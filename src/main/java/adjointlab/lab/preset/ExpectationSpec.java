package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import java.util.Arrays;

/// Something that a preset's runs should show, as the preset's file says it.
///
/// @param source whose claim it is
/// @param claim one sentence, as in the paper
/// @param citation where the claim stands
/// @param kind id of the check in its catalogue
/// @param values of the check's parameters as the file has them; the check completes and checks them
public record ExpectationSpec(Source source, String claim, String citation, String kind, Values values) {
    /// Whose claim it is. A number that only we have measured is no claim: it tells whether we still get it.
    public enum Source {
        /// What the paper says.
        PAPER("paper", "What the paper claims"),
        /// What follows from theory: bounds, entropies, closed forms, limits.
        THEORY("theory", "What theory gives"),
        /// What a program of others, or one written independently, gave.
        PROGRAM("program", "What an independent program gave"),
        /// What a user of this preset may rely on, since we measured it.
        MEASURED("measured", "What we measured before");

        private final String id;
        private final String heading;

        Source(String id, String heading) {
            this.id = id;
            this.heading = heading;
        }

        /// In files: "paper", "theory", "program" or "measured".
        public String id() {
            return id;
        }

        /// Above its claims in a card.
        public String heading() {
            return heading;
        }

        /// That of an id.
        ///
        /// @throws InvalidValueException if there is none
        public static Source of(String id) {
            for (Source source : values()) {
                if (source.id.equals(id)) {
                    return source;
                }
            }
            throw InvalidValueException.unknown(
                    "source", id, Arrays.stream(values()).map(Source::id).toList());
        }
    }
}
