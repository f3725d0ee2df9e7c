package adjointlab.ui.shell;

import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.table.MissingValueException;
import adjointlab.core.table.SampleFacts;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.VectorFiles;
import adjointlab.lab.run.Experiments;
import adjointlab.ui.form.FieldModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What a file of vectors would become, before it is taken into use: it is read on a thread of its own with the columns
/// that a person chooses, and nothing of the document changes meanwhile.
final class SampleSheetModel extends SheetModel<SampleSheetModel.State> {
    private static final String PROBLEM = Slots.PROBLEM.path() + ".";
    /// Its fields are not those of the inspector, which has the same settings.
    private static final String FORM = "samples.";

    private static final String FILE = PROBLEM + "file";
    private static final String CODING = PROBLEM + "coding";

    /// What becomes of a single input.
    private static final Map<String, Object> SCALING =
            Map.of(PROBLEM + "normalised", false, PROBLEM + "standardised", true);

    /// What says how the file is read; another file has other columns.
    private static final Map<String, Object> READING = Map.of(
            "columns",
            "",
            "target",
            "",
            "missing",
            "refuse",
            "separator",
            "found",
            "decimal",
            "found",
            "header",
            "found",
            "encoding",
            "found");

    private static final List<String> SHOWN = List.of(
            "columns",
            "target",
            "coding",
            "missing",
            "separator",
            "decimal",
            "header",
            "encoding",
            "testFile",
            "samples",
            "test",
            "normalised",
            "standardised");

    /// How far the reading is.
    sealed interface State permits Reading, Refused, Read {}

    /// It is under way.
    record Reading() implements State {}

    /// @param sentence why it cannot be read
    record Refused(String sentence) implements State {}

    /// @param facts what was understood of the file
    /// @param outcome what would be trained on
    /// @param refusal why it cannot be; "" where it can
    record Read(SampleFacts facts, String outcome, String refusal) implements State {}

    private final List<Settings> before;
    private final SequencedMap<String, Object> changes;
    private final boolean density;
    private final List<FieldModel> fields;
    private boolean codingIsChosen;
    private boolean scalingIsChosen;

    /// Begins to read; on the FX thread.
    ///
    /// @param before settings of the runs that take the file, at least one
    /// @param taking changes that take it into use, the problem first
    SampleSheetModel(List<Settings> before, Map<String, Object> taking) {
        super(new Reading(), "sample-sheet");
        this.before = before;
        changes = new LinkedHashMap<>(taking);
        Settings plain = draft();
        density = plain.id(Slots.PROBLEM).equals(Problems.DENSITY);
        boolean other = !before.getFirst().has(PROBLEM + "columns")
                || !before.getFirst().get(FILE).equals(plain.get(FILE));
        if (other) {
            Stream.of("columns", "target", "missing", "separator", "decimal", "header", "encoding")
                    .filter(name -> !(density && name.equals("target")))
                    .forEach(name -> changes.put(PROBLEM + name, READING.get(name)));
        }
        codingIsChosen = density || !other;
        scalingIsChosen = codingIsChosen;
        Settings draft = draft();
        fields = SHOWN.stream()
                .filter(name -> draft.has(PROBLEM + name) && !(density && name.equals("target")))
                .map(name ->
                        new FieldModel(FORM + name, draft.parameter(PROBLEM + name), draft.get(PROBLEM + name), this))
                .toList();
        read();
    }

    /// What the first run would have.
    private Settings draft() {
        return before.getFirst().withAll(changes);
    }

    /// What a person can choose.
    List<FieldModel> fields() {
        return fields;
    }

    private static String setting(FieldModel field) {
        return PROBLEM + field.parameter().name();
    }

    /// Whether a field does anything beside the others, and for what the file is.
    boolean applies(FieldModel field) {
        return field.parameter().applies(draft().selection(Slots.PROBLEM));
    }

    /// Whether it can be taken into use.
    boolean isReady() {
        return stateProperty().get() instanceof Read read && read.refusal.isEmpty();
    }

    /// Settings that take it into use, the problem first.
    SequencedMap<String, Object> changes() {
        return new LinkedHashMap<>(changes);
    }

    @Override
    public void changed(FieldModel field, Object value) {
        changes.put(setting(field), value);
        codingIsChosen |= setting(field).equals(CODING);
        scalingIsChosen |= SCALING.containsKey(setting(field));
    }

    @Override
    void read() {
        Settings draft = draft();
        SequencedMap<String, Object> asked = changes();
        read(() -> result(draft, asked), this::show);
    }

    private void show(State result) {
        boolean values = result instanceof Read read && read.facts.classes().isEmpty();
        if (!codingIsChosen && values && !draft().get(CODING).equals("value")) {
            codingIsChosen = true; // numbers that do not come again are no classes
            changes.put(CODING, "value");
            fields.stream().filter(field -> setting(field).equals(CODING)).forEach(field -> field.show("value"));
            read();
            return;
        }
        codingIsChosen |= result instanceof Read;
        boolean single =
                result instanceof Read read && read.facts.names().inputs().size() == 1;
        if (!scalingIsChosen && single) {
            scalingIsChosen = true; // of one number only its sign would be left at a given length
            changes.putAll(SCALING);
            SCALING.forEach((setting, value) -> fields.stream()
                    .filter(field -> setting(field).equals(setting))
                    .forEach(field -> field.show(value)));
            read();
            return;
        }
        become(result);
    }

    private State result(Settings draft, SequencedMap<String, Object> asked) {
        SampleFacts facts;
        try {
            facts = VectorFiles.read(draft).getFirst();
        } catch (IOException | IllegalArgumentException e) {
            String advice = e instanceof MissingValueException ? "; choose what becomes of missing values" : "";
            return new Refused(e.getMessage() + advice + ".");
        }
        try {
            Problem problem = draft.create(Slots.PROBLEM);
            Optional<String> refusal = before.stream()
                    .map(one -> Experiments.newRefusal(one, one.withAll(asked)))
                    .flatMap(Optional::stream)
                    .findFirst();
            return new Read(
                    facts,
                    outcome(problem, draft.get(Slots.SEED)),
                    refusal.map(why -> why + ".").orElse(""));
        } catch (IllegalArgumentException e) {
            return new Read(facts, "", e.getMessage() + ".");
        }
    }

    private String outcome(Problem problem, long seed) {
        String inputs = problem.dim() + (problem.dim() == 1 ? " input" : " inputs");
        if (density) {
            return "A density of " + inputs + ".";
        }
        int train = problem.samples(seed);
        int test = problem.test(seed).map(ProblemData::samples).orElse(0);
        return Numbers.count(train) + (train == 1 ? " sample of " : " samples of ") + inputs + " to train on, "
                + (test == 0 ? "none" : Numbers.count(test)) + " for the test.";
    }
}
