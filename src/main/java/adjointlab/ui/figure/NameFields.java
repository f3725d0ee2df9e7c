package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.ui.form.FieldModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What runs are called: groups in all cells or in the selected one, or single runs of the selected one; one at a time.
final class NameFields {
    /// Where names hold.
    enum Scope {
        /// In all cells that have none of their own.
        ALL,
        /// In the selected cell.
        CELL,
        /// Of single runs in the selected cell.
        RUN
    }

    private final FigureModel model;
    private final Scope scope;
    private final ObjectProperty<String> group = new SimpleObjectProperty<>("");
    private final FieldModel name;

    NameFields(FigureModel model, Fields fields, Scope scope) {
        this.model = model;
        this.scope = scope;
        name = switch (scope) {
            case ALL -> fields.text("name", "Is called");
            case CELL -> fields.text("ownName", "Is called here");
            case RUN -> fields.text("runName", "This run is called");
        };
        group.addListener((_, _, _) -> {
            refresh();
            name.forget();
        });
    }

    List<FieldModel> fields() {
        return List.of(name);
    }

    /// The group or run whose name is in the form; "" for none.
    ObjectProperty<String> groupProperty() {
        return group;
    }

    /// Those of the cells, as their runs came with their names.
    List<String> groups() {
        if (scope == Scope.RUN) {
            return List.copyOf(runs().keySet());
        }
        List<Cell> cells = scope == Scope.ALL
                ? model.document().cells()
                : model.cell().stream().toList();
        return cells.stream()
                .flatMap(cell -> model.groups(cell).stream())
                .map(Groups.Group::label)
                .distinct()
                .toList();
    }

    /// The runs of the selected cell by what they are called in the list: as they came, and with what files call them
    /// where several came alike.
    private Map<String, Shown> runs() {
        List<Shown> all = model.cell().stream()
                .flatMap(cell -> model.groups(cell).stream())
                .flatMap(group -> group.runs().stream())
                .toList();
        Map<String, Shown> byWords = new LinkedHashMap<>();
        for (Shown run : all) {
            boolean alone = all.stream()
                            .filter(other -> other.label().equals(run.label()))
                            .count()
                    == 1;
            byWords.put(alone ? run.label() : run.label() + " (" + run.run().name() + ")", run);
        }
        return byWords;
    }

    void refresh() {
        name.show(keys(chosen()).stream()
                .map(key -> names().getOrDefault(key, ""))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(""));
    }

    /// What files may call a group or a run, the first before the others.
    private List<String> keys(String chosen) {
        if (scope != Scope.RUN || chosen.isEmpty()) {
            return List.of(chosen);
        }
        Shown run = runs().get(chosen);
        if (run == null) {
            return List.of();
        }
        boolean isGroup = model.cell().stream()
                .flatMap(cell -> model.groups(cell).stream())
                .anyMatch(group -> group.label().equals(run.label()));
        return isGroup ? List.of(run.run().name()) : List.of(run.run().name(), run.label());
    }

    private String chosen() {
        return Objects.requireNonNullElse(group.get(), "");
    }

    private Map<String, String> names() {
        return scope == Scope.ALL
                ? model.document().look().names()
                : model.cell().map(cell -> cell.changes().names()).orElse(Map.of());
    }

    /// Calls the group or run so; by its own name, or that of all cells, where nothing is typed.
    void edit() {
        String chosen = chosen();
        List<String> keys = keys(chosen);
        if (chosen.isEmpty() || keys.isEmpty()) {
            return;
        }
        String words = ((String) name.value()).strip();
        Map<String, String> names = new LinkedHashMap<>(names());
        keys.stream().skip(words.isEmpty() ? 0 : 1).forEach(names::remove);
        if (!words.isEmpty()) {
            names.put(keys.getFirst(), words);
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
