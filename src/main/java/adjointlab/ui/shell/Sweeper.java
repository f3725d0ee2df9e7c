package adjointlab.ui.shell;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The same sweeps as on the command line, started from the window: in the background, with progress, to be stopped and
/// taken up again. Their results are files; the sensitivity panel shows them as they come.
final class Sweeper {
    private static final Duration LOOK = Duration.millis(250);
    private static final String PANEL = "sensitivity";
    private static final String RATES = "optimizer.learningRate=1e-3:1:log7\nseed=0:2";
    private static final String SEEDS = "seed=0:4";

    private final LabWindow window;
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox card;
    private final Timeline looks = new Timeline(new KeyFrame(LOOK, _ -> look()));
    private @Nullable SweepRun run;
    private Path folder = Path.of("");
    private int seen = -1;

    Sweeper(LabWindow window) {
        this.window = window;
        Button stop = new Button("Stop");
        stop.setId("sweep-stop");
        stop.setOnAction(_ -> cancel());
        words.setId("sweep-progress");
        words.setMinWidth(Region.USE_PREF_SIZE);
        bar.setPrefWidth(180);
        card = new HBox(12, new Label("Sweep"), bar, words, stop);
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().addAll("message", "sweep-card");
        looks.setCycleCount(Animation.INDEFINITE);
    }

    /// Asks what to vary and where results go.
    void ask() {
        if (run != null) {
            window.sheets().tell("A sweep is at work; stop it first, or wait for its end.");
            return;
        }
        Preset preset = window.session().preset();
        boolean rate = preset.runs().stream()
                .anyMatch(each -> each.settings(preset.settings()).has(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)));
        TextArea axes = new TextArea(rate ? RATES : SEEDS);
        axes.setId("sweep-axes");
        axes.setPrefSize(420, 84);
        TextField where = new TextField(Path.of(System.getProperty("user.home"), "adjointlab-sweeps", preset.id())
                .toString());
        where.setId("sweep-folder");
        Label count = new Label();
        count.setId("sweep-count");
        count.setWrapText(true);
        count.setMaxWidth(420);
        count.setMinHeight(Region.USE_PREF_SIZE);
        count.getStyleClass().add("panel-note");
        axes.textProperty().addListener((_, _, text) -> count.setText(verdict(preset, text)));
        count.setText(verdict(preset, axes.getText()));
        VBox form = new VBox(
                8,
                new Label("Settings and their values, one a line: a,b,c or from:to or from:to:logN"),
                axes,
                count,
                new Label("Folder for the results; those that are there already are kept"),
                where);
        window.sheets()
                .show(
                        "Sweep",
                        form,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Start", true, () -> start(preset, axes.getText(), where.getText())));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String verdict(Preset preset, String text) {
        try {
            long cells = preset.runs().size();
            for (var axis : Sweep.parse(preset, lines(text)).axes()) {
                cells *= axis.values().size();
            }
            return "At most " + cells + " trainings.";
        } catch (InvalidValueException e) {
            return e.getMessage();
        }
    }

    /// Starts, or takes up again.
    void start(Preset preset, String axes, String where) {
        try {
            List<SweepCell> cells = Sweep.parse(preset, lines(axes)).cells();
            folder = Path.of(where.strip());
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new InvalidValueException(folder + " is a file, not a folder");
            }
            // one processor is left to the window, as training leaves it
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
            run = new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, true), new SweepFolder(folder), threads);
        } catch (InvalidValueException | InvalidPathException e) {
            window.sheets().complain(e.getMessage() + ".");
            return;
        }
        seen = -1;
        window.sheets().pin(card);
        window.openPanel(new PanelState(PANEL, Map.of("results", folder.toString())));
        look();
        looks.play();
    }

    /// Stops as soon as the cells under way let go; what is done stays.
    void cancel() {
        SweepRun working = run;
        if (working != null) {
            working.cancel();
        }
    }

    private void look() {
        SweepRun working = run;
        if (working == null) {
            return;
        }
        bar.setProgress(working.progress());
        words.setText(working.done() + " of " + working.cells() + " trainings");
        if (working.done() != seen) {
            seen = working.done();
            window.panels().redraw(PANEL);
        }
        if (working.ended()) {
            ended(working);
        }
    }

    private void ended(SweepRun working) {
        looks.stop();
        run = null;
        window.sheets().unpin(card);
        window.panels().redraw(PANEL);
        if (working.failure().isPresent()) {
            window.sheets()
                    .complain("The sweep's results cannot be written: "
                            + working.failure().get().getMessage() + ".");
            return;
        }
        String done = working.done() + " of " + working.cells() + " trainings in " + folder;
        if (working.cancelled()) {
            window.sheets().tell("Sweep stopped: " + done + ". Started again with the same folder, it goes on there.");
            return;
        }
        try {
            working.writeTable();
            window.sheets().tell("Sweep done: " + done + ".");
        } catch (IOException e) {
            window.sheets().complain("The sweep's table cannot be written: " + e.getMessage() + ".");
        }
    }
}
