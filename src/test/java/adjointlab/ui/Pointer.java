package adjointlab.ui;

import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Events of a mouse at a place of a node, whatever is on the screen above it, for tests.
public final class Pointer {
    private Pointer() {}

    /// Fires an event of the primary button, or of none where the pointer only moves.
    ///
    /// @param at in the node; an event without a source counts from the scene's corner
    public static void fire(Node node, EventType<MouseEvent> type, Point2D at) {
        fire(node, type, at, type == MouseEvent.MOUSE_MOVED ? 0 : 1, false);
    }

    /// The same with Shift held.
    public static void fireWithShift(Node node, EventType<MouseEvent> type, Point2D at) {
        fire(node, type, at, 1, true);
    }

    /// Clicks twice.
    public static void clickTwice(Node node, Point2D at) {
        fire(node, MouseEvent.MOUSE_CLICKED, at, 2, false);
    }

    private static void fire(Node node, EventType<MouseEvent> type, Point2D at, int clicks, boolean shift) {
        boolean moves = type == MouseEvent.MOUSE_MOVED;
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        Point2D inScene = node.localToScene(at);
        node.fireEvent(new MouseEvent(
                type,
                inScene.getX(),
                inScene.getY(),
                inScene.getX(),
                inScene.getY(),
                moves ? MouseButton.NONE : MouseButton.PRIMARY,
                clicks,
                shift,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null));
    }
}
