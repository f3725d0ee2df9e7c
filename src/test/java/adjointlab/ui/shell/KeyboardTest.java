package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.panel.PanelHost;
import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// The window can be used by keys alone, and always shows who has them.
@ExtendWith(ApplicationExtension.class)
final class KeyboardTest {
    private static final int MOST_STOPS = 300;

    /// Styles of rows of buttons that appear while one of them has the keys.
    private static final List<String> APPEARING = List.of("panel-buttons", "run-tools");

    private static final String CARD = "card";
    private static final double AROUND = 3;

    /// Pixels; a caret alone has fewer.
    private static final int FEWEST_CHANGED = 12;

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
    }

    @Stop
    void stop() {
        window.close();
    }

    /// What is seen at a node and close around it.
    private WritableImage picture(Rectangle2D place) {
        SnapshotParameters only = new SnapshotParameters();
        only.setViewport(place);
        return window.root().snapshot(only, null);
    }

    private static Rectangle2D around(Node node) {
        Bounds box = node.localToScene(node.getLayoutBounds());
        return new Rectangle2D(
                Math.floor(box.getMinX()) - AROUND,
                Math.floor(box.getMinY()) - AROUND,
                Math.ceil(box.getWidth()) + 2 * AROUND,
                Math.ceil(box.getHeight()) + 2 * AROUND);
    }

    /// Every stop of the Tab key from the frame on, and whether it can be seen that it has the keys.
    private Map<Node, Boolean> stops(FxRobot robot) throws Exception {
        Map<Node, Boolean> stops = new LinkedHashMap<>();
        robot.interact(() -> window.view().requestFocus());
        robot.interact(this::tab);
        while (stops.size() < MOST_STOPS && !stops.containsKey(owner())) {
            Node node = owner();
            Rectangle2D place = fx(() -> around(node));
            WritableImage with = fx(() -> picture(place));
            robot.interact(() -> beside(node).requestFocus());
            stops.put(node, differ(with, fx(() -> picture(place))));
            robot.interact(node::requestFocus);
            robot.interact(this::tab);
        }
        return stops;
    }

    private Node owner() throws Exception {
        return fx(() -> window.root().getScene().getFocusOwner());
    }

    private void tab() {
        Node owner = window.root().getScene().getFocusOwner();
        owner.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, false, false, false));
    }

    /// Who takes the keys so that only their mark goes: among buttons that are there while one has the keys, another.
    private Node beside(Node node) {
        return node.getParent().getStyleClass().stream().noneMatch(APPEARING::contains)
                ? window.view()
                : node.getParent().getChildrenUnmodifiable().stream()
                        .filter(other -> other != node && other.isVisible() && other.isFocusTraversable())
                        .findFirst()
                        .orElse(window.view()); // one that appears alone is its own mark
    }

    private static String name(Node node) {
        return node.getClass().getSimpleName() + "#" + node.getId() + node.getStyleClass();
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

    private void settle() throws Exception {
        Patience.untilFx(
                () -> Refresher.hosts(window.dock().visiblePanels()).stream().allMatch(PanelHost::isUpToDate));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHasTheKeysIsSeenAndEverythingIsReached(boolean dark, FxRobot robot) throws Exception {
        if (dark) {
            robot.interact(() -> window.switchMode());
        }
        settle();
        Map<Node, Boolean> stops = stops(robot);
        assertThat(stops).hasSizeBetween(30, MOST_STOPS - 1);
        stops.remove(window.view()); // the frame has the keys where nothing in it has
        assertThat(stops.entrySet().stream().filter(stop -> !stop.getValue()).map(stop -> name(stop.getKey())))
                .as("have the keys and do not show it")
                .isEmpty();

        Set<Node> reached = stops.keySet();
        List<String> missed = new ArrayList<>();
        robot.interact(() -> walk(window.root(), node -> {
            if (isControl(node) && reached.stream().noneMatch(stop -> leads(stop, node))) {
                missed.add(name(node));
            }
        }));
        assertThat(missed).as("cannot be reached by Tab").isEmpty();
    }

    /// Whether a stop is a node, has it as a part, or leads to it by arrow keys, as one card of a grid to the others.
    private static boolean leads(Node stop, Node node) {
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

    private static void walk(Node node, java.util.function.Consumer<Node> visitor) {
        if (!node.isVisible()) {
            return;
        }
        visitor.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, visitor));
        }
    }
}
