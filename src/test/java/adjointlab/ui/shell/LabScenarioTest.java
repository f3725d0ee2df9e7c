package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.catalog.Optimizers;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.FigureManifest;
import adjointlab.ui.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A session from the first click to the reopened document, in the real window.
@ExtendWith(ApplicationExtension.class)
final class LabScenarioTest {
    @TempDir
    private static Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("config"), 1000, 780);
    }

    @Stop
    void stop() {
        window.close();
    }

    private Session session() {
        return window.session();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private int reached() {
        return session().transport().reachedProperty().get();
    }

    private int cursor() {
        return session().transport().cursorProperty().get();
    }

    @Test
    void aSessionFromTheFirstClickToTheReopenedDocument(FxRobot robot) throws Exception {
        // open a preset, train, drag a slider meanwhile
        robot.clickOn("#preset-simplest-fig-2");
        waitUntil(() -> session().runs().size() == 30);
        robot.clickOn("#play");
        waitUntil(() -> reached() >= 5);
        Node slider = robot.lookup("#optimizer-learningRate-slider").query();
        Bounds track = robot.bounds(slider).query();
        double before = session().preset().settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE));
        // to the left: larger steps would end some of the runs
        robot.drag(slider).dropTo(track.getMinX() + track.getWidth() * 0.2, track.getCenterY());
        double dragged = session().preset().settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE));
        assertThat(dragged).isNotEqualTo(before);
        waitUntil(() -> session().runs().stream()
                .allMatch(run -> !run.events().isEmpty()
                        && run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)) == dragged));
        assertThat(session().undoNameProperty().get()).isEqualTo("Change η");

        // pause, step, scrub
        robot.clickOn("#play");
        waitUntil(() -> !session().transport().playingProperty().get());
        int paused = reached();
        robot.clickOn("#step");
        waitUntil(() -> session().runs().stream().allMatch(run -> run.iteration() == paused + 1));
        Bounds line = robot.bounds(robot.lookup("#scrubber").<Node>query()).query();
        double half = (paused + 1) / 2.0 / session().transport().endProperty().get();
        robot.clickOn(line.getMinX() + 7 + half * (line.getWidth() - 14), line.getCenterY());
        waitUntil(() -> cursor() < reached());
        int k = cursor();
        assertThat(k).isBetween(paused / 2 - 2, paused / 2 + 3);

        // branch there, then take back the branch and the drag
        robot.clickOn("#branch");
        waitUntil(() -> session().runs().size() == 31);
        Run branch = session().runs().getLast();
        waitUntil(() -> branch.iteration() == k && branch.log().rows() == k + 1);
        robot.clickOn("#undo");
        waitUntil(() -> session().runs().size() == 30);
        robot.clickOn("#undo");
        assertThat(session().preset().settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)))
                .isEqualTo(before);
        waitUntil(() -> session().runs().stream()
                .allMatch(run -> run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)) == before));

        // export the panel in use
        robot.clickOn("#figure");
        ExportSheet sheet = robot.lookup("#export-sheet").query();
        Path pdf = folder.resolve("figure.pdf");
        robot.interact(() -> {
            sheet.choose("pdf");
            window.actions().export(sheet, pdf);
        });
        waitUntil(() -> Files.exists(pdf) && Files.exists(folder.resolve("figure.manifest.json")));
        FigureManifest manifest = FigureManifest.read(JsonObject.parse("figure.pdf", Manifest.extract(pdf)));
        assertThat(manifest.panel().id()).isEqualTo("loss-surface");
        assertThat(manifest.document().view().cursor()).isEqualTo(k);
        robot.push(KeyCode.ESCAPE);

        // side by side is part of the document, and undone
        robot.interact(() -> window.inUse().compare());
        assertThat(session().preset().layout().panels()).anyMatch(PanelLayout.PanelState::columns);
        assertThat(session().undoNameProperty().get()).isEqualTo("Change layout");
        robot.clickOn("#undo");
        assertThat(session().preset().layout().panels()).noneMatch(PanelLayout.PanelState::columns);

        // save, train on, reopen
        Path document = folder.resolve("session.lab");
        robot.interact(() -> window.files().save(document));
        waitUntil(() -> document.equals(window.files().fileProperty().get()));
        List<double[]> losses = losses();
        robot.interact(() -> session().restart());
        waitUntil(() -> session().runs().stream().allMatch(run -> run.log().rows() == 1));
        robot.interact(() -> window.files().open(document));
        waitUntil(() -> session().runs().stream().allMatch(run -> run.iteration() == paused + 1));
        assertThat(losses()).usingRecursiveComparison().isEqualTo(losses);
        assertThat(cursor()).isEqualTo(k);
    }

    private List<double[]> losses() {
        return session().runs().stream().map(run -> run.log().values("loss")).toList();
    }
}
