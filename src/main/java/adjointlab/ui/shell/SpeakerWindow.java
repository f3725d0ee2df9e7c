package adjointlab.ui.shell;

import adjointlab.ui.look.Look;
import adjointlab.ui.present.Cue;
import adjointlab.ui.present.SpeakerView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window of who speaks, on the screen that the audience does not see. Its keys are those of the lab.
final class SpeakerWindow {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 520;
    private static final double MARGIN = 48;

    /// Read at arm's length, while one speaks.
    private static final double FONT_SIZE = 18;

    private final LabWindow window;
    private final SpeakerView view;
    private final Timeline clock = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), _ -> showTime()));
    private Instant since = Instant.now();
    private @Nullable Stage stage;

    /// @param back goes a step back
    /// @param on goes a step on
    SpeakerWindow(LabWindow window, Runnable back, Runnable on) {
        this.window = window;
        view = new SpeakerView(back, on, this::startTime);
        clock.setCycleCount(Animation.INDEFINITE);
    }

    /// The screen for an audience: the one that the lab is on, unless that is the primary one and there is another;
    /// null where there is no other.
    static @Nullable Rectangle2D audienceScreen(List<Rectangle2D> screens, Rectangle2D primary, Rectangle2D lab) {
        double x = (lab.getMinX() + lab.getMaxX()) / 2;
        double y = (lab.getMinY() + lab.getMaxY()) / 2;
        List<Rectangle2D> others =
                screens.stream().filter(screen -> !screen.equals(primary)).toList();
        return others.stream()
                .filter(screen -> screen.contains(x, y))
                .findFirst()
                .orElse(others.isEmpty() ? null : others.getFirst());
    }

    boolean isOpen() {
        return stage != null;
    }

    /// What is shown.
    SpeakerView view() {
        return view;
    }

    /// Opens it on a screen.
    void open(Rectangle2D screen) {
        if (stage != null) {
            return;
        }
        Stage made = new Stage();
        made.setTitle("Speaker – Adjoint Lab");
        Scene scene = view.getScene();
        if (scene == null) {
            scene = new Scene(view, WIDTH, HEIGHT);
            scene.addEventHandler(KeyEvent.KEY_PRESSED, window.actions()::key);
        }
        setLook(window.look());
        made.setScene(scene);
        made.setX(screen.getMinX() + MARGIN);
        made.setY(screen.getMinY() + MARGIN);
        made.setOnHidden(_ -> closed());
        stage = made;
        showTime();
        clock.play();
        made.show();
    }

    void close() {
        if (stage != null) {
            stage.hide();
        }
    }

    private void closed() {
        clock.stop();
        stage = null;
    }

    void show(Cue cue) {
        view.show(cue);
    }

    /// The time of the talk begins now.
    void startTime() {
        since = Instant.now();
        showTime();
    }

    private void showTime() {
        view.showTime(Duration.between(since, Instant.now()), LocalTime.now(ZoneId.systemDefault()));
    }

    /// It looks like the lab, in letters of its own size.
    void setLook(Look look) {
        Scene scene = view.getScene();
        if (scene != null) {
            new Look(look.dark(), false, Math.max(FONT_SIZE, look.fontSize())).applyTo(scene);
        }
    }
}
