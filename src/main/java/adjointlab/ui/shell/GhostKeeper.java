package adjointlab.ui.shell;

import adjointlab.ui.chart.ChartView;
import adjointlab.ui.dock.DockPane;
import adjointlab.ui.form.ValueSlider;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Keeps the state before a drag pale behind that of now: while Shift is held, or at every drag where that is switched
/// on. What can be dragged are sliders and points in pictures.
final class GhostKeeper {
    private final DockPane dock;
    private boolean always;
    private boolean kept;
    private boolean turning;

    /// @param dock whose panels show it
    GhostKeeper(DockPane dock) {
        this.dock = dock;
    }

    /// Whether every drag leaves the state before it.
    boolean isAlways() {
        return always;
    }

    /// Switches it on, or off and forgets what was kept.
    void toggleAlways() {
        always = !always;
        if (!always) {
            forget();
        }
    }

    /// Listens to what is done in a scene.
    void watch(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if ((always || event.isShiftDown()) && isDraggable(event.getTarget())) {
                keep();
            }
        });
        scene.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (kept && !always && !event.isShiftDown()) {
                forget();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean moves = event.getCode().isArrowKey() && event.getTarget() instanceof ValueSlider;
            if (moves && (always || event.isShiftDown()) && !turning) {
                turning = true;
                keep();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> {
            turning &= !event.getCode().isArrowKey();
            if (kept && !always && event.getCode() == KeyCode.SHIFT) {
                forget();
            }
        });
    }

    private static boolean isDraggable(EventTarget target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at instanceof ValueSlider || at instanceof ChartView) {
                return true;
            }
        }
        return false;
    }

    private void keep() {
        kept = true;
        Refresher.hosts(dock.visiblePanels()).forEach(host -> host.setGhost(true));
    }

    private void forget() {
        kept = false;
        Refresher.hosts(dock.knownPanels()).forEach(host -> host.setGhost(false));
    }
}
