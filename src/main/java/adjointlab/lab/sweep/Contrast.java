package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Type;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a comparison is between, and what is chosen for each by itself; seeds are what is left.
///
/// @param compared path of the setting whose values are compared
/// @param tuned path of the number of which each has its best, such as a learning rate
public record Contrast(String compared, String tuned) {
    /// Optimizers, each at its best learning rate.
    public static final Contrast OPTIMIZERS = new Contrast(
            Slots.OPTIMIZER.choice().path(),
            Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE).path());

    public Contrast {
        if (compared.equals(tuned)) {
            throw new InvalidValueException(compared + " cannot be both compared and tuned");
        }
        for (String path : List.of(compared, tuned)) {
            if (path.equals(Slots.SEED.path()) || !Slots.knows(path)) {
                throw new InvalidValueException(
                        path.equals(Slots.SEED.path())
                                ? "seeds are what is left; allowed: any other setting"
                                : "there is no setting " + path);
            }
        }
    }

    /// Whether settings have both.
    public boolean fits(Settings settings) {
        return settings.has(compared) && settings.has(tuned) && settings.get(tuned) instanceof Number;
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

    /// The tuned number.
    double tuned(Settings settings) {
        return settings.get(tuned) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /// What the tuned number is called, with its symbol where it has one.
    public String tunedLabel(Settings settings) {
        Key<?> key = settings.parameter(tuned);
        String label = key.label().substring(0, 1).toLowerCase(Locale.ROOT)
                + key.label().substring(1);
        String between = tuned.equals(OPTIMIZERS.tuned) ? " " : "  "; // as the glossary has them
        return key.symbol().isEmpty() ? label : label + between + key.symbol();
    }

    /// Its symbol, else its name.
    public String tunedSymbol(Settings settings) {
        return settings.parameter(tuned).shortName();
    }

    /// Whether a setting is what those of one group differ in.
    boolean isVaried(String path) {
        return path.equals(tuned) || path.equals(Slots.SEED.path());
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

    /// What tuned numbers are called together.
    String tunedNoun() {
        return tuned.equals(OPTIMIZERS.tuned) ? "learning rate" : tuned;
    }

    /// So many of them, in short: "3 rates".
    String tunedCount(int count) {
        return count + " " + tunedShort(count);
    }

    /// The same without the number.
    String tunedShort(int count) {
        String plural = count == 1 ? "" : "s";
        return tuned.equals(OPTIMIZERS.tuned) ? "rate" + plural : "value" + plural + " of " + tuned;
    }
}
