package adjointlab.core.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands in a cell of a table, before its file's decimal mark is known.
enum Cell {
    NUMBER,
    MISSING,
    /// Yes or no, as pandas and R write it: 1 or 0.
    FLAG,
    DATE,
    TEXT;

    private static final Set<String> NONE = Set.of(
            "", "?", "na", "n/a", "#n/a", "#div/0!", "#value!", "#num!", "#ref!", "#name?", "#null!", "nan", "null",
            "none", "\\n", ".", "-", "--", "<na>", "nat");
    private static final Set<String> INFINITE =
            Set.of("inf", "+inf", "-inf", "infinity", "-infinity", "1.#inf", "-1.#inf");
    private static final Pattern DAY =
            Pattern.compile("(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})([T ].*)?");
    private static final Pattern HOUR = Pattern.compile("\\d{1,2}[:.]\\d{2}[:.]\\d{2}");

    static Cell of(String cell) {
        if (cell.isEmpty()) {
            return MISSING;
        }
        if (NumberMarks.isLoose(cell)) {
            return NUMBER;
        }
        char first = cell.charAt(0);
        if (first >= '0' && first <= '9') {
            return DAY.matcher(cell).matches() || HOUR.matcher(cell).matches() ? DATE : TEXT;
        }
        String small = cell.length() > 9 ? cell : cell.toLowerCase(Locale.ROOT);
        if (NONE.contains(small)) {
            return MISSING;
        }
        return small.equals("true") || small.equals("false") ? FLAG : TEXT;
    }

    /// Whether a text means a number without end.
    static boolean isInfinite(String cell) {
        return INFINITE.contains(cell.toLowerCase(Locale.ROOT));
    }

    /// The number of a yes or no.
    static double ofFlag(String cell) {
        return cell.equalsIgnoreCase("true") ? 1 : 0;
    }

    /// Whether it stands where a value should.
    boolean isValue() {
        return this != TEXT;
    }
}
