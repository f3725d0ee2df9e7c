package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Marks;
import adjointlab.ui.form.FieldModel;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/// The fields of one kind of marks of the selected cell, for one of them at a time. Behind the last one stands a new
/// one, which comes into being as soon as there is all of it.
///
/// @param <T> what one is
abstract sealed class ItemFields<T> permits NoteFields, InsetFields, LineFields {
    /// Files hold no more.
    private static final int MOST = 24;

    private final FigureModel model;
    private final Consumer<String> complain;
    private final IntegerProperty selected = new SimpleIntegerProperty();
    /// How many there were when the fields were shown.
    private int before;

    /// @param complain told why one is not possible
    ItemFields(FigureModel model, Consumer<String> complain) {
        this.model = model;
        this.complain = complain;
        selected.addListener((_, _, _) -> show());
    }

    /// Says why one is not possible.
    final void complain(String sentence) {
        complain.accept(sentence);
    }

    /// What one is called, in lower case.
    abstract String word();

    abstract List<FieldModel> fields();

    /// Those of a cell.
    abstract List<T> of(Marks marks);

    /// The same marks with others of this kind.
    abstract Marks with(Marks marks, List<T> items);

    /// What the fields say.
    ///
    /// @param before what they are of; nothing for a new one
    /// @return nothing where there is none, or not all of a new one
    abstract Optional<T> read(Optional<T> before);

    /// Shows one in the fields.
    abstract void fill(T item);

    /// Shows nothing in the fields, as for a new one.
    abstract void blank();

    /// Takes a place of the plot into the fields.
    ///
    /// @param from where the pointer was pressed, in units of the axes
    /// @param to where it was released
    abstract void take(Point2D from, Point2D to);

    /// One in a list.
    abstract String name(T item);

    /// Index of the one that is in the form; as many as there are: a new one.
    IntegerProperty selectedProperty() {
        return selected;
    }

    /// Those of the selected cell.
    List<T> items() {
        return model.cell().map(cell -> of(cell.changes().marks())).orElse(List.of());
    }

    List<String> names() {
        return items().stream().map(this::name).toList();
    }

    private Optional<T> current() {
        List<T> items = items();
        return selected.get() < items.size() ? Optional.of(items.get(selected.get())) : Optional.empty();
    }

    /// Shows the selected one; what was typed of a new one stays, but not what was one until now.
    void refresh() {
        int now = items().size();
        boolean fewer = now < before;
        before = now;
        if (selected.get() > now) {
            selected.set(now);
        } else if (fewer) {
            show();
        } else {
            current().ifPresent(this::fill);
        }
    }

    /// Forgets what was typed of a new one, and shows the first of the cell.
    void clear() {
        before = items().size();
        selected.set(0);
        show();
    }

    private void show() {
        current().ifPresentOrElse(this::fill, this::blank);
    }

    /// Takes what the fields say into the document.
    void edit() {
        model.editCell(
                "Change " + word(),
                cell -> cell.with(cell.changes().with(edited(cell.changes().marks()))));
    }

    private Marks edited(Marks marks) {
        List<T> items = new ArrayList<>(of(marks));
        int at = selected.get();
        Optional<T> now = read(current());
        if (at < items.size()) {
            now.ifPresentOrElse(item -> items.set(at, item), () -> items.remove(at));
        } else if (items.size() == MOST && now.isPresent()) {
            complain("A panel has at most " + MOST + " marks of a kind.");
        } else {
            now.ifPresent(items::add);
        }
        return with(marks, items);
    }

    /// Takes the selected one away.
    void remove() {
        int at = selected.get();
        if (at < items().size()) {
            model.editCell("Remove " + word(), cell -> {
                List<T> items = new ArrayList<>(of(cell.changes().marks()));
                items.remove(at);
                return cell.with(cell.changes().with(with(cell.changes().marks(), items)));
            });
            show();
        }
    }

    /// A place of the plot was pointed at.
    void place(Point2D from, Point2D to) {
        take(from, to);
        edit();
    }
}
