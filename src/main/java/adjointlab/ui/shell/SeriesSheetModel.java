package adjointlab.ui.shell;

import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.table.series.SeriesSet;
import adjointlab.core.table.series.SeriesSet.Recording;
import adjointlab.core.table.series.Understood;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.lab.preset.SeriesFiles;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.ui.form.FieldModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a file of series would become, before it is taken into use: it is read on a thread of its own with the columns
/// that a person chooses, and nothing of the document changes meanwhile.
final class SeriesSheetModel extends SheetModel<SeriesSheetModel.State> {
    private static final String PROBLEM = Slots.PROBLEM.path() + ".";
    /// Its fields are not those of the inspector, which has the same settings.
    private static final String FORM = "series.";

    private static final String FILE = PROBLEM + "file";
    private static final String TEST_FILE = PROBLEM + "testFile";
    private static final String SPLIT = PROBLEM + "split";
    private static final String TIME_UNIT = PROBLEM + "timeUnit";
    private static final String TARGETS = PROBLEM + "targets";

    /// What says how the file is read; another file has other columns.
    private static final Set<String> COLUMNS =
            Set.of(PROBLEM + "columns", PROBLEM + "timeColumn", PROBLEM + "seriesColumn", PROBLEM + "labelColumn");

    private static final List<String> SHOWN = List.of(
            "columns",
            "targets",
            "aim",
            "timeColumn",
            "seriesColumn",
            "labelColumn",
            "spacing",
            "testFile",
            "split",
            "trainShare",
            "testShare",
            "missing",
            "standardised",
            "span",
            "timeUnit",
            "hidden",
            "hiddenStart",
            "heldOut",
            "beyond",
            "window",
            "stride",
            "dropped",
            "forecast");

    /// Of a plot that is as wide as a word.
    private static final int POINTS = 160;

    /// How far the reading is.
    sealed interface State permits Reading, Refused, Read {}

    /// It is under way.
    record Reading() implements State {}

    /// @param sentence why it cannot be read
    record Refused(String sentence) implements State {}

    /// @param understood what was made of the file
    /// @param curves a plot of each channel's values in the first series, from 0 to 1, NaN where one is missing
    /// @param outcome what would be trained on
    /// @param refusal why it cannot be; "" where it can
    record Read(Understood understood, List<double[]> curves, String outcome, String refusal) implements State {}

    private final List<Settings> before;
    private final SequencedMap<String, Object> changes = new LinkedHashMap<>();
    private final List<FieldModel> fields;
    /// Whether each series is one sample; else windows of it are.
    private final boolean trajectories;

    private boolean splitIsChosen;
    private @Nullable Understood known;

    /// Begins to read; on the FX thread.
    ///
    /// @param before settings of the runs that take series from a file, at least one
    /// @param file a file or a folder
    SeriesSheetModel(List<Settings> before, Path file) {
        super(new Reading(), "series-sheet");
        this.before = before;
        Settings first = before.getFirst();
        String path = file.toAbsolutePath().toString();
        boolean other = !path.equals(first.get(FILE));
        changes.put(FILE, path);
        if (other) {
            if (first.has(TEST_FILE)) {
                changes.put(TEST_FILE, beside(file).map(Path::toString).orElse(""));
            }
            COLUMNS.stream().filter(first::has).forEach(column -> changes.put(column, ""));
            if (first.has(TIME_UNIT)) {
                changes.put(TIME_UNIT, "");
            }
            if (first.has(TARGETS)) {
                changes.put(TARGETS, List.of());
            }
        }
        splitIsChosen = !other;
        Settings draft = draft();
        trajectories = draft.id(Slots.PROBLEM).equals(Problems.TRAJECTORIES_FILE);
        fields = SHOWN.stream()
                .filter(name -> draft.has(PROBLEM + name))
                .map(name ->
                        new FieldModel(FORM + name, draft.parameter(PROBLEM + name), draft.get(PROBLEM + name), this))
                .toList();
        read();
    }

