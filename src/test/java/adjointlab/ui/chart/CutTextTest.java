package adjointlab.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Axis;
import adjointlab.figure.CutText;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Theme;
import adjointlab.ui.Pointer;
import adjointlab.ui.look.Look;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A text of a picture that found no room is read whole where one points at what is left of it.
@ExtendWith(ApplicationExtension.class)
final class CutTextTest {
    private static final String TITLE = "What the third of five runs of the second-order method does at its start";
    private static final double WIDTH = 260;
    private static final double HEIGHT = 220;

    private final DrawingWorker worker = new DrawingWorker();
    private ChartView chart;

    @Start
    void start(Stage stage) {
        chart = new ChartView(worker);
        Scene scene = new Scene(new StackPane(chart), WIDTH, HEIGHT);
        Look.LIGHT.applyTo(scene);
        stage.setScene(scene);
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        stage.show();
        Plot plot = new Plot(
                TITLE,
                Axis.linear("k"),
                Axis.linear("L"),
                List.of(new Layer.Line(
                        "SGD", SeriesStyle.line(Hue.BLUE), new double[] {0, 1, 2}, new double[] {2, 1, 0}, "")),
                false);
        Figure figure = new Figure("", "", List.of(new Figure.Row(1, List.of(plot, plot))), "");
        chart.draw("the picture", (_, _) -> figure, Theme.LIGHT, 1, true);
    }

    @Stop
    void stop() {
        worker.close();
    }

    private Label readout(FxRobot robot) {
        return robot.from(chart).lookup(".hover-readout").queryAs(Label.class);
    }

    @Test
    void pointingAtItShowsAllOfIt(FxRobot robot) throws Exception {
        Patience.untilFx(() -> chart.shownProperty().get() != null);
        ChartView.Shown shown = Objects.requireNonNull(chart.shownProperty().get());
        List<CutText> cuts = shown.layout().cuts();
        assertThat(cuts).extracting(CutText::whole).contains(TITLE);
        CutText title = cuts.stream()
                .filter(cut -> cut.whole().equals(TITLE))
                .findFirst()
                .orElseThrow();
        Point2D at = new Point2D(title.box().getCenterX(), title.box().getCenterY());
        robot.interact(() -> Pointer.fire(chart, MouseEvent.MOUSE_MOVED, at));
        assertThat(readout(robot).isVisible()).isTrue();
        assertThat(readout(robot).getText()).isEqualTo(TITLE);
        assertThat(readout(robot).getBoundsInParent().getMinX()).isGreaterThanOrEqualTo(0);
        assertThat(readout(robot).getBoundsInParent().getMaxX()).isLessThanOrEqualTo(WIDTH + 0.5);
        robot.interact(() -> Pointer.fire(
                chart,
                MouseEvent.MOUSE_MOVED,
                new Point2D(title.box().getMinX(), title.box().getMaxY() + 60)));
        assertThat(readout(robot).isVisible() && readout(robot).getText().equals(TITLE))
                .as("elsewhere it is not shown")
                .isFalse();
    }
}
