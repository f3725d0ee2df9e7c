package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Presets;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.ui.lesson.AuthorModel;
import adjointlab.ui.model.Preferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
        waitUntil(() -> !Files.exists(left)); // as soon as there is one of the program's own
        assertThat(kept()).hasSize(1);
        assertThat(holdsAStep(kept().getFirst())).isTrue();
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
    void anotherIntervalLeavesWhatIsKept(FxRobot robot) throws Exception {
        write(robot);
        Path file = kept().getFirst();
        Preferences now = window().preferences();
        robot.interact(() -> window().setPreferences(
                        new Preferences(now.appearance(), now.motion(), now.reading(), 600, now.recent())));
        assertThat(kept()).containsExactly(file);
    }

    /// What was left is there until the program has a file of its own, however long that takes.
    @Test
    void whatComesBackIsKeptBeforeItsFileGoes(FxRobot robot) throws Exception {
        write(robot);
        Path aside = leave(kept().getFirst());
        robot.interact(() -> window().classroom().author().close());
        press(robot, "#answer-don-t-save");
        Preferences now = window().preferences();
        robot.interact(() -> window().setPreferences(
                        new Preferences(now.appearance(), now.motion(), now.reading(), 600, now.recent())));
        Path left = Files.copy(aside, recovery().resolve("left.draft"));
        robot.interact(() -> window().start(List.of()));
        press(robot, "#answer-recover");
        waitUntil(() -> !Files.exists(left));
        assertThat(kept()).hasSize(1); // at once, not after ten minutes
    }

    @Test
    void eachOfSeveralIsAskedAboutByItself(FxRobot robot) throws Exception {
        write(robot);
        Path aside = leave(kept().getFirst());
        robot.interact(() -> window().classroom().author().close());
        press(robot, "#answer-don-t-save");
        List<Path> left = List.of(recovery().resolve("a.draft"), recovery().resolve("b.draft"));
        for (Path file : left) {
            Files.copy(aside, file);
        }
        Files.setLastModifiedTime(left.getFirst(), FileTime.fromMillis(0)); // the older one
        robot.interact(() -> window().start(List.of()));
        assertThat(robot.lookup(".sheet .label").queryAllAs(Label.class))
                .anyMatch(label -> label.getText().contains("One more was left"));
        press(robot, "#answer-discard");
        assertThat(left.getLast()).doesNotExist();
        assertThat(left.getFirst()).as("nobody was asked about it").exists();
        press(robot, "#answer-recover");
        waitUntil(() -> !Files.exists(left.getFirst()));
    }

    /// A document and a lesson were left: closing the first question without an answer comes to the second.
    @Test
    void theSecondQuestionComesAlsoAfterNoAnswerToTheFirst(FxRobot robot) throws Exception {
        write(robot);
        Path aside = leave(kept().getFirst());
        robot.interact(() -> window().classroom().author().close());
        press(robot, "#answer-don-t-save");
        Files.copy(aside, recovery().resolve("left.draft"));
        Path document = folder.resolve("recovery").resolve("left.lab");
        LabFile.write(
                document, new LabDocument(Presets.get("simplest-theorem-1"), List.of(), LabDocument.View.DEFAULT));
        robot.interact(() -> window().start(List.of()));
        assertThat(window().sheets().isOpen()).isTrue();
        assertThat(asks(robot, TITLE)).as("the document first").isFalse();
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> asks(robot, TITLE));
        assertThat(document).exists();
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window().sheets().isOpen());
    }

    private static boolean asks(FxRobot robot, String what) {
        return robot.lookup(".sheet-title").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains(what));
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
