package adjointlab.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One parameter of a catalogue entry: enough to check a value, to draw its control and to explain it.
///
/// @param name lower camel case; the last part of a settings path (`optimizer.learningRate`)
/// @param symbol the paper's letter, for instance "η"; "" where it has none
/// @param label what a form shows
/// @param unit "s", "mm", …; "" for a pure number
/// @param type what values are allowed
/// @param defaultValue an allowed value, in the type's representation
/// @param live whether a running training takes the change at its next iteration; otherwise a change needs a restart
public record Parameter(
        String name, String symbol, String label, String unit, Type type, Object defaultValue, boolean live) {

    public Parameter {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("not a parameter name: " + name);
        }
        defaultValue = type.check(defaultValue);
    }

    /// What values a parameter takes. Representations: `Double`, `Integer`, `Boolean`, `String` (choices and
    /// texts), `List<Double>`.
    public sealed interface Type permits Real, Int, Flag, Choice, Reals, Text {
        /// The value in this type's representation.
        ///
        /// @throws InvalidValueException if the value is of another kind or outside the allowed range
        Object check(Object value);

        /// Reads a value as typed by a person.
        ///
        /// @throws InvalidValueException with what is allowed
        Object parse(String text);

        /// What is allowed, for messages and lists: "real in [0, 10]", "one of a, b".
        String describe();
    }

    /// How a slider maps its positions.
    public enum Scale {
        LINEAR,
        LOG
    }

    /// A finite double.
    ///
    /// @param min smallest allowed value
    /// @param max largest allowed value
    /// @param sliderMin left end of the slider; typed values may go beyond, down to `min`
    /// @param sliderMax right end of the slider
    /// @param scale of the slider
    public record Real(double min, double max, double sliderMin, double sliderMax, Scale scale) implements Type {
        public Real {
            if (!(min <= sliderMin && sliderMin < sliderMax && sliderMax <= max)) {
                throw new IllegalArgumentException("slider range outside the allowed range");
            }
            if (scale == Scale.LOG && sliderMin <= 0) {
                throw new IllegalArgumentException("log slider needs positive ends");
            }
        }

        @Override
        public Object check(Object value) {
            if (!(value instanceof Number number)) {
                throw new InvalidValueException("'" + value + "' is not a number; allowed: " + describe());
            }
            double x = number.doubleValue();
            if (!Double.isFinite(x) || x < min || x > max) {
                throw new InvalidValueException(value + " is not allowed; allowed: " + describe());
            }
            return x;
        }

        @Override
        public Object parse(String text) {
            return check(parseDouble(text, describe()));
        }

        @Override
        public String describe() {
            boolean unbounded = max == Double.MAX_VALUE;
            if (unbounded && min == Double.MIN_VALUE) {
                return "real above 0";
            }
            if (unbounded && min == -Double.MAX_VALUE) {
                return "any real";
            }
            return unbounded ? "real of at least " + number(min) : "real in [" + number(min) + ", " + number(max) + "]";
        }
    }

    /// A whole number.
    ///
    /// @param min smallest allowed value
    /// @param max largest allowed value
    /// @param sliderMin left end of the slider
    /// @param sliderMax right end of the slider
    public record Int(int min, int max, int sliderMin, int sliderMax) implements Type {
        @Override
        public Object check(Object value) {
            if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
                throw new InvalidValueException("'" + value + "' is not a whole number; allowed: " + describe());
            }
            double x = number.doubleValue();
            if (x < min || x > max) {
                throw new InvalidValueException(number(x) + " is not allowed; allowed: " + describe());
            }
            return (int) x;
        }

        @Override
        public Object parse(String text) {
            return check(parseDouble(text, describe()));
        }

        @Override
        public String describe() {
            return "whole number in [" + min + ", " + max + "]";
        }
    }

    /// Yes or no.
    public record Flag() implements Type {
        @Override
        public Object check(Object value) {
            if (value instanceof Boolean) {
                return value;
            }
            throw new InvalidValueException("'" + value + "' is not true or false");
        }

        @Override
        public Object parse(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw new InvalidValueException("'" + text + "' is not true or false");
            };
        }

        @Override
        public String describe() {
            return "true or false";
        }
    }

    /// One of several words.
    ///
    /// @param options in display order
    public record Choice(List<Option> options) implements Type {
        public Choice {
            options = List.copyOf(options);
        }

        /// The ids in display order.
        public List<String> ids() {
            return options.stream().map(Option::id).toList();
        }

        /// What a menu shows for an id; the id itself if there is no such option.
        public String label(String id) {
            return options.stream()
                    .filter(option -> option.id().equals(id))
                    .findFirst()
                    .map(Option::label)
                    .orElse(id);
        }

        @Override
        public Object check(Object value) {
            if (value instanceof String word && ids().contains(word)) {
                return word;
            }
            throw InvalidValueException.unknown("choice", String.valueOf(value), ids());
        }

        @Override
        public Object parse(String text) {
            return check(text.strip());
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", ids());
        }
    }

    /// One word of a [Choice].
    ///
    /// @param id stable
    /// @param label what a menu shows
    public record Option(String id, String label) {}

    /// A list of finite doubles.
    ///
    /// @param minLength fewest entries
    /// @param maxLength most entries
    /// @param each what each entry may be; also the slider of each
    public record Reals(int minLength, int maxLength, Real each) implements Type {
        @Override
        public Object check(Object value) {
            List<Double> numbers = new ArrayList<>();
            if (value instanceof Number) {
                numbers.add((Double) each.check(value));
            } else if (value instanceof List<?> list) {
                for (Object item : list) {
                    numbers.add((Double) each.check(item));
                }
            } else {
                throw new InvalidValueException("'" + value + "' is not a list of numbers; allowed: " + describe());
            }
            if (numbers.size() < minLength || numbers.size() > maxLength) {
                throw new InvalidValueException(numbers.size() + " numbers given; allowed: " + describe());
            }
            return List.copyOf(numbers);
        }

        @Override
        public Object parse(String text) {
            String inner = text.strip().replaceAll("^\\[|]$", "").strip();
            List<Double> numbers = new ArrayList<>();
            if (!inner.isEmpty()) {
                for (String part : inner.split("[,\\s]+")) {
                    numbers.add(parseDouble(part, describe()));
                }
            }
            return check(numbers);
        }

        @Override
        public String describe() {
            String length = minLength == maxLength ? "" + minLength : minLength + " to " + maxLength;
            return "list of " + length + " numbers, each " + each.describe();
        }
    }

    /// A short text.
    ///
    /// @param maxLength most characters
    public record Text(int maxLength) implements Type {
        @Override
        public Object check(Object value) {
            if (!(value instanceof String text)) {
                throw new InvalidValueException("'" + value + "' is not a text");
            }
            if (text.length() > maxLength) {
                throw new InvalidValueException("the text is too long; allowed: " + describe());
            }
            return text;
        }

        @Override
        public Object parse(String text) {
            return check(text);
        }

        @Override
        public String describe() {
            return "text of at most " + maxLength + " characters";
        }
    }

    /// A real parameter with a linear slider that changes live.
    public static Parameter real(
            String name, String symbol, String label, double defaultValue, Real type, boolean live) {
        return new Parameter(name, symbol, label, "", type, defaultValue, live);
    }

    /// A whole-number parameter; a change needs a restart.
    public static Parameter whole(String name, String symbol, String label, int defaultValue, Int type) {
        return new Parameter(name, symbol, label, "", type, defaultValue, false);
    }

    /// A yes-or-no parameter.
    public static Parameter flag(String name, String label, boolean defaultValue, boolean live) {
        return new Parameter(name, "", label, "", new Flag(), defaultValue, live);
    }

    /// A choice; a change needs a restart.
    public static Parameter choice(String name, String label, String defaultValue, Option... options) {
        return new Parameter(name, "", label, "", new Choice(List.of(options)), defaultValue, false);
    }

    private static double parseDouble(String text, String allowed) {
        try {
            return Double.parseDouble(text.strip().replace('−', '-'));
        } catch (NumberFormatException e) {
            throw new InvalidValueException("'" + text + "' is not a number; allowed: " + allowed);
        }
    }

    private static String number(double x) {
        if (Math.abs(x) == Double.MAX_VALUE || Double.isInfinite(x)) {
            return x < 0 ? "−∞" : "∞";
        }
        return x == Math.rint(x) && Math.abs(x) < 1e12 ? String.valueOf((long) x) : String.valueOf(x);
    }
}
