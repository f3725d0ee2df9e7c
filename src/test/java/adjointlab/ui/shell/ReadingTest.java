package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import atlantafx.base.controls.Notification;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A file that takes long is named, and can be left alone.
@ExtendWith(ApplicationExtension.class)
final class ReadingTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1100, 800);
        window.described();
    }

    @Stop
    void stop() {
        window.close();
    }

    /// As a file that does not end reads.
    private static String endless() throws IOException {
        try {
            while (true) {
                adjointlab.core.math.Stop.heedOfThisWork();
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @Test
    void readingIsStoppedAndTheNextFileIsRead(FxRobot robot) throws Exception {
        AtomicBoolean opened = new AtomicBoolean();
        fx(() -> {
            window.files().read(Path.of("long.lab"), _ -> endless(), _ -> opened.set(true));
            return 0;
        });
        Patience.untilFx(() -> robot.lookup("#reading").tryQuery().isPresent());
        assertThat(robot.lookup("#reading").queryLabeled().getText()).isEqualTo("Reading long.lab");

        robot.clickOn("#reading-stop");
        Patience.untilFx(() -> window.files().readingProperty().get() == null);
        assertThat(robot.lookup("#reading").tryQuery()).isEmpty();
        assertThat(opened).as("nothing of it is used").isFalse();

        AtomicBoolean next = new AtomicBoolean();
        fx(() -> {
            window.files().read(Path.of("short.lab"), _ -> "read", text -> next.set(text.equals("read")));
            return 0;
        });
        Patience.untilFx(next::get);
    }

    /// What was read at the moment of the click is not wanted either.
    @Test
    void whatWasReadWhenItWasStoppedIsNotOpened() throws Exception {
        AtomicBoolean opened = new AtomicBoolean();
        fx(() -> {
            var reading = window.files().readingProperty();
            reading.addListener((_, _, now) -> {
                if (now != null) {
                    now.stop();
                }
            });
            window.files().read(Path.of("short.lab"), _ -> "read", _ -> opened.set(true));
            return 0;
        });
        AtomicBoolean behind = new AtomicBoolean();
        fx(() -> {
            window.files().save(folder.resolve("behind.json"), _ -> {}, _ -> behind.set(true));
            return 0;
        });
        Patience.untilFx(behind::get);
        assertThat(opened).isFalse();
    }

    /// Whatever a reader throws: it is said, and the next file is read.
    @Test
    void aReaderThatBreaksIsToldAndLeavesNothingBehind(FxRobot robot) throws Exception {
        fx(() -> {
            window.files()
                    .read(
                            Path.of("odd.lab"),
                            _ -> {
                                throw new IllegalStateException("odd");
                            },
                            _ -> {});
            return 0;
        });
        Patience.untilFx(() -> robot.lookup("#messages .message").queryAll().stream()
                .anyMatch(message -> message instanceof Notification told
                        && told.getMessage().contains("odd.lab could not be read")));
        Patience.untilFx(() -> window.files().readingProperty().get() == null);
    }
}
