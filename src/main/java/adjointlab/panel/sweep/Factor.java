package adjointlab.panel.sweep;

import adjointlab.core.catalog.Key;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.Varied;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A setting in which trainings differ, as an axis: numbers at their places, evenly or in decades, words one after
/// another.
///
/// @param path of the setting
/// @param label for people
/// @param kind how values lie
/// @param values all that there are, in the order of the axis
/// @param words of the values
record Factor(String path, String label, Kind kind, List<Object> values, List<String> words) {
    /// Ratios of the largest to the smallest number beyond which an axis is in decades.
    private static final double DECADES = 20;

    private static final double SAME = 1e-6;

    /// Characters of a word at an axis.
    private static final int LONGEST = 18;

    /// How values lie on an axis.
    enum Kind {
        LINEAR,
        LOG,
        WORDS
    }

    /// Those in which cells differ, seeds left out, and what follows from a choice that is one of them: parameters that
    /// each of the chosen brings along.
    ///
    /// @param cells at least one
    static List<Factor> of(List<Cell> cells) {
        List<Factor> all = different(cells);
        List<String> choices =
                all.stream().map(Factor::path).filter(Slots::isChoice).toList();
        return all.stream()
                .filter(factor -> choices.stream()
                        .noneMatch(choice -> !choice.equals(factor.path()) && follows(factor.path(), choice, cells)))
                .toList();
    }

    /// Whether all cells of one choice have one value of a setting.
    private static boolean follows(String path, String choice, List<Cell> cells) {
        Map<Object, Object> byChoice = new HashMap<>();
        for (Cell cell : cells) {
            Settings settings = cell.settings();
            Object value = settings.has(path) ? settings.get(path) : "";
            Object before = byChoice.putIfAbsent(settings.get(choice), value);
            if (before != null && !before.equals(value)) {
                return false;
            }
        }
        return !Slots.isChoice(path);
    }

    private static List<Factor> different(List<Cell> cells) {
        return Varied.paths(cells.stream().map(Cell::settings).toList()).stream()
                .filter(path -> !path.equals(Slots.SEED.path()))
                .map(path -> of(path, cells))
                .toList();
    }

    /// That of a path.
    static Factor of(String path, List<Cell> cells) {
        Settings having = cells.stream()
                .map(Cell::settings)
                .filter(settings -> settings.has(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no training has " + path));
        Key<?> key = having.parameter(path);
        List<Object> all = cells.stream()
                .map(Cell::settings)
                .filter(settings -> settings.has(path))
                .map(settings -> settings.get(path))
                .toList();
        boolean numbers = all.stream().allMatch(Number.class::isInstance);
        List<Object> ordered = numbers
                ? new ArrayList<>(new TreeSet<>(all.stream().map(Factor::number).toList()))
                : new ArrayList<>(new LinkedHashSet<>(all));
        Kind kind = Kind.WORDS;
        if (numbers) {
            double least = number(ordered.getFirst());
            double most = number(ordered.getLast());
            kind = least > 0 && most / least > DECADES ? Kind.LOG : Kind.LINEAR;
        }
        List<String> words = ordered.stream()
                .map(value -> Slots.isChoice(path) ? choice(path, value) : Contrast.words(key.type(), value))
                .toList();
        String label = Slots.isChoice(path) ? Slots.of(path).orElseThrow().label() : key.label();
        return new Factor(path, label, kind, ordered, brief(words));
    }

    /// Words for which an axis has room: of long ones the beginning, with a number where they begin alike.
    private static List<String> brief(List<String> words) {
        List<String> cut = words.stream().map(Factor::brief).toList();
        if (cut.equals(words) || new HashSet<>(cut).size() == cut.size()) {
            return cut;
        }
        List<String> numbered = new ArrayList<>();
        for (String each : cut) {
            numbered.add((numbered.size() + 1) + ": " + each);
        }
        return numbered;
    }

    private static String brief(String words) {
        String line = words.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1).strip() + "…";
    }

    private static String choice(String path, Object id) {
        return Slots.of(path)
                .map(slot -> slot.catalog().get(String.valueOf(id)).label())
                .orElse(String.valueOf(id));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /// Whether settings have it.
    boolean has(Settings settings) {
        return settings.has(path);
    }

    /// Where some settings stand among all [#values]; −1 where they do not have it.
    int index(Settings settings) {
        if (!settings.has(path)) {
            return -1;
        }
        Object value = settings.get(path);
        return values.indexOf(kind == Kind.WORDS ? value : (Object) number(value));
    }

    /// Where some settings stand, from 0 at the first to 1 at the last value; not a number where they do not have it.
    double place(Settings settings) {
        int index = index(settings);
        return index < 0 ? Double.NaN : place(index);
    }

    /// Where a value stands, from 0 to 1.
    double place(int index) {
        if (values.size() == 1) {
            return 0.5;
        }
        return switch (kind) {
            case WORDS -> index / (values.size() - 1.0);
            case LINEAR -> share(number(values.getFirst()), number(values.get(index)), number(values.getLast()));
            case LOG ->
                share(
                        Math.log(number(values.getFirst())),
                        Math.log(number(values.get(index))),
                        Math.log(number(values.getLast())));
        };
    }

    private static double share(double low, double value, double high) {
        return (value - low) / (high - low);
    }

    /// Whether values are numbers at equal distances on their axis.
    boolean isEven() {
        if (kind == Kind.WORDS) {
            return false;
        }
        double step = 1 / Math.max(1, values.size() - 1.0);
        for (int i = 0; i < values.size(); i++) {
            if (values.size() > 1 && Math.abs(place(i) - i * step) > SAME) {
                return false;
            }
        }
        return values.size() > 1;
    }

    /// The numbers; their indices from 1 where they are words or unevenly spaced.
    double[] coordinates() {
        double[] coordinates = new double[values.size()];
        Arrays.setAll(coordinates, i -> isEven() ? number(values.get(i)) : i + 1);
        return coordinates;
    }
}
