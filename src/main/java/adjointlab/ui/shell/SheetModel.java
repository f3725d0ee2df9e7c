package adjointlab.ui.shell;

import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.model.LatestTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How a file is read before it is taken into use: on a thread of its own, anew after each choice of a person, where
/// only the newest reading counts. Nothing of the document changes meanwhile. On the FX thread.
///
/// @param <S> how far the reading is
abstract class SheetModel<S> implements EditListener, AutoCloseable {
    private final S underWay;
    private final ReadOnlyObjectWrapper<S> state;
    private final LatestTask reading;

    /// @param underWay while it is read
    /// @param thread name of the thread that reads
    SheetModel(S underWay, String thread) {
        this.underWay = underWay;
        state = new ReadOnlyObjectWrapper<>(underWay);
        reading = new LatestTask(thread);
    }

    /// Reads the file with what is chosen now.
    abstract void read();

    /// Reads, in place of what is read meanwhile.
    ///
    /// @param work on the thread that reads
    /// @param then takes what it made, on the FX thread
    final <R> void read(Supplier<R> work, Consumer<R> then) {
        state.set(underWay);
        reading.run(work, then);
    }

    /// Shows how far it is.
    final void become(S now) {
        state.set(now);
    }

    /// How far the reading is.
    final ReadOnlyObjectProperty<S> stateProperty() {
        return state.getReadOnlyProperty();
    }

    @Override
    public final void begun(FieldModel field) {
        // nothing changes before all of it does
    }

    @Override
    public final void ended(FieldModel field) {
        read();
    }

    /// Stops reading.
    @Override
    public final void close() {
        reading.close();
    }
}
