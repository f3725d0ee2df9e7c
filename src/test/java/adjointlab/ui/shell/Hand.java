package adjointlab.ui.shell;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import org.testfx.api.FxRobot;
import org.testfx.robot.Motion;

/// What a person does with mouse and keyboard, and nothing else: what is not in view is scrolled to first.
///
/// @param robot moves the pointer and presses keys
record Hand(FxRobot robot) {
    private static final int MOST_TURNS = 200;

    /// Notches of the wheel before a person looks again.
    private static final int TURN = 3;

    /// Style classes of what stands in menus and choices that are open.
    private static final List<String> OFFERS = List.of("menu-item", "list-cell");

    /// Clicks on a place.
    void click(Point2D place) {
        robot.clickOn(place, Motion.DIRECT);
    }

    /// Presses at one place and lets go at another.
    void drag(Point2D from, Point2D to) {
        robot.moveTo(from, Motion.DIRECT).press(MouseButton.PRIMARY);
        robot.moveTo(to, Motion.DIRECT).release(MouseButton.PRIMARY);
    }

    /// Clicks on a control.
    void click(String control) {
        robot.clickOn(reach(control), Motion.DIRECT);
    }

    /// Replaces the text of a field.
    void type(String field, String text) {
        click(field);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        if (text.isEmpty()) {
            robot.push(KeyCode.DELETE);
        } else {
            robot.write(text);
        }
        robot.push(KeyCode.ENTER);
    }

    /// Opens a menu or a choice, and clicks on one of its words.
    void choose(String control, String words) {
        click(control);
        robot.clickOn(robot.lookup(node -> isOffered(node, words)).<Node>query(), Motion.DIRECT);
    }

    private static boolean isOffered(Node node, String words) {
        boolean open = node.getScene() != null && node.getScene().getWindow() instanceof PopupWindow;
        if (!open || !(node instanceof Text text) || !words.equals(text.getText())) {
            return false;
        }
        for (Node up = node; up != null; up = up.getParent()) {
            if (OFFERS.stream().anyMatch(up.getStyleClass()::contains)) {
                return true;
            }
        }
        return false;
    }

    /// A control, after turning the wheel until it is in view.
    Node reach(String control) {
        Node node = robot.lookup(control).query();
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane pane) {
                scroll(pane, node);
            }
        }
        return node;
    }

    private void scroll(ScrollPane pane, Node node) {
        Bounds view = pane.localToScreen(pane.getLayoutBounds());
        boolean moved = false;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Bounds now = node.localToScreen(node.getLayoutBounds());
            boolean above = now.getMinY() < view.getMinY();
            boolean below = now.getMaxY() > view.getMaxY();
            if (!above && !below || above && below) {
                return;
            }
            if (!moved) {
                robot.moveTo(new Point2D(view.getMinX() + 2, view.getCenterY()), Motion.DIRECT);
                moved = true;
            }
            robot.scroll(TURN, above ? VerticalDirection.UP : VerticalDirection.DOWN);
        }
        throw new IllegalStateException(node.getId() + " cannot be scrolled to");
    }
}
