package adjointlab.ui.model;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the transport bar shows: time, which for a training is the iteration k.
public final class TransportModel {
    /// A live change on the time line, or several of one setting in a row.
    ///
    /// @param iteration after which it acts
    /// @param last after which the last of them acts
    /// @param text what was changed, for instance "η 0.05 → 0.1"
    public record Event(int iteration, int last, String text) {}

    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final BooleanProperty playable = new SimpleBooleanProperty(true);
    private final DoubleProperty speed = new SimpleDoubleProperty(0);
    private final BooleanProperty locked = new SimpleBooleanProperty();
    private final IntegerProperty cursor = new SimpleIntegerProperty();
    private final IntegerProperty reached = new SimpleIntegerProperty();
    private final IntegerProperty front = new SimpleIntegerProperty();
    private final IntegerProperty end = new SimpleIntegerProperty(1);
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final ReadOnlyLongWrapper asked = new ReadOnlyLongWrapper();
    private final StringProperty status = new SimpleStringProperty("");
    private final ObservableList<Event> events = FXCollections.observableArrayList();

    /// Whether runs are being trained.
    public BooleanProperty playingProperty() {
        return playing;
    }

    /// Whether there is anything to train or to play back, of the runs or of a panel's own time.
    public BooleanProperty playableProperty() {
        return playable;
    }

    /// Whether nothing may be trained yet, because an answer is waited for.
    public BooleanProperty lockedProperty() {
        return locked;
    }

    /// Iterations a second at most; 0 for as fast as it goes.
    public DoubleProperty speedProperty() {
        return speed;
    }

    /// The iteration k that every panel shows.
    public IntegerProperty cursorProperty() {
        return cursor;
    }

    /// The last iteration that some run has done.
    public IntegerProperty reachedProperty() {
        return reached;
    }

    /// The newest iteration of what still trains, which the cursor follows; the last one that was reached where nothing
    /// does.
    public IntegerProperty frontProperty() {
        return front;
    }

    /// The iteration at which training ends.
    public IntegerProperty endProperty() {
        return end;
    }

    /// Whether the cursor goes with the training; scrubbing back ends it, going to the end begins it again.
    public BooleanProperty followingProperty() {
        return following;
    }

    /// Counts how often a person asked for an iteration, or for the newest; what training does counts for nothing.
    public ReadOnlyLongProperty askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// A person asked for the iteration that is shown now.
    public void asked() {
        asked.set(asked.get() + 1);
    }

    /// Evaluations, runs and speed in a few words.
    public StringProperty statusProperty() {
        return status;
    }

    /// Live changes, by iteration.
    public ObservableList<Event> events() {
        return events;
    }
}
