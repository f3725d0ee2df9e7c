package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.field.Signal;
import adjointlab.core.field.Signal.Between;
import adjointlab.core.field.Signal.Beyond;
import adjointlab.core.formula.Formula;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Circuit;
import adjointlab.core.table.Csv;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.SampleFacts;
import adjointlab.core.table.TableOptions;
import adjointlab.core.table.TableOptions.Missing;
import adjointlab.core.table.VectorFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// What drives a field: the first samples of a table's column, or some that are made here: at the times of another
/// column, or one second apart.
final class DrivingInput {
    /// What drives it while there is no file.
    private enum StandIn {
        NOISE {
            @Override
            double[] samples(long seed, int length) {
                RandomGenerator random = RandomStreams.of(seed, "input");
                return IntStream.range(0, length)
                        .mapToDouble(_ -> random.nextGaussian())
                        .toArray();
            }
        },
        CIRCUIT {
            @Override
            double[] samples(long seed, int length) {
                double[][] voltages = new Circuit(new Counts(1, 0), length, 1, CIRCUIT_NOISE)
                        .train(seed)
                        .all()
                        .getFirst()
                        .values();
                return Arrays.stream(voltages)
                        .mapToDouble(voltage -> VOLT * voltage[0])
                        .toArray();
            }
        };

        /// Noise on the circuit's voltages, in its own units.
        private static final double CIRCUIT_NOISE = 0.05;

        /// One of its units, V: so that it is as small as what is measured of such circuits.
        private static final double VOLT = 0.01;

        abstract double[] samples(long seed, int length);
    }

    static final Key<String> FILE = Key.text("inputFile", "Table of the input, none for a made one", 1024);
    private static final Key<StandIn> STAND_IN = Key.choice(
                    "inputStandIn",
                    "Input without a table",
                    new Option<>("noise", "White noise", StandIn.NOISE),
                    new Option<>("circuit", "Voltage of a circuit", StandIn.CIRCUIT))
            .when(selection -> !isGiven(selection));
    private static final Key<Integer> SEED = Key.whole(
                    "inputSeed", "Seed of the input", 0, new Int(0, 1_000_000, 0, 100))
            .when(selection -> !isGiven(selection));
    private static final Key<String> COLUMNS = Key.text(
                    "inputColumns", "Columns of several inputs, by name or number, between commas", 1024)
            .when(DrivingInput::isGiven);
    private static final Key<Integer> COLUMN = Key.whole(
                    "inputColumn", "Column of the table", 1, new Int(1, 4096, 1, 16))
            .when(selection -> isGiven(selection) && columns(selection.values()).isBlank());
    private static final Key<Integer> COUNT =
            Key.whole("inputCount", "How many inputs", 1, new Int(1, 16, 1, 4)).when(selection -> !isGiven(selection));
    private static final Key<String> TIME =
            Key.text("inputTime", "Time column, - for samples 1 s apart", 256).when(DrivingInput::isGiven);
    private static final Key<Boolean> CENTRED =
            Key.flag("inputCentred", "Less the column's mean", true).when(DrivingInput::isGiven);
    private static final Key<Integer> LENGTH =
            Key.whole("inputLength", "Samples of the input, 0 for all", 64, new Int(0, 100_000, 0, 200));
    private static final Key<Double> SCALE = Key.real("inputScale", "Factor of the input", 1, Ranges.notNegative(100));
    private static final Key<Between> BETWEEN = Key.choice(
            "inputBetween",
            "Between samples",
            new Option<>("linear", "Straight lines", Between.LINEAR),
            new Option<>("steps", "Steps", Between.STEPS),
            new Option<>("cubic", "Cubics", Between.CUBIC));
    private static final Key<String> BETWEEN_EACH = Key.text(
                    "inputBetweenEach", "Between samples of each, as linear, steps, cubic", 256)
            .when(DrivingInput::areSeveral);
    private static final Key<Beyond> BEYOND = Key.choice(
            "inputBeyond",
            "After the last sample",
            new Option<>("hold", "Held", Beyond.HOLD),
            new Option<>("line", "Extrapolated", Beyond.LINE));

    /// In the order of a form.
    static final List<Key<?>> PARAMETERS = List.of(
            FILE, STAND_IN, SEED, COUNT, COLUMN, COLUMNS, TIME, CENTRED, LENGTH, SCALE, BETWEEN, BETWEEN_EACH, BEYOND);

