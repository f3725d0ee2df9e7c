package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.cli.CommandLines;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.Targets;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.FigureWriters;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.figure.FigureModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
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

/// Composing a figure in the window, and drawing it again without one.
@ExtendWith(ApplicationExtension.class)
final class FigureWindowTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1280, 900);
        window.openPreset("simplest-fig-2");
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.until(condition);
    }

    private FigureModel model() {
        return window.figures().model();
    }

    private String trouble() {
        return window.root().lookup("#figure-trouble") instanceof Label label ? label.getText() : "";
    }

    private boolean isDrawn(int plots) {
        ChartView.Shown shown = window.root().lookup("#figure-page") instanceof ChartView chart
                ? chart.shownProperty().get()
                : null;
        return shown != null
                && shown.figure().composition() != null
                && shown.layout().areas().size() == plots;
    }

    private void add(FxRobot robot, String panel) throws Exception {
        int before = model().document().cells().size();
        MenuButton menu = robot.lookup("#figure-add").queryAs(MenuButton.class);
        robot.interact(() -> {
            menu.getOnShowing().handle(null);
            menu.getItems().stream()
                    .filter(item -> item.getText().equals(panel))
                    .findFirst()
                    .orElseThrow()
                    .fire();
        });
        waitUntil(() -> model().document().cells().size() == before + 1);
    }

    private void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryTextInputControl().requestFocus());
        robot.interact(() -> robot.lookup(field).queryTextInputControl().selectAll());
        robot.write(text).push(KeyCode.ENTER);
    }

    @SuppressWarnings("unchecked")
    private static void choose(FxRobot robot, String field, int index) {
        robot.interact(() -> ((ComboBox<Object>) robot.lookup(field).queryAs(ComboBox.class))
                .getSelectionModel()
                .select(index));
    }

    @Test
    void threePanelsWithLegendInsetAndNoteAreSavedAndDrawnAgainByTheCommandLine(FxRobot robot) throws Exception {
        for (int i = 0; i < 5; i++) {
            robot.interact(() -> window.session().step());
            int made = i + 1;
            waitUntil(() -> window.session().runs().stream().allMatch(run -> run.iteration() >= made));
        }
        robot.interact(() -> window.figures().show());
        add(robot, "Loss surface");
        add(robot, "Trajectories");
        add(robot, "Loss");
        waitUntil(() -> isDrawn(4)); // trajectories have the strip of the steps
        assertThat(model().document().sources()).hasSize(1);
        robot.interact(() -> model().selectedProperty().set(2));

        choose(robot, "#figure-target-choice", Targets.ids().indexOf("agu"));
        choose(robot, "#figure-legend-choice", LegendPlace.TOP.ordinal());
        choose(robot, "#figure-letters-choice", Letters.CAPITAL.ordinal());
        type(robot, "#figure-title-text", "The loss falls");
        type(robot, "#figure-note-text", "here");
        type(robot, "#figure-noteAt-text", "2, 0.1");
        type(robot, "#figure-insetX-text", "0, 2");
        type(robot, "#figure-insetY-text", "0.1, 10");
        robot.interact(() ->
                robot.lookup("#figure-column-spinner").queryAs(Spinner.class).decrement(1));

        var loss = model().document().cells().get(2);
        assertThat(loss.place().column()).as("it has changed places").isEqualTo(1);
        assertThat(loss.changes().title()).isEqualTo("The loss falls");
        assertThat(loss.changes().marks().notes()).hasSize(1);
        assertThat(loss.changes().marks().insets()).hasSize(1);
        assertThat(model().document().look().legend()).isEqualTo(LegendPlace.TOP);
        waitUntil(() -> isDrawn(4));
        assertThat(trouble()).isEmpty();

        Path document = folder.resolve("made.figure.json");
        robot.interact(() -> window.figures().save(document));
        waitUntil(() -> !model().isUnsaved());
        Path exported = folder.resolve("window.pdf");
        robot.interact(() -> window.figures().export(FigureWriters.of("pdf"), exported));
        waitUntil(() -> Files.exists(folder.resolve("window.manifest.json")));
        Path again = folder.resolve("again.pdf");
        assertThat(CommandLines.run("figure", document.toString(), "--out", again.toString()))
                .isZero();

        assertThat(again).hasSameBinaryContentAs(exported);
        assertThat(FigureDocumentJson.read(document).cells()).hasSize(3);
    }

    @Test
    void changesAreUndoneAndWhatIsRemovedComesBack(FxRobot robot) throws Exception {
        robot.interact(() -> window.figures().show());
        add(robot, "Loss surface");
        add(robot, "Loss surface");
        robot.clickOn("#figure-remove");
        assertThat(model().document().cells()).hasSize(1);
        assertThat(model().document().grid().widths()).hasSize(1);
        robot.clickOn("#figure-undo");
        assertThat(model().document().cells()).hasSize(2);
        robot.clickOn("#figure-redo");
        assertThat(model().document().cells()).hasSize(1);
        type(robot, "#figure-title-text", "A");
        robot.clickOn("#figure-undo");
        assertThat(robot.lookup("#figure-title-text").queryTextInputControl().getText())
                .isEmpty();
    }

    @Test
    void aDocumentThatIsDroppedOpensAndAFaultIsSaid(FxRobot robot) throws Exception {
        Path good = Files.writeString(folder.resolve("good.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 1},
             "cells": [{"place": {"row": 0, "column": 0}, "source": "simplest-fig-2", "set": ["iterations=3"],
                        "panel": "loss-curves"}]}
            """);
        Path bad = Files.writeString(folder.resolve("bad.figure.json"), "{\"figure\": 2}");
        robot.interact(() -> window.dropped(List.of(bad)));
        waitUntil(() -> !robot.lookup("#messages .trouble").queryAll().isEmpty());
        robot.interact(() -> window.dropped(List.of(good)));
        waitUntil(() -> isDrawn(1));
        assertThat(model().isUnsaved()).isFalse();

        robot.interact(() -> model().edit("Title", document -> document.with(List.of())));
        robot.interact(() -> window.sheets().close());
        robot.interact(() -> window.dropped(List.of(good)));
        waitUntil(() -> robot.lookup("#answer-back-to-it").tryQuery().isPresent());
        robot.clickOn("#answer-don-t-save");
        waitUntil(() -> isDrawn(1));
    }

    @Test
    void aPageThatIsTooSmallIsSaidWithTheSizeThatItNeeds(FxRobot robot) throws Exception {
        robot.interact(() -> window.figures().show());
        for (int i = 0; i < 3; i++) {
            add(robot, "Loss surface");
        }
        choose(robot, "#figure-width-choice", 0);
        choose(robot, "#figure-target-choice", Targets.ids().indexOf("science"));

        waitUntil(() -> trouble().contains("The figure needs "));
        Path numbers = folder.resolve("numbers.csv");
        robot.interact(() -> window.figures().export(FigureWriters.of("csv"), numbers));
        waitUntil(() -> Files.exists(folder.resolve("numbers.manifest.json")));
        assertThat(numbers).as("which need no room").isNotEmptyFile();
    }
}
