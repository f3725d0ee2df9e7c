package adjointlab.ui.model;

import adjointlab.ui.form.FieldModel;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the right column shows.
public final class InspectorModel {
    /// What the preset is about.
    ///
    /// @param title short
    /// @param text two or three sentences
    /// @param formula LaTeX; "" for none
    public record About(String title, String text, String formula) {
        /// Nothing yet.
        public static final About NONE = new About("", "", "");
    }

    /// Fields under one heading.
    ///
    /// @param heading "" for the ones that come first and need none
    /// @param fields in order
    /// @param open whether they are shown without asking
    public record Group(String heading, List<FieldModel> fields, boolean open) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /// A number of the selected run.
    ///
    /// @param label what it is
    /// @param value as people read it
    public record Readout(String label, String value) {}

    private final ObjectProperty<About> about = new SimpleObjectProperty<>(About.NONE);
    private final ObservableList<Group> groups = FXCollections.observableArrayList();
    private final StringProperty asOf = new SimpleStringProperty("");
    private final StringProperty readoutHeading = new SimpleStringProperty("");
    private final StringProperty trouble = new SimpleStringProperty("");
    private final StringProperty startFile = new SimpleStringProperty("");
    private final ObservableList<Readout> readouts = FXCollections.observableArrayList();

    /// What the preset is about.
    public ObjectProperty<About> aboutProperty() {
        return about;
    }

    /// The settings that can be changed.
    public ObservableList<Group> groups() {
        return groups;
    }

    /// Of which iteration the settings are, and when a change of them would act; "" where they are those of now.
    public StringProperty asOfProperty() {
        return asOf;
    }

    /// Which of another program's weights is which parameter of the selected run; "" where it started otherwise.
    public StringProperty startFileProperty() {
        return startFile;
    }

    /// Iteration and run that the numbers below are of.
    public StringProperty readoutHeadingProperty() {
        return readoutHeading;
    }

    /// Why the selected run ended, or what hinders it, and what to try; "" where all is well.
    public StringProperty troubleProperty() {
        return trouble;
    }

    /// Numbers of the selected run at the iteration that is shown.
    public ObservableList<Readout> readouts() {
        return readouts;
    }
}
