package adjointlab.core.catalog;

import adjointlab.core.data.Quoted;
import adjointlab.core.math.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What values a [Key] takes. Settings, files and forms keep a value in its stored form, which is `Double`, `Integer`,
/// `Boolean`, `String` (texts, and a choice's id) or `List<Double>`; code takes it as `T`.
///
/// @param <T> a value as code uses it
public sealed interface Type<T> permits Type.Real, Type.Int, Type.Flag, Type.Choice, Type.Reals, Type.Text, Type.Typed {
    /// The value in its stored form.
    ///
    /// @throws InvalidValueException if the value is of another kind or outside the allowed range
    Object check(Object value);

    /// Reads a value as typed by a person.
    ///
    /// @return in its stored form
    /// @throws InvalidValueException with what is allowed
    Object parse(String text);

    /// What is allowed, for messages and lists: "real in [0, 10]", "one of a, b".
    String describe();

    /// A stored value as code uses it.
    ///
    /// @param stored as [#check] returns it
    T value(Object stored);

    /// A value in its stored form.
    ///
    /// @throws InvalidValueException if it is not allowed
    default Object stored(T value) {
        return check(value);
    }

    /// How a slider maps its positions.
    enum Scale {
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
    record Real(double min, double max, double sliderMin, double sliderMax, Scale scale) implements Type<Double> {
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
                throw new InvalidValueException(
                        "'" + Quoted.brief(String.valueOf(value)) + "' is not a number; allowed: " + describe());
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
        public Double value(Object stored) {
            return (Double) stored;
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
    record Int(int min, int max, int sliderMin, int sliderMax) implements Type<Integer> {
        @Override
        public Object check(Object value) {
            if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
                throw new InvalidValueException(
                        "'" + Quoted.brief(String.valueOf(value)) + "' is not a whole number; allowed: " + describe());
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
        public Integer value(Object stored) {
            return (Integer) stored;
        }

        @Override
        public String describe() {
            return "whole number in [" + min + ", " + max + "]";
        }
    }

    /// Yes or no.
    record Flag() implements Type<Boolean> {
        @Override
        public Object check(Object value) {
            if (value instanceof Boolean) {
                return value;
            }
            throw new InvalidValueException("'" + Quoted.brief(String.valueOf(value)) + "' is not true or false");
        }

        @Override
        public Object parse(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw new InvalidValueException("'" + Quoted.brief(text) + "' is not true or false");
            };
        }

        @Override
        public Boolean value(Object stored) {
            return (Boolean) stored;
        }

        @Override
        public String describe() {
            return "true or false";
        }
    }

    /// One of several things, each under a word.
    ///
    /// @param options in display order, at least one; ids and values are unique
    /// @param <E> what is chosen
    record Choice<E>(List<Option<E>> options) implements Type<E> {
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
        public E value(Object stored) {
            return options.stream()
                    .filter(option -> option.id().equals(stored))
                    .findFirst()
                    .orElseThrow(() -> InvalidValueException.unknown("choice", String.valueOf(stored), ids()))
                    .value();
        }

        @Override
        public Object stored(E value) {
            return options.stream()
                    .filter(option -> option.value().equals(value))
                    .findFirst()
                    .orElseThrow(() -> InvalidValueException.unknown("choice", String.valueOf(value), ids()))
                    .id();
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", ids());
        }
    }

    /// A list of finite doubles.
    ///
    /// @param minLength fewest entries
    /// @param maxLength most entries
    /// @param each what each entry may be; also the slider of each
    record Reals(int minLength, int maxLength, Real each) implements Type<List<Double>> {
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
                throw new InvalidValueException("'" + Quoted.brief(String.valueOf(value))
                        + "' is not a list of numbers; allowed: " + describe());
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
        public List<Double> value(Object stored) {
            return ((List<?>) stored).stream().map(Double.class::cast).toList();
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
    record Text(int maxLength) implements Type<String> {
        @Override
        public Object check(Object value) {
            if (!(value instanceof String text)) {
                throw new InvalidValueException("'" + Quoted.brief(String.valueOf(value)) + "' is not a text");
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
        public String value(Object stored) {
            return (String) stored;
        }

        @Override
        public String describe() {
            return "text of at most " + maxLength + " characters";
        }
    }

    /// A formula that a person types, or the id of a textbook's system.
    ///
    /// @param use what it is for
    record Typed(FormulaUse use) implements Type<String> {
        @Override
        public Object check(Object value) {
            if (!(value instanceof String text)) {
                throw new InvalidValueException("'" + Quoted.brief(String.valueOf(value)) + "' is not a formula");
            }
            use.read(text);
            return text;
        }

        @Override
        public Object parse(String text) {
            return check(text);
        }

        @Override
        public String value(Object stored) {
            return (String) stored;
        }

        @Override
        public String describe() {
            return use.describe();
        }
    }

    private static double parseDouble(String text, String allowed) {
        try {
            return Double.parseDouble(text.strip().replace('−', '-'));
        } catch (NumberFormatException e) {
            throw new InvalidValueException("'" + Quoted.brief(text) + "' is not a number; allowed: " + allowed);
        }
    }

    /// A bound as people read it: "10⁻⁶".
    private static String number(double x) {
        if (Math.abs(x) == Double.MAX_VALUE || Double.isInfinite(x)) {
            return x < 0 ? "−∞" : "∞";
        }
        return x == Math.rint(x) && Math.abs(x) < 1e12 ? String.valueOf((long) x) : Numbers.setting(x);
    }
}
