package adjointlab.lab.preset;

import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.table.series.SeriesSet;
import adjointlab.core.table.series.Understood;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was made of the files of series that settings name, for people.
public final class SeriesFiles {
    private static final Setting<String> FILE = Slots.PROBLEM.at(Problems.FILE);

    private SeriesFiles() {}

    /// Whether settings name a file of series.
    public static boolean given(Settings settings) {
        return WantedFiles.takesSeries(settings) && WantedFiles.given(settings);
    }

    /// What they hold: those of the training, and those of the test where they have a file.
    ///
    /// @param settings that name a file of series
    /// @throws IOException in one sentence that names the place, if one cannot be read
    public static List<SeriesSet> read(Settings settings) throws IOException {
        try {
            return Problems.series(settings.id(Slots.PROBLEM), settings.values(Slots.PROBLEM));
        } catch (InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// What was understood of them, in at most three lines, of which the first names the file; nothing where none
    /// is named or one cannot be read, which whoever trains on it says better.
    public static List<String> lines(Settings settings) {
        if (!given(settings)) {
            return List.of();
        }
        try {
            List<SeriesSet> sets = read(settings);
            List<String> lines = new ArrayList<>(sets.getFirst().understood().lines());
            String test = sets.size() == 1 ? "" : "; test: " + words(sets.get(1).understood());
            lines.set(0, Path.of(settings.get(FILE)).getFileName() + ": " + lines.getFirst() + test);
            return lines;
        } catch (IOException _) {
            return List.of();
        }
    }

    private static String words(Understood test) {
        return Numbers.count(test.series()) + " series";
    }
}
