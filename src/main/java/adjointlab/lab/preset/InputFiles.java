package adjointlab.lab.preset;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.InputColumns;
import adjointlab.core.catalog.InputFacts;
import adjointlab.core.catalog.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was made of the files of inputs that settings name, for people.
public final class InputFiles {
    /// What problems call the columns that are learned.
    private static final List<String> TARGETS = List.of("target", "labelColumn");

    private InputFiles() {}

    /// What they hold: a system and the field that learns it are mostly driven by the same.
    ///
    /// @throws InvalidValueException in one sentence that names the place, if one cannot be read
    public static List<InputFacts> read(Settings settings) {
        return Stream.of(Slots.PROBLEM, Slots.FIELD)
                .filter(slot -> Effects.has(settings, slot.at(Fields.INPUT_FILE)))
                .map(slot -> Fields.inputFacts(settings.values(slot)))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /// The columns that could drive, without those that the problem names as what is learned.
    ///
    /// @param driven the system or the field, which has a file
    /// @throws InvalidValueException in one sentence, if it cannot be read or no column of it could drive
    public static InputColumns columns(Settings settings, Slot<?> driven) {
        return Fields.inputColumns(settings.values(driven), targets(settings));
    }

    private static List<String> targets(Settings settings) {
        return TARGETS.stream()
                .map(name -> Slots.PROBLEM.path() + "." + name)
                .filter(path -> Effects.has(settings, path))
                .map(path -> String.valueOf(settings.get(path)).strip())
                .filter(target -> !target.isEmpty())
                .toList();
    }

    /// What a person reads of them, three lines each; none where there is no file, or none that can be read, of which
    /// the run itself says why.
    public static List<String> lines(Settings settings) {
        try {
            return read(settings).stream()
                    .flatMap(facts -> facts.lines().stream())
                    .toList();
        } catch (InvalidValueException e) {
            return List.of();
        }
    }
}
