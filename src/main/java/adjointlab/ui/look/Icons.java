package adjointlab.ui.look;

import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Buttons that show an icon and say in words what they do.
public final class Icons {
    private Icons() {}

    /// A flat button of the frame.
    ///
    /// @param icon what it shows
    /// @param id of the node, for tests and style sheets
    /// @param says what it does, with the shortcut; also read out by screen readers
    /// @param action what happens
    public static Button button(Ikon icon, String id, String says, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// A flat button that stays pressed.
    public static ToggleButton toggle(Ikon icon, String id, String says) {
        ToggleButton button = new ToggleButton(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        return button;
    }
}
