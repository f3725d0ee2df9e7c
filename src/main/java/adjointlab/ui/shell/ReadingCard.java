package adjointlab.ui.shell;

import adjointlab.ui.shell.DocumentFiles.Reading;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// While a file is read for longer than a moment: which one, and a button that stops it.
final class ReadingCard {
    private static final Duration MOMENT = Duration.millis(400);
    private static final int MOST_LETTERS = 48;

    private final Sheets sheets;
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox card;
    private final PauseTransition moment = new PauseTransition(MOMENT);
    private @Nullable Reading shown;

    private ReadingCard(Sheets sheets) {
        this.sheets = sheets;
        words.setId("reading");
        words.setMinWidth(Region.USE_PREF_SIZE);
        bar.setPrefWidth(120);
        Button stop = new Button("Stop");
        stop.setId("reading-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setOnAction(_ -> stop());
        card = new HBox(12, words, bar, stop);
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().addAll("message", "sweep-card");
        moment.setOnFinished(_ -> show());
    }

    /// Shows it below the messages whenever some file takes long.
    static void pinTo(Sheets sheets, DocumentFiles files) {
        ReadingCard card = new ReadingCard(sheets);
        files.readingProperty().addListener((_, _, now) -> card.follow(now));
    }

    private void follow(@Nullable Reading now) {
        shown = now;
        moment.stop();
        bar.setProgress(0); // which is animated while it is not known
        sheets.unpin(card);
        if (now != null) {
            moment.playFromStart();
        }
    }

    private void show() {
        if (shown != null) {
            String name = String.valueOf(shown.path().getFileName());
            words.setText(
                    "Reading " + (name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS - 1) + "…"));
            bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
            sheets.pin(card);
        }
    }

    private void stop() {
        if (shown != null) {
            shown.stop();
            words.setText("Stopping…");
        }
    }
}
