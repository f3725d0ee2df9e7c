package adjointlab.lab.preset;

import adjointlab.core.table.Darkness;
import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.SampleFile;
import adjointlab.core.table.VectorFile;
import adjointlab.core.table.series.SeriesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What a file of data can be used for, and a preset that does so.
///
/// @param title what is done with the data, of some words
/// @param sentence which data that needs
/// @param preset its id
/// @param takes whether a file may have such data, as far as its name tells
public record DataUse(String title, String sentence, String preset, Predicate<Path> takes) {
    private static final String OTHERS = ".*\\.(json|lab|pdf|svg|tex|typ)";

    /// All there are, the most frequent first.
    public static final List<DataUse> ALL = List.of(
            new DataUse(
                    "Follow its curves",
                    "A field learns to move from the first row of each trajectory through all that follow: columns of"
                            + " time and of what was seen.",
                    "learn-my-trajectories",
                    SeriesFile::knows),
            new DataUse(
                    "Forecast its series",
                    "A recurrent model whose state flows between observations, also at irregular times, says how a"
                            + " series goes on.",
                    "heavy-ball-plane-small",
                    SeriesFile::knows),
            new DataUse(
                    "Tell classes of its series",
                    "The same model says to which class a series belongs.",
                    "second-order-articulary-small",
                    SeriesFile::knows),
            new DataUse(
                    "Learn targets from inputs",
                    "Each row is a sample; one column or several are to be told from the others.",
                    "wide-fig-2",
                    DataUse::isOfVectors),
            new DataUse(
                    "Learn its density",
                    "A flow carries the rows, as points, to a normal distribution and back.",
                    "flow-moons",
                    DataUse::isOfVectors),
            new DataUse(
                    "Drive a system with a column",
                    "A column is the force on a mass on a spring, whose motion is learned.",
                    "learn-driven-spring",
                    DataUse::drives),
            new DataUse(
                    "Tell classes of its images",
                    "Five families of flows learn what is on labelled images.",
                    "heavy-ball-mnist-small",
                    file -> LabelledSamples.knows(file) && !isTable(file)),
            new DataUse(
                    "Learn its darkness as a density",
                    "A flow carries points, drawn where the picture is dark, to a normal distribution and back.",
                    "flow-picture",
                    Darkness::knows));

    /// Whether a file may be a table whose columns drive systems, as far as its name tells.
    public static boolean drives(Path file) {
        return SampleFile.plainName(file).endsWith(".csv") || VectorFile.isTyped(file);
    }

    /// A name without an ending says nothing.
    private static boolean isTable(Path file) {
        boolean ending = String.valueOf(file.getFileName()).indexOf('.') > 0;
        return ending && !Files.isDirectory(file) && (VectorFile.isText(file) || VectorFile.isTyped(file));
    }

    private static boolean isOfVectors(Path file) {
        return isTable(file) || VectorFile.isArray(file) && !Files.isDirectory(file);
    }

    /// Those that a file may be used for; none of what is no data, such as documents, and folders that are called so.
    public static List<DataUse> of(Path file) {
        if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).matches(OTHERS)) {
            return List.of();
        }
        return ALL.stream().filter(use -> use.takes.test(file)).toList();
    }
}
