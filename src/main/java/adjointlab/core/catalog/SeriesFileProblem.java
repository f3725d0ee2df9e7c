package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Circuit;
import adjointlab.core.problem.sequence.FileSeries;
import adjointlab.core.problem.sequence.Letters;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.Vibration;
import adjointlab.core.problem.sequence.WalkingFigure;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.series.SeriesFile;
import adjointlab.core.table.series.SeriesSet;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// The problem whose series a file has, and made ones until there is a file.
final class SeriesFileProblem {
    /// What is trained on while there is no file.
    private enum StandIn {
        CIRCUIT((counts, length) -> new Circuit(counts, length, 0.5, 0.05)),
        VIBRATION((counts, length) -> new Vibration(counts, length, 1, 0.05)),
        WALKING_FIGURE((counts, length) -> new WalkingFigure(counts, length, 0.05, 0.01)),
        /// Their lengths are their own.
        LETTERS((counts, _) -> new Letters(counts, 20, 0.01, 0.05));

        private final BiFunction<Counts, Integer, SequenceLearning.Source> source;

        StandIn(BiFunction<Counts, Integer, SequenceLearning.Source> source) {
            this.source = source;
        }
    }

    private static final int MOST_LETTERS = 4096;

    static final Key<String> FILE = Key.text("file", "File, none for made series", 1024);
    static final Key<String> TEST_FILE = onFile(Key.text("testFile", "Test file", 1024));
    private static final Key<StandIn> STAND_IN = Key.choice(
                    "standIn",
                    "Series without a file",
                    new Option<>("circuit", "Circuit", StandIn.CIRCUIT),
                    new Option<>("vibration", "Vibrating wing", StandIn.VIBRATION),
                    new Option<>("walking-figure", "Walking figure", StandIn.WALKING_FIGURE),
                    new Option<>("letters", "Letters", StandIn.LETTERS))
            .when(selection -> !isGiven(selection, FILE));
    private static final Key<Integer> SERIES = Key.whole("samples", "Made series", 32, new Int(1, 100_000, 1, 500))
            .withSymbol("N")
            .when(selection -> !isGiven(selection, FILE));
    private static final Key<Integer> TEST = Key.whole("test", "Made test series", 8, new Int(0, 100_000, 0, 500))
            .when(selection -> !isGiven(selection, FILE));
    static final Key<String> COLUMNS = onFile(Key.text("columns", "Columns read", MOST_LETTERS));
    static final Key<String> TIME = onFile(Key.text("timeColumn", "Time column", 256));
    static final Key<String> SERIES_COLUMN = onFile(Key.text("seriesColumn", "Series column", 256));
    static final Key<String> LABEL = onFile(Key.text("labelColumn", "Class column", 256));
    static final Key<Double> SPACING = onFile(Key.real("spacing", "Spacing", 1, Ranges.positive(1e-3, 10)));
    static final Key<FileSeries.By> SPLIT = Key.choice(
                    "split",
                    "Split",
                    new Option<>("series", "By series", FileSeries.By.SERIES),
                    new Option<>("time", "By time", FileSeries.By.TIME))
            .when(SeriesFileProblem::isSplit);
    static final Key<Double> TRAIN_SHARE = Key.real(
                    "trainShare", "Training share", 0.75, new Real(0.001, 1, 0.05, 1, Scale.LINEAR))
            .when(SeriesFileProblem::isSplit);
    static final Key<Double> TEST_SHARE = Key.real(
                    "testShare", "Test share", 0.25, new Real(0, 0.999, 0, 0.95, Scale.LINEAR))
            .when(SeriesFileProblem::isSplit);

    private SeriesFileProblem() {}

    private static boolean isGiven(Selection selection, Key<String> file) {
        return !selection.values().get(file).isBlank();
    }

    private static <T> Key<T> onFile(Key<T> key) {
        return key.when(selection -> isGiven(selection, FILE));
    }

    private static boolean isSplit(Selection selection) {
        return isGiven(selection, FILE) && !isGiven(selection, TEST_FILE);
    }

    static Entry<Problem> entry() {
        List<Key<?>> parameters = new ArrayList<>(List.of(
                FILE,
                TEST_FILE,
                STAND_IN,
                SERIES,
                TEST,
                COLUMNS,
                TIME,
                SERIES_COLUMN,
                LABEL,
                SPACING,
                SPLIT,
                TRAIN_SHARE,
                TEST_SHARE));
        parameters.addAll(SequenceProblems.CLASSED);
        return new Entry<>(
                Problems.SERIES_FILE,
                "Series from a file",
                "A file of the UEA archive, a table of several series or of one, a NumPy archive of x, t, mask and y, or a folder or zip archive of recordings; else made series.",
                "",
                parameters,
                SeriesFileProblem::problem);
    }

    private static Problem problem(Values v) {
        String file = v.get(FILE);
        try {
            return SequenceProblems.learning(file.isBlank() ? made(v) : read(v), v);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        } catch (InvalidValueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(
                    file.isBlank() ? String.valueOf(e.getMessage()) : file + ": " + e.getMessage());
        }
    }

    private static SequenceLearning.Source read(Values v) throws IOException {
        List<SeriesSet> sets = sets(v);
        return new FileSeries(
                sets.getFirst(),
                sets.stream().skip(1).findFirst(),
                new FileSeries.Split(v.get(SPLIT), v.get(TRAIN_SHARE), v.get(TEST_SHARE)));
    }

    /// What the files hold that are named, as [Problems#series] says.
    static List<SeriesSet> sets(Values v) throws IOException {
        SeriesFile.Options options =
                new SeriesFile.Options(v.get(COLUMNS), v.get(TIME), v.get(SERIES_COLUMN), v.get(LABEL), v.get(SPACING));
        List<SeriesSet> sets = new ArrayList<>();
        for (String file : v.get(FILE).isBlank() ? List.<String>of() : List.of(v.get(FILE), v.get(TEST_FILE))) {
            if (!file.isBlank()) {
                sets.add(SeriesFile.read(DataStore.SHARED, Path.of(file), options));
            }
        }
        return sets;
    }

    /// Two windows with their forecasts fit into a made series, whatever is left out of it.
    private static SequenceLearning.Source made(Values v) {
        double window = v.get(SequenceProblems.WINDOW) + v.get(SequenceProblems.FORECAST);
        int length = (int) Math.ceil(2 * window / (1 - v.get(SequenceProblems.DROPPED)));
        return v.get(STAND_IN).source.apply(new Counts(v.get(SERIES), v.get(TEST)), length);
    }
}
