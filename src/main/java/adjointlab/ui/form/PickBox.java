package adjointlab.ui.form;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;

/// Things by their names, found by typing parts of them. What is chosen is taken at once; the box itself shows nothing
/// but what it is for.
///
/// @param <T> what can be chosen
public final class PickBox<T> extends SearchableComboBox<T> {
    /// @param prompt what choosing does
    /// @param words what a thing is called
    /// @param taken told what was chosen
    public PickBox(String id, String prompt, List<T> things, Function<T, String> words, Consumer<T> taken) {
        getItems().setAll(things);
        setId(id);
        setPromptText(prompt);
        setAccessibleText(prompt);
        setMaxWidth(Double.MAX_VALUE);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(T thing) {
                return thing == null ? "" : words.apply(thing);
            }

            @Override
            public T fromString(String text) {
                throw new IllegalStateException("the box is not editable");
            }
        });
        valueProperty().addListener((_, _, thing) -> {
            if (thing != null) {
                Platform.runLater(
                        () -> { // the box is still at its change, and takes the focus when it is done
                            setValue(null);
                            taken.accept(thing);
                        });
            }
        });
    }
}
