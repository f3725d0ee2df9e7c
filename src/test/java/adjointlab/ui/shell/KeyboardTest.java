package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.Node;
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
        KeyWalk walk = new KeyWalk(window.root().getScene(), window.view(), robot);
        robot.interact(() -> window.view().requestFocus());
        robot.interact(walk::tab);
        Map<Node, Boolean> stops = walk.stops();
        assertThat(stops).hasSizeBetween(30, KeyWalk.MOST_STOPS - 1);
        stops.remove(window.view()); // the frame has the keys where nothing in it has
        assertThat(KeyWalk.unseen(stops)).as("have the keys and do not show it").isEmpty();
        assertThat(fx(() -> KeyWalk.missed(window.root(), stops.keySet())))
                .as("cannot be reached by Tab")
                .isEmpty();
    }
}
