package adjointlab.core.math;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names as people read them where programs have others: "A₁₂" for `field.A[0,1]`.
public final class Notation {
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
    private static final Pattern ENTRY = Pattern.compile("(?:field\\.)?(.*?)(\\d*)(?:\\[([\\d,]+)])?");

    private static final Pattern INDEXED = Pattern.compile("(.*?\\D)_?(\\d+)('*)");

    private Notation() {}

    /// An entry of a parameter, its indices counted from 1 as in formulas: "a", "b₄", "A₁₂"; "W₁(3, 1)" where the name
    /// has a number of its own.
    ///
    /// @param name as files have it, indices from 0: `field.W1[2,0]`
    public static String entry(String name) {
        Matcher parts = ENTRY.matcher(name);
        if (!parts.matches()) {
            return name;
        }
        String words = parts.group(1).replace('.', ' ');
        String number = subscript(parts.group(2));
        if (parts.group(3) == null) {
            return words + number;
        }
        List<String> indices = Arrays.stream(parts.group(3).split(","))
                .map(index -> String.valueOf(Integer.parseInt(index) + 1))
                .toList();
        if (!number.isEmpty()) {
            return words + number + "(" + String.join(", ", indices) + ")";
        }
        String between = indices.stream().anyMatch(index -> index.length() > 1) ? " " : "";
        return words + indices.stream().map(Notation::subscript).collect(Collectors.joining(between));
    }

    /// A state's name as one writes it by hand: "x₁" for `x1` and `x_1`, "φ′" for `φ'`.
    ///
    /// @param typed as formulas have it
    public static String state(String typed) {
        Matcher parts = INDEXED.matcher(typed);
        String name = parts.matches() ? parts.group(1) + subscript(parts.group(2)) + parts.group(3) : typed;
        return name.replace('\'', '′');
    }

    /// A name with a number below it: "h₁₂".
    ///
    /// @param number at least 0
    public static String numbered(String name, int number) {
        return name + subscript(String.valueOf(number));
    }

    private static String subscript(String digits) {
        StringBuilder low = new StringBuilder();
        digits.chars().forEach(digit -> low.append(SUBSCRIPTS.charAt(digit - '0')));
        return low.toString();
    }
}
