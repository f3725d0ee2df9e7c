package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Axes;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.Target;
import adjointlab.compose.Targets;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The values of the form of a figure document: of the page, and of the selected cell.
final class FigureFields implements EditListener {
    private final FigureModel model;
    private final Consumer<String> complain;

    private final FieldModel target;
    private final FieldModel width;
    private final FieldModel font;
    private final FieldModel size;
    private final FieldModel letters;
    private final FieldModel legend;
    private final FieldModel shared;
    private final GridFields grid;
    private final TitleFields titles;
    private final SpanFields spans;
    private final NameFields names;
    private final FieldModel row;
    private final FieldModel column;
    private final FieldModel rows;
    private final FieldModel columns;
    private final FieldModel title;
    private final AxisFields x;
    private final AxisFields y;
    private final List<MarkFields<?>> marks;

    /// @param complain told why a place is not possible
    FigureFields(FigureModel model, Consumer<String> complain) {
        this.model = model;
        this.complain = complain;
        Fields fields = new Fields(this);
        target = fields.choice(
                "target",
                "Target",
                Targets.all().stream()
                        .map(each -> Option.word(each.id(), each.label()))
                        .toList());
        width = fields.choice(
                "width", "Width", List.of(Option.word("column", "one column"), Option.word("page", "whole page")));
        font = fields.choice(
                "font", "Typeface", List.of(Option.word("sans", "sans serif"), Option.word("serif", "serif")));
        size = fields.numbers(
                "fontPt",
                "Type size, pt",
                1,
                new Type.Real(
                        FigureDocumentJson.SMALLEST_TYPE, FigureDocumentJson.LARGEST_TYPE, 6, 12, Type.Scale.LINEAR));
        letters = fields.choice(
                "letters",
                "Letters",
                Arrays.stream(Letters.values())
                        .map(each -> Option.word(each.id(), each.id()))
                        .toList());
        legend = fields.choice(
                "legend",
                "Legend",
                Arrays.stream(LegendPlace.values())
                        .map(each -> Option.word(Fields.word(each), legend(each)))
                        .toList());
        shared = fields.field(Key.flag("shared", "One title for equal axes", true), true);
        grid = new GridFields(fields, complain);
        titles = new TitleFields(fields);
        spans = new SpanFields(model, fields, complain);
        names = new NameFields(model, fields);
        row = fields.whole("row", "Row");
        column = fields.whole("column", "Column");
        rows = fields.whole("rows", "Rows high");
        columns = fields.whole("columns", "Columns wide");
        title = fields.text("title", "Title");
        x = new AxisFields("x", fields, complain);
        y = new AxisFields("y", fields, complain);
        marks = List.of(
                new NoteFields(model, fields, complain),
                new InsetFields(model, fields, complain),
                new LineFields(model, fields, complain));
        model.documentProperty().addListener((_, _, _) -> show());
        model.selectedProperty().addListener((_, _, _) -> clear());
        show();
    }

    private static String legend(LegendPlace place) {
        return switch (place) {
            case OFF -> "in each plot";
            case TOP -> "over all";
            case BOTTOM -> "under all";
            case RIGHT -> "at the right";
        };
    }

    /// Those of the page, without the titles over some columns.
    List<FieldModel> ofPage() {
        return Stream.of(
                        Stream.of(target, width, font, size, letters, legend, shared),
                        titles.fields().stream(),
                        grid.fields().stream())
                .flatMap(each -> each)
                .toList();
    }

    /// The titles over some columns.
    SpanFields spans() {
        return spans;
    }

    /// What runs are called.
    NameFields names() {
        return names;
    }

    /// Those of the selected cell, without its marks.
    List<FieldModel> ofCell() {
        return Stream.of(Stream.of(row, column, rows, columns, title), x.fields().stream(), y.fields().stream())
                .flatMap(each -> each)
                .toList();
    }

    /// Those of the marks of the selected cell, a kind after another.
    List<MarkFields<?>> marks() {
        return marks;
    }

    private void show() {
        FigureDocument document = model.document();
        target.show(document.page().target());
        width.show(document.page().wide() ? "page" : "column");
        font.show(document.look().type().serif() ? "serif" : "sans");
        size.show(sizes(document.look().type()));
        letters.show(document.look().letters().id());
        legend.show(Fields.word(document.look().legend()));
        shared.show(document.look().sharedTitles());
        titles.show(document);
        grid.show(document);
        spans.refresh();
        names.refresh();
        model.cell().ifPresent(this::show);
    }

    private static List<Double> sizes(TypeChoice type) {
        return Double.isNaN(type.size()) ? List.of() : List.of(type.size());
    }

    private void show(Cell cell) {
        Place place = cell.place();
        row.show(place.row() + 1);
        column.show(place.column() + 1);
        rows.show(place.rows());
        columns.show(place.columns());
        Changes changes = cell.changes();
        title.show(changes.title());
        x.show(changes.axes().x());
        y.show(changes.axes().y());
        marks.forEach(ItemFields::refresh);
    }

    /// Forgets what was typed for another cell.
    void clear() {
        spans.clear();
        marks.forEach(ItemFields::clear);
        show();
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
        } else if (ofPage().contains(field)) {
            model.edit("Change page", document -> document.with(page(document)).with(look(document)));
        } else if (names.fields().contains(field)) {
            names.edit();
        } else if (field == row || field == column || field == rows || field == columns) {
            move();
        } else if (ofCell().contains(field)) {
            model.editCell("Change panel", cell -> cell.with(changes(cell.changes())));
        } else {
            marks.stream().filter(kind -> kind.fields().contains(field)).forEach(ItemFields::edit);
        }
    }

    private void move() {
        String refusal = model.place(
                new Place((Integer) row.value() - 1, (Integer) column.value() - 1, (Integer) rows.value(), (Integer)
                        columns.value()));
        if (!refusal.isEmpty()) {
            complain.accept(refusal);
            show();
        }
    }

    private PageChoice page(FigureDocument document) {
        PageChoice before = document.page();
        String chosen = (String) target.value();
        boolean same = chosen.equals(before.target());
        return new PageChoice(
                chosen,
                width.value().equals("page"),
                same ? before.widthMm() : Double.NaN,
                same ? before.heightMm() : Double.NaN);
    }

    private Look look(FigureDocument document) {
        Look before = document.look();
        Target chosen = Targets.get((String) target.value());
        boolean same = chosen.id().equals(document.page().target());
        List<Double> sizes = Fields.list(size);
        return new Look(
                new TypeChoice(font.value().equals("serif"), same && !sizes.isEmpty() ? sizes.getFirst() : Double.NaN),
                Arrays.stream(Letters.values())
                        .filter(each -> each.id().equals(letters.value()))
                        .findFirst()
                        .orElseThrow(),
                Fields.chosen(LegendPlace.values(), legend),
                (Boolean) shared.value(),
                before.names());
    }

    private Changes changes(Changes before) {
        return before.titled((String) title.value())
                .with(new Axes(x.read(before.axes().x()), y.read(before.axes().y())));
    }
}
