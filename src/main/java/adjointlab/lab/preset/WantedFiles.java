package adjointlab.lab.preset;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.table.LabelledTexts;
import adjointlab.core.table.SampleFile;
import adjointlab.core.table.VectorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Files that a preset is made for: of samples, of series, or of what drives a field. None is shipped or fetched:
/// people bring them, and until then the preset takes what is made here.
///
/// @param name of the data set, for instance "MNIST"
/// @param file of the samples, the series or the input, without gzip's ending; "" for the folder of all
/// @param testFile of those for the test, likewise; "" where the file has them too
/// @param beside others that lie in the same folder
public record WantedFiles(String name, String file, String testFile, List<String> beside) {
    private static final Setting<String> FILE = Slots.PROBLEM.at(Problems.FILE);
    private static final Setting<String> TEST_FILE = Slots.PROBLEM.at(Problems.TEST_FILE);

    /// Of what drives the system that is learned, and the field that learns it.
    private static final List<Setting<String>> INPUT_FILES =
            List.of(Slots.PROBLEM.at(Fields.INPUT_FILE), Slots.FIELD.at(Fields.INPUT_FILE));

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
        return "Made for " + name + ": choose " + listed() + " in one folder, also as .gz; until then "
                + (takesInput(settings) ? "an input made here drives it." : "it trains on " + made(settings) + ".");
    }

    private static String made(Settings settings) {
        if (takesSeries(settings)) {
            return settings.id(Slots.PROBLEM).equals(Problems.TRAJECTORIES_FILE)
                    ? "trajectories made here"
                    : "series made here";
        }
        return switch (settings.id(Slots.PROBLEM)) {
            case Problems.TOPICS -> "texts made here";
            case Problems.CLIMATE -> "weather made here";
            default -> "drawn samples";
        };
    }

    /// Whether the files are of series.
    public static boolean takesSeries(Settings settings) {
        return settings.id(Slots.PROBLEM).equals(Problems.SERIES_FILE)
                || settings.id(Slots.PROBLEM).equals(Problems.TRAJECTORIES_FILE);
    }

    /// Whether the file is of what drives a system or a field, which is where problems take no samples from files.
    public static boolean takesInput(Settings settings) {
        return file(settings).filter(INPUT_FILES::contains).isPresent();
    }

    /// Settings by path with which a table drives all that it can: a system and the field that learns it are driven
    /// by the same.
    ///
    /// @return empty where nothing is driven
    public static SequencedMap<String, Object> inputs(Settings settings, String table) {
        SequencedMap<String, Object> inputs = new LinkedHashMap<>();
        inputFiles(settings).forEach(setting -> inputs.put(setting.path(), table));
        return inputs;
    }

    /// The setting that names the file.
    private static Optional<Setting<String>> file(Settings settings) {
        return Stream.concat(Stream.of(FILE).filter(settings::has), inputFiles(settings))
                .findFirst();
    }

    /// A formula is driven by what it names alone.
    private static Stream<Setting<String>> inputFiles(Settings settings) {
        return INPUT_FILES.stream().filter(setting -> Effects.has(settings, setting));
    }

    /// Whether a file is called as one of them.
    public boolean isOne(Path chosen) {
        String name = String.valueOf(chosen.getFileName());
        return names().stream().anyMatch(each -> name.equals(each) || name.equals(each + ".gz"));
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

    /// Whether a run has a file.
    public static boolean given(Settings settings) {
        return file(settings)
                .filter(setting -> !settings.get(setting).isBlank())
                .isPresent();
    }

    /// Whether a run could have a file and has none.
    public static boolean missing(Settings settings) {
        return file(settings).filter(setting -> settings.get(setting).isBlank()).isPresent();
    }

    /// Settings that take the files into use, by path, in the order in which they are to be made. A table
    /// of texts is looked into, so that they become counts of words.
    ///
    /// @param before the settings that are changed, which say what the files are of
    public static Map<String, Object> settings(Found found, Settings before) {
        if (takesInput(before)) {
            return inputs(before, found.file().toAbsolutePath().toString());
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        String problem = problem(found.file(), before);
        settings.put(Slots.PROBLEM.choice().path(), problem);
        settings.put(FILE.path(), found.file().toAbsolutePath().toString());
        if (!problem.equals(Problems.CLIMATE) && !problem.equals(Problems.TRAJECTORIES_FILE)) {
            settings.put(
                    TEST_FILE.path(),
                    found.testFile()
                            .map(file -> file.toAbsolutePath().toString())
                            .orElse(""));
        }
        return settings;
    }

    /// Images take the place of weather, too; a table is another's weather.
    private static String problem(Path file, Settings before) {
        if (takesSeries(before)) {
            return before.id(Slots.PROBLEM);
        }
        if (before.id(Slots.PROBLEM).equals(Problems.CLIMATE) && isTable(file)) {
            return Problems.CLIMATE;
        }
        return LabelledTexts.isTable(file) ? Problems.TOPICS : Problems.SAMPLES_FILE;
    }

    private static boolean isTable(Path file) {
        return SampleFile.plainName(file).matches(".*\\.[ct]sv") || VectorFile.isTyped(file);
    }

    private static Optional<Path> place(Path folder, String name) {
        return List.of(name, name + ".gz").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
