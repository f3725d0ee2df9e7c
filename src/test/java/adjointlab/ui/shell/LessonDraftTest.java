package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.ui.lesson.AuthorModel;
import adjointlab.ui.model.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A lesson that is being written outlives the program.
final class LessonDraftTest extends LessonScene {
    private static final String TITLE = "Why valleys are slow";

    @Start
    void start(Stage stage) {
        open(stage);
        Preferences now = window().preferences();
        window().setPreferences(new Preferences(now.appearance(), now.motion(), now.reading(), 1, now.recent()));
    }

    @Stop
    void stop() {
        close();
    }

    private AuthorModel written() {
        return Objects.requireNonNull(window().classroom().author().model(), "no lesson is written");
    }

    private Path recovery() {
        return folder.resolve("recovery").resolve("lessons");
    }

    private List<Path> kept() throws IOException {
        if (!Files.isDirectory(recovery())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(recovery())) {
            return files.filter(file -> file.toString().endsWith(".draft")).toList();
        }
    }

    private void write(FxRobot robot) throws Exception {
        robot.push(KeyCode.W);
        waitUntil(() -> robot.lookup("#author").tryQuery().isPresent());
        robot.interact(() -> {
            robot.lookup("#author-lesson-title").<TextInputControl>query().setText(TITLE);
            written().add();
        });
        waitUntil(() -> kept().size() == 1 && holdsAStep(kept().getFirst()));
    }

    private static boolean holdsAStep(Path file) throws IOException {
        String text = Files.readString(file);
        return text.contains(TITLE) && text.contains("\"kind\"");
    }

    /// What a killed program leaves: its file, and no program that holds the lock.
    private Path leave(Path from) throws IOException {
        return Files.copy(from, Files.createDirectories(folder.resolve("aside")).resolve("left.draft"));
    }

    private void press(FxRobot robot, String id) throws Exception {
        waitUntil(() -> robot.lookup(id).tryQuery().isPresent());
        robot.interact(() -> robot.lookup(id).<Button>query().fire());
    }

    @Test
    void whatAKilledProgramLeftIsOfferedAndComesBack(FxRobot robot) throws Exception {
        write(robot);
        Path aside = leave(kept().getFirst());
        robot.interact(() -> window().classroom().author().close());
        press(robot, "#answer-don-t-save");
        waitUntil(() -> kept().isEmpty()); // thrown away on purpose, nothing is asked for
        robot.interact(() -> window().start(List.of()));
        assertThat(robot.lookup("#answer-recover").tryQuery()).isEmpty();

        Path left = Files.copy(aside, recovery().resolve("left.draft"));
        robot.interact(() -> window().start(List.of()));
        press(robot, "#answer-recover");
        waitUntil(() -> robot.lookup("#author").tryQuery().isPresent());
        assertThat(written().text("lesson.title")).isEqualTo(TITLE);
        assertThat(written().count()).isEqualTo(1);
        assertThat(written().isUnsaved()).as("in no file yet").isTrue();
        assertThat(left).doesNotExist();
        waitUntil(() -> kept().size() == 1); // from now on kept as the program's own
    }

    @Test
    void whatIsSavedIsNotKeptTwice(FxRobot robot) throws Exception {
        write(robot);
        robot.interact(() -> {
            written().type("lesson.text", "Two of them.");
            written().type("lesson.group", "Mine");
            written().type("title", "One");
            written().type("text", "Look.");
        });
        Path target = folder.resolve("valleys.json");
        robot.interact(() -> window().classroom().author().save(target));
        waitUntil(() -> Files.exists(target) && !written().isUnsaved());
        waitUntil(() -> kept().isEmpty());
        robot.interact(() -> written().type("text", "Look again."));
        waitUntil(() -> kept().size() == 1);
    }

    @Test
    void whatIsDiscardedIsGone(FxRobot robot) throws Exception {
        write(robot);
        Path aside = leave(kept().getFirst());
        robot.interact(() -> window().classroom().author().close());
        press(robot, "#answer-don-t-save");
        Path left = Files.copy(aside, recovery().resolve("left.draft"));
        robot.interact(() -> window().start(List.of()));
        press(robot, "#answer-later");
        assertThat(left).exists();
        robot.interact(() -> window().start(List.of()));
        press(robot, "#answer-discard");
        assertThat(left).doesNotExist();
        assertThat(robot.lookup("#author").tryQuery()).isEmpty();
    }
}
