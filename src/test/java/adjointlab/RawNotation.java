package adjointlab;

import java.util.List;
import java.util.regex.Pattern;

/// Notation of programs or of TeX, which no text that a person sees may have left in it.
public final class RawNotation {
    /// Backticks, `x_y`, `x^y`, `A[0,1]`, `1.0E-7` and `\alpha`.
    private static final Pattern RAW = Pattern.compile(
            "`|[\\p{L}\\d]_[\\p{L}{\\d]|[\\p{L}\\d)]\\^[\\p{L}\\d{(−+-]|\\p{L}\\[\\d+(,\\d+)*]|\\d[eE][−-]?\\d|\\\\\\p{L}+");

    private RawNotation() {}

    /// What of a text is raw, with some of what stands around it.
    public static List<String> in(String text) {
        return RAW.matcher(text)
                .results()
                .map(found ->
                        text.substring(Math.max(0, found.start() - 20), Math.min(text.length(), found.end() + 10)))
                .toList();
    }
}