    /// The file of the test that an archive names like that of the training.
    private static Optional<Path> beside(Path file) {
        String name = String.valueOf(file.getFileName());
        Path test = file.toAbsolutePath().resolveSibling(name.replace("_TRAIN", "_TEST"));
        return name.contains("_TRAIN") && Files.isRegularFile(test) ? Optional.of(test) : Optional.empty();
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
        boolean fits = known == null
                || switch (field.parameter().name()) {
                    case "timeColumn", "labelColumn" -> known.form().hasColumns();
                    case "seriesColumn" -> known.form() == Form.LONG_TABLE || known.form() == Form.ONE_TABLE;
                    case "spacing" -> known.times().even();
                    case "aim" -> !known.classes().isEmpty() || field.value().equals("class");
                    default -> true;
                };
        return fits && field.parameter().applies(draft().selection(Slots.PROBLEM));
    }

    /// Whether it can be taken into use.
    boolean isReady() {
        return stateProperty().get() instanceof Read read && read.refusal.isEmpty();
    }

    /// Settings that take it into use, the file first.
    SequencedMap<String, Object> changes() {
        return new LinkedHashMap<>(changes);
    }

    @Override
    public void changed(FieldModel field, Object value) {
        changes.put(setting(field), value);
        splitIsChosen |= setting(field).equals(SPLIT);
    }

    @Override
    void read() {
        Settings draft = draft();
        SequencedMap<String, Object> asked = changes();
        read(() -> result(draft, asked), this::show);
    }

    /// @param state what is to be shown
    /// @param series how many there are
    private record Result(State state, int series) {}

    private void show(Result result) {
        if (!splitIsChosen && result.series == 1) {
            splitIsChosen = true; // a single series has no others for a test
            changes.put(SPLIT, "time");
            fields.stream().filter(field -> setting(field).equals(SPLIT)).forEach(field -> field.show("time"));
            read();
        } else {
            splitIsChosen |= result.series > 0;
            known = result.state instanceof Read read ? read.understood : known;
            become(result.state);
        }
    }

    private Result result(Settings draft, SequencedMap<String, Object> asked) {
        try {
            SeriesSet set = SeriesFiles.read(draft).getFirst();
            return new Result(understood(draft, asked, set), set.all().size());
        } catch (IOException | IllegalArgumentException e) {
            return new Result(new Refused(e.getMessage() + "."), 0);
        }
    }

    private Read understood(Settings draft, SequencedMap<String, Object> asked, SeriesSet set) {
        List<double[]> curves = curves(set);
        try {
            Problem problem = draft.create(Slots.PROBLEM);
            long seed = draft.get(Slots.SEED);
            int train = problem.samples(seed);
            int test = tested(problem, seed);
            Optional<String> refusal = before.stream()
                    .map(one -> Experiments.newRefusal(one, one.withAll(asked)))
                    .flatMap(Optional::stream)
                    .findFirst();
            String each =
                    trajectories ? train == 1 ? " trajectory" : " trajectories" : train == 1 ? " window" : " windows";
            String outcome = Numbers.count(train) + each + " to train on, " + (test == 0 ? "none" : Numbers.count(test))
                    + " for the test.";
            return new Read(
                    set.understood(),
                    curves,
                    outcome,
                    refusal.map(why -> why + ".").orElse(""));
        } catch (IllegalArgumentException e) {
            return new Read(set.understood(), curves, "", e.getMessage() + ".");
        }
    }

    private static int tested(Problem problem, long seed) {
        try {
            return problem.test(seed).map(ProblemData::samples).orElse(0);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Of the test, " + e.getMessage(), e);
        }
    }

    /// Each channel of the first series, between its own smallest and largest value.
    private static List<double[]> curves(SeriesSet set) {
        Recording first = set.all().getFirst();
        List<double[]> curves = new ArrayList<>();
        for (int c = 0; c < set.channels().size(); c++) {
            Understood.Range range = set.understood().channels().get(c).range();
            double span = range.max() > range.min() ? range.max() - range.min() : 1;
            double[] curve = new double[Math.min(POINTS, first.length())];
            for (int k = 0; k < curve.length; k++) {
                int at = (int) ((long) k * (first.length() - 1) / Math.max(1, curve.length - 1));
                curve[k] = (first.values()[at][c] - range.min()) / span;
            }
            curves.add(curve);
        }
        return curves;
    }
}
