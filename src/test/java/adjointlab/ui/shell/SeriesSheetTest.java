package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A file of series that is dropped on a document that takes such: what the sheet shows, and what comes of it.
@ExtendWith(ApplicationExtension.class)
final class SeriesSheetTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1024, 768);
        session()
                .open(Overrides.apply(
                        Presets.get("sequence-circuit"),
                        List.of(
                                "problem.id=series-file",
                                "problem.window=3",
                                "problem.stride=3",
                                "problem.forecast=0",
                                "problem.dropped=0")));
    }

    @Stop
    void stop() {
        window.close();
    }

    private Session session() {
        return window.session();
    }

    private List<Settings> settings() {
        return session().runs().stream().map(session()::wanted).toList();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private Path table(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private Path recording() throws IOException {
        StringBuilder rows = new StringBuilder("t,u,v,day\n");
        for (int k = 0; k < 40; k++) {
            rows.append(k)
                    .append(',')
                    .append(Math.sin(k))
                    .append(',')
                    .append(k % 2 == 0 ? "?" : k)
                    .append(",7\n");
        }
        return table("one.csv", rows.toString().strip());
    }

    private void drop(FxRobot robot, Path file) {
        robot.interact(() -> window.dropped(List.of(file)));
    }

    private String sentence() {
        return window.root().lookup("#series-sentence") instanceof Label label ? label.getText() : "";
    }

    private boolean canBeUsed() {
        return window.root().lookup("#series-use") instanceof Button button && !button.isDisabled();
    }

    private static List<String> words(Node node) {
        return node.lookupAll(".label").stream()
                .map(Label.class::cast)
                .map(Label::getText)
                .toList();
    }

    @Test
    void whatWasUnderstoodIsShownAndTakenIntoUseAtOnce(FxRobot robot) throws Exception {
        List<Settings> before = settings();
        Path file = recording();
        drop(robot, file);
        waitUntil(this::canBeUsed);
        List<String> words = words(window.root().lookup("#series-sheet"));
        assertThat(words)
                .contains("table, rows are times of one series", "1, of 40 observations", "column t, gaps of 1")
                .contains("u", "v", "20 missing", "1 … 39");
        assertThat(window.root().lookupAll(".sparkline")).hasSize(3);
        assertThat(sentence())
                .as("a single series is split by time")
                .isEqualTo("10 windows to train on, 3 for the test.");
        robot.doubleClickOn("#series-columns-text").write("v, u").push(KeyCode.ENTER);
        waitUntil(() -> canBeUsed() && window.root().lookupAll(".sparkline").size() == 2);
        robot.clickOn("#series-standardised-switch");
        waitUntil(this::canBeUsed);
        assertThat(settings()).as("nothing has changed so far").isEqualTo(before);
        robot.clickOn("#series-use");
        waitUntil(() -> !window.sheets().isOpen());
        for (Settings now : settings()) {
            assertThat(now.get("problem.file")).isEqualTo(file.toAbsolutePath().toString());
            assertThat(now.get("problem.columns")).isEqualTo("v, u");
            assertThat(now.get("problem.split")).isEqualTo("time");
            assertThat(now.get("problem.standardised")).isEqualTo(false);
        }
        robot.interact(session()::undo);
        assertThat(settings()).as("one step of undo").isEqualTo(before);
    }

    @Test
    void cancelChangesNothing(FxRobot robot) throws Exception {
        List<Settings> before = settings();
        drop(robot, recording());
        waitUntil(this::canBeUsed);
        robot.doubleClickOn("#series-columns-text").write("u").push(KeyCode.ENTER);
        robot.clickOn("#series-cancel");
        waitUntil(() -> !window.sheets().isOpen());
        assertThat(settings()).isEqualTo(before);
        assertThat(session().undoNameProperty().get()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAndCanBePutRight(FxRobot robot) throws Exception {
        drop(
                robot,
                table("odd.csv", "a,b,note", "1,2,x", "2,3,y", "3,4,z", "4,5,z", "5,6,z", "6,7,z", "7,8,z", "8,9,z"));
        waitUntil(() -> sentence().contains("line 2, column 3 (note): 'x' is not a number"));
        assertThat(canBeUsed()).isFalse();
        robot.doubleClickOn("#series-columns-text").write("a,b").push(KeyCode.ENTER);
        waitUntil(() -> sentence().contains("Of the test, no series has the 3 observations of a window"));
        assertThat(canBeUsed()).isFalse();
        robot.interact(() ->
                robot.lookup("#series-window-spinner").queryAs(Spinner.class).decrement(1));
        waitUntil(this::canBeUsed);
        robot.clickOn(8, 400); // beside the sheet
        waitUntil(() -> !window.sheets().isOpen());
    }

    /// Four series of two classes, and beside them the file of the test.
    @Test
    void anArchiveBringsItsTest(FxRobot robot) throws Exception {
        String[] lines = {"@classLabel true up down", "@data", "1,2,3:4,5,6:up", "1,2,3:4,5,6:down", "1,2,3:4,5,?:up"};
        table("Made_TEST.ts", lines);
        drop(robot, table("Made_TRAIN.ts", lines));
        waitUntil(this::canBeUsed);
        assertThat(words(window.root().lookup("#series-sheet"))).contains("2 classes", "up (2), down (1)", "1 value");
        assertThat(sentence()).isEqualTo("3 windows to train on, 3 for the test.");
        assertThat(window.root()
                        .lookup("#series-trainShare-slider")
                        .getParent()
                        .getParent()
                        .isVisible())
                .as("shares say nothing where the test has a file")
                .isFalse();
    }

    @Test
    void whereNothingTakesSeriesItIsAskedWhatTheyAreFor(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("simplest-fig-2"));
        drop(robot, table("a.ts", "@data", "1,2"));
        waitUntil(() -> window.root().lookup("#data-uses") != null);
        assertThat(words(window.root().lookup("#data-uses")))
                .anyMatch(said -> said.contains("Nothing that is open takes it"));
    }

    /// A file of another one's columns is read as it is.
    @Test
    void columnsGoWithTheirFile() throws IOException {
        Settings before = settings().getFirst().with("problem.columns", "x").with("problem.timeColumn", "when");
        try (SeriesSheetModel model = new SeriesSheetModel(List.of(before), recording())) {
            assertThat(model.changes())
                    .containsEntry("problem.columns", "")
                    .containsEntry("problem.timeColumn", "")
                    .doesNotContainKey("problem.spacing");
            assertThat(model.changes().firstEntry().getKey()).isEqualTo("problem.file");
        }
    }
}
