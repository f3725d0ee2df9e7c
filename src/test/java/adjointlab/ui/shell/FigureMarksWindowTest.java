package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocument.ReferenceLine;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Corner;
import adjointlab.figure.Composition.Inset;
import adjointlab.figure.PlotArea;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.figure.FigureModel;
import java.awt.geom.Point2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// All that a figure document says of marks, axes, names, order, titles, type and the grid can be changed on the page
/// and undone.
@ExtendWith(ApplicationExtension.class)
final class FigureMarksWindowTest {
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

    @Start
    void start(Stage stage) throws Exception {
        window = Windows.show(stage, folder.resolve("home"), 1440, 900);
    }

    @Stop
    void stop() {
        window.close();
    }

    private FigureModel model() {
        return window.figures().model();
    }

    private ChartView page(FxRobot robot) {
        return robot.lookup("#figure-page").queryAs(ChartView.class);
    }

    private ChartView.Shown shown(FxRobot robot) {
        return Objects.requireNonNull(page(robot).shownProperty().get());
    }

    private boolean isDrawn(FxRobot robot) {
        ChartView.Shown shown = page(robot).shownProperty().get();
        return shown != null
                && shown.figure().composition() != null
                && shown.layout().areas().size() == 2;
    }

    private void open(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("two.figure.json"), TWO);
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.until(() -> robot.lookup("#figure-page").tryQuery().isPresent() && isDrawn(robot));
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> {
            var control = robot.lookup(field).queryTextInputControl();
            control.requestFocus();
            control.setText(text);
            control.fireEvent(new ActionEvent(control, control));
        });
    }

    private static void turn(FxRobot robot, String field, int by) {
        robot.interact(() -> {
            Spinner<?> spinner = robot.lookup(field).queryAs(Spinner.class);
            if (by > 0) {
                spinner.increment(by);
            } else {
                spinner.decrement(-by);
            }
        });
    }

    private static void choose(FxRobot robot, String box, int index) {
        robot.interact(() -> {
            switch (robot.lookup(box).query()) {
                case ChoiceBox<?> choice -> choice.getSelectionModel().select(index);
                case ComboBox<?> combo -> combo.getSelectionModel().select(index);
                default -> throw new IllegalStateException(box + " chooses nothing");
            }
        });
    }

    private Changes changes() {
        return model().document().cells().getFirst().changes();
    }

    /// As the legend of the page has them.
    private List<String> names(FxRobot robot) {
        return composition(robot).legend().entries().stream()
                .map(Composition.Entry::name)
                .toList();
    }

    private static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryButton().fire());
    }

    @Test
    void everythingIsTypedUndoneAndDrawnAgainByTheCommandLine(FxRobot robot) throws Exception {
        open(robot);
        FigureDocument before = model().document();

        type(robot, "#figure-note-text", "first");
        type(robot, "#figure-noteAt-text", "1, 0.2");
        choose(robot, "#figure-note-items", 1);
        type(robot, "#figure-note-text", "second");
        type(robot, "#figure-noteAt-text", "2, 0.15");
        type(robot, "#figure-noteText-text", "6, 8");
        type(robot, "#figure-insetX-text", "0, 1");
        type(robot, "#figure-insetY-text", "0.2, 0.3");
        choose(robot, "#figure-inset-items", 1);
        type(robot, "#figure-insetX-text", "1, 2");
        type(robot, "#figure-insetY-text", "0.1, 0.2");
        type(robot, "#figure-lineAt-text", "0.2");
        choose(robot, "#figure-line-items", 1);
        choose(robot, "#figure-line-choice", 1);
        type(robot, "#figure-lineAt-text", "2");
        type(robot, "#figure-lineLabel-text", "two");
        type(robot, "#figure-xFrom-text", "0");
        type(robot, "#figure-xTo-text", "2.5");
        type(robot, "#figure-xTicks-text", "0, 1, 2");
        choose(robot, "#figure-yScale-choice", 2);
        robot.interact(() -> robot.lookup("#figure-order")
                .queryAs(ListView.class)
                .getSelectionModel()
                .select(0));
        fire(robot, "#figure-later");
        type(robot, "#figure-name-text", "Descent");
        type(robot, "#figure-widths-text", "1.5, 1");

        assertThat(changes().marks().notes())
                .containsExactly(
                        new Callout("first", 1, 0.2, Double.NaN, Double.NaN), new Callout("second", 2, 0.15, 6, 8));
        assertThat(changes().marks().insets())
                .extracting(Inset::corner)
                .containsExactly(Corner.TOP_LEFT, Corner.TOP_RIGHT);
        assertThat(changes().marks().lines())
                .containsExactly(new ReferenceLine(false, 0.2, ""), new ReferenceLine(true, 2, "two"));
        assertThat(changes().axes().x().from()).isZero();
        assertThat(changes().axes().x().to()).isEqualTo(2.5);
        assertThat(changes().axes().x().ticks()).containsExactly(0.0, 1.0, 2.0);
        assertThat(changes().axes().y().log()).isTrue();
        assertThat(changes().order()).hasSize(4);
        assertThat(model().document().look().names()).containsEntry("t = 0.5", "Descent");
        assertThat(model().document().grid().widths()).containsExactly(1.5, 1.0);
        Patience.until(() -> isDrawn(robot) && names(robot).contains("Descent"));
        assertThat(robot.lookup("#figure-trouble").queryAs(Label.class).getText())
                .isEmpty();

        assertThat(names(robot)).startsWith("t = 1", "Descent");

        FigureDocument made = model().document();
        assertThat(drawnAgain(robot).cells().getFirst().changes())
                .isEqualTo(made.cells().getFirst().changes());

        undoTo(robot, before);
        assertThat(model().document().cells().getFirst().changes()).isEqualTo(Changes.NONE);
        assertThat(model().document().grid()).isEqualTo(before.grid());
        fire(robot, "#figure-redo");
        assertThat(model().document()).isNotEqualTo(before);
    }

    /// The document, after it was saved, exported from the window and drawn by the command line from its file.
    private FigureDocument drawnAgain(FxRobot robot) throws Exception {
        return new FigureSheet(window, folder, robot).drawnAgain();
    }

    private void undoTo(FxRobot robot, FigureDocument before) {
        robot.interact(() -> {
            while (!model().history().undoNameProperty().get().isEmpty()
                    && !model().document().equals(before)) {
                model().history().undo();
            }
        });
    }

    @Test
    void titlesOfSeveralPanelsAndTheSizeOfTypeAreTypedUndoneAndDrawnAgainByTheCommandLine(FxRobot robot)
            throws Exception {
        open(robot);
        FigureDocument before = model().document();

        type(robot, "#figure-titleTop-text", "Both panels");
        type(robot, "#figure-titleBottom-text", "Iterations of both");
        type(robot, "#figure-titleLeft-text", "Both measures");
        type(robot, "#figure-fontPt-text", "9.5");
        turn(robot, "#figure-spanLast-spinner", -1);
        type(robot, "#figure-span-text", "Losses");
        choose(robot, "#figure-title-items", 1); // which is proposed for the column without a title
        type(robot, "#figure-span-text", "Adjoints");

        Composition.Titles titles = new Composition.Titles("Both panels", "Iterations of both", "Both measures");
        List<Composition.Span> spans =
                List.of(new Composition.Span("Losses", 0, 0, 1), new Composition.Span("Adjoints", 0, 1, 1));
        Headings headings = new Headings(titles, spans);
        assertThat(model().document().grid().headings()).isEqualTo(headings);
        assertThat(model().document().look().type().size()).isEqualTo(9.5);
        Patience.until(() -> isDrawn(robot) && composition(robot).spans().size() == 2);
        assertThat(composition(robot).titles()).isEqualTo(titles);
        assertThat(composition(robot).spans()).isEqualTo(spans);
        assertThat(composition(robot).theme().type().label()).isEqualTo(9.5);

        FigureDocument read = drawnAgain(robot);
        assertThat(read.grid().headings()).isEqualTo(headings);
        assertThat(read.look().type().size()).isEqualTo(9.5);

        fire(robot, "#figure-undo");
        assertThat(model().document().grid().headings().spans()).hasSize(1);
        fire(robot, "#figure-title-remove");
        assertThat(model().document().grid().headings().spans()).isEmpty();
        undoTo(robot, before);
        assertThat(model().document().grid()).isEqualTo(before.grid());
        assertThat(model().document().look()).isEqualTo(before.look());
        Patience.until(() -> isDrawn(robot) && composition(robot).titles().equals(Composition.Titles.NONE));
        assertThat(robot.lookup("#figure-titleTop-text").queryTextInputControl().getText())
                .isEmpty();
    }

    private Composition composition(FxRobot robot) {
        return Objects.requireNonNull(shown(robot).figure().composition());
    }

    @Test
    void marksArePointedOutOnThePage(FxRobot robot) throws Exception {
        open(robot);
        type(robot, "#figure-note-text", "here");
        robot.interact(() ->
                robot.lookup("#figure-note-point").queryAs(ToggleButton.class).fire());
        Point2D tip = values(robot, 0.5, 0.5);
        drag(robot, 0.5, 0.5, 0.5, 0.5);
        assertThat(changes().marks().notes()).singleElement().satisfies(note -> {
            assertThat(note.text()).isEqualTo("here");
            assertThat(note.x()).isCloseTo(tip.getX(), within(0.05));
            assertThat(note.y() / tip.getY()).isCloseTo(1, within(0.1));
        });

        robot.interact(() ->
                robot.lookup("#figure-inset-point").queryAs(ToggleButton.class).fire());
        Point2D low = values(robot, 0.2, 0.8);
        Point2D high = values(robot, 0.6, 0.3);
        drag(robot, 0.2, 0.8, 0.6, 0.3);
        assertThat(changes().marks().insets()).singleElement().satisfies(inset -> {
            assertThat(inset.x0()).isCloseTo(low.getX(), within(0.05));
            assertThat(inset.x1()).isCloseTo(high.getX(), within(0.05));
            assertThat(inset.y1() / high.getY()).isCloseTo(1, within(0.1));
        });

        fire(robot, "#figure-note-remove");
        assertThat(changes().marks().notes()).isEmpty();
        assertThat(changes().marks().insets()).hasSize(1);
    }

    private PlotArea area(FxRobot robot) {
        return shown(robot).layout().areas().getFirst();
    }

    /// Values at shares of the first plot's width and height, from the top left.
    private Point2D values(FxRobot robot, double right, double down) {
        PlotArea area = area(robot);
        return area.values(
                        area.data().getX() + right * area.data().getWidth(),
                        area.data().getY() + down * area.data().getHeight())
                .orElseThrow();
    }

    private void drag(FxRobot robot, double right, double down, double toRight, double toDown) {
        robot.interact(() -> {
            for (Node up = page(robot); up != null; up = up.getParent()) {
                if (up instanceof ScrollPane scroll) {
                    scroll.setHvalue(0);
                    scroll.setVvalue(0);
                }
            }
        });
        robot.moveTo(screen(robot, right, down));
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(screen(robot, toRight, toDown));
        robot.release(MouseButton.PRIMARY);
    }

    private javafx.geometry.Point2D screen(FxRobot robot, double right, double down) {
        ChartView chart = page(robot);
        PlotArea area = area(robot);
        double zoom = shown(robot).zoom();
        return chart.localToScreen(
                zoom * (area.data().getX() + right * area.data().getWidth()),
                zoom * (area.data().getY() + down * area.data().getHeight()));
    }
}
