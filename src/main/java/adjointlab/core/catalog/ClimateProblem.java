package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.samples.Climate;
import adjointlab.core.problem.samples.FileSamples;
import adjointlab.core.problem.samples.Samples;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.series.SeriesFile;
import adjointlab.core.table.series.Windows;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The problem that forecasts a file's series from windows of it, and made weather until there is a file.
final class ClimateProblem {
    private static final Key<String> FILE = Key.text("file", "File of a series, none for made weather", 1024);
    private static final Key<Integer> WINDOW = Key.whole("window", "Days that are seen", 7, new Int(1, 365, 1, 60));

    private ClimateProblem() {}

    static Entry<Problem> entry() {
        return new Entry<>(
                Problems.CLIMATE,
                "Daily climate",
                "The next day's temperature from a window of days: the first column of a table from windows of all, of which the last fifth is for the test; else made weather.",
                "",
                List.of(
                        FILE,
                        WINDOW,
                        SampleProblems.SAMPLES,
                        SampleProblems.TEST,
                        SampleProblems.NORMALISED,
                        SampleProblems.HORIZON),
                ClimateProblem::problem);
    }

    private static Problem problem(Values v) {
        Samples.Counts counts = new Samples.Counts(v.get(SampleProblems.SAMPLES), v.get(SampleProblems.TEST));
        boolean normalised = v.get(SampleProblems.NORMALISED);
        double horizon = v.get(SampleProblems.HORIZON);
        String file = v.get(FILE);
        if (file.isBlank()) {
            return new Samples(new Climate(v.get(WINDOW)), counts, normalised, horizon);
        }
        try {
            var series = SeriesFile.read(DataStore.SHARED, Path.of(file), SeriesFile.Options.USUAL);
            return new FileSamples(Windows.of(series, v.get(WINDOW)), Optional.empty(), counts, normalised, horizon);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(file + ": " + e.getMessage());
        }
    }
}
