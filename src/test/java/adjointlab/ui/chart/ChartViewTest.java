package adjointlab.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Figure;
import adjointlab.figure.Theme;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

@ExtendWith(ApplicationExtension.class)
final class ChartViewTest {
    private final DrawingWorker worker = new DrawingWorker();
    private ChartView chart;

    @Start
    void start(Stage stage) {
        chart = new ChartView(worker);
        stage.setScene(new Scene(new StackPane(chart), 400, 300));
        stage.show();
    }

    @Stop
    void stop() {
        worker.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.until(condition);
    }

    @Test
    void aLongComputationTellsHowFarItIsAndCanBeStopped(FxRobot robot) throws Exception {
        AtomicInteger built = new AtomicInteger();
        FigureSource endless = (cancellation, preview) -> {
            built.incrementAndGet();
            while (!cancellation.requested()) {
                preview.progress(0.42, "A kernel · about 12 s · 0.4 GB");
                Thread.onSpinWait();
            }
            return Figure.empty("Kernel", "What is done.");
        };
        robot.interact(() -> chart.draw(endless, Theme.LIGHT, 1, false));
        waitUntil(() -> robot.lookup(".chart-waiting .label").queryAll().stream()
                .anyMatch(node -> node instanceof Label label
                        && label.getText().equals("A kernel · about 12 s · 0.4 GB · 42 %")
                        && label.getParent().isVisible()));
        assertThat(chart.busyProperty().get()).isTrue();

        robot.interact(() -> robot.lookup(".chart-waiting .hyperlink")
                .queryAs(Hyperlink.class)
                .fire());
        waitUntil(() -> !chart.busyProperty().get());
        robot.interact(() -> {});
        assertThat(chart.shownProperty().get().figure().emptyText())
                .as("what is done")
                .isEqualTo("What is done.");
        assertThat(robot.lookup(".chart-waiting").query().isVisible()).isFalse();
        assertThat(built).as("nothing begins anew").hasValue(1);
    }
}
