package adjointlab.ui.panel;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The buttons beside a panel's title; where they would lie over it, one that opens a menu instead.
final class FittingButtons {
    /// A panel less wide has the menu alone, pixels.
    private static final double NARROW = 380;

    private final HBox buttons;
    private final List<Node> all;
    private final Button menu;
    private final Region body;
    private final Region tools;

    /// Of the widest button when they were shown last.
    private double last;

    /// Of that to the menu's width; 0 while it is not known.
    private double ratio = 1;

    private FittingButtons(HBox buttons, Button menu, Region body, Region tools) {
        this.buttons = buttons;
        this.menu = menu;
        this.body = body;
        this.tools = tools;
        all = List.copyOf(buttons.getChildren());
    }

    /// Keeps them within their room from now on.
    ///
    /// @param buttons all of them
    /// @param menu stands in for them
    /// @param body of the panel
    /// @param tools has the room for them beside the title
    static void keep(HBox buttons, Button menu, Region body, Region tools) {
        FittingButtons kept = new FittingButtons(buttons, menu, body, tools);
        ChangeListener<Number> fit = (_, _, _) -> kept.fit();
        body.widthProperty().addListener(fit);
        tools.maxWidthProperty().addListener(fit);
        // icons grow with the text; they are being laid out, and others would not be before something else changes
        buttons.widthProperty().addListener((_, _, _) -> Platform.runLater(kept::fit));
    }

    private void fit() {
        double room = tools.getMaxWidth(); // negative as long as nobody has said
        boolean fits = body.getWidth() >= NARROW && (room < 0 || needed() <= room);
        List<Node> fitting = fits ? all : List.of(menu);
        if (!buttons.getChildren().equals(fitting)) {
            buttons.getChildren().setAll(fitting);
        }
    }

    private double needed() {
        double around = buttons.getInsets().getLeft() + buttons.getInsets().getRight();
        return all.stream().filter(Node::isManaged).count() * each() + around;
    }

    /// The widest of the buttons. Those that are not shown do not know their size: they are as much wider than the menu
    /// as they were when it took their place, or the two would change places without end.
    private double each() {
        double shown = buttons.getChildren().stream()
                .filter(Node::isManaged)
                .mapToDouble(button -> Math.max(button.minWidth(-1), button.prefWidth(-1)))
                .max()
                .orElse(0);
        if (buttons.getChildren().size() > 1) {
            last = shown;
            ratio = 0;
            return shown;
        }
        if (shown == 0) {
            return last; // the menu has come just now, and has no style yet
        }
        if (ratio == 0) {
            ratio = Math.max(1, last / shown);
        }
        return ratio * shown;
    }
}
