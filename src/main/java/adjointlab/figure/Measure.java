package adjointlab.figure;

import adjointlab.core.math.Numbers;

/// What an axis measures, as a sentence says it: "Loss L", "3.2 s", "at t = 0.5", "at tolerance 10⁻⁷".
///
/// @param name of the quantity; "" where the axis has no title, or where its title lists what stands at 1, 2, …
/// @param unit with a space before it; "" for a pure number
record Measure(String name, String unit) {
    private static final int DIGITS = 3;
    private static final String WORD = "(.* )?[a-z]{3,}";
    private static final String CATEGORIES = "\\d+ .*";

    /// Of an axis, behind whose quantity stands its unit, "training time, s", or a remark, "observation i, 0 is the
    /// last".
    static Measure of(Axis axis) {
        String label = axis.label();
        if (label.matches(CATEGORIES)) {
            return new Measure("", "");
        }
        int comma = label.indexOf(", ");
        String behind = comma < 0 ? "" : label.substring(comma + 2);
        return new Measure(
                comma < 0 ? label : label.substring(0, comma),
                behind.isEmpty() || behind.contains(" ") ? "" : " " + behind);
    }

    /// A value with its unit.
    String value(double value) {
        return number(value) + unit;
    }

    /// Where something is along the axis; "" where the axis has no title.
    String at(double value) {
        if (name.isEmpty()) {
            return "";
        }
        return " at " + name + (name.matches(WORD) ? " " : " = ") + value(value);
    }

    /// The name, or another one where the axis has none.
    String nameOr(String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    /// A value as sentences say it, with three digits; powers of ten stand alone.
    static String number(double value) {
        return Numbers.brief(value, DIGITS).replaceFirst("^(−?)1 × ", "$1");
    }
}
