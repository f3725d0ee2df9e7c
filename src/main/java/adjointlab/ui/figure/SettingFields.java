package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The fields of the settings that the selected cell's source is trained with instead of its own, `path=value` each.
/// As that takes its time, the document has a new one only when its runs are there; until then the fields have it.
final class SettingFields extends ItemFields<String> {
    private final FigureModel model;
    private final Consumer<UnaryOperator<List<String>>> train;
    private final FieldModel setting;

    /// @param complain told why one is not possible
    /// @param train lets the selected cell's source have other settings
    SettingFields(
            FigureModel model, Fields fields, Consumer<String> complain, Consumer<UnaryOperator<List<String>>> train) {
        super(complain);
        this.model = model;
        this.train = train;
        setting = fields.text("setting", "Setting").prompting("iterations = 100");
    }

    @Override
    String word() {
        return "setting";
    }

    @Override
    int most() {
        return FigureDocumentJson.MOST_SETTINGS;
    }

    @Override
    String full() {
        return "A panel has at most " + most() + " settings of its own.";
    }

    @Override
    List<FieldModel> fields() {
        return List.of(setting);
    }

    @Override
    List<String> items() {
        return model.wishes().wished().map(Source::set).orElse(List.of());
    }

    @Override
    void put(String what, UnaryOperator<List<String>> change) {
        train.accept(change);
    }

    @Override
    Optional<String> read(Optional<String> before) {
        String typed = ((String) setting.value()).strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        int equals = typed.indexOf('=');
        if (equals < 1) {
            complain("A setting is of the form path = value.");
            return before;
        }
        return Optional.of(typed.substring(0, equals).strip() + "="
                + typed.substring(equals + 1).strip());
    }

    @Override
    void fill(String assignment) {
        setting.show(name(assignment));
    }

    @Override
    void blank() {
        setting.show("");
    }

    @Override
    String name(String assignment) {
        int equals = assignment.indexOf('=');
        return equals < 1
                ? assignment
                : assignment.substring(0, equals).strip() + " = "
                        + assignment.substring(equals + 1).strip();
    }
}
