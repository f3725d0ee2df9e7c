package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Axes;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.Type;
import adjointlab.figure.Composition.Place;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The fields of the selected cell, without its panel's options and its marks.
final class CellFields {
    private static final double LAST_ITERATION = 1e9;

    private final FigureModel model;
    private final Consumer<String> complain;
    private final FieldModel row;
    private final FieldModel column;
    private final FieldModel rows;
    private final FieldModel columns;
    private final FieldModel letter;
    private final FieldModel title;
    private final FieldModel iteration;
    private final AxisFields x;
    private final AxisFields y;

    /// @param complain told why a place is not possible
    CellFields(FigureModel model, Fields fields, Consumer<String> complain) {
        this.model = model;
        this.complain = complain;
        row = fields.whole("row", "Row");
        column = fields.whole("column", "Column");
        rows = fields.whole("rows", "Rows high");
        columns = fields.whole("columns", "Columns wide");
        letter = fields.whole("letter", "Number for its letter", FigureDocumentJson.MOST_CELLS);
        title = fields.text("title", "Title");
        iteration = fields.numbers(
                        "iteration",
                        "Iteration",
                        1,
                        new Type.Real(0, LAST_ITERATION, 0, LAST_ITERATION, Type.Scale.LINEAR))
                .prompting("as shown there, or the last");
        x = new AxisFields("x", fields, complain);
        y = new AxisFields("y", fields, complain);
    }

    List<FieldModel> fields() {
        return Stream.of(List.of(row, column, rows, columns, letter, title, iteration), x.fields(), y.fields())
                .flatMap(List::stream)
                .toList();
    }

    void show(Cell cell) {
        Place place = cell.place();
        row.show(place.row() + 1);
        column.show(place.column() + 1);
        rows.show(place.rows());
        columns.show(place.columns());
        letter.show(model.selectedProperty().get() + 1);
        title.show(cell.changes().title());
        iteration.show(cell.at() < 0 ? List.of() : List.of((double) cell.at()));
        x.show(cell.changes().axes().x());
        y.show(cell.changes().axes().y());
    }

    /// Takes what a field says into the document.
    void edit(FieldModel field) {
        if (field == letter) {
            model.count((Integer) letter.value() - 1);
            model.cell().ifPresent(this::show);
        } else if (List.of(row, column, rows, columns).contains(field)) {
            move();
        } else {
            model.editCell("Change panel", cell -> cell.at(at(cell)).with(changes(field, cell.changes())));
        }
    }

    private void move() {
        String refusal = model.place(
                new Place((Integer) row.value() - 1, (Integer) column.value() - 1, (Integer) rows.value(), (Integer)
                        columns.value()));
        if (!refusal.isEmpty()) {
            complain.accept(refusal);
            model.cell().ifPresent(this::show);
        }
    }

    /// None: as its runs are looked at where they come from, which of files is the last.
    private int at(Cell before) {
        double typed = Fields.optional(iteration);
        if (Double.isNaN(typed)) {
            return -1;
        }
        if (typed != Math.rint(typed)) {
            complain.accept("An iteration is a whole number.");
            iteration.show(before.at() < 0 ? List.of() : List.of((double) before.at()));
            return before.at();
        }
        return (int) typed;
    }

    private Changes changes(FieldModel changed, Changes before) {
        return before.titled((String) title.value())
                .with(new Axes(
                        x.read(changed, before.axes().x()),
                        y.read(changed, before.axes().y())));
    }
}
