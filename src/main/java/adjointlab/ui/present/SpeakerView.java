package adjointlab.ui.present;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a speaker reads: the time since the start and that of the day, what is shown, what to say of it, and what comes
/// next.
public final class SpeakerView extends VBox {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);

    private final Label elapsed = label("speaker-elapsed", "speaker-time");
    private final Label clock = label("speaker-clock", "speaker-time");
    private final Label place = label("speaker-place", "speaker-soft");
    private final Label now = label("speaker-now", "speaker-title");
    private final Label notes = label("speaker-notes", "speaker-text");
    private final Label next = label("speaker-next", "speaker-title");
    private final Label nextNotes = label("speaker-next-notes", "speaker-soft");
    private final Label nextHeading = new Label("Next");

    /// @param back goes a step back
    /// @param on goes a step on
    /// @param again starts the time anew
    public SpeakerView(Runnable back, Runnable on, Runnable again) {
        setId("speaker");
        getStyleClass().add("speaker");
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox times = new HBox(16, elapsed, button("Start the time again", "speaker-again", again), filler, clock);
        times.setAlignment(Pos.CENTER_LEFT);
        nextHeading.getStyleClass().add("section");
        VBox texts = new VBox(10, place, now, notes, nextHeading, next, nextNotes);
        texts.getStyleClass().add("speaker-texts");
        ScrollPane scroll = new ScrollPane(texts);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("column", "edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox buttons = new HBox(8, button("Back", "speaker-back", back), button("Next", "speaker-on", on));
        getChildren().addAll(times, scroll, buttons);
    }

    private static Label label(String id, String style) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Shows what is on.
    public void show(Cue cue) {
        place.setText(cue.place());
        now.setText(cue.now());
        set(notes, cue.notes());
        boolean more = !cue.next().isEmpty();
        next.setText(more ? cue.next() : "This is the last one.");
        nextHeading.setVisible(more);
        nextHeading.setManaged(more);
        set(nextNotes, cue.nextNotes());
    }

    private static void set(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    /// Shows the time.
    ///
    /// @param since the start
    /// @param day time of day
    public void showTime(Duration since, LocalTime day) {
        long seconds = Math.max(0, since.toSeconds());
        elapsed.setText(
                seconds < 3600
                        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                        : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
        clock.setText(CLOCK.format(day));
    }
}
