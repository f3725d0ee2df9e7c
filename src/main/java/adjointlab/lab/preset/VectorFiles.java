package adjointlab.lab.preset;

import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.table.SampleFacts;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What was made of the files of vectors that settings name, for people: samples with their targets, or those of a
/// density.
public final class VectorFiles {
    private static final Set<String> PROBLEMS = Set.of(Problems.SAMPLES_FILE, Problems.DENSITY);

    private VectorFiles() {}

    /// Whether settings could name such a file.
    public static boolean taken(Settings settings) {
        return PROBLEMS.contains(settings.id(Slots.PROBLEM));
    }

    /// Whether they do.
    public static boolean given(Settings settings) {
        return taken(settings) && WantedFiles.given(settings);
    }

    /// What they hold: that of the training, and that of the test where there is one. Nothing of a picture.
    ///
    /// @param settings that name a file of vectors
    /// @throws IOException in one sentence that names the place, if one cannot be read
    public static List<SampleFacts> read(Settings settings) throws IOException {
        try {
            return Problems.facts(settings.id(Slots.PROBLEM), settings.values(Slots.PROBLEM));
        } catch (InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// What was understood of them, in at most three lines, of which the first names the file; nothing where none is
    /// named or one cannot be read, which whoever trains on it says better.
    public static List<String> lines(Settings settings) {
        if (!given(settings)) {
            return List.of();
        }
        try {
            List<SampleFacts> all = read(settings);
            if (all.isEmpty() || all.getFirst().lines().isEmpty()) {
                return List.of();
            }
            List<String> lines = new ArrayList<>(all.getFirst().lines());
            String test =
                    all.size() == 1 ? "" : "; test: " + Numbers.count(all.get(1).read()) + " samples";
            lines.set(0, name(settings) + ": " + lines.getFirst() + test);
            return lines;
        } catch (IOException | IllegalArgumentException _) {
            return List.of();
        }
    }

    private static String name(Settings settings) {
        return String.valueOf(
                Path.of((String) settings.get(Slots.PROBLEM.path() + ".file")).getFileName());
    }
}
