package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.math.Numbers;
import adjointlab.figure.PlotArea;
import adjointlab.figure.SurfaceView;
import adjointlab.figure.Viewpoint;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.Pointer;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.Hover;
import adjointlab.ui.panel.PanelHost;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A loss of two parameters as a surface in the window: called, turned, read out, turned back, kept and undone.
@ExtendWith(ApplicationExtension.class)
final class SurfaceWindowTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1100, 800);
        PanelLayout layout =
                new PanelLayout.Tabs(List.of(new PanelLayout.PanelState("loss-surface", Map.of("resolution", 62))), 0);
        window.session().open(Presets.get("simplest-rotation").with(layout));
        window.session().step();
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private PanelHost host() {
        return Refresher.hosts(window.dock().knownPanels()).stream()
                .filter(host -> host.entry().id().equals("loss-surface"))
                .findFirst()
                .orElseThrow();
    }

    private ChartView.Shown shown() {
        return Objects.requireNonNull(host().chart().shownProperty().get());
    }

    private PlotArea area() {
        return shown().layout().areas().getFirst();
    }

    private SurfaceView surface() {
        return Objects.requireNonNull(area().surface());
    }

    private boolean showsMap() {
        return host().chart().shownProperty().get() != null && host().hasSurface() && area().surface() == null;
    }

    private boolean isSeenFrom(Viewpoint viewpoint) {
        SurfaceView surface = shown().layout().areas().getFirst().surface();
        return surface != null && surface.viewpoint().equals(viewpoint);
    }

    /// The options of the panel as the document keeps them.
    private Map<String, Object> saved() {
        return window.session().preset().layout().panels().stream()
                .filter(panel -> panel.id().equals("loss-surface"))
                .map(PanelLayout.PanelState::options)
                .findFirst()
                .orElseThrow();
    }

    private void press(KeyCode code, EventType<KeyEvent> type) {
        KeyEvent.fireEvent(host().chart(), new KeyEvent(type, "", code.getName(), code, false, false, false, false));
    }

    private Point2D middle() {
        return new Point2D(
                area().data().getCenterX() * shown().zoom(), area().data().getCenterY() * shown().zoom());
    }

    /// A place of the view where the surface is, and no run's point near.
    private Point2D free() {
        Rectangle2D data = area().data();
        for (double share = 0.2; share < 0.9; share += 0.01) {
            double x = data.getX() + share * data.getWidth();
            double y = data.getCenterY();
            if (area().nearest(x, y, 40).isEmpty() && surface().at(x, y).isPresent()) {
                return new Point2D(x * shown().zoom(), y * shown().zoom());
            }
        }
        throw new AssertionError("runs' points are everywhere");
    }

    @Test
    void aSurfaceIsCalledTurnedReadTurnedBackKeptAndUndone(FxRobot robot) throws Exception {
        waitUntil(this::showsMap);
        robot.interact(() -> press(KeyCode.T, KeyEvent.KEY_PRESSED));
        waitUntil(() -> isSeenFrom(Viewpoint.STANDARD));
        assertThat(saved()).isEqualTo(Map.of("resolution", 62, "shape", "surface"));
        assertThat(((ToggleButton) robot.lookup("#panel-surface-loss-surface").query()).isSelected())
                .isTrue();

        ChartView chart = host().chart();
        robot.interact(() -> {
            Point2D from = middle();
            Pointer.fire(chart, MouseEvent.MOUSE_PRESSED, from);
            Pointer.fire(chart, MouseEvent.MOUSE_DRAGGED, from.add(40, 0));
            Pointer.fire(chart, MouseEvent.MOUSE_DRAGGED, from.add(80, 20));
        });
        Viewpoint turned = Viewpoint.STANDARD.turned(-40, 10);
        waitUntil(() -> isSeenFrom(turned));
        assertThat(saved()).as("kept when it is let go").doesNotContainKeys("azimuth", "elevation");
        robot.interact(() -> Pointer.fire(chart, MouseEvent.MOUSE_RELEASED, middle()));
        assertThat(saved()).containsEntry("azimuth", -100.0).containsEntry("elevation", 50.0);
        waitUntil(() -> isSeenFrom(turned) && host().isUpToDate());

        Point2D free = free();
        robot.interact(() -> Pointer.fire(chart, MouseEvent.MOUSE_MOVED, free));
        Hover hover = Objects.requireNonNull(chart.pointedProperty().get());
        SurfaceView.Point at = surface()
                .at(free.getX() / shown().zoom(), free.getY() / shown().zoom())
                .orElseThrow();
        assertThat(hover.text())
                .startsWith("a  " + Numbers.format(at.x(), 3) + "\nb  " + Numbers.format(at.y(), 3) + "\nL  ");
        assertThat((String) chart.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .contains("as a surface, looked at from −100 degrees around and 50 degrees above");

        robot.interact(() -> {
            press(KeyCode.LEFT, KeyEvent.KEY_PRESSED);
            press(KeyCode.LEFT, KeyEvent.KEY_PRESSED);
            press(KeyCode.LEFT, KeyEvent.KEY_RELEASED);
        });
        assertThat(saved()).containsEntry("azimuth", -90.0);
        robot.interact(() -> window.session().undo());
        assertThat(saved()).as("as long as a key is held is one step").containsEntry("azimuth", -100.0);
        waitUntil(() -> isSeenFrom(turned));

        robot.interact(() -> Pointer.clickTwice(chart, middle()));
        assertThat(saved()).containsEntry("shape", "surface").doesNotContainKeys("azimuth", "elevation");
        waitUntil(() -> isSeenFrom(Viewpoint.STANDARD));

        robot.interact(() -> window.session().undo());
        Preset kept = PresetJson.read(
                "kept.json", JsonObject.write(PresetJson.tree(window.session().preset())));
        robot.interact(() -> window.session().open(Presets.get("simplest-fig-2")));
        robot.interact(() -> window.session().open(kept));
        waitUntil(() -> host().chart().shownProperty().get() != null && isSeenFrom(turned));
        robot.interact(() -> host().toggleSurface());
        waitUntil(this::showsMap);
    }

    /// Turning shows the figure that there is: it is not built anew for every frame.
    @Test
    void aTurnBuildsNoFigure(FxRobot robot) throws Exception {
        waitUntil(this::showsMap);
        robot.interact(() -> host().toggleSurface());
        waitUntil(() -> isSeenFrom(Viewpoint.STANDARD) && host().isUpToDate());
        Object[] before = new Object[1];
        robot.interact(() -> {
            before[0] = shown().figure().plots().getFirst().layers().getFirst();
            host().chart().turn(new Viewpoint(10, 30));
        });
        waitUntil(() -> isSeenFrom(new Viewpoint(10, 30)));
        assertThat(shown().figure().plots().getFirst().layers().getFirst()).isSameAs(before[0]);
    }
}
