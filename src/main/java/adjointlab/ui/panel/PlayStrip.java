package adjointlab.ui.panel;

import adjointlab.core.catalog.Type;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.ValueSlider;
import adjointlab.ui.look.Icons;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.animation.AnimationTimer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// A slider under a picture for an option that is played through, such as the time at which a flow is shown.
final class PlayStrip extends HBox {
    /// A frame takes no more of the playing, in seconds.
    private static final double LONGEST_FRAME = 0.1;

    private final FieldModel field;
    private final Type.Int range;
    private final Played played;
    private final IntConsumer show;
    private final Runnable stopped;
    private final Button play;
    private double gone;
    private long last;
    private int from;
    private boolean playing;
    private boolean byItself;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            advance(now);
        }
    };

    /// What is played.
    ///
    /// @param words what stands beside the slider at a value
    /// @param seconds that playing through takes
    record Played(IntFunction<String> words, double seconds) {}

    /// @param id of the panel
    /// @param field a whole number
    /// @param show shows a value that is no change of the document yet
    /// @param stopped playing came to an end; the value shown stays
    PlayStrip(String id, FieldModel field, Played played, IntConsumer show, Runnable stopped) {
        this.field = field;
        this.played = played;
        this.show = show;
        this.stopped = stopped;
        if (!(field.parameter().type() instanceof Type.Int whole)) {
            throw new IllegalArgumentException(field.path() + " is no whole number and cannot be played");
        }
        range = whole;
        play = Icons.button(MaterialDesignP.PLAY, "panel-play-" + id, "Play through", this::toggle);
        ValueSlider slider = new ValueSlider(field);
        slider.setId("panel-slider-" + id);
        slider.setAccessibleText(field.parameter().label());
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label value = new Label();
        value.getStyleClass().add("play-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.textProperty().bind(field.valueProperty().map(at -> played.words().apply((Integer) at)));
        slider.addEventFilter(javafx.scene.input.MouseEvent.MOUSE_PRESSED, _ -> stop());
        getStyleClass().add("play-strip");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(play, slider, value);
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                stop();
            }
        });
    }

    /// Plays, or stops.
    void toggle() {
        if (playing) {
            stop();
            return;
        }
        from = (Integer) field.value() >= range.sliderMax() ? range.sliderMin() : (Integer) field.value();
        gone = 0;
        last = -1;
        playing = true;
        look();
        timer.start();
    }

    /// Plays from the start, as a moment that comes by itself.
    void restart() {
        from = range.sliderMin();
        show.accept(from);
        resume();
    }

    /// Plays on, unless it is at its end.
    void resume() {
        if ((Integer) field.value() >= range.sliderMax()) {
            return;
        }
        from = (Integer) field.value();
        gone = 0;
        last = -1;
        playing = true;
        byItself = true;
        look();
        timer.start();
    }

    /// Holds what came by itself.
    void hold() {
        if (byItself) {
            stop();
        }
    }

    /// Goes on by the time since the last frame. Where frames fail to come, for instance because the machine is busy,
    /// it waits for them: else it would be at its end unseen.
    private void advance(long now) {
        gone += last < 0 ? 0 : Math.min((now - last) * 1e-9, LONGEST_FRAME);
        last = now;
        double span = range.sliderMax() - range.sliderMin();
        int at = (int) Math.min(range.sliderMax(), from + Math.round(gone / played.seconds() * span));
        if (at != (Integer) field.value()) {
            show.accept(at);
        }
        if (at >= range.sliderMax()) {
            stop();
        }
    }

    private void stop() {
        if (playing) {
            playing = false;
            timer.stop();
            look();
            if (!byItself) { // which is no choice of anybody's
                stopped.run();
            }
            byItself = false;
        }
    }

    private void look() {
        play.setGraphic(new FontIcon(playing ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY));
        play.setAccessibleText(playing ? "Pause" : "Play through");
    }
}
