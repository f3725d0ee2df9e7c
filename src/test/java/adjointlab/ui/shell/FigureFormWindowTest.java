package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import adjointlab.Patience;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.figure.Composition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// What is changed of a panel's axes and runs by mouse and keyboard is drawn, undone, and drawn again by the command
/// line.
@ExtendWith(ApplicationExtension.class)
final class FigureFormWindowTest {
    private static final String TWO = """
        {"figure": 1, "grid": {"rows": 1, "columns": 2}, "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "loss-curves"},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "adjoint-norm"}
        ]}
        """;

    @TempDir
    private Path folder;

    private LabWindow window;
    private FigureSheet sheet;
    private Hand hand;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1440, 900);
    }

    @BeforeEach
    void open(FxRobot robot) throws Exception {
        sheet = new FigureSheet(window, folder, robot);
        hand = new Hand(robot);
        sheet.open(TWO);
    }

    @Stop
    void stop() {
        window.close();
    }

    private Changes changes() {
        return sheet.cell().changes();
    }

    @Test
    void anAxisHasNoTitleAndOneEndOfItsOwn() throws Exception {
        FigureDocument before = sheet.document();
        double left = sheet.area(0).across().min();
        double top = sheet.area(0).up().max();

        hand.click("#figure-xUntitled-switch");
        hand.type("#figure-xTo-text", "2.5");
        hand.type("#figure-yFrom-text", "0.01");

        assertThat(changes().axes().x()).isEqualTo(new AxisChange("", Double.NaN, 2.5, null, List.of()));
        assertThat(changes().axes().y()).isEqualTo(new AxisChange(null, 0.01, Double.NaN, null, List.of()));
        assertThat(sheet.area(0).across().max()).isEqualTo(2.5);
        assertThat(sheet.area(0).across().min()).as("automatic").isEqualTo(left);
        assertThat(sheet.area(0).up().min()).isEqualTo(0.01);
        assertThat(sheet.area(0).up().max()).as("automatic").isCloseTo(top, withinPercentage(15));
        var plot = sheet.composition().cells().getFirst().figure().plots().getFirst();
        assertThat(plot.x().label()).isEmpty();
        assertThat(plot.y().label()).isNotEmpty();

        assertThat(sheet.drawnAgain().cells().getFirst().changes()).isEqualTo(changes());
        sheet.undoTo(before);
    }

    @Test
    void endsThatCrossAreRefusedInOneSentence() throws Exception {
        hand.type("#figure-xTo-text", "2");
        sheet.drawn();
        Changes before = changes();
        hand.type("#figure-xFrom-text", "2");
        assertThat(sheet.trouble()).isEqualTo("The lower end of x must be less than its upper end.");
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void aSingleRunIsCalledOtherwiseInOneCell() throws Exception {
        FigureDocument before = sheet.document();
        assertThat(legend()).contains("t = 1").doesNotContain("The long one");

        hand.choose("#figure-run-named", "SGD t = 1");
        hand.type("#figure-runName-text", "The long one");
        String run = changes().names().keySet().iterator().next();
        assertThat(changes().names()).isEqualTo(Map.of(run, "The long one"));
        assertThat(sheet.cells().getLast().changes().names()).isEmpty();
        assertThat(legend()).as("the other panel has its own name still").contains("The long one", "t = 0.5", "t = 1");
        assertThat(run).as("what files call the run, not what it is called").isNotEqualTo("t = 1");

        assertThat(sheet.drawnAgain().cells().getFirst().changes()).isEqualTo(changes());
        hand.type("#figure-runName-text", "");
        assertThat(changes()).isEqualTo(Changes.NONE);
        sheet.undoTo(before);
    }

    /// What was changed of the other panel goes with it, but for what runs are called.
    @Test
    void aCellShowsAnotherPanel() throws Exception {
        FigureDocument before = sheet.document();
        String panel = sheet.cell().panel().id();
        hand.type("#figure-title-text", "Of this panel alone");
        hand.type("#figure-xTo-text", "2.5");
        hand.choose("#figure-run-named", "SGD t = 1");
        hand.type("#figure-runName-text", "The long one");
        Map<String, String> names = changes().names();

        hand.click("#figure-panel");
        sheet.robot().write("trajectories").type(KeyCode.ENTER);
        Patience.untilFx(() -> !sheet.cell().panel().id().equals(panel));
        assertThat(sheet.cell().panel().id()).isEqualTo("trajectories").isNotEqualTo(panel);
        assertThat(changes()).isEqualTo(Changes.NONE.calling(names));
        assertThat(sheet.composition()
                        .cells()
                        .getFirst()
                        .figure()
                        .plots()
                        .getFirst()
                        .x()
                        .label())
                .isEqualTo("t");
        assertThat(sheet.drawnAgain().cells().getFirst().panel().id()).isEqualTo("trajectories");

        hand.click("#figure-panel");
        sheet.robot().write("surface").type(KeyCode.ENTER);
        Patience.untilFx(() -> sheet.cell().panel().id().equals("loss-surface"));
        sheet.drawn();
        assertThat(sheet.drawnAgain().cells().getFirst().panel().id()).isEqualTo("loss-surface");
        sheet.undoTo(before);
        assertThat(sheet.cell().panel().id()).isEqualTo(panel);
    }

    /// As the page has it.
    private List<String> legend() throws Exception {
        return sheet.composition().legend().entries().stream()
                .map(Composition.Entry::name)
                .toList();
    }
}
