package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Marks;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The fields of one kind of marks of the selected cell.
///
/// @param <T> what one is
abstract sealed class MarkFields<T> extends ItemFields<T> permits NoteFields, InsetFields, LineFields {
    private final FigureModel model;

    /// @param complain told why one is not possible
    MarkFields(FigureModel model, Consumer<String> complain) {
        super(complain);
        this.model = model;
    }

    /// Those of a cell.
    abstract List<T> of(Marks marks);

    /// The same marks with others of this kind.
    abstract Marks with(Marks marks, List<T> items);

    /// Takes a place of the plot into the fields.
    ///
    /// @param from where the pointer was pressed, in units of the axes
    /// @param to where it was released
    abstract void take(Point2D from, Point2D to);

    @Override
    final List<T> items() {
        return model.cell().map(cell -> of(cell.changes().marks())).orElse(List.of());
    }

    @Override
    final void put(String what, UnaryOperator<List<T>> change) {
        model.editCell(what, cell -> {
            Marks marks = cell.changes().marks();
            return cell.with(cell.changes().with(with(marks, change.apply(of(marks)))));
        });
    }

    /// A place of the plot was pointed at.
    final void place(Point2D from, Point2D to) {
        take(from, to);
        edit();
    }
}
