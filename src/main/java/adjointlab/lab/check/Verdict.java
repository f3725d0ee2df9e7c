package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import java.util.Arrays;
import java.util.Collection;

/// What our numbers say of a claim.
public enum Verdict {
    /// It holds, for all that the numbers' scatter allows.
    HOLDS("holds", "✓"),
    /// It does not, or the check could not be made.
    DOES_NOT_HOLD("DOES NOT HOLD", "✗"),
    /// The numbers scatter too much, or are too few, to say.
    UNDECIDED("undecided", "?"),
    /// The runs are not those that are claimed about: they trained on other samples.
    NOT_JUDGED("not judged", "·");

    private final String word;
    private final String mark;

    Verdict(String word, String mark) {
        this.word = word;
        this.mark = mark;
    }

    /// "holds", "DOES NOT HOLD", "undecided" or "not judged".
    public String word() {
        return word;
    }

    /// That of a word, in capitals or not.
    ///
    /// @throws InvalidValueException if there is none
    static Verdict ofWord(String word) {
        for (Verdict verdict : values()) {
            if (verdict.word.equalsIgnoreCase(word)) {
                return verdict;
            }
        }
        throw InvalidValueException.unknown(
                "verdict", word, Arrays.stream(values()).map(Verdict::word).toList());
    }

    /// One character for a terminal.
    public String mark() {
        return mark;
    }

    /// Of a claim that says several things at once, each by its own verdict: it holds where all hold, and does not
    /// where one does not.
    public static Verdict all(Collection<Verdict> parts) {
        for (Verdict worst : new Verdict[] {NOT_JUDGED, DOES_NOT_HOLD, UNDECIDED}) {
            if (parts.contains(worst)) {
                return worst;
            }
        }
        return HOLDS;
    }

    /// Holds or does not, where chance has no part.
    static Verdict of(boolean holds) {
        return holds ? HOLDS : DOES_NOT_HOLD;
    }
}
