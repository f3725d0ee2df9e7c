package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.figure.Composition.Place;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.robot.Motion;

/// Panels of different sizes that are dragged over one another make room for each other.
@ExtendWith(ApplicationExtension.class)
final class FigureDragWindowTest {
    /// Two panels over one of both columns.
    private static final String THREE = """
        {"figure": 1, "fontPt": 7, "grid": {"rows": 2, "columns": 2}, "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "loss-curves"},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "adjoint-norm"},
          {"place": {"row": 1, "column": 0, "columns": 2}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "nfe"}
        ]}
        """;

    private static final Place UPPER = new Place(0, 0, 1, 2);
    private static final Place LOWER = new Place(1, 0, 1, 2);

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
        sheet.open(THREE);
    }

    @Stop
    void stop() {
        window.close();
    }

    private List<Place> places() {
        return sheet.cells().stream().map(Cell::place).toList();
    }

    private static Place one(int row, int column) {
        return new Place(row, column, 1, 1);
    }

    @Test
    void aWidePanelAndTheRowOverItChangePlacesWhicheverIsDragged() throws Exception {
        FigureDocument before = sheet.document();
        List<Place> after = List.of(one(1, 0), one(1, 1), UPPER);
        hand.drag(sheet.middle(2), sheet.middle(1));
        assertThat(places()).isEqualTo(after);
        assertThat(sheet.trouble()).isEmpty();
        Rectangle2D wide = sheet.box(2);
        assertThat(wide.getMaxY())
                .as("drawn over the others")
                .isLessThan(sheet.box(0).getMinY() + 1);
        assertThat(sheet.drawnAgain().cells()).extracting(Cell::place).isEqualTo(after);
        hand.click("#figure-undo");
        assertThat(places()).isEqualTo(before.cells().stream().map(Cell::place).toList());

        hand.drag(sheet.middle(1), sheet.middle(2));
        assertThat(places()).isEqualTo(after);
        hand.drag(sheet.middle(0), sheet.middle(2));
        assertThat(places()).containsExactly(one(0, 0), one(0, 1), LOWER);
    }

    @Test
    void whatHasNoRoomIsPushedDown(FxRobot robot) throws Exception {
        hand.click(sheet.middle(2));
        hand.type("#figure-row-spinner", "3");
        hand.click(sheet.middle(1));
        hand.type("#figure-rows-spinner", "2");
        List<Place> before = List.of(one(0, 0), new Place(0, 1, 2, 1), new Place(2, 0, 1, 2));
        assertThat(places()).isEqualTo(before);

        Rectangle2D wide = sheet.box(2);
        Rectangle2D first = sheet.box(0);
        Point2D from = sheet.middle(0);
        Point2D to = sheet.screen(wide.getCenterX(), wide.getMinY() + 10); // of the part that is in view
        robot.moveTo(from, Motion.DIRECT).press(MouseButton.PRIMARY).moveTo(to, Motion.DIRECT);
        Bounds target = Patience.fx(() -> robot.lookup(".figure-target").query().getBoundsInParent());
        assertThat(target.getMinX()).as("where it will stand").isCloseTo(wide.getMinX(), within(2.0));
        assertThat(target.getMinY()).isCloseTo(wide.getMinY(), within(2.0));
        assertThat(target.getWidth()).as("as wide as it is").isCloseTo(first.getWidth(), within(20.0));
        robot.release(MouseButton.PRIMARY);

        List<Place> after = List.of(one(2, 0), new Place(0, 1, 2, 1), new Place(3, 0, 1, 2));
        assertThat(places()).isEqualTo(after);
        assertThat(sheet.document().grid().heights()).hasSize(4);
        assertThat(sheet.drawnAgain().cells()).extracting(Cell::place).isEqualTo(after);
        hand.click("#figure-undo");
        assertThat(places()).isEqualTo(before);
        assertThat(sheet.document().grid().heights()).hasSize(3);
    }

    @Test
    void aPanelIsMovedOverALargerOneByItsFieldsToo() throws Exception {
        hand.click(sheet.middle(0));
        hand.type("#figure-row-spinner", "2");
        assertThat(places()).containsExactly(one(1, 0), one(1, 1), UPPER);
    }
}
