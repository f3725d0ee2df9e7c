package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.data.Quoted;
import adjointlab.lab.preset.Preset;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A setting of which a sweep tries points between two ends.
///
/// @param path of the setting
/// @param from lower end
/// @param to upper end, above it
/// @param log whether ratios are equal rather than differences
/// @param whole whether only whole numbers are allowed, of which both ends are tried too
record SweepRange(String path, double from, double to, boolean log, boolean whole) {
    private static final Pattern FORM = Pattern.compile("([^=]+)=([^:]+):([^:]+):(log|lin)");

    /// So that every machine gets the same settings and hashes.
    private static final MathContext DIGITS = new MathContext(15);

    /// Reads `path=from:to:log` or `path=from:to:lin`.
    ///
    /// @param preset whose setting it is
    /// @return nothing for text of another form
    /// @throws InvalidValueException if it is of that form and its ends are not
    static Optional<SweepRange> parse(Preset preset, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String path = form.group(1).strip();
        Key<?> parameter = SweepAxis.parameter(preset, path);
        boolean whole = parameter.type() instanceof Type.Int;
        if (!whole && !(parameter.type() instanceof Type.Real)) {
            throw new InvalidValueException(path + " is no number, and has no range");
        }
        double from = SweepAxis.number(path, form.group(2));
        double to = SweepAxis.number(path, form.group(3));
        boolean log = form.group(4).equals("log");
        if (!(to > from) || log && !(from > 0) || whole && (from != Math.rint(from) || to != Math.rint(to))) {
            throw new InvalidValueException(path + ": '" + Quoted.brief(text)
                    + "' is no range; allowed: a smaller and a larger end, positive ones for log"
                    + (whole ? ", whole ones" : ""));
        }
        SweepRange range = new SweepRange(path, from, to, log, whole);
        for (double share : new double[] {0, Math.nextDown(1.0)}) {
            try {
                parameter.type().parse(range.value(share));
            } catch (InvalidValueException e) {
                throw new InvalidValueException(path + ": " + e.getMessage());
            }
        }
        return Optional.of(range);
    }

    /// The value at a share of the way.
    ///
    /// @param share from 0 up to but not including 1
    /// @return as typed
    String value(double share) {
        double end = whole ? to + 1 : to;
        double value = log
                ? StrictMath.exp((1 - share) * StrictMath.log(from) + share * StrictMath.log(end))
                : (1 - share) * from + share * end;
        return whole
                ? String.valueOf((long) Math.clamp(Math.floor(value), from, to))
                : String.valueOf(new BigDecimal(value).round(DIGITS).doubleValue());
    }
}
