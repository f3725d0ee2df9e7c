package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.panel.PanelHost;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A figure that cannot be read at the chosen size says so before it is written, and which size it needs.
@ExtendWith(ApplicationExtension.class)
final class ExportSheetTest {
    private static final String MANY =
            """
               {"schema": 1, "id": "many", "title": "Many runs", "group": "Test", "citation": "None",
            "text": "Ninety starts.",
                "settings": {"seed": 0, "iterations": 1, "problem": {"id": "linear-system", "target": [-1]},
                             "init": {"id": "values", "values": [0]}, "optimizer": {"id": "sgd", "learningRate": 0.05}},
                "vary": [{"path": "seed", "values": [%s]}],
                "layout": {"tabs": [{"panel": "loss-curves"}]}}
            """.formatted(IntStream.range(0, 90).mapToObj(Integer::toString).collect(Collectors.joining(", ")));

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1100, 800);
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void aTableSaysWhichSizeItNeedsAndTakesIt(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.openPreset("simplest-rotation");
            window.openPanel("run-table");
        });
        PanelHost table = Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(host -> host.entry().id().equals("run-table"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> window.desk().export(table));
        ExportSheet sheet = robot.lookup("#export-sheet").query();
        robot.interact(() -> {
            sheet.choose("pdf");
            sheet.resizeTo(82.6, 62);
        });
        Label flaw = robot.lookup("#export-flaw").query();
        Hyperlink larger = robot.lookup("#export-larger").query();
        Patience.untilFx(() ->
                flaw.isVisible() && flaw.getText().equals("At this size rows or columns of a table find no room."));

        Path file = folder.resolve("table.pdf");
        robot.interact(() -> window.actions().export(sheet, file));
        Patience.untilFx(() -> robot.lookup(".message").queryAllAs(Notification.class).stream()
                .anyMatch(message -> message.getMessage().contains("the figure needs ")));
        assertThat(file).doesNotExist();

        assertThat(larger.getText()).matches("Use \\d+(\\.\\d)? × \\d+ mm");
        robot.interact(larger::fire);
        Patience.untilFx(() -> !flaw.isVisible() && !larger.isVisible());
        robot.interact(() -> window.actions().export(sheet, file));
        Patience.until(() -> Files.exists(file));

        Label about = robot.lookup("#export-about").query();
        assertThat(about.getText())
                .contains("reopen by the manifest beside them")
                .doesNotContain("are data");

        robot.interact(() -> sheet.resizeTo(82.6, 62));
        Patience.untilFx(flaw::isVisible);
        robot.interact(() -> sheet.choose("csv"));
        Patience.untilFx(() -> !flaw.isVisible());
    }

    /// 90 runs have a row each, and no page of A4 has that many.
    @Test
    void aTableThatNoPageHasRoomForSaysWhatToLeaveOut(FxRobot robot) throws Exception {
        Path many = Files.writeString(folder.resolve("many.json"), MANY);
        robot.interact(() -> window.dropped(List.of(many)));
        Patience.untilFx(() -> window.session().runs().size() == 90);
        robot.interact(() -> window.openPanel("run-table"));
        PanelHost table = Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(host -> host.entry().id().equals("run-table"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> window.desk().export(table));
        ExportSheet sheet = robot.lookup("#export-sheet").query();
        robot.interact(() -> {
            sheet.choose("pdf");
            sheet.resizeTo(82.6, 62);
        });
        Label flaw = robot.lookup("#export-flaw").query();
        Hyperlink larger = robot.lookup("#export-larger").query();
        Patience.untilFx(() -> flaw.isVisible()
                && flaw.getText()
                        .matches("At this size .* find no room\\. No page of paper has room for all of it,"
                                + " 190 × 247 mm at most: leave out \\d+ of 90 rows .*\\."));
        assertThat(larger.isVisible()).isFalse();
    }

    @Test
    void aCaptionNamesTheRunsAndIsCopied(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.openPreset("simplest-concave");
            window.desk().exportUsed();
        });
        robot.interact(() -> robot.lookup("#export-caption").queryButton().fire());
        Patience.untilFx(() -> "Caption copied"
                .equals(robot.lookup("#export-caption").queryButton().getText()));
        assertThat(Patience.fx(() -> Clipboard.getSystemClipboard().getString()))
                .matches("\\p{Lu}.*; iteration \\d+\\. Runs: a₀ = −5, a₀ = −4, .*\\.");
    }
}
