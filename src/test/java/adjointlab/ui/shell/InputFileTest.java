package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A preset whose input is measured asks for the file and takes it, or says why not.
@ExtendWith(ApplicationExtension.class)
final class InputFileTest {
    private static final Preset PRESET =
            Overrides.apply(Presets.get("heavy-ball-silverbox"), List.of("problem.horizon=4", "seed=0"));

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1100, 800);
        window.session().open(PRESET);
        window.described();
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private boolean isSaid(FxRobot robot, String words) {
        return robot.lookup("#messages .message").queryAll().stream()
                .anyMatch(message -> message instanceof Notification told
                        && told.getMessage().contains(words));
    }

    private boolean allFinishedOn(String file) {
        return window.session().runs().stream()
                .allMatch(run ->
                        run.settings().get("field.inputFile").equals(file) && run.state() instanceof RunState.Finished);
    }

    private Path measured(int rows) throws Exception {
        StringBuilder text = new StringBuilder("\"V1\",\"V2\",\n");
        for (int k = 0; k < rows; k++) {
            text.append(Math.cos(k) / 100).append(",0,\n");
        }
        return Files.writeString(folder.resolve("SNLS80mV.csv"), text.append("\n\n"));
    }

    @Test
    void theStripAsksForTheFileAndItDrivesTheModelsUntilUndone(FxRobot robot) throws Exception {
        waitUntil(() -> window.wanted().isVisible() && allFinishedOn(""));
        assertThat(robot.lookup("#wanted-files .label").queryLabeled().getText())
                .isEqualTo(
                        "Made for Silverbox: choose SNLS80mV.csv in one folder, also as .gz; until then an input made"
                                + " here drives it.");

        Path other = Files.writeString(folder.resolve("other.csv"), "1\n");
        robot.interact(() -> window.wanted().setChooser(_ -> Optional.of(other)));
        robot.clickOn("#choose-files");
        waitUntil(() -> isSaid(robot, "has no SNLS80mV.csv"));

        Path table = measured(9);
        robot.clickOn("#choose-files");
        waitUntil(() -> isSaid(robot, "has 9 rows; the input has 64 samples: set inputLength to 9 or fewer"));
        assertThat(window.wanted().isVisible()).isTrue();
        assertThat(allFinishedOn("")).isTrue();

        measured(80);
        robot.clickOn("#choose-files");
        waitUntil(() -> !window.wanted().isVisible()
                && allFinishedOn(table.toAbsolutePath().toString()));

        robot.interact(window.session()::undo);
        waitUntil(() -> window.wanted().isVisible() && allFinishedOn(""));
    }

    private boolean allDrivenBy(String file) {
        return window.session().runs().stream()
                .map(Run::settings)
                .allMatch(settings -> WantedFiles.inputs(settings, file).entrySet().stream()
                        .allMatch(input -> settings.get(input.getKey()).equals(input.getValue())));
    }

    /// One step of the history for both.
    @Test
    void aDroppedTableDrivesTheSystemAndItsField(FxRobot robot) throws Exception {
        Preset spring = Overrides.apply(
                Presets.get("learn-driven-spring"),
                List.of("iterations=1", "problem.inputLength=4", "field.inputLength=4"));
        robot.interact(() -> window.session().open(spring));
        assertThat(allDrivenBy("")).isTrue();
        Path table = measured(5);
        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> allDrivenBy(table.toString()));
        robot.interact(window.session()::undo);
        waitUntil(() -> allDrivenBy(""));
    }
}