    /// The same of what a single input drives.
    static final List<Key<?>> SINGLE = PARAMETERS.stream()
            .filter(key -> !List.of(COUNT, COLUMNS, BETWEEN_EACH).contains(key))
            .toList();

    /// The same where they do something under a condition only.
    static List<Key<?>> when(Predicate<Selection> condition) {
        return PARAMETERS.stream().<Key<?>>map(key -> when(key, condition)).toList();
    }

    private static <T> Key<T> when(Key<T> key, Predicate<Selection> condition) {
        return key.when(selection -> condition.test(selection) && key.applies(selection));
    }

    /// What a column of times is called.
    private static final Set<String> TIMES = Set.of("t", "time", "times", "seconds", "timestamp");

    /// So that sixteen fit into the setting.
    private static final int LONGEST_NAME = 40;

    private static final int MOST_ROWS = 100_000_000;

    private DrivingInput() {}

    private static boolean isGiven(Selection selection) {
        return !selection.values().get(FILE).isBlank();
    }

    private static boolean areSeveral(Selection selection) {
        return areSeveral(selection.values());
    }

    private static boolean areSeveral(Values values) {
        return values.get(FILE).isBlank()
                ? values.find(COUNT).orElse(1) > 1
                : columns(values).contains(",");
    }

    /// Blank where the only one is chosen by its number.
    private static String columns(Values values) {
        return values.find(COLUMNS).orElse("");
    }

    /// The first one.
    ///
    /// @param v of [#PARAMETERS] or [#SINGLE]
    /// @throws InvalidValueException in one sentence, if the table cannot be read or has not what is asked of it
    static Signal of(Values v) {
        return all(v).getFirst();
    }

    /// All of them, each with the times at which its column has a value, from the table's first time on.
    ///
    /// @param v of [#PARAMETERS] or [#SINGLE]
    /// @throws InvalidValueException in one sentence, if the table cannot be read or has not what is asked of it
    static List<Signal> all(Values v) {
        boolean given = !v.get(FILE).isBlank();
        int length = v.get(LENGTH);
        if (length == 0 && !given) {
            throw new InvalidValueException("an input that is made here has as many samples as are asked for; set "
                    + LENGTH.name() + " to 1 or more");
        }
        if (v.get(BEYOND) == Beyond.LINE && length == 1) {
            throw new InvalidValueException("an input that is extrapolated has at least 2 samples; set " + LENGTH.name()
                    + " to 2 or more, or " + BEYOND.name() + " to hold");
        }
        if (!given) {
            int count = v.find(COUNT).orElse(1);
            List<Between> between = between(v, count);
            return IntStream.range(0, count)
                    .mapToObj(j -> new Signal(
                            scaled(v.get(STAND_IN).samples(v.get(SEED) + j, length), v.get(SCALE)),
                            between.get(j),
                            v.get(BEYOND)))
                    .toList();
        }
        List<String> columns = wanted(v);
        List<Between> between = between(v, columns.size());
        return IntStream.range(0, columns.size())
                .mapToObj(j -> ofTable(v, columns.get(j), length, between.get(j)))
                .toList();
    }

    /// The columns that are asked for, by name or number.
    private static List<String> wanted(Values v) {
        if (columns(v).isBlank()) {
            return List.of(number(v.get(COLUMN) - 1));
        }
        List<String> columns = new ArrayList<>();
        for (String column : columns(v).split(",", -1)) {
            if (column.isBlank()) {
                throw new InvalidValueException(
                        COLUMNS.name() + " has nothing beside a comma; name a column there or leave the comma out");
            }
            if (columns.size() == Formula.INPUTS.size()) {
                throw new InvalidValueException("there are at most " + Formula.INPUTS.size() + " inputs");
            }
            columns.add(column.strip());
        }
        return columns;
    }

    /// What each of several inputs is between its samples: all alike unless there is a word for each.
    private static List<Between> between(Values v, int count) {
        String each = areSeveral(v) ? v.find(BETWEEN_EACH).orElse("") : "";
        if (each.isBlank()) {
            return Collections.nCopies(count, v.get(BETWEEN));
        }
        String[] words = each.split(",", -1);
        if (words.length != count) {
            throw new InvalidValueException(BETWEEN_EACH.name() + " has " + count(words.length, "word") + " for "
                    + count(count, "input") + "; give one for each, or none for all alike");
        }
        return Arrays.stream(words).map(word -> between(word.strip())).toList();
    }

