package adjointlab.ui.shell;

import adjointlab.ui.look.Icons;
import adjointlab.ui.model.Speeds;
import adjointlab.ui.model.TransportModel;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/// The bottom row: play, pause, step, speed, the time line, and how the training goes.
final class TransportBar extends HBox {
    /// What the bar can be asked to do.
    interface Actions {
        /// Back to iteration 0 of what was recorded.
        void toStart();

        /// Trains or rests.
        void togglePlay();

        /// One iteration of every run.
        void step();

        /// Shows an iteration; clipped to what was reached.
        void scrub(int iteration);

        /// Iterations a second at most; 0 for no limit.
        void setSpeed(double iterationsPerSecond);

        /// All runs anew, same seed.
        void restart();

        /// All runs anew, another seed.
        void newSeed();

        /// New runs from the iteration that is shown.
        void branch();
    }

    private static final double STATUS_FROM = 1000;

    /// What the status takes of the bar, so that nothing moves when it changes.
    private static final double STATUS_SHARE = 0.25;

    /// Room for the longest speed, px.
    private static final double SPEED_WIDTH = 108;

    /// Room for a digit, a separator or a space, em.
    private static final double CHARACTER = 0.64;

    TransportBar(TransportModel model, Actions actions) {
        setId("transport");
        getStyleClass().add("transport");
        setAlignment(Pos.CENTER_LEFT);
        Button start = round(
                Icons.button(MaterialDesignS.SKIP_PREVIOUS, "to-start", "Show the start (Home)", actions::toStart));
        Button play = playButton("play", model, actions);
        Button step = round(Icons.button(MaterialDesignS.SKIP_NEXT, "step", "One iteration (.)", actions::step));

        Button restart =
                Icons.button(MaterialDesignR.RESTART, "restart", "Restart with the same seed (R)", actions::restart);
        Button seed = Icons.button(
                MaterialDesignD.DICE_5_OUTLINE, "new-seed", "Restart with a new seed (Shift+R)", actions::newSeed);
        Button branch = Icons.button(
                MaterialDesignS.SOURCE_BRANCH, "branch", "Branch from this iteration (B)", actions::branch);

        for (Button trains : List.of(step, restart, seed)) {
            trains.disableProperty().bind(model.lockedProperty());
        }
        Scrubber scrubber = new Scrubber(model, actions::scrub);
        HBox.setHgrow(scrubber, Priority.ALWAYS);
        Label iteration = new Label();
        iteration.setId("iteration");
        iteration.getStyleClass().add("iteration");
        iteration
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.cursorProperty().get() + " / "
                                + model.endProperty().get(),
                        model.cursorProperty(),
                        model.endProperty()));
        iteration.setTooltip(new Tooltip("iteration k that every panel shows / last iteration"));
        iteration.setAlignment(Pos.CENTER_RIGHT);
        iteration
                .styleProperty()
                .bind(Bindings.createStringBinding(
                        () -> "-fx-min-width: "
                                + CHARACTER * (2 * digits(model.endProperty().get()) + 3) + "em;",
                        model.endProperty()));
        Label status = new Label();
        status.setId("status");
        status.getStyleClass().add("status");
        status.textProperty().bind(model.statusProperty());
        Tooltip all = new Tooltip();
        all.textProperty().bind(model.statusProperty());
        status.setTooltip(all);
        status.setAlignment(Pos.CENTER_RIGHT);
        status.minWidthProperty().bind(widthProperty().multiply(STATUS_SHARE));
        status.maxWidthProperty().bind(status.minWidthProperty());
        status.visibleProperty().bind(widthProperty().greaterThan(STATUS_FROM));
        status.managedProperty().bind(status.visibleProperty());
        HBox again = new HBox(2, restart, seed, branch);
        again.setAlignment(Pos.CENTER);
        getChildren().addAll(start, play, step, speed(model, actions), scrubber, iteration, again, status);
    }

    /// The button that trains and pauses.
    ///
    /// @param id of the node
    static Button playButton(String id, TransportModel model, Actions actions) {
        Button play = Icons.button(MaterialDesignP.PLAY, id, "Train (Space)", actions::togglePlay);
        play.getStyleClass().add("play");
        model.playingProperty().addListener((_, _, playing) -> {
            play.setGraphic(new FontIcon(playing ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY));
            String says = playing ? "Pause (Space)" : "Train (Space)";
            play.setTooltip(new Tooltip(says));
            play.setAccessibleText(says);
        });
        play.disableProperty()
                .bind(model.lockedProperty().or(model.playableProperty().not()));
        return play;
    }

    private static MenuButton speed(TransportModel model, Actions actions) {
        MenuButton speed = new MenuButton();
        speed.setId("speed");
        speed.getStyleClass().addAll("flat", "speed");
        speed.setTooltip(new Tooltip("Speed: iterations a second"));
        for (double choice : Speeds.ALL) {
            MenuItem item = new MenuItem(Speeds.words(choice));
            item.setOnAction(_ -> actions.setSpeed(choice));
            speed.getItems().add(item);
        }
        speed.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Speeds.words(model.speedProperty().get()), model.speedProperty()));
        speed.setMinWidth(SPEED_WIDTH);
        speed.setAlignment(Pos.CENTER_LEFT);
        return speed;
    }

    private static int digits(int number) {
        return String.valueOf(number).length();
    }

    private static Button round(Button button) {
        button.getStyleClass().add("round");
        return button;
    }
}
