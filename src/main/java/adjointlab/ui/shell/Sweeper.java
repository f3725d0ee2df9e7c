package adjointlab.ui.shell;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.sweep.Budget;
import adjointlab.lab.sweep.Sampling;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.panel.kit.Trail;
import adjointlab.ui.model.LatestTask;
import adjointlab.ui.sweep.SweepForm;
import adjointlab.ui.sweep.SweepTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The same sweeps as on the command line, started from the window: in the background, with progress, to be paused, to
/// be stopped and taken up again, also after the program was closed or killed. Their results are files; panels and the
/// table of trainings show them as they come.
final class Sweeper {
    private static final Duration LOOK = Duration.millis(250);
    private static final String PANEL = "sensitivity";

    private final LabWindow window;
    private final UnfinishedSweep unfinished;
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);

    /// What was asked last, with what was typed into it.
    private @Nullable SweepForm asked;
    private final Button pause = new Button("Pause");
    private final HBox card;
    private final Timeline looks = new Timeline(new KeyFrame(LOOK, _ -> look()));
    private final LatestTask opening = new LatestTask("sweep-opening");
    private @Nullable SweepRun run;
    private boolean beginning;
    private Path folder = Path.of("");
    private int seen = -1;

    /// @param unfinished remembers a sweep at work
    Sweeper(LabWindow window, UnfinishedSweep unfinished) {
        this.window = window;
        this.unfinished = unfinished;
        pause.setId("sweep-pause");
        pause.setOnAction(_ -> togglePause());
        Button stop = new Button("Stop");
        stop.setId("sweep-stop");
        stop.setOnAction(_ -> cancel());
        Button table = new Button("Table");
        table.setId("sweep-show-table");
        table.setOnAction(_ -> showTable());
        words.setId("sweep-progress");
        words.setMinWidth(Region.USE_PREF_SIZE);
        bar.setPrefWidth(140);
        Label name = new Label("Sweep");
        name.setMinWidth(Region.USE_PREF_SIZE);
        for (Button button : new Button[] {pause, stop, table}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        card = new HBox(12, name, bar, words, pause, stop, table);
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().addAll("message", "sweep-card");
        looks.setCycleCount(Animation.INDEFINITE);
    }

    private static Path proposed(Preset preset) {
        return Path.of(System.getProperty("user.home"), "adjointlab-sweeps", preset.id());
    }

    /// One processor is left to the window, as training leaves it.
    private static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /// Asks what to vary and where results go.
    void ask() {
        if (run != null) {
            window.sheets().tell("A sweep is at work; stop it first, or wait for its end.");
            return;
        }
        Preset preset = window.session().preset();
        SweepForm before = asked;
        SweepForm form = new SweepForm(preset, proposed(preset), threads());
        if (before != null) {
            form.type(before.typed());
        }
        asked = form;
        window.sheets()
                .show(
                        "Sweep",
                        form,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Start", true, () -> start(form)));
    }

    private void start(SweepForm form) {
        try {
            SweepDocument document = form.document();
            document.sweep(); // what is wrong with it is said before the form goes
            start(document, form.folder());
        } catch (InvalidValueException e) {
            ask(); // with what was typed, to be mended
            window.sheets().complain(e.getMessage() + ".");
        }
    }

    /// Starts a grid, or takes it up again.
    ///
    /// @param axes one a line
    void start(Preset preset, String axes, String where) {
        start(new SweepDocument(preset, axes.lines().toList(), Sampling.GRID, Budget.ITERATIONS), where);
    }

    /// A sweep that has begun, or why it has not.
    private record Begun(@Nullable SweepRun run, String trouble) {}

    /// Starts, or takes up again.
    private void start(SweepDocument document, String where) {
        begin(() -> begun(document, where), where);
    }

    /// @param begins on a thread beside the window: there may be thousands of results to read
    private void begin(Supplier<Begun> begins, String where) {
        if (run != null || beginning) {
            window.sheets().tell("A sweep is at work; stop it first, or wait for its end.");
            return;
        }
        beginning = true;
        opening.run(begins, begun -> began(begun, where));
    }

    private Begun begun(SweepDocument document, String where) {
        try {
            List<SweepCell> cells = document.sweep().cells();
            Path target = Path.of(where);
            if (Files.exists(target) && !Files.isDirectory(target)) {
                throw new InvalidValueException(target + " is a file, not a folder");
            }
            SweepFolder results = new SweepFolder(target);
            document.write(results);
            unfinished.begin(target);
            SweepRun.Task task = new SweepRun.Task(cells, Sweep.Shard.WHOLE, true);
            return new Begun(new SweepRun(task, results, threads()), "");
        } catch (InvalidValueException | InvalidPathException e) {
            return new Begun(null, e.getMessage() + ".");
        } catch (IOException e) {
            return new Begun(null, "Nothing can be written to " + where + ": " + e.getMessage() + ".");
        }
    }

    private void began(Begun begun, String where) {
        beginning = false;
        run = begun.run();
        if (run == null) {
            window.sheets().complain(begun.trouble());
            return;
        }
        folder = Path.of(where);
        seen = -1;
        pause.setText("Pause");
        window.sheets().keep(card);
        window.openPanel(new PanelState(PANEL, Map.of("results", where)));
        look();
        looks.play();
    }

    /// Takes a sweep up again by what lies beside its results.
    void resume(Path where) {
        begin(() -> resumed(where), where.toString());
    }

    private Begun resumed(Path where) {
        try {
            return SweepDocument.in(new SweepFolder(where))
                    .map(document -> begun(document, where.toString()))
                    .orElseGet(() -> new Begun(null, "There is no sweep in " + where + "."));
        } catch (InvalidValueException | IOException e) {
            return new Begun(null, "The sweep in " + where + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /// Offers a sweep that was at work when the program ended, if there was one.
    void offer() {
        opening.run(unfinished::left, found -> found.ifPresent(this::offer));
    }

    private void offer(UnfinishedSweep.Left left) {
        Label sentence = new Label(
                "A sweep in " + left.folder() + " has " + left.done() + " of " + left.cells() + " trainings.");
        sentence.setId("sweep-unfinished");
        sentence.setWrapText(true);
        Button later = new Button("Leave it");
        Button now = new Button("Go on");
        now.setId("sweep-go-on");
        HBox offer = new HBox(12, sentence, later, now);
        offer.setAlignment(Pos.CENTER);
        offer.getStyleClass().addAll("message", "sweep-card");
        later.setMinWidth(Region.USE_PREF_SIZE);
        now.setMinWidth(Region.USE_PREF_SIZE);
        later.setOnAction(_ -> {
            window.sheets().unpin(offer);
            unfinished.end();
        });
        now.setOnAction(_ -> {
            window.sheets().unpin(offer);
            resume(left.folder());
        });
        window.sheets().keep(offer);
    }

    /// The trainings of the latest sweep as a table, else of the folder that would be proposed.
    void showTable() {
        Path shown = folder.toString().isEmpty() ? proposed(window.session().preset()) : folder;
        SweepTable table = new SweepTable(shown, (settings, label) -> {
            window.sheets().close();
            window.desk().open(new Trail.Training("", label, settings, ""));
        });
        window.sheets().wide("Trainings of the sweep in " + shown, table);
    }

    private void togglePause() {
        SweepRun working = run;
        if (working != null) {
            working.pause(!working.paused());
            pause.setText(working.paused() ? "Go on" : "Pause");
        }
    }

    /// Stops as soon as the cells under way let go; what is done stays.
    void cancel() {
        SweepRun working = run;
        if (working != null) {
            working.cancel();
        }
    }

    /// The window closes: what is done stays, and the next start offers the rest.
    void leave() {
        opening.close();
        looks.stop();
        cancel();
    }

    private void look() {
        SweepRun working = run;
        if (working == null) {
            return;
        }
        bar.setProgress(working.progress());
        words.setText(
                working.done() + " of " + working.cells() + (working.paused() ? " trainings, rests" : " trainings"));
        if (working.done() != seen) {
            seen = working.done();
            window.panels().redrawOfFiles();
        }
        if (working.ended()) {
            ended(working);
        }
    }

    private void ended(SweepRun working) {
        looks.stop();
        run = null;
        unfinished.end();
        window.sheets().unpin(card);
        window.panels().redrawOfFiles();
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
            working.writeTables();
            window.sheets().tell("Sweep done: " + done + ".");
        } catch (IOException e) {
            window.sheets().complain("The sweep's table cannot be written: " + e.getMessage() + ".");
        }
    }
}
