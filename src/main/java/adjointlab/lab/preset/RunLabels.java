package adjointlab.lab.preset;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings as words in the names of runs, "Adam η = 0.1", and what a name says when they change.
public final class RunLabels {
    private static final int LONGEST_WORD = 16;

    /// Of a formula.
    private static final int MOST_LETTERS = 24;

    private RunLabels() {}

    /// "a₀ = −4" for a setting with a symbol, "horizon = 2" without, and for one of several words that word, by its
    /// id if it is long.
    ///
    /// @param path of a setting that there is
    public static String words(Settings settings, String path) {
        Object value = settings.get(path);
        Key<?> parameter = settings.parameter(path);
        if (parameter.type() instanceof Type.Choice<?> choice) {
            if (parameter.type().value(value) instanceof Entry<?> entry) {
                return entry.label();
            }
            String word = choice.label(String.valueOf(value));
            return word.length() <= LONGEST_WORD ? word : String.valueOf(value);
        }
        String symbol = parameter.symbol(value);
        String name = symbol.isEmpty() ? parameter.label().toLowerCase(Locale.ROOT) : symbol;
        return name + " = " + RunSpecs.words(value);
    }

    /// What sets a run apart that began anew with another value: "Horizon = 2", one of several words, of a file the
    /// last part of its path, of a formula its beginning.
    ///
    /// @param path of a setting that there is
    public static String change(Settings settings, String path) {
        String value = String.valueOf(settings.get(path));
        return switch (settings.parameter(path).type()) {
            case Type.Choice<?> choice -> choice.label(value);
            case Type.Text _ when value.matches(".*[/\\\\].+") -> value.replaceFirst(".*[/\\\\]", "");
            case Type.Typed _ -> brief(value);
            case Type.Text _, Type.Real _, Type.Int _, Type.Flag _, Type.Reals _ ->
                settings.parameter(path).label() + " = " + RunSpecs.words(settings.get(path));
        };
    }

    private static String brief(String formula) {
        String line = formula.strip().lines().findFirst().orElse("").split(";", 2)[0];
        return line.length() <= MOST_LETTERS ? line : line.substring(0, MOST_LETTERS - 1) + "…";
    }

    /// What a run is called under other settings than it was named under: each setting that its name tells is told as
    /// it is then. A setting that is no more goes out of the name.
    ///
    /// @param label under the settings before
    /// @return the same if it tells nothing that differs
    public static String follow(String label, Settings before, Settings after) {
        List<Told> told = new ArrayList<>();
        for (String path : before == after ? List.<String>of() : before.differences(after)) {
            if (before.has(path)) {
                told(label, path, before, after).ifPresent(told::add);
            }
        }
        told.sort(Comparator.comparingInt(Told::end).reversed());
        String followed = label;
        for (Told each : told) {
            String tail = followed.substring(each.end);
            followed = followed.substring(0, each.start) + each.now + (each.now.isEmpty() ? tail.stripLeading() : tail);
        }
        return followed.isBlank() ? label : followed.strip();
    }

    /// What a run is called that was made from another one by other settings: its name as it is under them, with what
    /// differs and is not told in it. "Adam a₀ = −4" with the rate of 0.1 and another optimizer is
    /// "SGD a₀ = −4 η = 0.1".
    ///
    /// @param label of the other run; "" where there is none
    /// @param from the other run's settings
    /// @param what stands in front where it differs and is not told, or where there is no other run
    public static String made(String label, Settings from, Settings settings, Slot<?> what) {
        String followed = follow(label, from, settings);
        List<String> words = new ArrayList<>();
        String choice = settings.entry(what).label();
        boolean other = label.isEmpty() || !settings.id(what).equals(from.id(what));
        if (other && !whole(choice).matcher(followed).find()) {
            words.add(choice);
        }
        if (!followed.isEmpty()) {
            words.add(followed);
        }
        for (String path : from.differences(settings)) {
            if (settings.has(path) && from.has(path) && !Slots.isChoice(path)) {
                String differing = words(settings, path);
                if (!whole(differing).matcher(followed).find()) {
                    words.add(differing);
                }
            }
        }
        return String.join(" ", words);
    }

    /// Where a name tells a setting, and what it is to say there.
    ///
    /// @param start of its words in the name
    /// @param end behind them
    /// @param now nothing where there is no such setting any more
    private record Told(int start, int end, String now) {}

    private static Optional<Told> told(String label, String path, Settings before, Settings after) {
        for (String old : forms(before, path)) {
            Matcher found = whole(old).matcher(label);
            if (found.find() && isMeant(before, path, old)) {
                String now = after.has(path) ? formLike(old, path, before, after) : "";
                return Optional.of(new Told(found.start(), found.end(), now));
            }
        }
        return Optional.empty();
    }

    /// Ways in which names tell a setting.
    private static Set<String> forms(Settings settings, String path) {
        Set<String> forms = new LinkedHashSet<>(List.of(words(settings, path), change(settings, path)));
        forms.remove("");
        return forms;
    }

    private static String formLike(String old, String path, Settings before, Settings after) {
        return old.equals(words(before, path)) ? words(after, path) : change(after, path);
    }

    /// Whether a name that has these words tells this setting: of several with one symbol and one value the most
    /// prominent, and none of several with the same word.
    private static boolean isMeant(Settings settings, String path, String words) {
        if (!words.contains(" = ")) {
            return settings.paths().stream()
                    .filter(other ->
                            !other.path().equals(path) && other.parameter().type() instanceof Type.Choice<?>)
                    .noneMatch(other -> forms(settings, other.path()).contains(words));
        }
        return settings.paths().stream()
                .filter(other -> forms(settings, other.path()).contains(words))
                .min(Comparator.comparing(other -> other.parameter().prominence()))
                .map(other -> other.path().equals(path))
                .orElse(true);
    }

    /// Between other words, and not in them.
    private static Pattern whole(String words) {
        return Pattern.compile("(?<!\\S)" + Pattern.quote(words) + "(?!\\S)");
    }
}
