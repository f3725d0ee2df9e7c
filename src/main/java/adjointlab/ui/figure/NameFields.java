package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.panel.kit.Groups;
import adjointlab.ui.form.FieldModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the groups of runs are called in all cells or in the selected one, one group at a time.
final class NameFields {
    /// Where names hold.
    enum Scope {
        /// In all cells that have none of their own.
        ALL,
        /// In the selected cell.
        CELL
    }

    private final FigureModel model;
    private final Scope scope;
    private final ObjectProperty<String> group = new SimpleObjectProperty<>("");
    private final FieldModel name;

    NameFields(FigureModel model, Fields fields, Scope scope) {
        this.model = model;
        this.scope = scope;
        name = scope == Scope.ALL ? fields.text("name", "Is called") : fields.text("ownName", "Is called here");
        group.addListener((_, _, _) -> {
            refresh();
            name.forget();
        });
    }

    List<FieldModel> fields() {
        return List.of(name);
    }

    /// The group whose name is in the form; "" for none.
    ObjectProperty<String> groupProperty() {
        return group;
    }

    /// Those of the cells, as their runs came with their names.
    List<String> groups() {
        List<FigureDocument.Cell> cells = scope == Scope.ALL
                ? model.document().cells()
                : model.cell().stream().toList();
        return cells.stream()
                .flatMap(cell -> model.groups(cell).stream())
                .map(Groups.Group::label)
                .distinct()
                .toList();
    }

    void refresh() {
        name.show(names().getOrDefault(chosen(), ""));
    }

    private String chosen() {
        return Objects.requireNonNullElse(group.get(), "");
    }

    private Map<String, String> names() {
        return scope == Scope.ALL
                ? model.document().look().names()
                : model.cell().map(cell -> cell.changes().names()).orElse(Map.of());
    }

    /// Calls the group so; by its own name, or that of all cells, where nothing is typed.
    void edit() {
        String chosen = chosen();
        if (chosen.isEmpty()) {
            return;
        }
        String words = ((String) name.value()).strip();
        Map<String, String> names = new LinkedHashMap<>(names());
        if (words.isEmpty()) {
            names.remove(chosen);
        } else {
            names.put(chosen, words);
        }
        if (scope == Scope.ALL) {
            Look look = model.document().look();
            Look renamed = new Look(look.type(), look.letters(), look.legend(), look.sharedTitles(), names);
            model.edit("Rename " + chosen, document -> document.with(renamed));
        } else {
            model.editCell("Rename " + chosen, cell -> cell.with(cell.changes().calling(names)));
        }
    }
}
