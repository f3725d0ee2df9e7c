package adjointlab.ui.shell;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/// The lab at an exhibition: no menus, no files, no way out but one, and after a while without anybody it starts again.
public final class Kiosk {
    /// Ends the program.
    static final KeyCombination WAY_OUT =
            new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    /// Keys that train, look at other iterations, turn pages and go from one control to the next.
    private static final Set<KeyCode> USEFUL = EnumSet.of(
            KeyCode.SPACE,
            KeyCode.PERIOD,
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.HOME,
            KeyCode.END,
            KeyCode.PAGE_UP,
            KeyCode.PAGE_DOWN,
            KeyCode.TAB,
            KeyCode.SHIFT,
            KeyCode.ENTER);

    private final LabWindow window;
    private final Path shown;
    private final Runnable leave;
    private final PauseTransition idle;

    /// Locks a window that is in a scene.
    ///
    /// @param shown built-in preset or lesson by its id, or a file
    /// @param patience how long nobody must touch anything until it starts again
    /// @param leave ends the program
    public Kiosk(LabWindow window, Scene scene, Path shown, Duration patience, Runnable leave) {
        this.window = window;
        this.shown = shown;
        this.leave = leave;
        idle = new PauseTransition(patience);
        idle.setOnFinished(_ -> startAgain());
        window.offered().lock();
        window.classroom().lock(this::startAgain);
        window.wanted().setDisable(true);
        scene.addEventFilter(InputEvent.ANY, _ -> idle.playFromStart());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (!isTyping(event)) {
                event.consume();
            }
        });
        scene.addEventFilter(ContextMenuEvent.ANY, ContextMenuEvent::consume);
        scene.addEventFilter(DragEvent.ANY, DragEvent::consume);
        idle.play();
    }

    private void startAgain() {
        window.startAgain(shown);
        idle.playFromStart();
    }

    private void pressed(KeyEvent event) {
        if (WAY_OUT.match(event)) {
            event.consume();
            idle.stop();
            leave.run();
            return;
        }
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isMetaDown() && !event.isControlDown();
        boolean known = USEFUL.contains(event.getCode())
                || isTyping(event) && !event.getCode().isFunctionKey();
        if (!plain || !known) {
            event.consume();
        }
    }

    private static boolean isTyping(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl;
    }
}
