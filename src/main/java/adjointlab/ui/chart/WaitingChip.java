package adjointlab.ui.chart;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Says over a picture what is being made and how far it is, and stops it. Where there is no room for all words, they
/// are cut and the way to stop stays.
final class WaitingChip extends HBox {
    private final Label words = new Label();
    private final Tooltip whole = new Tooltip();

    /// @param stop ends what is being made
    WaitingChip(Runnable stop) {
        getStyleClass().add("chart-waiting");
        Hyperlink link = new Hyperlink("Stop");
        link.getStyleClass().add("quiet-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> stop.run());
        words.setMinWidth(0);
        words.setTooltip(whole);
        getChildren().addAll(words, link);
        setManaged(false);
        setVisible(false);
    }

    void say(String text) {
        words.setText(text);
        whole.setText(text);
        setVisible(true);
    }
}
