package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Tile;
import adjointlab.figure.TilesArea;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.ui.Pointer;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.panel.PanelHost;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A click on an image lets every panel that speaks of one speak of it.
@ExtendWith(ApplicationExtension.class)
final class ImageChoiceTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1100, 800);
        window.session().open(LongPresets.shortened("heavy-ball-digits"));
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private List<Object> images() {
        return Refresher.hosts(window.dock().knownPanels()).stream()
                .flatMap(host -> host.option("image").stream())
                .toList();
    }

    private List<Object> saved() {
        return window.session().preset().layout().panels().stream()
                .map(PanelLayout.PanelState::options)
                .filter(options -> options.containsKey("image"))
                .map(options -> options.get("image"))
                .toList();
    }

    private PanelHost host(String id) {
        return Refresher.hosts(window.dock().knownPanels()).stream()
                .filter(host -> host.entry().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private boolean showsImages() {
        ChartView.Shown shown = host("images").chart().shownProperty().get();
        return shown != null && !shown.layout().tiles().isEmpty();
    }

    @Test
    void aClickChoosesForAllIsKeptInTheLayoutAndUndone(FxRobot robot) throws Exception {
        waitUntil(this::showsImages);
        List<Object> before = images();
        assertThat(before).hasSize(2).containsOnly(9);

        ChartView chart = host("images").chart();
        int[] clicked = new int[1];
        robot.interact(() -> {
            ChartView.Shown shown = chart.shownProperty().get();
            TilesArea area = shown.layout().tiles().getFirst();
            Tile tile = area.tiles().tiles().getFirst();
            clicked[0] = tile.id();
            Rectangle2D place = area.places().getFirst();
            Pointer.fire(
                    chart,
                    MouseEvent.MOUSE_CLICKED,
                    new Point2D(place.getCenterX() * shown.zoom(), place.getCenterY() * shown.zoom()));
        });
        assertThat(images()).containsExactly(clicked[0], clicked[0]);
        if (clicked[0] == 1) { // which is what a panel says of itself anyway
            assertThat(saved()).isEmpty();
        } else {
            assertThat(saved()).containsExactly(clicked[0], clicked[0]);
        }
        assertThat(window.session().undoNameProperty().get()).isEqualTo("Choose image " + clicked[0]);

        robot.interact(() -> window.session().undo());
        assertThat(images()).isEqualTo(before);
    }

    @Test
    void aPanelThatIsOpenedLaterSpeaksOfTheSameImage(FxRobot robot) {
        robot.interact(() -> {
            window.desk().choose("image", 2);
            host("image-flow").setColumns(true);
            window.desk().close(host("image-flow"));
            window.openPanel("image-flow");
        });
        assertThat(host("image-flow").option("image")).hasValue(2);
    }
}
