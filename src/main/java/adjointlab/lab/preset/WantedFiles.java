package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files of samples that a preset is made for. None is shipped or fetched: people bring them, and until then the preset
/// trains on samples that are drawn here.
///
/// @param name of the data set, for instance "MNIST"
/// @param file of the samples, without gzip's ending; "" for the folder of all
/// @param testFile of those for the test, likewise; "" where the file has them too
/// @param beside others that lie in the same folder
public record WantedFiles(String name, String file, String testFile, List<String> beside) {
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
    public String sentence() {
        return "Made for " + name + ": choose " + listed()
                + " in one folder, also as .gz; until then it trains on drawn samples.";
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

    private static Optional<Path> place(Path folder, String name) {
        return List.of(name, name + ".gz").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
