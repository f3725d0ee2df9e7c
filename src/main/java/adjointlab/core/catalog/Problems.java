package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.table.SampleFacts;
import adjointlab.core.table.series.SeriesSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The problems.
public final class Problems {
    /// Until when data are given, where the problem lets one choose.
    public static final Key<Double> HORIZON = Ranges.HORIZON;

    /// The problem whose samples a file has.
    public static final String SAMPLES_FILE = "samples-file";

    /// The problem of a density, which a file may have.
    public static final String DENSITY = "density";

    /// The problem whose texts a file has.
    public static final String TOPICS = "topics";

    /// The problem that forecasts a file's series from windows of it.
    public static final String CLIMATE = "climate";

    /// The problem whose series a file has.
    public static final String SERIES_FILE = "series-file";

    /// The problem whose trajectories a file has.
    public static final String TRAJECTORIES_FILE = "trajectories-file";

    /// File of samples; none for drawn ones.
    public static final Key<String> FILE = SampleProblems.FILE;

    /// File of samples for the test; none for those of the file itself.
    public static final Key<String> TEST_FILE = SampleProblems.TEST_FILE;

    /// What a file's targets are.
    public static final Key<SampleProblems.Target> FILE_TARGET = SampleProblems.FILE_TARGET;

    /// Whether inputs are made to have length √d: what every problem has whose samples are vectors with targets.
    public static final Key<Boolean> NORMALISED = SampleProblems.NORMALISED;

    /// Where a descent starts.
    public static final Key<List<Double>> DESCENT_START = LearningProblems.DESCENT_START;

    /// What the unit of time is called where pictures name it; nothing is computed with it.
    public static final Key<String> TIME_UNIT =
            Key.text("timeUnit", "Unit of time", 24).touching(Touches.NAMES);

    /// Matrix of a linear system.
    public static final Key<List<Double>> TARGET = Key.reals(
                    "target", "Target matrix, by rows", List.of(-1.0), new Reals(1, 64 * 64, Ranges.any(-4, 4)))
            .withSymbol("A*")
            .touching(Touches.TASK)
            .shown(Prominence.SLIDER);

    /// Whether the expectation is over a sample.
    private enum Expectation {
        MOMENTS,
        SAMPLE
    }

    private static final Key<Integer> DIMENSION =
            Key.whole("dimension", "Dimension", 1, new Int(1, 64, 1, 8)).withSymbol("n");
    private static final Key<Double> LINEAR_HORIZON =
            Ranges.horizon(5).withSymbol("t").withDefault(1.0);
    private static final Key<Double> SIGMA2 = Key.real("sigma2", "Initial variance", 1, Ranges.positive(0.01, 100))
            .withSymbol("σ²")
            .touching(Touches.TASK)
            .shown(Prominence.SLIDER);
    private static final Key<Expectation> POPULATION = Key.choice(
                    "population",
                    "Expectation",
                    new Option<>("moments", "Exact second moments", Expectation.MOMENTS),
                    new Option<>("sample", "Seeded sample", Expectation.SAMPLE))
            .shown(Prominence.OPEN);
    private static final Key<Integer> SAMPLES = Key.whole("samples", "Sample size", 100, new Int(1, 1_000_000, 1, 1000))
            .withSymbol("N");

    /// In display order.
    public static final Catalog<Problem> CATALOG = new Catalog<>(
            "problem",
            all(new Entry<>(
                    "linear-system",
                    "Linear system",
                    "Learn ẋ = A*x from where N(0, σ²I) goes in time t.",
                    "Okamoto, Takeuchi and Sakemi, equations (2) and (4)",
                    List.of(DIMENSION, TARGET, LINEAR_HORIZON, SIGMA2, POPULATION, SAMPLES),
                    Problems::linearSystem)));

    private Problems() {}

    /// What the test function that a descent's values choose is called.
    public static String functionLabel(Values values) {
        return TestFunctions.label(values);
    }

    /// Whether samples of a problem are observed on their way, so that its models jump.
    ///
    /// @param problem of this catalogue
    public static boolean observes(Entry<Problem> problem) {
        return SequenceProblems.ENTRIES.contains(problem);
    }

    /// What the files of series hold that are named: those of the training, and those of the test where they have a
    /// file. Nothing where none is named.
    ///
    /// @param problem [#SERIES_FILE] or [#TRAJECTORIES_FILE]
    /// @param values of it
    /// @return shared; not to be modified
    /// @throws IOException in one sentence that names the place, if one cannot be read
    /// @throws java.nio.file.InvalidPathException if a name is none of a file
    public static List<SeriesSet> series(String problem, Values values) throws IOException {
        return problem.equals(TRAJECTORIES_FILE)
                ? TrajectoriesFileProblem.sets(values)
                : SeriesFileProblem.sets(values);
    }

    /// What was understood of the file of vectors that a problem names, and of that of the test where it has one.
    /// Nothing where the problem takes none, or none is named, or it is a picture.
    ///
    /// @param id of the problem
    /// @param values of it
    /// @throws IOException in one sentence that names the place, if one cannot be read
    /// @throws java.nio.file.InvalidPathException if a name is none of a file
    /// @throws IllegalArgumentException in one sentence, if files do not go together
    public static List<SampleFacts> facts(String id, Values values) throws IOException {
        return switch (id) {
            case SAMPLES_FILE -> SampleProblems.facts(values);
            case DENSITY ->
                DensityProblem.table(values)
                        .map(table -> List.of(table.facts()))
                        .orElse(List.of());
            default -> List.of();
        };
    }

    private static List<Entry<Problem>> all(Entry<Problem> first) {
        List<Entry<Problem>> entries = new ArrayList<>(LearningProblems.entries());
        entries.addAll(SampleProblems.entries());
        entries.addAll(SequenceProblems.ENTRIES);
        entries.addFirst(first);
        return entries;
    }

    private static Problem linearSystem(Values v) {
        int n = v.get(DIMENSION);
        List<Double> target = v.get(TARGET);
        if (target.size() != n * n) {
            throw new InvalidValueException("target has " + target.size() + " numbers; allowed: " + n * n + ", a " + n
                    + "×" + n + " matrix by rows");
        }
        LinearSystem.Population population =
                switch (v.get(POPULATION)) {
                    case MOMENTS -> new LinearSystem.Moments();
                    case SAMPLE -> new LinearSystem.Sample(v.get(SAMPLES));
                };
        return new LinearSystem(n, target, v.get(LINEAR_HORIZON), v.get(SIGMA2), population);
    }
}
