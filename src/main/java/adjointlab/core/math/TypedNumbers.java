package adjointlab.core.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people type them, turned into those that programs read: "0,05", "1 000,5", "1 × 10⁻⁷", "−3".
///
/// A comma is the decimal comma of many languages wherever it can be nothing else. Where it may as well group digits,
/// as in "1,234", or stand between two numbers, the text is refused with a sentence that says how to write either.
public final class TypedNumbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Pattern POWER =
            Pattern.compile("\\s*[×x·*]\\s*10(\\^?-?\\d+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?:^|(?<=[-+]))10(\\^-?\\d+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)");
    private static final Pattern SPACED_GROUPS =
            Pattern.compile("(?<=\\d)[\\s\\u00A0\\u2009\\u202F](?=\\d{3}(?:\\D|$))");

    private TypedNumbers() {}

    /// One number.
    ///
    /// @return what `Double.parseDouble` reads, if it is a number at all
    /// @throws IllegalArgumentException with a sentence without a full stop, if it may mean two numbers
    public static String one(String typed) {
        String plain = signs(typed.strip());
        int exponent = indexOfExponent(plain);
        String mantissa = SPACED_GROUPS.matcher(plain.substring(0, exponent)).replaceAll("");
        return pointed(mantissa) + plain.substring(exponent);
    }

    /// Some numbers: separated by spaces, by semicolons, or by commas that are no decimal commas.
    ///
    /// @param allowed how many there may be, which may decide what a comma means
    /// @return one text a number
    /// @throws IllegalArgumentException with a sentence without a full stop, if they may be so many or so many
    public static List<String> several(String typed, IntPredicate allowed) {
        String text = typed.strip().replaceAll("^\\[|]$", "").strip();
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.contains(";")) {
            return each(text.split("\\s*;\\s*"));
        }
        List<String> separated = each(signs(text).split("[,\\s]+"));
        String[] spaced = text.split("\\s+");
        if (!text.contains(",") || text.matches("(?s).*(\\.|,\\s).*") || !decimals(spaced)) {
            return separated;
        }
        boolean few = allowed.test(spaced.length);
        boolean many = allowed.test(separated.size());
        if (few && many) {
            String first = spaced[0];
            throw new IllegalArgumentException("'" + typed + "' may be " + spaced.length + " or " + separated.size()
                    + " numbers; write " + first.replace(',', '.') + " or " + first.replace(",", "; "));
        }
        return few ? each(spaced) : separated;
    }

    /// Whether every part may have a decimal comma.
    private static boolean decimals(String[] parts) {
        for (String part : parts) {
            if (!signs(part).matches("[-+]?\\d+(,\\d+)?([eE][-+]?\\d+)?")) {
                return false;
            }
        }
        return true;
    }

    private static List<String> each(String[] parts) {
        List<String> numbers = new ArrayList<>();
        for (String part : parts) {
            numbers.add(one(part));
        }
        return numbers;
    }

    /// The point in place of whatever marks the decimals, and nothing in place of what groups digits.
    private static String pointed(String mantissa) {
        int point = mantissa.lastIndexOf('.');
        int comma = mantissa.lastIndexOf(',');
        if (comma < 0) {
            return grouped(mantissa, "\\.") && mantissa.indexOf('.') != point ? mantissa.replace(".", "") : mantissa;
        }
        if (point >= 0) {
            char decimal = point > comma ? '.' : ',';
            String group = decimal == '.' ? "," : ".";
            String whole = mantissa.substring(0, Math.max(point, comma));
            return grouped(whole, Pattern.quote(group))
                    ? whole.replace(group, "") + "." + mantissa.substring(Math.max(point, comma) + 1)
                    : mantissa;
        }
        if (mantissa.indexOf(',') != comma) {
            return grouped(mantissa, ",") ? mantissa.replace(",", "") : mantissa;
        }
        if (grouped(mantissa, ",") && !mantissa.matches("[-+]?0.*")) {
            throw new IllegalArgumentException("'" + mantissa.replace('-', '−') + "' may be "
                    + mantissa.replace(',', '.').replace('-', '−') + " or "
                    + mantissa.replace(",", "").replace('-', '−') + "; write the one that is meant");
        }
        return mantissa.replace(',', '.');
    }

    /// Whether digits stand in groups of three, the first of one to three.
    private static boolean grouped(String digits, String separator) {
        return digits.matches("[-+]?\\d{1,3}(" + separator + "\\d{3})+");
    }

    private static int indexOfExponent(String plain) {
        int e = Math.max(plain.indexOf('e'), plain.indexOf('E'));
        return e < 0 ? plain.length() : e;
    }

    /// Any sort of minus sign and power of ten.
    private static String signs(String text) {
        String minus = text.replace('−', '-').replace('–', '-');
        StringBuilder plain = new StringBuilder();
        Matcher power = POWER.matcher(minus);
        while (power.find()) {
            power.appendReplacement(
                    plain, power.group(1) == null ? "1e" + lowered(power.group(2)) : "e" + lowered(power.group(1)));
        }
        return power.appendTail(plain).toString();
    }

    private static String lowered(String exponent) {
        StringBuilder digits = new StringBuilder();
        exponent.replace("^", "").chars().forEach(c -> {
            int digit = SUPERSCRIPTS.indexOf(c);
            digits.append(digit >= 0 ? (char) ('0' + digit) : c == '⁻' ? '-' : (char) c);
        });
        return digits.toString();
    }
}
