package adjointlab.ui.shell;

import static adjointlab.Patience.fx;

import atlantafx.base.controls.ToggleSwitch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.testfx.api.FxRobot;

/// Goes through a scene by the Tab key, and looks at who has the keys.
final class KeyWalk {
    static final int MOST_STOPS = 300;

    /// Styles of rows of buttons that appear while one of them has the keys.
    private static final List<String> APPEARING = List.of("panel-buttons", "run-tools");

    private static final String CARD = "card";
    private static final double AROUND = 3;

    /// Pixels; a caret alone has fewer.
    private static final int FEWEST_CHANGED = 12;

    private final Scene scene;
    private final Node parking;
    private final FxRobot robot;

    /// @param parking takes the keys while it is looked at what has lost them
    KeyWalk(Scene scene, Node parking, FxRobot robot) {
        this.scene = scene;
        this.parking = parking;
        this.robot = robot;
    }

    /// Every stop of the Tab key from whoever has the keys on, and whether it can be seen that it has them.
    Map<Node, Boolean> stops() throws Exception {
        Map<Node, Boolean> stops = new LinkedHashMap<>();
        while (stops.size() < MOST_STOPS && !stops.containsKey(owner())) {
            Node node = owner();
            Rectangle2D place = fx(() -> around(node));
            WritableImage with = fx(() -> picture(place));
            robot.interact(() -> beside(node).requestFocus()); // and a pulse: what scrolls is cached until then
            stops.put(node, differ(with, fx(() -> picture(place))));
            robot.interact(node::requestFocus);
            robot.interact(this::tab);
        }
        return stops;
    }

    /// Presses Tab.
    void tab() {
        scene.getFocusOwner()
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, false, false, false));
    }

    private Node owner() throws Exception {
        return fx(scene::getFocusOwner);
    }

    /// What is seen at a node and close around it.
    private WritableImage picture(Rectangle2D place) {
        SnapshotParameters only = new SnapshotParameters();
        only.setViewport(place);
        return scene.getRoot().snapshot(only, null);
    }

    private static Rectangle2D around(Node node) {
        Bounds box = node.localToScene(node.getLayoutBounds());
        return new Rectangle2D(
                Math.floor(box.getMinX()) - AROUND,
                Math.floor(box.getMinY()) - AROUND,
                Math.ceil(box.getWidth()) + 2 * AROUND,
                Math.ceil(box.getHeight()) + 2 * AROUND);
    }

    /// Who takes the keys so that only their mark goes: among buttons that are there while one has the keys, another.
    private Node beside(Node node) {
        return node.getParent().getStyleClass().stream().noneMatch(APPEARING::contains)
                ? parking
                : node.getParent().getChildrenUnmodifiable().stream()
                        .filter(other -> other != node && other.isVisible() && other.isFocusTraversable())
                        .findFirst()
                        .orElse(parking); // one that appears alone is its own mark
    }

    private static boolean differ(WritableImage one, WritableImage other) {
        PixelReader left = one.getPixelReader();
        PixelReader right = other.getPixelReader();
        int changed = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                changed += left.getArgb(x, y) == right.getArgb(x, y) ? 0 : 1;
            }
        }
        return changed >= FEWEST_CHANGED;
    }

    /// Stops at which nobody sees that they have the keys.
    static List<String> unseen(Map<Node, Boolean> stops) {
        return stops.entrySet().stream()
                .filter(stop -> !stop.getValue())
                .map(stop -> name(stop.getKey()))
                .toList();
    }

    /// Controls that no stop is or leads to; for the FX thread.
    ///
    /// @param root of the part of the window in question
    static List<String> missed(Node root, Set<Node> reached) {
        List<String> missed = new ArrayList<>();
        walk(root, node -> {
            if (isControl(node) && reached.stream().noneMatch(stop -> leads(stop, node))) {
                missed.add(name(node));
            }
        });
        return missed;
    }

    static String name(Node node) {
        return node.getClass().getSimpleName() + "#" + node.getId() + node.getStyleClass();
    }

    /// Whether a stop is a node, has it as a part, or leads to it by arrow keys, as one card of a grid to the
    /// others and one of several radio buttons to its alternatives.
    private static boolean leads(Node stop, Node node) {
        if (stop instanceof RadioButton one && node instanceof RadioButton other) {
            return one == other || one.getToggleGroup() != null && one.getToggleGroup() == other.getToggleGroup();
        }
        if (stop.getStyleClass().contains(CARD) && node.getStyleClass().contains(CARD)) {
            return true;
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == stop && (at == node || at instanceof Control)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(Node node) {
        boolean control = node.getOnMouseClicked() != null
                || node instanceof ButtonBase
                || node instanceof Slider
                || node instanceof ComboBoxBase<?>
                || node instanceof Spinner<?>
                || node instanceof TextInputControl
                || node instanceof ToggleSwitch;
        return control && !node.isDisabled() && !inScrollBar(node);
    }

    private static boolean inScrollBar(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ScrollBar) {
                return true;
            }
        }
        return false;
    }

    private static void walk(Node node, Consumer<Node> visitor) {
        if (!node.isVisible()) {
            return;
        }
        visitor.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, visitor));
        }
    }
}
