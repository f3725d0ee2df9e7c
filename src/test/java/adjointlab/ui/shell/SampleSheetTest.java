package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A table that is dropped on a document that learns from samples: what the sheet shows, and what comes of it.
@ExtendWith(ApplicationExtension.class)
final class SampleSheetTest {
    private static final String IRIS = """
        Id,width,when,height,species
        1,0.5,2020-01-01,-1.25,setosa
        2,1.5,2020-01-02,,virginica
        3,-3,2020-01-03,0.25,setosa
        4,4,2020-01-04,0.001,virginica
        """;

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1024, 768);
        window.openPreset("wide-fig-4");
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

    private Path table(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String sentence() {
        return window.root().lookup("#samples-sentence") instanceof Label label ? label.getText() : "";
    }

    private boolean canBeUsed() {
        return window.root().lookup("#samples-use") instanceof Button button && !button.isDisabled();
    }

    private List<String> words() {
        Node sheet = window.root().lookup("#samples-sheet");
        return sheet.lookupAll(".label").stream()
                .map(Label.class::cast)
                .map(Label::getText)
                .toList();
    }

    @Test
    void whatIsMissingIsSaidAndChosenAndTheRestIsTakenIntoUseAtOnce(FxRobot robot) throws Exception {
        List<Settings> before = settings();
        Path file = table("iris.csv", IRIS);
        robot.interact(() -> window.dropped(List.of(file)));
        waitUntil(() -> sentence().contains("line 3, column 4 (height) is empty; numbers are wanted"));
        assertThat(sentence()).endsWith("; choose what becomes of missing values.");
        assertThat(canBeUsed()).isFalse();
        robot.interact(() -> choose(robot, "missing", "Rows left out"));
        waitUntil(this::canBeUsed);
        assertThat(words())
                .contains("table, commas between cells, decimal point, names in line 1, UTF-8")
                .contains("left out: an index of the rows", "left out: dates")
                .contains("species, the last column", "2 classes", "setosa (2), virginica (1)")
                .contains("input", "target", "-3 … 4".replace('-', '−'), "1 missing")
                .contains("1 row with missing values left out");
        assertThat(sentence()).isEqualTo("3 samples of 2 inputs to train on, none for the test.");
        assertThat(window.root().lookupAll(".sparkline")).hasSize(3);
        assertThat(settings()).as("nothing has changed so far").isEqualTo(before);
        robot.clickOn("#samples-use");
        waitUntil(() -> !window.sheets().isOpen());
        for (Settings now : settings()) {
            assertThat(now.get("problem.id")).isEqualTo("samples-file");
            assertThat(now.get("problem.file")).isEqualTo(file.toAbsolutePath().toString());
            assertThat(now.get("problem.missing")).isEqualTo("drop");
        }
        robot.interact(session()::undo);
        assertThat(settings()).as("one step of undo").isEqualTo(before);
    }

    @SuppressWarnings("unchecked") // the box has the labels of a choice
    private static void choose(FxRobot robot, String field, String label) {
        javafx.scene.control.ComboBox<Object> box =
                robot.lookup("#samples-" + field + "-choice").queryAs(javafx.scene.control.ComboBox.class);
        box.getItems().stream()
                .filter(item -> box.getConverter().toString(item).equals(label))
                .findFirst()
                .ifPresent(box.getSelectionModel()::select);
    }

    /// A number that is scaled to length 1 is only its sign, from which no curve is learned.
    @Test
    void aSingleInputIsStandardisedAndKeepsItsSize(FxRobot robot) throws Exception {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 100; i++) {
            double x = -3 + 0.06 * i;
            text.append(x)
                    .append(',')
                    .append(Math.sin(x) + 0.1 * random.nextGaussian())
                    .append('\n');
        }
        Path file = table("sine.csv", text.toString());
        robot.interact(() -> window.dropped(List.of(file)));
        waitUntil(() -> canBeUsed() && sentence().contains("of 1 input "));
        robot.clickOn("#samples-use");
        waitUntil(() -> !window.sheets().isOpen());
        assertThat(settings()).allSatisfy(now -> {
            assertThat(now.get("problem.normalised")).isEqualTo(false);
            assertThat(now.get("problem.standardised")).isEqualTo(true);
            assertThat(now.get("problem.coding")).isEqualTo("value");
        });
    }

    @Test
    void anotherTargetIsChosenAndValuesStayNumbers(FxRobot robot) throws Exception {
        Path file = table("a.csv", "a,b,c\n1,5,0.5\n2,6,1.5\n3,7,2.25\n");
        robot.interact(() -> window.dropped(List.of(file)));
        waitUntil(this::canBeUsed);
        assertThat(words()).contains("c, the last column");
        robot.doubleClickOn("#samples-target-text").write("a").push(KeyCode.ENTER);
        waitUntil(() -> canBeUsed() && words().contains("2") && !words().contains("c, the last column"));
        robot.clickOn("#samples-use");
        waitUntil(() -> !window.sheets().isOpen());
        assertThat(settings()).allSatisfy(now -> {
            assertThat(now.get("problem.target")).isEqualTo("a");
            assertThat(now.get("problem.coding")).isEqualTo("value");
        });
    }

    @Test
    void aDensityHasNoTarget(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("flow-moons"));
        Path file = table("a.csv", "0,5;1\n1,5;2\n-1;0,25\n");
        robot.interact(() -> window.dropped(List.of(file)));
        waitUntil(this::canBeUsed);
        assertThat(sentence()).isEqualTo("A density of 2 inputs.");
        assertThat(window.root().lookup("#samples-target-text")).isNull();
        robot.clickOn("#samples-use");
        waitUntil(() -> !window.sheets().isOpen());
        waitUntil(() -> session().runs().stream() // each takes it when it is its turn
                .allMatch(run -> run.settings().get("problem.file").equals(file.toString())));
        assertThat(session().runs().stream().map(Run::settings))
                .allSatisfy(now -> assertThat(now.get("problem.file")).isEqualTo(file.toString()));
    }

    /// A file of another one's columns is read as it is.
    @Test
    void columnsGoWithTheirFile() throws IOException {
        Path file = table("a.csv", "1,2,0\n3,4,1\n");
        Settings before = settings()
                .getFirst()
                .with("problem.id", "samples-file")
                .with("problem.columns", "x")
                .with("problem.separator", "tab");
        try (SampleSheetModel model = new SampleSheetModel(List.of(before), Map.of("problem.file", file.toString()))) {
            assertThat(model.changes())
                    .containsEntry("problem.columns", "")
                    .containsEntry("problem.separator", "found");
        }
    }
}
