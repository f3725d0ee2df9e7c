package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Type;
import adjointlab.core.data.Quoted;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a comparison is between, and what is chosen for each by itself; seeds are what is left.
///
/// @param compared path of the setting whose values are compared
/// @param tuned paths of the numbers of which each has its best, such as a learning rate; several are chosen together
public record Contrast(String compared, List<String> tuned) {
    /// Optimizers, each at its best learning rate.
    public static final Contrast OPTIMIZERS = new Contrast(
            Slots.OPTIMIZER.choice().path(),
            List.of(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE).path()));

    private static final int MOST_TUNED = 6;
    private static final int DIGITS = 3;

    public Contrast {
        tuned = List.copyOf(tuned);
        if (tuned.contains(compared)) {
            throw new InvalidValueException(compared + " cannot be both compared and tuned");
        }
        if (tuned.isEmpty() || tuned.size() > MOST_TUNED || new HashSet<>(tuned).size() < tuned.size()) {
            throw new InvalidValueException("'" + Quoted.brief(String.join(",", tuned))
                    + "' is nothing to tune; allowed: 1 to " + MOST_TUNED + " different settings");
        }
        for (String path : Stream.concat(Stream.of(compared), tuned.stream()).toList()) {
            if (path.equals(Slots.SEED.path()) || !Slots.knows(path)) {
                throw new InvalidValueException(
                        path.equals(Slots.SEED.path())
                                ? "seeds are what is left; allowed: any other setting"
                                : "there is no setting " + path);
            }
        }
    }

    /// One tuned number.
    public Contrast(String compared, String tuned) {
        this(compared, List.of(tuned));
    }

    /// Paths from a text with commas between them; none where there are none.
    public static List<String> paths(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /// Whether settings have what is compared and some number that is tuned.
    public boolean fits(Settings settings) {
        return settings.has(compared) && !Double.isNaN(first(settings));
    }

    /// The first tuned number that settings have.
    private double first(Settings settings) {
        return point(settings).values().stream()
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(Double.NaN);
    }

    /// Which of the compared ones some settings are; "none" where they do not have it.
    public String group(Settings settings) {
        return settings.has(compared) ? String.valueOf(settings.get(compared)) : "none";
    }

    /// Its name for people.
    public String label(Settings settings) {
        if (!settings.has(compared)) {
            return "none";
        }
        Optional<Slot<?>> slot = chosen();
        if (slot.isPresent()) {
            return settings.entry(slot.get()).label();
        }
        Key<?> key = settings.parameter(compared);
        return key.shortName() + " = " + words(key.type(), settings.get(compared));
    }

    /// A value for people.
    public static String words(Type<?> type, Object value) {
        return type instanceof Type.Choice<?> choice
                ? choice.options().stream()
                        .filter(option -> option.id().equals(value))
                        .findFirst()
                        .map(option -> option.label())
                        .orElse(String.valueOf(value))
                : value instanceof Double number ? Numbers.brief(number, 4) : String.valueOf(value);
    }

    /// The tuned numbers.
    public TunedPoint point(Settings settings) {
        return new TunedPoint(tuned.stream().map(path -> number(settings, path)).toList());
    }

    private static double number(Settings settings, String path) {
        return settings.has(path) && settings.get(path) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /// The first of them.
    double rate(Settings settings) {
        return number(settings, tuned.getFirst());
    }

    /// Whether several numbers are chosen together.
    public boolean tunesSeveral() {
        return tuned.size() > 1;
    }

    /// What the first tuned number is called, with its symbol where it has one.
    public String tunedLabel(Settings settings) {
        String first = tuned.getFirst();
        if (!settings.has(first)) {
            return first;
        }
        Key<?> key = settings.parameter(first);
        String label = key.label().substring(0, 1).toLowerCase(Locale.ROOT)
                + key.label().substring(1);
        String between = first.equals(OPTIMIZERS.tuned.getFirst()) ? " " : "  "; // as the glossary has them
        return key.symbol().isEmpty() ? label : label + between + key.symbol();
    }

    /// The symbols of the numbers that some settings have, else their names.
    public String tunedSymbols(Settings settings) {
        return tuned.stream()
                .filter(settings::has)
                .map(path -> settings.parameter(path).shortName())
                .collect(Collectors.joining(", "));
    }

    /// The tuned numbers of some settings, as in "η = 0.1, ε = 0.01".
    public String tunedWords(Settings settings) {
        return tuned.stream()
                .filter(path -> !Double.isNaN(number(settings, path)))
                .map(path ->
                        settings.parameter(path).shortName() + " = " + Numbers.brief(number(settings, path), DIGITS))
                .collect(Collectors.joining(", "));
    }

    /// Whether a setting is what those of one group differ in.
    boolean isVaried(String path) {
        return tuned.contains(path) || path.equals(Slots.SEED.path());
    }

    /// Whether a setting belongs to what is compared. Optimizers bring how the loss is minimized along.
    boolean isMethod(String path) {
        Optional<Slot<?>> slot = Slots.of(path);
        Optional<Slot<?>> chosen = chosen();
        if (chosen.isEmpty()) {
            return path.equals(compared);
        }
        return slot.equals(chosen)
                || chosen.get() == Slots.OPTIMIZER
                        && slot.filter(each -> each == Slots.AROUND
                                        || each == Slots.SCHEDULE
                                        || each == Slots.CLIPPING
                                        || each == Slots.GRADIENT)
                                .isPresent();
    }

    /// The slot whose choice is compared; nothing where it is another setting.
    private Optional<Slot<?>> chosen() {
        return Slots.isChoice(compared) ? Slots.of(compared) : Optional.empty();
    }

    /// What compared ones are called together.
    String noun() {
        return compared.equals(OPTIMIZERS.compared) ? "optimizer" : "group";
    }

    /// So many of what is tuned: "3 learning rates", "9 combinations of learning rate and optimizer.damping".
    String tunedLong(int count) {
        String plural = count == 1 ? "" : "s";
        String all = tuned.stream().map(Contrast::noun).collect(Collectors.joining(" and "));
        return count + " " + (tunesSeveral() ? "combination" + plural + " of " + all : all + plural);
    }

    /// What values of a tuned number are called.
    static String plural(String path) {
        return path.equals(OPTIMIZERS.tuned.getFirst()) ? "learning rates" : "values of " + path;
    }

    private static String noun(String path) {
        return path.equals(OPTIMIZERS.tuned.getFirst()) ? "learning rate" : path;
    }

    /// So many of them, in short: "3 rates".
    String tunedCount(int count) {
        return tunesSeveral() ? tunedLong(count) : count + " " + tunedShort(count);
    }

    /// The same without the number.
    String tunedShort(int count) {
        String plural = count == 1 ? "" : "s";
        if (tunesSeveral()) {
            return "combination" + plural;
        }
        return tuned.equals(OPTIMIZERS.tuned) ? "rate" + plural : "value" + plural + " of " + tuned.getFirst();
    }
}
