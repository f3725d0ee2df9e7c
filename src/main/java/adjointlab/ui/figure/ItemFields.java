package adjointlab.ui.figure;

import adjointlab.ui.form.FieldModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/// The fields of a list of a figure document, for one of its items at a time. Behind the last one stands a new one,
/// which comes into being as soon as there is all of it.
///
/// @param <T> what one is
abstract sealed class ItemFields<T> permits MarkFields, SpanFields, SettingFields {
    private final Consumer<String> complain;
    private final IntegerProperty selected = new SimpleIntegerProperty();
    /// How many there were when the fields were shown.
    private int before;

    /// @param complain told why one is not possible
    ItemFields(Consumer<String> complain) {
        this.complain = complain;
        selected.addListener((_, _, _) -> show());
    }

    /// Says why one is not possible.
    final void complain(String sentence) {
        complain.accept(sentence);
    }

    /// What one is called, in lower case and one word.
    abstract String word();

    /// The same where others are about, too.
    String what() {
        return word();
    }

    /// How many files hold.
    abstract int most();

    /// Said of that many.
    abstract String full();

    abstract List<FieldModel> fields();

    /// Those that there are.
    abstract List<T> items();

    /// Changes the document.
    ///
    /// @param what the person does, for undo
    /// @param change the items of a document into others
    abstract void put(String what, UnaryOperator<List<T>> change);

    /// What the fields say.
    ///
    /// @param before what they are of; nothing for a new one
    /// @return nothing where there is none, or not all of a new one
    abstract Optional<T> read(Optional<T> before);

    /// Shows one in the fields.
    abstract void fill(T item);

    /// Shows nothing in the fields, as for a new one.
    abstract void blank();

    /// One in a list.
    abstract String name(T item);

    /// Index of the one that is in the form; as many as there are: a new one.
    IntegerProperty selectedProperty() {
        return selected;
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

    /// Shows the selected one, as there are others now; what was typed of a new one stays in any case.
    void recount() {
        before = items().size();
        if (selected.get() > before) {
            selected.set(before);
        } else {
            current().ifPresent(this::fill);
        }
    }

    /// Forgets what was typed of a new one, and shows the first.
    void clear() {
        before = items().size();
        selected.set(0);
        show();
    }

    private void show() {
        current().ifPresentOrElse(this::fill, this::blank);
        fields().forEach(FieldModel::forget);
    }

    /// Takes what the fields say into the document.
    void edit() {
        put("Change " + what(), this::edited);
    }

    private List<T> edited(List<T> before) {
        List<T> items = new ArrayList<>(before);
        int at = selected.get();
        Optional<T> now = read(current());
        if (at < items.size()) {
            now.ifPresentOrElse(item -> items.set(at, item), () -> items.remove(at));
        } else if (items.size() >= most() && now.isPresent()) {
            complain(full());
        } else {
            now.ifPresent(items::add);
        }
        return items;
    }

    /// Takes the selected one away.
    void remove() {
        int at = selected.get();
        if (at < items().size()) {
            put("Remove " + what(), before -> {
                List<T> items = new ArrayList<>(before);
                if (at < items.size()) {
                    items.remove(at);
                }
                return items;
            });
            show();
        }
    }
}
