package adjointlab.ui.form;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.control.ListView;
import javafx.scene.control.Skin;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

/// Things by their names, found by typing parts of them. What is chosen by Enter or by a click is taken; arrow keys
/// only look, Esc and Tab leave everything as it is. The box itself shows nothing but what it is for.
///
/// @param <T> what can be chosen
public final class PickBox<T> extends SearchableComboBox<T> {
    private final Consumer<T> taken;

    private final EventHandler<MouseEvent> clicked = _ -> {
        isClicked = true;
        last = null;
    };

    private final EventHandler<KeyEvent> pressed = this::pressed;

    /// Pressed since the list was opened or clicked on.
    private @Nullable KeyCode last;

    private boolean keyIsDown;
    private boolean isClicked;
    private boolean isPending;

    /// @param prompt what choosing does
    /// @param words what a thing is called
    /// @param taken told what was chosen, when the box is closed and the keys are up again
    public PickBox(String id, String prompt, List<T> things, Function<T, String> words, Consumer<T> taken) {
        this.taken = taken;
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
        addEventFilter(KeyEvent.KEY_PRESSED, pressed);
        addEventFilter(KeyEvent.KEY_RELEASED, _ -> released());
        showingProperty().addListener((_, _, showing) -> Platform.runLater(showing ? this::opened : this::closed));
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        Skin<?> skin = super.createDefaultSkin();
        if (lookup(".custom-text-field") instanceof TextField search) {
            search.setPromptText(getPromptText());
            search.setAccessibleText(getPromptText());
        }
        return skin;
    }

    /// The list is there, in a window of its own.
    private void opened() {
        last = null;
        isClicked = false;
        keyIsDown = false;
        for (Window window : Window.getWindows()) {
            if (window instanceof PopupWindow popup
                    && popup.getScene().getRoot().lookup(".list-view") instanceof ListView<?> list
                    && getItems().containsAll(list.getItems())) {
                popup.addEventFilter(MouseEvent.MOUSE_PRESSED, clicked);
                popup.addEventFilter(KeyEvent.KEY_PRESSED, pressed); // which sees keys first
            }
        }
    }

    private void pressed(KeyEvent event) {
        last = event.getCode();
        keyIsDown = true;
        if (last == KeyCode.ESCAPE && isShowing()) {
            event.consume(); // the sheet around it stays
            hide();
        }
    }

    private void released() {
        keyIsDown = false;
        if (isPending) {
            isPending = false;
            Platform.runLater(this::take);
        }
    }

    private void closed() {
        boolean chosen = last == KeyCode.ENTER || isClicked && last == null;
        last = null;
        if (!chosen) {
            setValue(null);
        } else if (keyIsDown) {
            isPending = true; // what the key writes is not for whoever has the focus next
        } else {
            take();
        }
    }

    private void take() {
        T thing = getValue();
        setValue(null);
        if (thing != null) {
            taken.accept(thing);
        }
    }
}
