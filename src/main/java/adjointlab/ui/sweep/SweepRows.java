package adjointlab.ui.sweep;

import adjointlab.core.math.Numbers;
import adjointlab.core.stat.Moments;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepFolder.Stored;
import adjointlab.lab.sweep.SweepResult;
import adjointlab.lab.sweep.Varied;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The trainings of a folder as rows of a table, read again and again while it grows; a file is read once. For one
/// thread at a time.
public final class SweepRows {
    /// Columns that say what came of a training.
    static final String RUN = "run";

    private static final String STATE = "state";
    private static final String ITERATION = "iteration";
    private static final String LOSS = "loss";
    private static final String BEST = "lowest loss";
    private static final String TEST_LOSS = "test loss";
    private static final String TEST_ACCURACY = "test accuracy";
    private static final String EVALUATIONS = "evaluations";

    private final SweepFolder folder;
    private final Map<Stored, Optional<Row>> known = new HashMap<>();
    private List<Stored> looked = List.of();
    private Table latest;

    public SweepRows(SweepFolder folder) {
        this.folder = folder;
        latest = table(looked);
    }

    /// A training, or a group of some.
    ///
    /// @param settings of the training; those of the first of a group
    /// @param label of the training
    /// @param cells by column: a number or a text; a column may be missing
    /// @param words of the cells, for people; made once, on no thread that anybody waits for
    /// @param sought everything in it that a filter finds
    public record Row(
            Settings settings, String label, Map<String, Object> cells, Map<String, String> words, Sought sought) {
        static Row of(Settings settings, String label, Map<String, Object> cells) {
            Map<String, String> words = new HashMap<>();
            cells.forEach((column, value) -> words.put(column, SweepRows.words(value)));
            return new Row(settings, label, cells, words, Sought.of(label, cells, words));
        }

        /// Whether a cell or the label holds a text.
        ///
        /// @param part without spaces, in small letters
        boolean mentions(String part) {
            return sought.holds(part);
        }
    }

    /// Lines in small letters in which a filter looks. Those of plain letters stand by themselves, since a text that
    /// has one other sign takes several times as long to look through.
    ///
    /// @param plain lines of Latin letters, digits and signs
    /// @param other lines with any other, as a minus
    public record Sought(String plain, String other) {
        private static final int LAST_PLAIN = 0xff;

        static Sought of(String label, Map<String, Object> cells, Map<String, String> words) {
            StringBuilder plain = new StringBuilder();
            StringBuilder other = new StringBuilder();
            add(label, plain, other);
            cells.forEach((column, value) -> {
                String assigned = column + "=" + value;
                add(assigned, plain, other);
                String shown = words.getOrDefault(column, "");
                if (!assigned.contains(shown)) {
                    add(shown, plain, other);
                }
            });
            return new Sought(plain.toString(), other.toString());
        }

        private static void add(String line, StringBuilder plain, StringBuilder other) {
            String small = line.toLowerCase(Locale.ROOT);
            StringBuilder to = small.chars().allMatch(c -> c <= LAST_PLAIN) ? plain : other;
            to.append(small).append('\n');
        }

        /// @param part without an end of a line, in small letters
        boolean holds(String part) {
            return plain.contains(part) || other.contains(part);
        }
    }

    /// What there is at a moment.
    ///
    /// @param rows one a training
    /// @param varied settings in which they differ
    /// @param all every setting that some of them have
    /// @param reached columns of what came of them, what is looked at first coming first
    public record Table(List<Row> rows, List<String> varied, List<String> all, List<String> reached) {
        /// Those columns of what came of them that are not the same throughout; the loss is always one.
        List<String> differing() {
            return reached.stream()
                    .filter(column -> column.equals(LOSS)
                            || rows.stream()
                                            .map(row -> row.cells().getOrDefault(column, ""))
                                            .distinct()
                                            .limit(2)
                                            .count()
                                    > 1)
                    .toList();
        }

