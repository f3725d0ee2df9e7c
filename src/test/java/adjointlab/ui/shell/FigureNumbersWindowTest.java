package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.cli.Commands;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import atlantafx.base.controls.Notification;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A figure's numbers, which the lab wrote, open as what they were drawn of and not as data.
@ExtendWith(ApplicationExtension.class)
final class FigureNumbersWindowTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1100, 800);
    }

    @Stop
    void stop() {
        window.close();
    }

    private Path figure(String panel, String ending) throws IOException {
        Path file = folder.resolve("figure." + ending);
        StringWriter told = new StringWriter();
        PrintWriter print = new PrintWriter(told);
        int code = Commands.execute(
                print,
                print,
                "figure",
                "simplest-rotation",
                "--set",
                "iterations=1",
                "--panel",
                panel,
                "--out",
                file.toString());
        assertThat(code).as(told.toString()).isZero();
        return file;
    }

    private Path composed(int columns, String panels, String ending) throws IOException {
        Path document = Files.writeString(
                folder.resolve("several.figure.json"),
                "{\"figure\": 1, \"grid\": {\"rows\": 1, \"columns\": " + columns + "}, \"cells\": [" + panels + "]}");
        Path file = folder.resolve("several." + ending);
        StringWriter told = new StringWriter();
        PrintWriter print = new PrintWriter(told);
        assertThat(Commands.execute(print, print, "figure", document.toString(), "--out", file.toString()))
                .as(told.toString())
                .isZero();
        return file;
    }

    /// Where something open takes tables as inputs, too.
    @ParameterizedTest
    @CsvSource({"loss-curves, csv", "loss-curves, npz"})
    void aFigureOfSeveralPanelsIsThereAgain(String panel, String ending, FxRobot robot) throws Exception {
        String cell = "{\"place\": {\"row\": 0, \"column\": %d}, \"source\": \"simplest-rotation\","
                + " \"set\": [\"iterations=1\"], \"panel\": \"" + panel + "\"}";
        String one = String.format(Locale.ROOT, cell, 0);
        String both = one + ", " + String.format(Locale.ROOT, cell, 1);
        Path file = composed(2, both, ending);
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        Patience.untilFx(() -> window.session().preset().id().equals("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> robot.lookup("#figure-export").tryQuery().isPresent());
        assertThat(robot.lookup("#inputs-use").tryQuery()).isEmpty();
    }

    /// A table alone has titles that others may have as well: the manifest names them.
    @ParameterizedTest
    @CsvSource({"csv", "npz"})
    void aFigureThatIsOneTableIsThereAgain(String ending, FxRobot robot) throws Exception {
        Path file = composed(
                1,
                "{\"place\": {\"row\": 0, \"column\": 0}, \"source\": \"simplest-rotation\","
                        + " \"set\": [\"iterations=1\"], \"panel\": \"run-table\"}",
                ending);
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        Patience.untilFx(() -> window.session().preset().id().equals("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> robot.lookup("#figure-export").tryQuery().isPresent());
        assertThat(window.figures().model().document().cells())
                .hasSize(1)
                .allMatch(cell -> cell.panel().id().equals("run-table"));
        assertThat(robot.lookup("#inputs-use").tryQuery()).isEmpty();
    }

    private boolean isSaid(FxRobot robot, String words) {
        return robot.lookup("#messages .message").queryAll().stream()
                .anyMatch(message -> message instanceof Notification told
                        && told.getMessage().contains(words));
    }

    /// Where something open takes tables as inputs, too.
    @ParameterizedTest
    @CsvSource({"loss-curves, csv", "loss-curves, npz", "run-table, csv", "run-table, npz"})
    void whatWasDrawnIsThereAgain(String panel, String ending, FxRobot robot) throws Exception {
        Path file = figure(panel, ending);
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        Patience.untilFx(() -> window.session().preset().id().equals("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> window.session().preset().id().equals("simplest-rotation")
                && window.session().preset().settings().get("iterations").equals(1));
        assertThat(robot.lookup("#inputs-use").tryQuery()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"csv", "npz"})
    void theManifestThatIsMissingIsNamed(String ending, FxRobot robot) throws Exception {
        Path file = figure("loss-curves", ending);
        Files.delete(folder.resolve("figure.manifest.json"));
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> isSaid(
                robot,
                "figure." + ending + " is a figure's numbers without its manifest, figure.manifest.json, which stands"
                        + " beside it"));
        assertThat(window.session().preset().id()).isEqualTo("learn-driven-spring");
    }

    /// Tables of others are data, whatever lies beside them.
    @Test
    void aTableOfAnothersIsStillData(FxRobot robot) throws Exception {
        Files.writeString(folder.resolve("mine.manifest.json"), "{\"kind\": \"mine\"}");
        Path table = Files.writeString(folder.resolve("mine.csv"), "a,b\r\n1,2\r\n3,4\r\n");
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(table)));
        Patience.untilFx(() -> robot.lookup("#inputs-use").tryQuery().isPresent());
        assertThat(window.session().preset().id()).isEqualTo("learn-driven-spring");
    }

    /// As Excel writes them, too: a figure exported under their name is not what they are.
    @Test
    void aTableBesideAPictureOfItsNameIsStillData(FxRobot robot) throws Exception {
        figure("loss-curves", "pdf");
        Path table = Files.writeString(folder.resolve("figure.csv"), "time,V1\r\n0,2\r\n1,4\r\n");
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        Patience.untilFx(() -> window.session().preset().id().equals("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(table)));
        Patience.untilFx(() -> robot.lookup("#inputs-use").tryQuery().isPresent());
        assertThat(window.session().preset().id()).isEqualTo("learn-driven-spring");
    }

    /// Weights of a network are called as numbers of layers are, but for their columns.
    @Test
    void anArchiveOfAnothersIsNotRefusedForItsNames(FxRobot robot) throws Exception {
        Path archive = folder.resolve("weights.npz");
        SequencedMap<String, NdArray> weights = new LinkedHashMap<>();
        weights.put("0.0.conv.weight", NdArray.vector(new double[] {1, 2}));
        weights.put("0.0.conv.x", NdArray.vector(new double[] {1, 2}));
        weights.put("0.0.conv.bias", NdArray.vector(new double[] {1, 2}));
        try (OutputStream out = Files.newOutputStream(archive)) {
            Npz.write(out, weights);
        }
        robot.interact(() -> window.openPreset("learn-driven-spring"));
        robot.interact(() -> window.dropped(List.of(archive)));
        Patience.untilFx(() -> window.root().lookup("#data-uses") != null
                || !robot.lookup("#messages .message").queryAll().isEmpty());
        assertThat(isSaid(robot, "a figure's numbers without its manifest")).isFalse();
        assertThat(window.sheets().isOpen()).as("it is asked what it is for").isTrue();
    }
}
