package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.Pointer;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.form.ValueSlider;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// While Shift is held, or with H, a drag leaves the state before it pale behind.
@ExtendWith(ApplicationExtension.class)
final class GhostWindowTest {
    /// At the start the learned field is zero, and no horizon changes what it does.
    private static final int TRAINED = 5;

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
        PanelLayout layout = new PanelLayout.Tabs(List.of(new PanelLayout.PanelState("trajectories", Map.of())), 0);
        window.session().open(Presets.get("simplest-fig-1a").with(layout));
        window.view().requestFocus();
    }

    @Stop
    void stop() {
        window.close();
    }

    private PanelHost host() {
        return Refresher.hosts(window.dock().visiblePanels()).getFirst();
    }

    private Figure figure() {
        return Objects.requireNonNull(host().chart().shownProperty().get()).figure();
    }

    private boolean hasGhost() {
        return figure().plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .map(Layer::name)
                .anyMatch("before"::equals);
    }

    /// Drags the horizon's slider by 30 px.
    private void drag(FxRobot robot, boolean shift) throws Exception {
        robot.interact(() -> window.session().trainTo(TRAINED));
        Patience.untilFx(() -> window.session().transport().cursorProperty().get() == TRAINED
                && !window.session().transport().playingProperty().get());
        Patience.untilFx(() -> host().chart().shownProperty().get() != null && host().isUpToDate());
        FieldView horizon = robot.lookup("#inspector .field").queryAllAs(FieldView.class).stream()
                .filter(field -> field.model().path().equals("problem.horizon"))
                .findFirst()
                .orElseThrow();
        ValueSlider slider = (ValueSlider) horizon.lookup(".value-slider");
        robot.interact(() -> {
            Point2D at = slider.lookup(".thumb").localToParent(7, 7);
            fire(slider, MouseEvent.MOUSE_PRESSED, at, shift);
            fire(slider, MouseEvent.MOUSE_DRAGGED, at.add(30, 0), shift);
            fire(slider, MouseEvent.MOUSE_RELEASED, at.add(30, 0), shift);
        });
    }

    private static void fire(ValueSlider slider, EventType<MouseEvent> type, Point2D at, boolean shift) {
        if (shift) {
            Pointer.fireWithShift(slider, type, at);
        } else {
            Pointer.fire(slider, type, at);
        }
    }

    @Test
    void shiftKeepsTheStateBeforeWhileItIsHeld(FxRobot robot) throws Exception {
        robot.press(KeyCode.SHIFT);
        try {
            drag(robot, true);
            Patience.untilFx(this::hasGhost);
            assertThat(figure().note()).contains(", was ");
        } finally {
            robot.release(KeyCode.SHIFT);
        }
        Patience.untilFx(() -> !hasGhost());
        assertThat(figure().note()).doesNotContain("was");
    }

    @Test
    void withoutItNothingIsKept(FxRobot robot) throws Exception {
        drag(robot, false);
        Patience.untilFx(() -> host().isUpToDate());
        assertThat(hasGhost()).isFalse();
    }

    @Test
    void theKeySwitchesItOnForEveryDrag(FxRobot robot) throws Exception {
        robot.push(KeyCode.H);
        drag(robot, false);
        Patience.untilFx(this::hasGhost);
        robot.interact(() -> window.view().requestFocus());
        robot.push(KeyCode.H);
        Patience.untilFx(() -> !hasGhost());
    }
}
