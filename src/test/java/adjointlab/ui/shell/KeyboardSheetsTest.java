package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.model.Command;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Whatever opens over the window or beside it can be used by keys alone, always shows who has them, keeps them
/// while it is open, and goes with Escape.
@ExtendWith(ApplicationExtension.class)
final class KeyboardSheetsTest {
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

    private void run(FxRobot robot, String command) {
        Command found = window.actions().commands().stream()
                .filter(each -> each.label().equals(command))
                .findFirst()
                .orElseThrow();
        robot.interact(found.action());
    }

    private void escape() {
        Scene scene = window.root().getScene();
        scene.getFocusOwner()
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
    }

    /// Walks what is open, with the keys somewhere in it.
    private void walk(Node root, Node parking, FxRobot robot) throws Exception {
        Map<Node, Boolean> stops = new KeyWalk(root.getScene(), parking, robot).stops();
        assertThat(stops).hasSizeLessThan(KeyWalk.MOST_STOPS);
        assertThat(stops.keySet().stream().filter(node -> !isIn(node, root)).map(KeyWalk::name))
                .as("have the keys behind what is open")
                .isEmpty();
        stops.keySet().removeIf(node -> node.getStyleClass().contains("sheet")); // has the keys where nothing in it has
        assertThat(KeyWalk.unseen(stops)).as("have the keys and do not show it").isEmpty();
        assertThat(fx(() -> KeyWalk.missed(root, stops.keySet())))
                .as("cannot be reached by Tab")
                .isEmpty();
    }

    private static boolean isIn(Node node, Node root) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == root) {
                return true;
            }
        }
        return false;
    }

    private void walkSheet(FxRobot robot) throws Exception {
        Patience.untilFx(window.sheets()::isOpen);
        Node sheet = robot.lookup("#sheets .sheet").query();
        walk(sheet, sheet, robot);
        robot.interact(sheet::requestFocus);
        robot.interact(this::escape);
        assertThat(window.sheets().isOpen()).as("Escape closes it").isFalse();
    }

    private void settle() throws Exception {
        Patience.untilFx(
                () -> Refresher.hosts(window.dock().visiblePanels()).stream().allMatch(PanelHost::isUpToDate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Export figure…", "Presets…", "Draw by hand…"})
    void aSheetIsUsedByKeysAlone(String command, FxRobot robot) throws Exception {
        settle();
        run(robot, command);
        walkSheet(robot);
    }

    @Tag("layout")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lessons…",
                "Panels…",
                "Reproduction cards…",
                "Glossary…",
                "Preferences…",
                "Add run…",
                "Sweep…",
                "Controls shown…",
                "Shortcuts",
                "About"
            })
    void soIsEveryOther(String command, FxRobot robot) throws Exception {
        aSheetIsUsedByKeysAlone(command, robot);
    }

    @Test
    void theTableOfASweepIsUsedByKeysAlone(FxRobot robot) throws Exception {
        Preset few = Overrides.apply(Presets.get("simplest-lemma-1"), List.of("iterations=2"));
        Path results = folder.resolve("sweep");
        robot.interact(() -> window.actions().sweeper().start(few, "seed=0:1", results.toString()));
        Patience.untilFx(() -> Files.exists(results.resolve("results.csv")));
        robot.interact(() -> window.actions().sweeper().showTable());
        Patience.untilFx(() -> robot.lookup("#sweep-trainings").tryQuery().isPresent());
        walkSheet(robot);
    }

    @Test
    void aLessonIsUsedByKeysAlone(FxRobot robot) throws Exception {
        robot.interact(() -> window.classroom().open(Lessons.get("two-sides")));
        Patience.untilFx(() -> robot.lookup("#lesson").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#lesson-next").queryButton().fire());
        settle();
        Node lesson = robot.lookup("#lesson").query();
        KeyWalk walk = new KeyWalk(window.root().getScene(), window.view(), robot);
        robot.interact(() -> window.view().requestFocus());
        robot.interact(walk::tab);
        Map<Node, Boolean> stops = walk.stops();
        stops.remove(window.view());
        assertThat(KeyWalk.unseen(stops)).as("have the keys and do not show it").isEmpty();
        assertThat(fx(() -> KeyWalk.missed(lesson, stops.keySet())))
                .as("cannot be reached by Tab")
                .isEmpty();
        robot.interact(() -> window.view().requestFocus());
        robot.interact(this::escape);
        Patience.untilFx(() -> robot.lookup("#lesson").tryQuery().isEmpty());
    }

    @Test
    void theOptionsOfAPanelAreUsedByKeysAlone(FxRobot robot) throws Exception {
        settle();
        PanelHost host = Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(each -> each.entry().id().equals("loss-surface"))
                .findFirst()
                .orElseThrow();
        robot.interact(host::showOptions);
        PopupWindow options = (PopupWindow) fx(() -> Window.getWindows().stream()
                .filter(each -> each instanceof PopupWindow && each.getScene().lookup(".panel-options") != null)
                .findFirst()
                .orElseThrow());
        Scene scene = options.getScene();
        Node form = scene.lookup(".panel-options");
        Patience.untilFx(() -> scene.getFocusOwner() != null); // it takes the keys
        walk(form, scene.getRoot(), robot);
        robot.interact(() -> scene.getFocusOwner()
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        assertThat(options.isShowing()).as("Escape closes it").isFalse();
    }
}
