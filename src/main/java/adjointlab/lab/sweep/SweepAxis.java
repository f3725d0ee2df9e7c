package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// One setting that a sweep varies.
///
/// @param path of the setting
/// @param values as typed texts, at least one, in order
public record SweepAxis(String path, List<String> values) {
    private static final int MOST_VALUES = 100_000;

    /// Beyond it numbers are not told apart by one.
    private static final double LARGEST_WHOLE = 1L << 53;
    private static final MathContext DIGITS = new MathContext(15);
    private static final String FORMS =
            "allowed: path=a,b,c, path=from:to (whole numbers), path=from:to:logN, path=from:to:linN";

    public SweepAxis {
        values = List.copyOf(values);
    }

    /// Reads `path=a,b,c`, `path=from:to` for whole numbers, or `path=from:to:logN` and `path=from:to:linN` for N
    /// values with both ends. The values of a setting that is itself a list are separated by semicolons:
    /// `init.values=-4;1`.
    ///
    /// @param preset whose setting it is
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public static SweepAxis parse(Preset preset, String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new InvalidValueException("'" + text + "' is not of the form path=values; " + FORMS);
        }
        String path = text.substring(0, equals).strip();
        Key<?> parameter = parameter(preset, path);
        List<String> values = values(path, text.substring(equals + 1).strip(), parameter);
        for (String value : values) {
            try {
                parameter.type().parse(value);
            } catch (InvalidValueException e) {
                throw new InvalidValueException(path + ": " + e.getMessage());
            }
        }
        return new SweepAxis(path, values);
    }

    /// The parameter as the preset or the first of its runs that has it knows it.
    static Key<?> parameter(Preset preset, String path) {
        return Stream.concat(
                        Stream.of(preset.settings()),
                        preset.runs().stream().map((RunSpec run) -> run.settings(preset.settings())))
                .filter(settings -> settings.has(path))
                .findFirst()
                .map((Settings settings) -> settings.parameter(path))
                .orElseThrow(() -> InvalidValueException.unknown("setting", path, Overrides.paths(preset)));
    }

    private static List<String> values(String path, String text, Key<?> parameter) {
        String[] parts = text.split(":", -1);
        boolean numbers = parameter.type() instanceof Type.Real || parameter.type() instanceof Type.Int;
        if (parts.length == 1 || !numbers) {
            String separator = parameter.type() instanceof Type.Reals ? ";" : ",";
            return Stream.of(text.split(separator, -1)).map(String::strip).toList();
        }
        double from = number(path, parts[0]);
        double to = number(path, parts[1]);
        if (parts.length == 2 && parameter.type() instanceof Type.Int) {
            return wholeNumbers(path, text, from, to);
        }
        if (parts.length != 3 || !parts[2].matches("(log|lin)[0-9]{1,6}")) {
            throw new InvalidValueException(path + ": '" + text + "' is not a range; " + FORMS);
        }
        boolean log = parts[2].startsWith("log");
        int count = Integer.parseInt(parts[2].substring(3));
        if (count < 1 || count > MOST_VALUES || count == 1 && from != to) {
            throw new InvalidValueException(
                    path + ": '" + text + "'; allowed: 2 to " + MOST_VALUES + " values between two ends");
        }
        if (log && !(from > 0 && to > 0)) {
            throw new InvalidValueException(path + ": a logarithmic range is allowed between positive numbers only");
        }
        return spaced(from, to, count, log, parameter.type() instanceof Type.Int);
    }

    private static List<String> wholeNumbers(String path, String text, double from, double to) {
        boolean exact = Math.abs(from) <= LARGEST_WHOLE && Math.abs(to) <= LARGEST_WHOLE;
        if (!exact || from != Math.rint(from) || to != Math.rint(to) || to < from || to - from >= MOST_VALUES) {
            throw new InvalidValueException(path + ": '" + text + "' is not a range of whole numbers; " + FORMS);
        }
        List<String> values = new ArrayList<>();
        for (long value = (long) from; value <= (long) to; value++) {
            values.add(String.valueOf(value));
        }
        return values;
    }

    /// Rounded to 15 digits, with the strict functions, so that every machine gets the same settings and hashes.
    private static List<String> spaced(double from, double to, int count, boolean log, boolean whole) {
        SequencedSet<String> values = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            double share = count == 1 ? 0 : i / (count - 1.0);
            double value = log
                    ? StrictMath.exp((1 - share) * StrictMath.log(from) + share * StrictMath.log(to))
                    : (1 - share) * from + share * to;
            value = i == 0
                    ? from
                    : i == count - 1 ? to : new BigDecimal(value).round(DIGITS).doubleValue();
            String text = whole ? String.valueOf(Math.round(value)) : String.valueOf(value);
            values.add(text);
        }
        return List.copyOf(values);
    }

    static double number(String path, String text) {
        try {
            double value = Double.parseDouble(text.strip().replace('−', '-'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below, as for infinities
        }
        throw new InvalidValueException(path + ": '" + text + "' is not a finite number; " + FORMS);
    }
}