    private static Between between(String word) {
        List<String> ids =
                Arrays.stream(Between.values()).map(DrivingInput::word).toList();
        if (!ids.contains(word)) {
            throw InvalidValueException.unknown(BETWEEN_EACH.name(), word, ids);
        }
        return Between.values()[ids.indexOf(word)];
    }

    private static String word(Between between) {
        return between.name().toLowerCase(Locale.ROOT);
    }

    /// What is understood of the table that drives; nothing where there is none.
    ///
    /// @param v of [#PARAMETERS] or [#SINGLE]
    /// @throws InvalidValueException in one sentence, if the table cannot be read or has not what is asked of it
    static Optional<InputFacts> facts(Values v) {
        if (v.get(FILE).isBlank()) {
            return Optional.empty();
        }
        List<String> wanted = wanted(v);
        List<Signal> inputs = all(v);
        List<InputFacts.Column> columns = new ArrayList<>();
        for (int j = 0; j < wanted.size(); j++) {
            Found column = found(v, wanted.get(j));
            columns.add(new InputFacts.Column(
                    column.name(), column.facts.columns().get(column.index).missing(), inputs.get(j)));
        }
        Found first = found(v, wanted.getFirst());
        int time = timeColumn(v.get(TIME).strip(), first.names(), v.get(FILE));
        return Optional.of(new InputFacts(
                first.facts.form(),
                first.facts.rows(),
                time < 0 ? "" : first.names().get(time),
                columns,
                new InputFacts.Change(v.get(CENTRED), v.get(SCALE))));
    }

    private static List<Double> scaled(double[] values, double scale) {
        return Arrays.stream(values).mapToObj(value -> scale * value).toList();
    }

    /// The first samples of a column, less the mean of the whole column where that is wanted.
    ///
    /// @param wanted its name or number
    /// @param asked how many samples, 0 for all
    /// @param between what it is between them
    private static Signal ofTable(Values v, String wanted, int asked, Between between) {
        String file = v.get(FILE);
        Found column = found(v, wanted);
        int time = timeColumn(v.get(TIME).strip(), column.names(), file);
        if (time < 0) {
            double[] values = table(v, number(column.index), Missing.REFUSE).column(0);
            int length = length(values.length, asked, file + " has " + count(values.length, "row"));
            return new Signal(samples(v, values, length), between, v.get(BEYOND));
        }
        double[] all = table(v, number(time), Missing.REFUSE).column(0);
        // a sample that is not there at its time is no sample of this input
        Csv table = time == column.index
                ? table(v, number(time), Missing.DROP)
                : table(v, number(column.index) + ", " + number(time), Missing.DROP);
        double[] values = table.column(0);
        double[] times = time == column.index ? values : table.column(1);
        int length = length(
                values.length,
                asked,
                values.length == all.length
                        ? file + " has " + count(values.length, "row")
                        : file + ": column " + NumberCells.brief(column.name()) + " has "
                                + count(values.length, "value"));
        try {
            return new Signal(
                    Arrays.stream(times).limit(length).mapToObj(t -> t - all[0]).toList(),
                    samples(v, values, length),
                    between,
                    v.get(BEYOND));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(file + ", column " + (time + 1) + ": " + e.getMessage());
        }
    }

    private static List<Double> samples(Values v, double[] values, int length) {
        double mean = v.get(CENTRED) ? Arrays.stream(values).average().orElse(0) : 0;
        return scaled(
                Arrays.stream(values).limit(length).map(value -> value - mean).toArray(), v.get(SCALE));
    }

