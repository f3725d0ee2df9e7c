package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files of samples or series that a preset is made for. None is shipped or fetched: people bring them, and until then
/// the preset trains on some that are made here.
///
/// @param name of the data set, for instance "MNIST"
/// @param file of the samples, without gzip's ending; "" for the folder of all
/// @param testFile of those for the test, likewise; "" where the file has them too
/// @param beside others that lie in the same folder
public record WantedFiles(String name, String file, String testFile, List<String> beside) {
    private static final Setting<String> FILE = Slots.PROBLEM.at(Problems.FILE);
    private static final Setting<String> TEST_FILE = Slots.PROBLEM.at(Problems.TEST_FILE);

    public WantedFiles {
        beside = List.copyOf(beside);
    }

    /// Where they are.
    ///
    /// @param file a file, or the folder
    /// @param testFile nothing where the file has the samples for the test too
    public record Found(Path file, Optional<Path> testFile) {}

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(file, testFile));
        names.addAll(beside);
        names.removeIf(String::isEmpty);
        return names;
    }

    private String listed() {
        List<String> names = names();
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /// What a person is asked for.
    ///
    /// @param settings of the preset
    public String sentence(Settings settings) {
        return "Made for " + name + ": choose " + listed() + " in one folder, also as .gz; until then it trains on "
                + (takesSeries(settings) ? "series made here." : "drawn samples.");
    }

    /// Whether the files are of series.
    public static boolean takesSeries(Settings settings) {
        return settings.id(Slots.PROBLEM).equals(Problems.SERIES_FILE);
    }

    /// Looks for all of them.
    ///
    /// @param chosen one of them, or their folder
    /// @throws InvalidValueException in one sentence, if one is not there
    public Found find(Path chosen) {
        Path folder =
                Files.isDirectory(chosen) ? chosen : chosen.toAbsolutePath().resolveSibling("");
        for (String each : names()) {
            if (place(folder, each).isEmpty()) {
                throw new InvalidValueException(
                        folder + " has no " + each + "; " + name + " is " + listed() + " in one folder");
            }
        }
        return new Found(
                file.isEmpty() ? folder : place(folder, file).orElseThrow(),
                testFile.isEmpty() ? Optional.empty() : place(folder, testFile));
    }

    /// Whether a run has a file of samples.
    public static boolean given(Settings settings) {
        return settings.has(FILE) && !settings.get(FILE).isBlank();
    }

    /// Whether a run takes its samples from a file and has none.
    public static boolean missing(Settings settings) {
        return settings.has(FILE) && settings.get(FILE).isBlank();
    }

    /// Settings that take the files into use, by path, in the order in which they are to be made.
    ///
    /// @param before the settings that are changed, which say whether the files are of series
    public static Map<String, Object> settings(Found found, Settings before) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(Slots.PROBLEM.choice().path(), takesSeries(before) ? Problems.SERIES_FILE : Problems.SAMPLES_FILE);
        settings.put(FILE.path(), found.file().toAbsolutePath().toString());
        settings.put(
                TEST_FILE.path(),
                found.testFile().map(file -> file.toAbsolutePath().toString()).orElse(""));
        return settings;
    }

    private static Optional<Path> place(Path folder, String name) {
        return List.of(name, name + ".gz").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
