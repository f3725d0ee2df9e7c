package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PanelLayout.Part;
import adjointlab.lab.preset.PanelLayout.Split;
import adjointlab.lab.preset.PanelLayout.Tabs;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.dock.Layouts;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import software.coley.bentofx.control.Header;

/// A click on the title of a panel folds it, and whatever builds the dock anew shows it as large as it was.
@ExtendWith(ApplicationExtension.class)
final class FoldedPanelTest {
    private static final PanelState LOSS = new PanelState("loss-curves", Map.of());
    private static final PanelState TABLE = new PanelState("run-table", Map.of());
    private static final PanelState SURFACE = new PanelState("loss-surface", Map.of());

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 700);
    }

    @Stop
    void stop() {
        window.close();
    }

    private static Split column(Part... parts) {
        return new Split(false, List.of(parts));
    }

    /// @return the layout as it stands then
    private PanelLayout show(FxRobot robot, PanelLayout layout) throws TimeoutException {
        robot.interact(() -> window.dock().show(layout));
        robot.interact(() -> {
            window.root().applyCss();
            window.root().layout();
        });
        Patience.untilFx(() -> Layouts.alike(window.dock().current(), layout));
        return Patience.fx(() -> window.dock().current());
    }

    private DockPanel panel(String id) {
        return window.dock().openPanels().stream()
                .filter(panel -> panel.state().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Clicks on a title, after which its panel is seen or not.
    private void click(FxRobot robot, String id, boolean folds) throws TimeoutException {
        Header title = robot.lookup(".header").queryAllAs(Header.class).stream()
                .filter(header -> header.getDockable().getIdentifier().startsWith(id + "#"))
                .findFirst()
                .orElseThrow();
        robot.clickOn(title);
        Patience.untilFx(() -> window.dock().visiblePanels().contains(panel(id)) != folds);
        robot.interact(() -> window.root().layout());
    }

    private double height(String id) {
        return Patience.fx(() -> {
            window.root().layout();
            return ((PanelHost) panel(id)).body().getLayoutBounds().getHeight();
        });
    }

    private void maximiseAndRestore(FxRobot robot, String id) throws TimeoutException {
        robot.interact(() -> window.dock().toggleMaximised(panel(id)));
        Patience.untilFx(
                () -> window.dock().isMaximised() && window.dock().openPanels().size() == 1);
        robot.interact(() -> window.dock().toggleMaximised(panel(id)));
        Patience.untilFx(() -> !window.dock().isMaximised());
    }

    /// It was open then and as high as its title.
    @Test
    void oneThatIsMaximisedAndRestoredIsAsLargeAsItWas(FxRobot robot) throws TimeoutException {
        PanelLayout before =
                show(robot, column(new Part(0.6, Layouts.single(LOSS)), new Part(0.4, Layouts.single(TABLE))));
        double whole = height("run-table");
        click(robot, "run-table", true);
        assertThat(Layouts.alike(Patience.fx(() -> window.dock().current()), before))
                .as("a fold is no other layout")
                .isTrue();
        maximiseAndRestore(robot, "loss-curves");
        Patience.untilFx(() -> window.dock().visiblePanels().size() == 2);
        assertThat(height("run-table")).isCloseTo(whole, within(2.0));
        click(robot, "run-table", true);
        click(robot, "run-table", false);
        assertThat(height("run-table")).isCloseTo(whole, within(2.0));
    }

    /// Of three, the middle one has taken the room and gives it back; the tab in front stays there.
    @Test
    void theFirstOfThreeTakesBackWhatItsNeighbourGot(FxRobot robot) throws TimeoutException {
        PanelLayout three = column(
                new Part(0.35, new Tabs(List.of(LOSS, SURFACE), 1)),
                new Part(0.3, Layouts.single(TABLE)),
                new Part(0.35, Layouts.single(new PanelState("memory", Map.of()))));
        show(robot, three);
        click(robot, "loss-surface", true);
        assertThat(Layouts.alike(Patience.fx(() -> window.dock().current()), three))
                .isTrue();
        maximiseAndRestore(robot, "run-table");
        Patience.untilFx(() -> Layouts.alike(window.dock().current(), three));
        assertThat(window.dock().visiblePanels()).contains(panel("loss-surface"));
    }
}
