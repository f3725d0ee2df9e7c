package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The values of the form of a figure document: of the page, and of the selected cell.
final class FigureFields implements EditListener {
    private final FigureModel model;
    private final PageFields page;
    private final GridFields grid;
    private final TitleFields titles;
    private final SpanFields spans;
    private final NameFields names;
    private final NameFields ownNames;
    private final NameFields runNames;
    private final CellFields cell;
    private final OptionFields options;
    private final SettingFields settings;
    private final List<MarkFields<?>> marks;

    /// @param complain told why a place is not possible
    /// @param train lets the selected cell's source have other settings
    FigureFields(FigureModel model, Consumer<String> complain, Consumer<UnaryOperator<List<String>>> train) {
        this.model = model;
        Fields fields = new Fields(this);
        page = new PageFields(fields);
        grid = new GridFields(fields, complain);
        titles = new TitleFields(fields);
        spans = new SpanFields(model, fields, complain);
        names = new NameFields(model, fields, NameFields.Scope.ALL);
        ownNames = new NameFields(model, fields, NameFields.Scope.CELL);
        runNames = new NameFields(model, fields, NameFields.Scope.RUN);
        cell = new CellFields(model, fields, complain);
        options = new OptionFields(model, fields);
        settings = new SettingFields(model, fields, complain, train);
        marks = List.of(
                new NoteFields(model, fields, complain),
                new InsetFields(model, fields, complain),
                new LineFields(model, fields, complain));
        model.documentProperty().addListener((_, _, _) -> show());
        model.selectedProperty().addListener((_, _, _) -> clear());
        model.wishes().changesProperty().addListener((_, _, _) -> settings.recount());
        show();
    }

    /// Those of the page, without the titles over some columns.
    List<FieldModel> ofPage() {
        return Stream.of(page.fields(), titles.fields(), grid.fields())
                .flatMap(List::stream)
                .toList();
    }

    /// The titles over some columns.
    SpanFields spans() {
        return spans;
    }

    /// What runs are called in all cells.
    NameFields names() {
        return names;
    }

    /// What runs are called in the selected cell.
    NameFields ownNames() {
        return ownNames;
    }

    /// What single runs are called in the selected cell.
    NameFields runNames() {
        return runNames;
    }

    /// Those of the selected cell, without its panel's options and its marks.
    List<FieldModel> ofCell() {
        return cell.fields();
    }

    /// Those of the selected cell's panel.
    OptionFields options() {
        return options;
    }

    /// Those of the settings of the selected cell's source.
    SettingFields settings() {
        return settings;
    }

    /// Those of the marks of the selected cell, a kind after another.
    List<MarkFields<?>> marks() {
        return marks;
    }

    private void show() {
        FigureDocument document = model.document();
        page.show(document);
        titles.show(document);
        grid.show(document);
        spans.refresh();
        names.refresh();
        ownNames.refresh();
        runNames.refresh();
        model.cell().ifPresent(this::show);
    }

    private void show(Cell shown) {
        cell.show(shown);
        options.show(shown);
        settings.refresh();
        marks.forEach(ItemFields::refresh);
    }

    /// Forgets what was typed for another cell.
    void clear() {
        spans.clear();
        settings.clear();
        marks.forEach(ItemFields::clear);
        show();
        Stream.of(ownNames.fields(), runNames.fields(), cell.fields(), options.fields())
                .flatMap(List::stream)
                .forEach(FieldModel::forget);
    }

    /// Forgets all that was typed, as for another document.
    void forget() {
        clear();
        Stream.of(ofPage(), names.fields()).flatMap(List::stream).forEach(FieldModel::forget);
    }

    @Override
    public String refusal(FieldModel field, Object value) {
        return page.refusal(field);
    }

    @Override
    public void begun(FieldModel field) {
        model.history().begin("Change " + field.parameter().label().toLowerCase(Locale.ROOT));
    }

    @Override
    public void ended(FieldModel field) {
        model.history().end();
    }

    @Override
    public void changed(FieldModel field, Object value) {
        if (grid.fields().contains(field)) {
            model.edit("Change grid", document -> document.with(grid.read(document)));
        } else if (titles.fields().contains(field)) {
            model.edit("Change title", document -> document.with(titles.read(document.grid())));
        } else if (spans.fields().contains(field)) {
            spans.edit();
        } else if (page.fields().contains(field)) {
            model.edit("Change page", page::read);
        } else if (names.fields().contains(field)) {
            names.edit();
        } else if (ownNames.fields().contains(field)) {
            ownNames.edit();
        } else if (runNames.fields().contains(field)) {
            runNames.edit();
        } else if (cell.fields().contains(field)) {
            cell.edit(field);
        } else if (options.fields().contains(field)) {
            options.edit(field);
        } else if (settings.fields().contains(field)) {
            settings.edit();
        } else {
            marks.stream().filter(kind -> kind.fields().contains(field)).forEach(ItemFields::edit);
        }
    }
}
