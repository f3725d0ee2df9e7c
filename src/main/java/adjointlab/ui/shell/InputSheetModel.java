package adjointlab.ui.shell;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.InputColumns;
import adjointlab.core.catalog.InputFacts;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.InputFiles;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.ui.form.FieldModel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a table would drive, before it is taken into use: it is read on a thread of its own with the columns that a
/// person chooses, at first with all columns of numbers but that of times; nothing of the document changes meanwhile. A
/// system and the field that learns it are driven alike.
final class InputSheetModel extends SheetModel<InputSheetModel.State> {
    /// Its fields are not those of the inspector, which has the same settings.
    private static final String FORM = "inputs.";

    private static final String FILE = Fields.INPUT_FILE.name();

    private static final String COLUMNS = "inputColumns";
    private static final String COLUMN = "inputColumn";
    private static final String EACH = "inputBetweenEach";

    /// What says which columns are taken; another file has others.
    private static final Map<String, Object> READING = Map.of(COLUMNS, "", "inputTime", "", COLUMN, 1);

    private static final List<String> SHOWN = List.of(
            COLUMNS,
            COLUMN,
            "inputTime",
            "inputCentred",
            "inputLength",
            "inputScale",
            "inputBetween",
            EACH,
            "inputBeyond");

    /// How far the reading is.
    sealed interface State permits Reading, Refused, Read {}

    /// It is under way.
    record Reading() implements State {}

    /// @param sentence why it cannot be read
    record Refused(String sentence) implements State {}

    /// @param facts what was understood of the file
    /// @param leftOut columns that were not chosen for a person, each with the reason
    /// @param refusal why it cannot be taken into use; "" where it can
    record Read(InputFacts facts, List<String> leftOut, String refusal) implements State {}

    private final List<Settings> before;
    private final Slot<?> asked;
    private final Map<String, Object> chosen = new LinkedHashMap<>();
    private final List<FieldModel> fields;

    /// What a person chose, which nothing else chooses any more.
    private final Set<String> touched = new HashSet<>();

    /// Whether it is not known yet which columns could drive.
    private boolean asking;

    private List<String> leftOut = List.of();

    /// Which columns could drive, or why none could.
    private sealed interface Asked {}

    private record Found(InputColumns columns) implements Asked {}

    private record None(String sentence) implements Asked {}

    /// Begins to read; on the FX thread.
    ///
    /// @param before settings of the runs that the file would drive, at least one
    /// @param file its path
    /// @param wanted whether it is a file that the settings are made for, which say how it is read
    InputSheetModel(List<Settings> before, String file, boolean wanted) {
        super(new Reading(), "input-sheet");
        this.before = before;
        Settings first = before.getFirst();
        asked = driven(first).reduce((_, last) -> last).orElseThrow(); // a field takes several inputs
        boolean other = !wanted && !first.get(path(asked, FILE)).equals(file);
        chosen.put(FILE, file);
        for (String name : SHOWN) {
            if (first.has(path(asked, name))) {
                boolean again = other && READING.containsKey(name);
                chosen.put(name, again ? READING.get(name) : first.get(path(asked, name)));
            }
        }
        Settings draft = draft(first);
        fields = SHOWN.stream()
                .filter(chosen::containsKey)
                .map(name -> new FieldModel(
                        FORM + name, draft.parameter(path(asked, name)), draft.get(path(asked, name)), this))
                .toList();
        asking = other && chosen.containsKey(COLUMNS);
        read();
    }

    private Asked possible(Settings draft) {
        try {
            return new Found(InputFiles.columns(draft, asked));
        } catch (IllegalArgumentException e) {
            return new None(e.getMessage() + ".");
        }
    }

    /// Takes all columns that could drive, or the first where something takes a single one.
    private void choose(Asked answer) {
        switch (answer) {
            case Found(InputColumns columns) -> {
                asking = false;
                choose(columns);
                read();
            }
            case None(String sentence) -> {
                asking = !touched.contains(COLUMNS) && !touched.contains(COLUMN);
                if (asking) {
                    become(new Refused(sentence));
                } else {
                    read();
                }
            }
        }
    }

    private void choose(InputColumns columns) {
        SequencedMap<Integer, String> possible = columns.possible();
        boolean several = before.stream()
                .allMatch(settings -> driven(settings).allMatch(slot -> settings.has(path(slot, COLUMNS))));
        int count = several ? possible.size() : 1;
        choose(COLUMNS, possible.values().stream().limit(count).collect(Collectors.joining(", ")));
        choose(COLUMN, possible.firstEntry().getKey());
        if (String.valueOf(chosen.get(EACH)).split(",", -1).length != count) {
            choose(EACH, "");
        }
        leftOut = several ? columns.leftOut() : List.of();
    }

    private void choose(String name, Object value) {
        if (touched.contains(name)) {
            return;
        }
        chosen.put(name, value);
        fields.stream().filter(field -> field.parameter().name().equals(name)).forEach(field -> field.show(value));
    }

    private static String path(Slot<?> slot, String name) {
        return slot.path() + "." + name;
    }

    /// What a table drives of some settings.
    private static Stream<Slot<?>> driven(Settings settings) {
        return Stream.<Slot<?>>of(Slots.PROBLEM, Slots.FIELD).filter(slot -> Effects.has(settings, path(slot, FILE)));
    }

    /// Settings with which the file drives all that it can, by path.
    SequencedMap<String, Object> changes(Settings settings) {
        SequencedMap<String, Object> changes = new LinkedHashMap<>();
        driven(settings)
                .forEach(slot -> chosen.forEach((name, value) -> {
                    if (settings.has(path(slot, name))) {
                        changes.put(path(slot, name), value);
                    }
                }));
        return changes;
    }

    private Settings draft(Settings settings) {
        return settings.withAll(changes(settings));
    }

    /// What a person can choose.
    List<FieldModel> fields() {
        return fields;
    }

    /// Whether a field does anything beside the others.
    boolean applies(FieldModel field) {
        return field.parameter().applies(draft(before.getFirst()).selection(asked));
    }

    /// Whether it can be taken into use.
    boolean isReady() {
        return stateProperty().get() instanceof Read read && read.refusal.isEmpty();
    }

    @Override
    public void changed(FieldModel field, Object value) {
        chosen.put(field.parameter().name(), value);
        touched.add(field.parameter().name());
    }

    @Override
    void read() {
        if (asking) {
            Settings draft = draft(before.getFirst());
            read(() -> possible(draft), this::choose);
            return;
        }
        List<Settings> drafts = before.stream().map(this::draft).toList();
        List<String> without = touched.contains(COLUMNS) ? List.of() : leftOut;
        read(() -> result(drafts, without), this::become);
    }

    private State result(List<Settings> drafts, List<String> without) {
        InputFacts facts;
        try {
            facts = InputFiles.read(drafts.getFirst()).getLast();
        } catch (IllegalArgumentException e) {
            return new Refused(e.getMessage() + ".");
        }
        try {
            Optional<String> refusal = Stream.iterate(0, i -> i < drafts.size(), i -> i + 1)
                    .map(i -> Experiments.newRefusal(before.get(i), drafts.get(i)))
                    .flatMap(Optional::stream)
                    .findFirst();
            return new Read(facts, without, refusal.map(why -> why + ".").orElse(""));
        } catch (IllegalArgumentException e) {
            return new Read(facts, without, e.getMessage() + ".");
        }
    }
}
