package adjointlab.ui.model;

import adjointlab.figure.SeriesStyle;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One line of the run list.
public final class RunItem {
    /// What a run is doing, as far as the list shows it.
    public enum State {
        QUEUED,
        RUNNING,
        PAUSED,
        FINISHED,
        DIVERGED,
        FAILED,
        CANCELLED
    }

    private final String id;
    private final String group;
    private final String name;
    private final String detail;
    private final SeriesStyle style;
    private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.QUEUED);
    private final StringProperty readout = new SimpleStringProperty("");
    private final BooleanProperty outdated = new SimpleBooleanProperty();
    private final StringProperty trouble = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final DoubleProperty progress = new SimpleDoubleProperty();
    private final BooleanProperty visible = new SimpleBooleanProperty(true);
    private final BooleanProperty pinned = new SimpleBooleanProperty();

    /// @param id stable, unique in the list
    /// @param group what it is grouped by, for instance the optimizer's label
    /// @param name first words, for instance the optimizer's short label
    /// @param detail the rest, for instance "a₀ = −4"
    /// @param style colour, dash and marker; bound to the run for good
    public RunItem(String id, String group, String name, String detail, SeriesStyle style) {
        this.id = id;
        this.group = group;
        this.name = name;
        this.detail = detail;
        this.style = style;
    }

    /// Stable, unique in the list.
    public String id() {
        return id;
    }

    /// What it is grouped by.
    public String group() {
        return group;
    }

    /// First words of its name.
    public String name() {
        return name;
    }

    /// The rest of its name.
    public String detail() {
        return detail;
    }

    /// Colour, dash and marker.
    public SeriesStyle style() {
        return style;
    }

    /// Whether another line looks and reads the same, but for what its run is doing.
    public boolean readsAs(RunItem other) {
        return id.equals(other.id)
                && group.equals(other.group)
                && name.equals(other.name)
                && detail.equals(other.detail)
                && style.equals(other.style);
    }

    /// The same run under another name does what it did.
    ///
    /// @param before as it was called until now
    public void goOnFrom(RunItem before) {
        state.set(before.state.get());
        readout.set(before.readout.get());
        outdated.set(before.outdated.get());
        trouble.set(before.trouble.get());
        progress.set(before.progress.get());
    }

    /// What it is doing.
    public ObjectProperty<State> stateProperty() {
        return state;
    }

    /// Its loss at the iteration that is shown.
    public StringProperty readoutProperty() {
        return readout;
    }

    /// Whether that loss is still the one from before a change of settings.
    public BooleanProperty outdatedProperty() {
        return outdated;
    }

    /// Why it ended early and what to try; "" when all is well.
    public StringProperty troubleProperty() {
        return trouble;
    }

    /// The person's own words about it.
    public StringProperty noteProperty() {
        return note;
    }

    /// Share of its iterations that are done, 0…1.
    public DoubleProperty progressProperty() {
        return progress;
    }

    /// Whether panels show it.
    public BooleanProperty visibleProperty() {
        return visible;
    }

    /// Whether it stays at the top of the list and stands out in panels.
    public BooleanProperty pinnedProperty() {
        return pinned;
    }
}
