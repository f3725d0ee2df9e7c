package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.dynamics.FileTrajectories;
import adjointlab.core.problem.dynamics.MadeTrajectories;
import adjointlab.core.problem.dynamics.RecordedTrajectories;
import adjointlab.core.problem.dynamics.RecordedTrajectories.By;
import adjointlab.core.problem.dynamics.RecordedTrajectories.Held;
import adjointlab.core.problem.dynamics.RecordedTrajectories.HiddenStart;
import adjointlab.core.problem.dynamics.RecordedTrajectories.Missing;
import adjointlab.core.problem.dynamics.RecordedTrajectories.State;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.series.SeriesFile;
import adjointlab.core.table.series.SeriesSet;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The problem whose trajectories a file has, and made ones until there is a file.
final class TrajectoriesFileProblem {
    static final Key<String> FILE = Key.text("file", "File, none for made trajectories", 1024);
    private static final Key<MadeTrajectories.Kind> STAND_IN = Key.choice(
                    "standIn",
                    "Trajectories without a file",
                    new Option<>("pelts", "Hares and lynxes", MadeTrajectories.Kind.PELTS),
                    new Option<>("pendulum", "A pendulum's angle", MadeTrajectories.Kind.PENDULUM))
            .when(selection -> !isGiven(selection));
    private static final Key<Integer> COUNT = Key.whole("samples", "Made trajectories", 4, new Int(1, 10_000, 1, 50))
            .when(selection -> !isGiven(selection));
    private static final Key<Integer> TIMES =
            Key.whole("times", "Times seen", 24, new Int(2, 10_000, 2, 100)).when(selection -> !isGiven(selection));
    private static final Key<Double> NOISE =
            Key.real("noise", "Noise", 0.03, Ranges.notNegative(0.5)).when(selection -> !isGiven(selection));
    private static final Key<String> COLUMNS = onFile(SeriesFileProblem.COLUMNS);
    private static final Key<String> TIME = onFile(SeriesFileProblem.TIME);
    private static final Key<String> SERIES_COLUMN = onFile(SeriesFileProblem.SERIES_COLUMN);
    private static final Key<Double> SPACING = onFile(SeriesFileProblem.SPACING);
    private static final Key<Missing> MISSING = onFile(Key.choice(
            "missing",
            "Missing values",
            new Option<>("drop", "Row left out", Missing.DROP),
            new Option<>("fill", "Put on a line", Missing.FILL),
            new Option<>("refuse", "Refused", Missing.REFUSE)));
    private static final Key<Boolean> STANDARDISED = Key.flag("standardised", "Standardised", true);
    private static final Key<Double> SPAN =
            Key.real("span", "Span of time, 0 as in the file", 0, Ranges.notNegative(30));
    private static final Key<Integer> HIDDEN = Key.whole("hidden", "Hidden components", 0, new Int(0, 64, 0, 8));
    private static final Key<HiddenStart> HIDDEN_START = Key.choice(
                    "hiddenStart",
                    "Hidden ones start",
                    new Option<>("slopes", "At slopes of seen ones", HiddenStart.SLOPES),
                    new Option<>("zero", "At zero", HiddenStart.ZERO))
            .when(selection -> selection.values().get(HIDDEN) > 0);
    private static final Key<By> SPLIT = Key.choice(
            "split",
            "Held out are",
            new Option<>("time", "Last observations", By.TIME),
            new Option<>("series", "Whole trajectories", By.SERIES));
    private static final Key<Double> SHARE =
            Key.real("heldOut", "Share held out", 0.25, new Real(0, 0.95, 0, 0.9, Scale.LINEAR));
    private static final Key<Double> BEYOND =
            Key.real("beyond", "Forecast beyond", 0.25, new Real(0, 10, 0, 2, Scale.LINEAR));

    private static final List<Key<?>> PARAMETERS = List.of(
            FILE,
            STAND_IN,
            COUNT,
            TIMES,
            NOISE,
            COLUMNS,
            TIME,
            SERIES_COLUMN,
            SPACING,
            MISSING,
            STANDARDISED,
            SPAN,
            Problems.TIME_UNIT,
            HIDDEN,
            HIDDEN_START,
            SPLIT,
            SHARE,
            BEYOND);

    private TrajectoriesFileProblem() {}

    private static boolean isGiven(Selection selection) {
        return !selection.values().get(FILE).isBlank();
    }

    private static <T> Key<T> onFile(Key<T> key) {
        return key.when(TrajectoriesFileProblem::isGiven);
    }

    static Entry<Problem> entry() {
        return LongHorizons.eased(Batching.batched(new Entry<>(
                Problems.TRAJECTORIES_FILE,
                "Trajectories from a file",
                "A table with columns for time, trajectory and what is seen, or a NumPy archive of x and t; the"
                        + " learned field moves from each first observation through all that follow, and further.",
                "",
                PARAMETERS,
                TrajectoriesFileProblem::problem)));
    }

    private static Problem problem(Values v) {
        String file = v.get(FILE);
        try {
            RecordedTrajectories.Source source = file.isBlank()
                    ? new MadeTrajectories(v.get(STAND_IN), v.get(COUNT), v.get(TIMES), v.get(NOISE))
                    : new FileTrajectories(sets(v).getFirst());
            return new RecordedTrajectories(
                    source,
                    new State(v.get(HIDDEN), v.get(HIDDEN_START), v.get(MISSING), v.get(STANDARDISED), v.get(SPAN)),
                    new Held(v.get(SPLIT), v.get(SHARE), v.get(BEYOND)));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    /// What the file holds, where one is named.
    static List<SeriesSet> sets(Values v) throws IOException {
        if (v.get(FILE).isBlank()) {
            return List.of();
        }
        SeriesFile.Options options = new SeriesFile.Options(
                v.get(COLUMNS), v.get(TIME), v.get(SERIES_COLUMN), "", new SeriesFile.Timing(v.get(SPACING), true));
        return List.of(SeriesFile.read(DataStore.SHARED, Path.of(v.get(FILE)), options));
    }
}