    /// How many samples are taken.
    ///
    /// @param there how many there are
    /// @param asked 0 for all
    /// @param said how many there are, in words
    private static int length(int there, int asked, String said) {
        if (there < asked) {
            throw new InvalidValueException(said + "; the input has " + asked + " samples: set " + LENGTH.name()
                    + " to " + there + " or fewer");
        }
        return asked == 0 ? there : asked;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /// A column that a person asked for.
    ///
    /// @param index from 0
    /// @param facts of the table
    private record Found(int index, SampleFacts facts) {
        String name() {
            return names().get(index);
        }

        /// Of all columns.
        List<String> names() {
            return facts.columns().stream().map(SampleFacts.Column::name).toList();
        }
    }

    /// Exactly one: a span of several, or the name of an archive's array, is none.
    ///
    /// @param wanted its name, or its number from 1, which may stand behind a #
    private static Found found(Values v, String wanted) {
        SampleFacts facts = table(v, wanted, Missing.DROP).facts();
        List<SampleFacts.Column> columns = facts.columns();
        List<String> names = columns.stream().map(SampleFacts.Column::name).toList();
        int[] chosen = IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).role() == SampleFacts.Role.INPUT)
                .toArray();
        if (chosen.length != 1
                || !wanted.matches("#?\\d+") && !NumberCells.brief(wanted).equals(names.get(chosen[0]))) {
            throw new InvalidValueException(COLUMNS.name() + " has '" + NumberCells.brief(wanted)
                    + "', which is not one column; name each column, with commas between them");
        }
        return new Found(chosen[0], facts);
    }

    /// The columns of numbers of the table that drives but that of times.
    ///
    /// @param v of [#PARAMETERS], with a table
    /// @param targets what is learned, by name or number: no input
    /// @throws InvalidValueException in one sentence, if the table cannot be read or no column of it could drive
    static InputColumns possible(Values v, List<String> targets) {
        List<VectorFile.Column> columns = columns(v.get(FILE));
        List<String> names = columns.stream().map(VectorFile.Column::name).toList();
        int time = timeColumn(v.get(TIME).strip(), names, v.get(FILE));
        SequencedMap<Integer, String> possible = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            String against = columns.get(c).against();
            if (against.isEmpty() && isAmong(targets, c, names)) {
                against = "what is learned";
            }
            if (against.isEmpty() && c != time && possible.size() == Formula.INPUTS.size()) {
                against = "there are at most " + Formula.INPUTS.size() + " inputs";
            }
            if (c != time && against.isEmpty()) {
                possible.put(c + 1, isPlain(names.get(c), names) ? names.get(c) : number(c));
            } else if (c != time) {
                leftOut.add(names.get(c) + ", " + against);
            }
        }
        if (possible.isEmpty()) {
            throw new InvalidValueException(v.get(FILE) + " has no column that could drive"
                    + (leftOut.isEmpty() ? " beside the times" : ": " + NumberCells.listed(leftOut)));
        }
        return new InputColumns(possible, leftOut);
    }

    /// Whether one of several that a person named is a column, by its name or its number.
    private static boolean isAmong(List<String> named, int column, List<String> names) {
        String plain = String.valueOf(column + 1);
        return named.contains(names.get(column))
                || named.contains(number(column))
                || named.contains(plain) && !names.contains(plain);
    }

    private static List<VectorFile.Column> columns(String file) {
        try {
            return VectorFile.columns(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isPlain(String name, List<String> all) {
        return name.matches("[\\p{L}_][^,]*")
                && name.length() <= LONGEST_NAME
                && name.equals(NumberCells.brief(name).strip())
                && Collections.frequency(all, name) == 1;
    }

    /// A column by its place alone, whatever it is called.
    private static String number(int column) {
        return "#" + (column + 1);
    }

    /// The column of times, −1 for samples one second apart.
    private static int timeColumn(String asked, List<String> names, String file) {
        if (asked.equals("-")) {
            return -1;
        }
        if (asked.isEmpty()) {
            return IntStream.range(0, names.size())
                    .filter(c -> TIMES.contains(
                            names.get(c).replaceAll("[(\\[].*", "").strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElse(-1);
        }
        int named = names.indexOf(asked);
        int number = asked.matches("\\d{1,4}") ? Integer.parseInt(asked) : 0;
        if (named < 0 && (number < 1 || number > names.size())) {
            throw new InvalidValueException(file + " has no column '" + asked + "'; it has "
                    + NumberCells.brief(NumberCells.listed(names)) + ", or - for samples 1 s apart");
        }
        return named >= 0 ? named : number - 1;
    }

    /// Columns as they stand in the file, all of them.
    ///
    /// @param columns their names, or numbers from 1 behind a #
    private static Csv table(Values v, String columns, Missing missing) {
        TableOptions options = new TableOptions(columns, "", TableOptions.Text.FOUND, missing);
        try {
            return DataStore.SHARED.vectors(Path.of(v.get(FILE)), MOST_ROWS, options);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }
}
