package adjointlab.core.catalog;

import adjointlab.core.data.Quoted;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// A value from outside (a file, the command line, a form) that cannot be used; the message is one sentence for the
/// user.
public final class InvalidValueException extends IllegalArgumentException {
    /// What is longer is no mistyped word.
    private static final int LONGEST_WORD = 200;

    private final String sentence;

    /// @param sentence what is wrong and what is allowed, without a trailing full stop; control characters in it,
    ///     which come from outside, are escaped
    public InvalidValueException(String sentence) {
        super(Quoted.harmless(sentence));
        this.sentence = Quoted.harmless(sentence);
    }

    /// The sentence, which is always there, unlike other exceptions' messages.
    @Override
    public String getMessage() {
        return sentence;
    }

    /// The sentence for an unknown id or path: kind, what was given, the nearest allowed one and all allowed ones.
    public static InvalidValueException unknown(String kind, String given, Collection<String> allowed) {
        String hint = nearest(given, allowed)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return new InvalidValueException("unknown " + kind + " '" + Quoted.brief(given) + "'" + hint + " (allowed: "
                + String.join(", ", allowed) + ")");
    }

    /// The allowed word with the smallest edit distance to `given`, if any is close enough to be meant.
    public static Optional<String> nearest(String given, Collection<String> allowed) {
        if (given.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        String word = given.toLowerCase(Locale.ROOT);
        return allowed.stream()
                .filter(candidate ->
                        distance(word, candidate.toLowerCase(Locale.ROOT)) <= Math.max(2, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT))));
    }

    /// Levenshtein distance.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
