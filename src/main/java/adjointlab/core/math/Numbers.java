package adjointlab.core.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// Numbers as people read them: "3.2 × 10⁻⁴", a true minus sign, thin spaces between groups of digits.
///
/// For files that programs read there is [#exact(double)]; all the rest is for eyes only.
public final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final char MINUS = '−';
    private static final char THIN_SPACE = '\u2009';
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e5;

    /// As many digits as tell every double from its neighbours.
    private static final MathContext EXACT = new MathContext(17, RoundingMode.HALF_EVEN);

    private static final int SETTING_DIGITS = 6;

    private static final char NO_BREAK = '\u00a0';
    private static final char THIN_NO_BREAK = '\u202f';

    /// What stands between a number and its power of ten, its unit or its uncertainty, and in groups of its digits.
    private static final Pattern INSIDE = Pattern.compile(String.join(
            "|",
            "(?<=\\d) (?=× 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])", // before the sign
            "(?<=\\d ×) (?=10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])", // behind it
            "(?<=[\\d⁰¹²³⁴⁵⁶⁷⁸⁹]) (?=(%|ms|µs|ns|s|min|h|kB|MB|GB|TB|mm|cm|m|km|pt|px|Hz|°C|K)(?![\\p{L}\\d=′(]))",
            "(?<=[\\d⁰¹²³⁴⁵⁶⁷⁸⁹]) (?=± ?\\d)",
            "(?<=\\d ±) (?=\\d)",
            "(?<=\\d)" + THIN_SPACE + "(?=\\d)"));

    private Numbers() {}

    /// A text whose numbers no end of a line breaks: between a number and its power of ten, its unit and its
    /// uncertainty stand spaces at which lines do not end. For what is shown in lines; whatever is copied, told
    /// to a screen reader or read by programs stays as it was, see [#plain].
    public static String unbroken(String text) {
        return INSIDE.matcher(text)
                .replaceAll(space -> String.valueOf(space.group().equals(" ") ? NO_BREAK : THIN_NO_BREAK));
    }

    /// The text that was made [#unbroken], as it was before.
    public static String plain(String unbroken) {
        return unbroken.replace(NO_BREAK, ' ').replace(THIN_NO_BREAK, THIN_SPACE);
    }

    /// A measured value with three significant digits.
    public static String readout(double value) {
        return format(value, 3);
    }

    /// A value with this many significant digits, zeros at the end kept: "0.0500", "−1.29", "3.20 × 10⁻⁴".
    /// Outside 10⁻³…10⁵ it is written with a power of ten. Whole parts are never rounded away: 12 345 with three
    /// digits is "12 345".
    public static String format(double value, int digits) {
        return text(value, digits, false);
    }

    /// The same without zeros at the end: "0.05", "−1", "3.2 × 10⁻⁴".
    public static String brief(double value, int digits) {
        return text(value, digits, true);
    }

    /// A number that somebody chose, with six digits at most; powers of ten stand alone: "0.05", "10⁻⁷",
    /// "2.5 × 10⁻⁷".
    public static String setting(double value) {
        return text(value, SETTING_DIGITS, true).replaceFirst("^(−?)1 × ", "$1");
    }

    /// A whole number in groups of three: "12 400".
    public static String count(long value) {
        return group(Long.toString(value));
    }

    /// A decimal with exactly so many digits after the point: "0.25", "−3".
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? rounded.abs().toPlainString() : group(rounded.toPlainString());
    }

    /// A value for files, with 17 significant digits, which read back bitwise: "0.050000000000000003", "NaN",
    /// "-inf".
    public static String exact(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        BigDecimal rounded = new BigDecimal(value).round(EXACT).stripTrailingZeros();
        boolean whole = rounded.scale() < 0 && rounded.precision() - rounded.scale() <= EXACT.getPrecision();
        return (whole ? rounded.setScale(0) : rounded)
                .toString()
                .replace("E+", "e")
                .replace('E', 'e');
    }

    /// A time as people say it, rounded: "45 s", "12 min", "3 h 20 min", "6 days".
    ///
    /// @param seconds not negative
    public static String duration(double seconds) {
        long minutes = Math.round(seconds / 60);
        if (seconds < 119.5) {
            return Math.round(seconds) + " s";
        }
        if (minutes < 90) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            long tens = Math.round(minutes / 10.0);
            return tens / 6 + " h" + (tens % 6 == 0 ? "" : " " + 10 * (tens % 6) + " min");
        }
        return count(Math.round(minutes / (24.0 * 60))) + " days";
    }

    /// A power of ten: "10⁻⁴".
    public static String powerOfTen(int exponent) {
        return "10" + superscript(exponent);
    }

    /// A whole number in superscript digits: "⁻⁴".
    public static String superscript(int number) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(number).toCharArray()) {
            text.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
        }
        return text.toString();
    }

    private static String text(double value, int digits, boolean strip) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        double magnitude = Math.abs(rounded.doubleValue());
        if (magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN) {
            int decimals = Math.max(0, digits - 1 - exponent(rounded));
            BigDecimal plain = decimals > 0
                    ? rounded.setScale(decimals, RoundingMode.HALF_EVEN)
                    : new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN);
            return group((strip ? stripped(plain) : plain).toPlainString());
        }
        int exponent = exponent(rounded);
        BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(digits - 1, RoundingMode.HALF_EVEN);
        return group((strip ? stripped(mantissa) : mantissa).toPlainString()) + " × " + powerOfTen(exponent);
    }

    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static BigDecimal stripped(BigDecimal number) {
        BigDecimal shorter = number.stripTrailingZeros();
        return shorter.scale() < 0 ? shorter.setScale(0) : shorter;
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        return value > 0 ? "∞" : MINUS + "∞";
    }

    /// Sets the minus sign, and thin spaces into whole parts of five digits and more.
    private static String group(String plain) {
        boolean negative = plain.startsWith("-");
        String digits = negative ? plain.substring(1) : plain;
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder();
        if (negative) {
            text.append(MINUS);
        }
        for (int i = 0; i < digits.length(); i++) {
            if (whole >= 5 && i > 0 && i < whole && (whole - i) % 3 == 0) {
                text.append(THIN_SPACE);
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }
}
