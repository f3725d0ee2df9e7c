package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.ui.form.FieldModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the groups of runs are called in all cells, one group at a time.
final class NameFields {
    private final FigureModel model;
    private final ObjectProperty<String> group = new SimpleObjectProperty<>("");
    private final FieldModel name;

    NameFields(FigureModel model, Fields fields) {
        this.model = model;
        name = fields.text("name", "Is called");
        group.addListener((_, _, _) -> refresh());
    }

    List<FieldModel> fields() {
        return List.of(name);
    }

    /// The group whose name is in the form; "" for none.
    ObjectProperty<String> groupProperty() {
        return group;
    }

    /// Those of all cells, as their runs came with their names.
    List<String> groups() {
        return model.document().cells().stream()
                .flatMap(cell -> model.groups(cell).stream())
                .map(each -> each.label())
                .distinct()
                .toList();
    }

    void refresh() {
        name.show(names(model.document()).getOrDefault(chosen(), ""));
    }

    private String chosen() {
        return Objects.requireNonNullElse(group.get(), "");
    }

    private static Map<String, String> names(FigureDocument document) {
        return document.look().names();
    }

    /// Calls the group so; by its own name where nothing is typed.
    void edit() {
        String group = chosen();
        if (group.isEmpty()) {
            return;
        }
        String words = ((String) name.value()).strip();
        model.edit("Rename " + group, document -> {
            Map<String, String> names = new LinkedHashMap<>(names(document));
            if (words.isEmpty()) {
                names.remove(group);
            } else {
                names.put(group, words);
            }
            Look look = document.look();
            return document.with(new Look(look.type(), look.letters(), look.legend(), look.sharedTitles(), names));
        });
    }
}
