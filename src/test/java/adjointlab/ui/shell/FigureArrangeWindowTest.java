package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.figure.Composition.Place;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.FigureView;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.robot.Motion;

/// Panels of a figure are selected and moved with the pointer, and what is typed stays with the panel it was typed for.
@ExtendWith(ApplicationExtension.class)
final class FigureArrangeWindowTest {
    /// The second row has a panel of both columns; the first has an empty place at the right.
    private static final String THREE = """
        {"figure": 1, "grid": {"rows": 2, "columns": 3}, "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "loss-curves"},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "adjoint-norm"},
          {"place": {"row": 1, "column": 0, "columns": 3}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "nfe"}
        ]}
        """;

    private static final Place LEFT = new Place(0, 0, 1, 1);
    private static final Place MIDDLE = new Place(0, 1, 1, 1);
    private static final Place RIGHT = new Place(0, 2, 1, 1);

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1440, 900);
    }

    @Stop
    void stop() {
        window.close();
    }

    private FigureModel model() {
        return window.figures().model();
    }

    private List<Cell> cells() {
        return Patience.fx(() -> model().document().cells());
    }

    private int selected() {
        return Patience.fx(() -> model().selectedProperty().get());
    }

    private void open(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("three.figure.json"), THREE);
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.until(() -> robot.lookup("#figure-page").tryQuery().isPresent());
        settle(robot);
    }

    private void settle(FxRobot robot) throws Exception {
        FigureView view = robot.lookup("#figure-sheet").queryAs(FigureView.class);
        Patience.untilFx(() -> {
            ChartView.Shown shown = view.chart().shownProperty().get();
            return view.isSettled() && shown != null && shown.layout().cells().size() == 3;
        });
    }

    /// Where a cell was drawn, pixels of the page.
    private Rectangle2D box(FxRobot robot, int cell) {
        return Patience.fx(() -> {
            ChartView chart = robot.lookup("#figure-page").queryAs(ChartView.class);
            ChartView.Shown shown = Objects.requireNonNull(chart.shownProperty().get());
            Rectangle2D box = shown.layout().cells().get(cell);
            double zoom = shown.zoom();
            return new Rectangle2D.Double(
                    zoom * box.getX(), zoom * box.getY(), zoom * box.getWidth(), zoom * box.getHeight());
        });
    }

    private Point2D screen(FxRobot robot, double x, double y) {
        return Patience.fx(() -> robot.lookup("#figure-page").query().localToScreen(x, y));
    }

    private Point2D middle(FxRobot robot, int cell) {
        Rectangle2D box = box(robot, cell);
        return screen(robot, box.getCenterX(), box.getCenterY());
    }

    /// Of the empty place at the right of the first row.
    private Point2D empty(FxRobot robot) {
        return screen(robot, box(robot, 2).getMaxX() - 20, box(robot, 0).getCenterY());
    }

    private String trouble(FxRobot robot) {
        return robot.lookup("#figure-trouble").queryAs(Label.class).getText();
    }

    private static String text(FxRobot robot, String field) {
        return Patience.fx(() -> robot.lookup(field).queryTextInputControl().getText());
    }

    private static void write(FxRobot robot, String field, String words) {
        new Hand(robot).click(field);
        robot.push(KeyCode.CONTROL, KeyCode.A).write(words);
    }

    @Test
    void whatIsTypedIsOfThePanelThatWasSelected(FxRobot robot) throws Exception {
        open(robot);
        Hand hand = new Hand(robot);
        hand.click(middle(robot, 0));
        write(robot, "#figure-title-text", "Loss");
        hand.click(middle(robot, 1));

        assertThat(selected()).isEqualTo(1);
        assertThat(cells().get(0).changes().title()).isEqualTo("Loss");
        assertThat(text(robot, "#figure-title-text")).isEmpty();
        robot.push(KeyCode.ENTER);
        assertThat(cells().get(1).changes().title()).isEmpty();
    }

    @Test
    void whatIsRefusedOfOnePanelIsForgottenWithTheNext(FxRobot robot) throws Exception {
        open(robot);
        Hand hand = new Hand(robot);
        write(robot, "#figure-xTicks-text", "one");
        hand.click(middle(robot, 1));
        assertThat(text(robot, "#figure-xTicks-text")).isEmpty();

        settle(robot);
        write(robot, "#figure-xTicks-text", "two");
        Path other = Files.writeString(folder.resolve("other.figure.json"), THREE);
        Object before = model().document();
        robot.interact(() -> window.dropped(List.of(other)));
        Patience.untilFx(() -> model().document() != before);
        assertThat(text(robot, "#figure-xTicks-text")).as("of another document").isEmpty();
    }

    @Test
    void aPanelIsDraggedToAnEmptyPlaceAndOverAnotherOfItsSize(FxRobot robot) throws Exception {
        open(robot);
        Hand hand = new Hand(robot);
        Rectangle2D first = box(robot, 0);
        robot.moveTo(middle(robot, 0), Motion.DIRECT).press(MouseButton.PRIMARY);
        robot.moveTo(middle(robot, 1), Motion.DIRECT);
        assertOutlined(robot, ".figure-dragged", first);
        assertOutlined(robot, ".figure-target", box(robot, 1));
        robot.moveTo(empty(robot), Motion.DIRECT);
        assertThat(outline(robot, ".figure-target").getMinX())
                .as("the empty place")
                .isGreaterThan(box(robot, 1).getMaxX() - 1);
        robot.release(MouseButton.PRIMARY);
        assertThat(cells()).extracting(Cell::place).startsWith(RIGHT, MIDDLE);
        assertThat(robot.lookup(".figure-dragged").query().isVisible()).isFalse();
        assertThat(robot.lookup(".figure-target").query().isVisible()).isFalse();

        settle(robot);
        hand.drag(middle(robot, 1), middle(robot, 0));
        assertThat(cells()).extracting(Cell::place).startsWith(MIDDLE, RIGHT);
        assertThat(selected()).isEqualTo(1);
    }

    @Test
    void aPanelThatIsMadeLargerOverAnotherStaysAndSoDoesAllAfterEscape(FxRobot robot) throws Exception {
        open(robot);
        Hand hand = new Hand(robot);
        hand.click(middle(robot, 0));
        hand.type("#figure-columns-spinner", "2");
        assertThat(trouble(robot)).isEqualTo("Another panel stands there: move it first.");
        assertThat(cells()).extracting(Cell::place).startsWith(LEFT, MIDDLE);

        robot.moveTo(middle(robot, 0), Motion.DIRECT).press(MouseButton.PRIMARY);
        robot.moveTo(empty(robot), Motion.DIRECT);
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup(".figure-dragged").query().isVisible()).isFalse();
        robot.release(MouseButton.PRIMARY);
        assertThat(cells()).extracting(Cell::place).startsWith(LEFT, MIDDLE);
        assertThat(window.sheets().isOpen()).isTrue();
    }

    @Test
    void aPageThatIsOlderThanItsDocumentIsNotPointedAt(FxRobot robot) throws Exception {
        open(robot);
        Rectangle2D box = box(robot, 0);
        robot.interact(() -> {
            model().selectedProperty().set(2);
            model().edit("Swap", all -> {
                List<Cell> cells = all.cells();
                return all.with(List.of(cells.get(0).at(MIDDLE), cells.get(1).at(LEFT), cells.get(2)));
            });
            Node page = robot.lookup("#figure-page").query();
            Point2D at = page.localToScene(box.getCenterX(), box.getCenterY());
            Event.fireEvent(page, mouse(MouseEvent.MOUSE_PRESSED, at));
            Event.fireEvent(page, mouse(MouseEvent.MOUSE_RELEASED, at));
        });
        assertThat(selected()).as("the page still shows another there").isEqualTo(2);
        settle(robot);
        new Hand(robot).click(screen(robot, box.getCenterX(), box.getCenterY()));
        assertThat(selected()).isEqualTo(1);
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, Point2D at) {
        return new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    @Test
    void everyControlOfTheSheetHasAName(FxRobot robot) throws Exception {
        open(robot);
        List<Node> controls = robot
                .from(robot.lookup("#figure-sheet").<Node>query())
                .lookup((Node node) -> node.isFocusTraversable() && !(node instanceof ScrollPane))
                .queryAll()
                .stream()
                .map(Node.class::cast)
                .toList();
        assertThat(controls).hasSizeGreaterThan(40);
        assertThat(controls)
                .filteredOn(node -> !(node instanceof ChartView) && !isPartOfAnother(node))
                .allSatisfy(node -> assertThat(name(node)).as(node::toString).isNotBlank());
    }

    /// As the text of a spinner, which speaks for its spinner.
    private static boolean isPartOfAnother(Node node) {
        return node instanceof TextInputControl && node.getParent() instanceof Spinner<?>;
    }

    private static String name(Node node) {
        String told = node.getAccessibleText();
        return told != null ? told : node instanceof Labeled labeled ? String.valueOf(labeled.getText()) : "";
    }

    private Bounds outline(FxRobot robot, String style) {
        return Patience.fx(() -> {
            Node outline = robot.lookup(style).query();
            assertThat(outline.isVisible()).as(style).isTrue();
            return outline.getBoundsInParent();
        });
    }

    private void assertOutlined(FxRobot robot, String style, Rectangle2D box) {
        Bounds outline = outline(robot, style);
        assertThat(Math.abs(outline.getCenterX() - box.getCenterX())).as(style).isLessThan(1);
        assertThat(Math.abs(outline.getWidth() - box.getWidth())).as(style).isLessThan(4);
    }
}
