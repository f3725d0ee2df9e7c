package adjointlab.ui.panel;

import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

/// What a panel says beside its title, as far as there is room. Half a name says nothing: what does not fit gives way
/// as a whole, runs are called by what tells them apart, and without room for even that there is nothing. A pointer
/// that rests there reads all of it.
final class NoteLabel extends Label {
    /// Between the parts of a note.
    private static final String BETWEEN = " · ";

    private final ObjectProperty<List<String>> wordings = new SimpleObjectProperty<>(List.of());
    private final ReadOnlyStringWrapper whole = new ReadOnlyStringWrapper("");
    private final Text measured = new Text();

    NoteLabel() {
        getStyleClass().add("panel-note");
        setMinWidth(0);
        setAlignment(Pos.CENTER_RIGHT);
        measured.fontProperty().bind(fontProperty());
        textProperty().bind(Bindings.createStringBinding(this::fitting, wordings, maxWidthProperty(), fontProperty()));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(whole);
        accessibleTextProperty().bind(whole); // which has room to be spoken
        setTooltip(tip);
    }

    /// All that there is to say.
    ReadOnlyStringProperty wholeProperty() {
        return whole.getReadOnlyProperty();
    }

    /// @param note parts with " · " between them, the first most needed
    /// @param runs that it may name
    void say(String note, List<Shown> runs) {
        whole.set(note);
        wordings.set(wordings(note, runs));
    }

    /// What may be said of a note, from all of it to nothing.
    static List<String> wordings(String note, List<Shown> runs) {
        String brief = note;
        for (Shown shown : runs) {
            brief = brief.replace(shown.label(), Groups.shortName(shown, runs));
        }
        List<String> parts = Arrays.asList(brief.split(BETWEEN));
        Set<String> wordings = new LinkedHashSet<>(List.of(note));
        for (int count = parts.size(); count > 0; count--) {
            wordings.add(String.join(BETWEEN, parts.subList(0, count)));
        }
        wordings.add("");
        return new ArrayList<>(wordings);
    }

    private String fitting() {
        double room = getMaxWidth() - snappedLeftInset() - snappedRightInset();
        return wordings.get().stream()
                .filter(words -> words.isEmpty() || width(words) <= room)
                .findFirst()
                .orElse("");
    }

    private double width(String words) {
        measured.setText(words);
        return Math.ceil(measured.getLayoutBounds().getWidth());
    }
}
