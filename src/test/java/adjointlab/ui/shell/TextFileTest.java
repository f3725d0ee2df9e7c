package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A preset of texts asks for their file and learns from it, or says why not.
@ExtendWith(ApplicationExtension.class)
final class TextFileTest {
    private static final Preset PRESET = Overrides.apply(
            Presets.get("wide-fig-10-news"), List.of("iterations=2", "problem.samples=12", "problem.test=4"));

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

    private boolean isSaid(FxRobot robot, String words) {
        return robot.lookup("#messages .message").queryAll().stream()
                .anyMatch(message -> message instanceof Notification told
                        && told.getMessage().contains(words));
    }

    private boolean allHave(String file) {
        return window.session().runs().stream()
                .allMatch(run -> run.settings().get("problem.id").equals("topics")
                        && run.settings().get("problem.file").equals(file));
    }

    @Test
    void theStripAsksForTheTextsAndTheyAreLearnedFromUntilUndone(FxRobot robot) throws Exception {
        Patience.untilFx(() -> window.wanted().isVisible() && allHave(""));
        assertThat(robot.lookup("#wanted-files .label").queryLabeled().getText())
                .isEqualTo("Made for AG News: choose test.csv in one folder, also as .gz; until then it trains on texts"
                        + " made here.");
        Path file = Files.writeString(folder.resolve("test.csv"), "title,class\nMarkets fall,Business\nGoal\n");
        robot.interact(() -> window.wanted().setChooser(_ -> Optional.of(file)));
        robot.clickOn("#choose-files");
        Patience.untilFx(() -> isSaid(robot, "line 3: 1 columns; expected 2"));
        assertThat(allHave("")).isTrue();

        StringBuilder table = new StringBuilder("title,class\n");
        for (int t = 0; t < 20; t++) {
            table.append(t % 2 == 0 ? "\"Markets, markets fall\",Business\n" : "Goal in the last minute,Sports\n");
        }
        Files.writeString(file, table);
        robot.clickOn("#choose-files");
        Patience.untilFx(() ->
                !window.wanted().isVisible() && allHave(file.toAbsolutePath().toString()));

        robot.interact(window.session()::undo);
        Patience.untilFx(() -> window.wanted().isVisible() && allHave(""));
    }
}
