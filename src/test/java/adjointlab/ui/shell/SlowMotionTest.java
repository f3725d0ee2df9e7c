package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.model.Speeds;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// At the slowest speed an iteration is watched step by step of its solver.
@ExtendWith(ApplicationExtension.class)
final class SlowMotionTest {
    private static final int LAST = 200;

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
        window.view().requestFocus();
    }

    @Stop
    void stop() {
        window.close();
    }

    private Optional<PanelHost> panel() {
        return Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(host -> host.entry().id().equals("one-iteration"))
                .findFirst();
    }

    private int moment() {
        return (Integer) panel().orElseThrow().option("moment").orElseThrow();
    }

    private void chooseSlowMotion(FxRobot robot) {
        MenuButton speed = robot.lookup("#speed").queryAs(MenuButton.class);
        MenuItem slowest = speed.getItems().getFirst();
        assertThat(slowest.getText()).isEqualTo("slow motion");
        robot.interact(slowest::fire);
    }

    @Test
    void theSlowestSpeedOpensThePanelOnce(FxRobot robot) {
        assertThat(panel()).isEmpty();
        chooseSlowMotion(robot);
        assertThat(window.session().transport().speedProperty().get()).isEqualTo(Speeds.SLOW_MOTION);
        assertThat(panel()).isPresent();
        int open = window.dock().openPanels().size();
        chooseSlowMotion(robot);
        assertThat(window.dock().openPanels()).hasSize(open);
    }

    @Test
    void eachIterationIsPlayedThroughAndRestsWithTheTraining(FxRobot robot) throws Exception {
        chooseSlowMotion(robot);
        assertThat(moment()).isEqualTo(LAST);
        robot.push(KeyCode.SPACE);
        Patience.untilFx(() -> window.session().transport().cursorProperty().get() == 1 && moment() > 5);
        assertThat(moment()).isLessThan(LAST);
        robot.push(KeyCode.SPACE);
        Patience.untilFx(() -> !window.session().transport().playingProperty().get());
        int held = moment();
        assertThat(held).isLessThan(LAST);
        robot.sleep(300);
        assertThat(moment()).isEqualTo(held);
        assertThat(window.session().transport().cursorProperty().get()).isEqualTo(1);
        // what came by itself is no change of the document
        assertThat(window.session().undoNameProperty().get()).doesNotContain("Moment");
    }
}