        /// One row for each value of a setting: how many trainings, how many broke, and the losses of the others.
        Table groupedBy(String path) {
            Map<Object, List<Row>> groups = new LinkedHashMap<>();
            rows.forEach(row -> groups.computeIfAbsent(row.cells().getOrDefault(path, "none"), _ -> new ArrayList<>())
                    .add(row));
            List<Row> grouped = new ArrayList<>();
            groups.forEach((value, members) -> grouped.add(group(path, value, members)));
            return new Table(
                    grouped,
                    List.of(path),
                    List.of(path),
                    List.of("trainings", "broke", "mean loss", "median loss", BEST));
        }

        private static Row group(String path, Object value, List<Row> members) {
            double[] losses = members.stream()
                    .filter(row -> "finished".equals(row.cells().get(STATE)))
                    .mapToDouble(row -> (Double) row.cells().getOrDefault(LOSS, Double.NaN))
                    .toArray();
            Map<String, Object> cells = new LinkedHashMap<>();
            cells.put(path, value);
            cells.put("trainings", (double) members.size());
            cells.put("broke", (double) (members.size() - losses.length));
            if (losses.length > 0) {
                cells.put("mean loss", Moments.mean(losses));
                cells.put("median loss", Moments.quantile(0.5, losses));
                cells.put(BEST, Moments.quantile(0, losses));
            }
            return Row.of(members.getFirst().settings(), String.valueOf(value), cells);
        }
    }

    /// Reads what is there by now.
    ///
    /// @return the same table as before where no file came, went or was written anew
    /// @throws IOException if the folder cannot be read
    public Table read() throws IOException {
        List<Stored> stored = folder.stored();
        if (!stored.equals(looked)) {
            known.keySet().retainAll(Set.copyOf(stored));
            latest = table(stored);
            looked = stored;
        }
        return latest;
    }

    private Table table(List<Stored> stored) {
        Set<String> reached = new LinkedHashSet<>(List.of(LOSS, BEST));
        List<Row> rows = new ArrayList<>();
        for (Stored file : stored) {
            known.computeIfAbsent(file, each -> each.result().map(SweepRows::row))
                    .ifPresent(rows::add);
        }
        for (Row row : rows) {
            for (String column : List.of(TEST_LOSS, TEST_ACCURACY)) {
                if (row.cells().containsKey(column)) {
                    reached.add(column);
                }
            }
        }
        reached.addAll(List.of(EVALUATIONS, ITERATION, STATE));
        List<Settings> settings = rows.stream().map(Row::settings).toList();
        Set<String> all = new LinkedHashSet<>();
        settings.forEach(each -> all.addAll(each.asMap().keySet()));
        return new Table(rows, Varied.paths(settings), List.copyOf(all), List.copyOf(reached));
    }

    private static Row row(SweepResult result) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put(RUN, result.cell().name());
        result.cell().settings().asMap().forEach((path, value) -> cells.put(path, typed(value)));
        cells.put(STATE, result.end().state());
        cells.put(ITERATION, (double) result.end().iteration());
        putNumber(cells, LOSS, result.losses().last());
        putNumber(cells, BEST, result.losses().best());
        putNumber(cells, TEST_LOSS, result.test().loss());
        putNumber(cells, TEST_ACCURACY, result.test().accuracy());
        cells.put(EVALUATIONS, result.cost().forward() + (double) result.cost().backward());
        return Row.of(result.cell().settings(), label(result), cells);
    }

    private static String label(SweepResult result) {
        Settings settings = result.cell().settings();
        return settings.entry(Slots.OPTIMIZER).label() + " " + result.cell().name();
    }

    private static Object typed(Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : String.valueOf(value);
    }

    private static void putNumber(Map<String, Object> cells, String column, double value) {
        if (!Double.isNaN(value)) {
            cells.put(column, value);
        }
    }

    /// A cell for people.
    static String words(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e7
                    ? Numbers.count(number.longValue())
                    : Numbers.brief(number, 5);
        }
        return String.valueOf(value);
    }

    /// Numbers by size, before texts by letters; what is missing comes last.
    static int compare(Object a, Object b) {
        boolean firstNumber = a instanceof Double;
        boolean secondNumber = b instanceof Double;
        if (firstNumber && secondNumber) {
            return Double.compare((Double) a, (Double) b);
        }
        if (firstNumber != secondNumber) {
            return firstNumber ? -1 : 1;
        }
        return String.valueOf(a).compareToIgnoreCase(String.valueOf(b));
    }
}
