package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.lesson.Lessons;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.model.Preferences;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// With text of twice the ordinary size, what holds text grows with it, and bars and panels stay in the window.
@ExtendWith(ApplicationExtension.class)
final class LargeTextTest {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 760;

    /// What a panel needs at least.
    private static final double PANEL = 150;

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, WIDTH, HEIGHT);
    }

    @Stop
    void stop() {
        window.close();
    }

    private void enlarge(FxRobot robot) {
        robot.interact(() -> window.setPreferences(window.preferences().withFontSize(Preferences.LARGEST)));
        robot.interact(() -> window.root().layout());
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private void checkParts(FxRobot robot, List<String> parts) {
        for (String id : parts) {
            Bounds bounds = inScene(robot.lookup(id).query());
            assertThat(bounds.getMinX()).as(id).isGreaterThanOrEqualTo(0);
            assertThat(bounds.getMaxX()).as(id).isLessThanOrEqualTo(WIDTH + 0.5);
            assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(HEIGHT + 0.5);
        }
        for (DockPanel panel : window.dock().visiblePanels()) {
            assertThat(inScene(panel.body()).getWidth())
                    .as(panel.title().getValue())
                    .isGreaterThan(PANEL);
        }
    }

    @Test
    void theFrameStaysInTheWindow(FxRobot robot) {
        enlarge(robot);
        checkParts(robot, List.of("#title-bar", "#menu", "#mode", "#inspector", "#transport"));
        for (Labeled number : robot.lookup("#inspector .value").queryAllAs(Labeled.class)) {
            assertThat(number.getHeight()).as(number.getText()).isGreaterThanOrEqualTo(Preferences.LARGEST);
        }
        for (Region field : robot.lookup("#inspector .number-field").queryAllAs(Region.class)) {
            assertThat(field.getHeight()).isGreaterThan(1.5 * Preferences.LARGEST);
        }
    }

    @Test
    void rowsOfTheRunListDoNotOverlap(FxRobot robot) {
        enlarge(robot);
        assertThat(window.view().getLeft())
                .as("there is no room beside the panels")
                .isNull();
        robot.interact(() -> window.view().toggleLeft());
        assertThat(window.view().getRight())
                .as("it takes the inspector's place")
                .isNull();
        List<Region> rows = List.copyOf(robot.lookup(".run-row").queryAllAs(Region.class));
        assertThat(rows).hasSizeGreaterThan(2);
        for (Region row : rows) {
            Bounds bounds = inScene(row);
            for (Node text : row.lookupAll(".label")) {
                if (text.isVisible()
                        && text instanceof Labeled label
                        && !label.getText().isEmpty()) {
                    assertThat(inScene(text).getMinY())
                            .as(label.getText())
                            .isGreaterThanOrEqualTo(bounds.getMinY() - 0.5);
                    assertThat(inScene(text).getMaxY()).as(label.getText()).isLessThanOrEqualTo(bounds.getMaxY() + 0.5);
                }
            }
        }
    }

    @Test
    void runListAndInspectorTakeTurnsInANarrowWindow(FxRobot robot) {
        enlarge(robot);
        robot.interact(() -> window.view().toggleLeft());
        robot.interact(() -> window.view().toggleRight());
        assertThat(window.view().getLeft()).isNull();
        assertThat(window.view().getRight()).isNotNull();
        robot.interact(() -> window.view().toggleLeft());
        robot.interact(() -> window.view().toggleLeft());
        assertThat(window.view().getLeft()).isNull();
        assertThat(window.view().getRight()).isNotNull();
    }

    @Test
    void aLessonLeavesRoomForPanels(FxRobot robot) {
        robot.interact(() -> window.classroom().open(Lessons.get("what-an-adjoint-is")));
        enlarge(robot);
        checkParts(robot, List.of("#title-bar", "#menu", "#lesson", "#lesson-next", "#lesson-close"));
    }
}
