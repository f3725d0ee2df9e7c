package adjointlab.ui.shell;

import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// Who has the keys.
final class Focus {
    private Focus() {}

    /// Gives the keys back to a frame whenever one of its buttons was pressed by the mouse, so that the space bar
    /// goes on meaning what it says and does not press that button again. Who goes from button to button by keys
    /// keeps them.
    static void keepOffButtons(Node frame) {
        frame.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            ButtonBase button = event.getTarget() instanceof Node node ? buttonAbove(node) : null;
            if (button != null) {
                Platform.runLater(() -> giveBack(button, frame));
            }
        });
    }

    /// A menu closes when its button loses the keys: it keeps them until the menu is closed.
    private static void giveBack(ButtonBase button, Node frame) {
        if (button instanceof MenuButton menu && menu.isShowing()) {
            menu.showingProperty().addListener(new InvalidationListener() {
                @Override
                public void invalidated(Observable showing) {
                    if (!menu.isShowing()) {
                        menu.showingProperty().removeListener(this);
                        giveBack(menu, frame);
                    }
                }
            });
        } else if (button.isFocused()) {
            frame.requestFocus();
        }
    }

    private static @Nullable ButtonBase buttonAbove(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ButtonBase button) {
                return button;
            }
        }
        return null;
    }
}
