package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.ui.form.FieldModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which panel the selected cell shows, and its options, which are others for every kind of panel.
final class OptionFields {
    private final FigureModel model;
    private final Fields fields;
    private final FieldModel columns;
    private final ReadOnlyObjectWrapper<List<FieldModel>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private String panel = "";

    OptionFields(FigureModel model, Fields fields) {
        this.model = model;
        this.fields = fields;
        columns = fields.field(Key.flag("sideBySide", "Side by side", false), false);
    }

    /// The options of the panel that is selected, and whether its runs stand side by side.
    ReadOnlyObjectProperty<List<FieldModel>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    List<FieldModel> fields() {
        return shown.get();
    }

    /// Shows what the panel of a cell is drawn with; none of it where the panel is not known, as that of a figure whose
    /// runs are being trained.
    void show(Cell cell) {
        PanelState state = model.resolved(cell);
        Optional<Entry<Panel>> entry = Panels.CATALOG.find(state.id());
        if (!panel.equals(state.id())) {
            panel = state.id();
            List<FieldModel> made = new ArrayList<>();
            entry.ifPresent(known -> {
                known.parameters().forEach(key -> made.add(fields.option(key)));
                made.add(columns);
            });
            shown.set(List.copyOf(made));
        }
        columns.show(state.columns());
        Map<String, Object> options = whole(state).options();
        shown.get().stream()
                .filter(field -> field != columns)
                .forEach(field -> field.show(
                        Objects.requireNonNull(options.get(field.parameter().name()))));
    }

    /// Draws the panel with what a field says. All options are told then: a document that tells none
    /// has the preset's.
    void edit(FieldModel field) {
        model.editCell("Change option", cell -> {
            PanelState state = model.resolved(cell);
            if (field == columns) {
                return cell.with(new PanelState(state.id(), state.options(), (Boolean) columns.value()));
            }
            Map<String, Object> options = new LinkedHashMap<>(whole(state).options());
            options.put(field.parameter().name(), field.value());
            return cell.with(new PanelState(state.id(), options, state.columns()));
        });
    }

    /// Lets the selected cell show another panel, with the options that its source's preset has for it. What was
    /// changed of the one before means nothing there; runs keep their names and order, and stand side by side or
    /// not.
    void put(Entry<Panel> other) {
        if (!other.id().equals(panel)) {
            model.editCell("Show " + other.label(), cell -> {
                Changes kept = Changes.NONE
                        .calling(cell.changes().names())
                        .ordered(cell.changes().order());
                return cell.with(new PanelState(
                                other.id(), Map.of(), model.resolved(cell).columns()))
                        .with(kept);
            });
        }
    }

    /// The panel with all of its options told; those that the panel does not know or take are left out.
    static PanelState whole(PanelState state) {
        Map<String, Object> options = new LinkedHashMap<>();
        Panels.CATALOG.find(state.id()).ifPresent(entry -> entry.parameters()
                .forEach(key ->
                        options.put(key.name(), taken(key, state.options().get(key.name())))));
        return new PanelState(state.id(), options, state.columns());
    }

    private static Object taken(Key<?> key, @Nullable Object value) {
        try {
            return value == null ? key.defaultValue() : key.type().check(value);
        } catch (InvalidValueException _) { // the page says what is wrong with it
            return key.defaultValue();
        }
    }
}
