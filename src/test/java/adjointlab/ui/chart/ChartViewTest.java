package adjointlab.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Logged;
import adjointlab.Patience;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Axis;
import adjointlab.figure.Composition;
import adjointlab.figure.Figure;
import adjointlab.figure.Page;
import adjointlab.figure.Painter;
import adjointlab.figure.Plot;
import adjointlab.figure.Preview;
import adjointlab.figure.Theme;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
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
    private final CountDownLatch ended = new CountDownLatch(1);
    private ChartView chart;
    private Stage stage;

    @Start
    void start(Stage stage) {
        this.stage = stage;
        chart = new ChartView(worker);
        stage.setScene(new Scene(new StackPane(chart), 400, 300));
        stage.setWidth(400); // a stage keeps the size of the test before
        stage.setHeight(300);
        stage.show();
    }

    @Stop
    void stop() {
        ended.countDown();
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
        robot.interact(() -> chart.draw("Kernel, k = 0", endless, Theme.LIGHT, 1, false));
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

    @Test
    void anEmptyViewSaysWhatItDrawsAndCanBeStopped(FxRobot robot) throws Exception {
        FigureSource silent = (cancellation, _) -> {
            while (!cancellation.requested()) {
                Thread.onSpinWait();
            }
            return Figure.empty("Kernel", "Stopped.");
        };
        robot.interact(() -> chart.draw("Tangent kernel, k = 64", silent, Theme.LIGHT, 1, false));
        waitUntil(() -> robot.lookup(".chart-waiting").query().isVisible());
        Label words = robot.lookup(".chart-waiting .label").queryAs(Label.class);
        assertThat(words.getText()).isEqualTo("Drawing Tangent kernel, k = 64");
        Node chip = robot.lookup(".chart-waiting").query();
        robot.interact(() -> assertThat(chip.getBoundsInParent().getCenterY())
                .as("in the middle of nothing, which has the size of the test before at times")
                .isCloseTo(chart.getHeight() / 2, within(1.0)));
        robot.interact(() -> robot.lookup(".chart-waiting .hyperlink")
                .queryAs(Hyperlink.class)
                .fire());
        waitUntil(() -> !chart.busyProperty().get());
    }

    /// No letter of it is distorted, also while a divider is dragged a little.
    @Test
    void anOldPictureKeepsItsFormInAViewOfAnother(FxRobot robot) throws Exception {
        robot.interact(
                () -> chart.draw("Kernel, k = 0", (_, _) -> Figure.empty("Kernel", "There."), Theme.LIGHT, 1, false));
        waitUntil(() -> chart.shownProperty().get() != null);
        ImageView picture = (ImageView) robot.lookup(
                        node -> node instanceof ImageView view && view.getParent() == chart && view.getImage() != null)
                .query();
        robot.interact(() -> chart.getScene().getRoot().layout());
        double form = picture.getImage().getWidth() / picture.getImage().getHeight();
        double width = chart.getWidth();
        // in one go, before the window gives the view its size back
        robot.interact(() -> {
            chart.draw("Kernel, k = 1", this::endless, Theme.LIGHT, 1, false);
            chart.resize(width / 2, chart.getHeight());
            chart.layout();
            assertThat(picture.getFitWidth() / picture.getFitHeight()).isCloseTo(form, within(1e-9));
            assertThat(picture.getFitWidth()).isCloseTo(width / 2, within(1.0));
            for (double share : new double[] {0.95, 1.05, 1.14}) {
                chart.resize(share * width, chart.getHeight());
                chart.layout();
                assertThat(picture.getFitWidth() / picture.getFitHeight()).isCloseTo(form, within(1e-9));
                assertThat(picture.getFitWidth()).isCloseTo(Math.min(1, share) * width, within(1.0));
                assertThat(picture.getLayoutX() + picture.getFitWidth() / 2)
                        .as("in the middle")
                        .isCloseTo(share * width / 2, within(1.0));
            }
        });
    }

    /// What was drawn for the new size does not stand where the old picture did.
    @Test
    void aNewPictureFillsTheViewAtOnce(FxRobot robot) throws Exception {
        FigureSource there = (_, _) -> Figure.empty("Kernel", "There.");
        robot.interact(() -> chart.draw("Kernel, k = 0", there, Theme.LIGHT, 1, false));
        waitUntil(() -> chart.shownProperty().get() != null);
        ImageView picture = (ImageView) robot.lookup(
                        node -> node instanceof ImageView view && view.getParent() == chart && view.getImage() != null)
                .query();
        robot.interact(() -> {
            chart.resize(chart.getWidth() / 2, chart.getHeight());
            chart.layout();
        });
        waitUntil(() -> Math.abs(picture.getImage().getWidth() - chart.getWidth()) < 1
                && !chart.busyProperty().get());
        robot.interact(() -> {
            assertThat(picture.getFitWidth()).isCloseTo(chart.getWidth(), within(1.0));
            assertThat(picture.getFitHeight()).isCloseTo(chart.getHeight(), within(1.0));
        });
    }

    /// Until the test ends.
    private Figure endless(Cancellation cancellation, Preview preview) {
        while (!cancellation.requested() && ended.getCount() > 0) {
            Thread.onSpinWait();
        }
        return Figure.empty("Kernel", "Stopped.");
    }

    @Test
    void theWayToStopStaysWithinANarrowView(FxRobot robot) throws Exception {
        FigureSource talkative = (cancellation, preview) -> {
            while (!cancellation.requested()) {
                preview.progress(0.1, "A kernel of 20,000 by 20,000 numbers · about 12 minutes · 3.2 GB of memory");
                Thread.onSpinWait();
            }
            return Figure.empty("Kernel", "Stopped.");
        };
        robot.interact(() -> {
            chart.getScene().getWindow().setWidth(160);
            chart.draw("Kernel, k = 0", talkative, Theme.LIGHT, 1, false);
        });
        waitUntil(() -> robot.lookup(".chart-waiting").query().isVisible());
        robot.interact(() -> chart.getScene().getRoot().layout());
        Node stop = robot.lookup(".chart-waiting .hyperlink").query();
        assertThat(chart.localToScene(chart.getLayoutBounds()).contains(stop.localToScene(stop.getLayoutBounds())))
                .isTrue();
        robot.interact(() -> ((Hyperlink) stop).fire());
        waitUntil(() -> !chart.busyProperty().get());
    }

    @Test
    void aNarrowViewBreaksTheWordsRatherThanCutThem(FxRobot robot) throws Exception {
        String words = "Drawing Sensitivity to the learning rate, k = 64";
        robot.interact(() -> chart.draw(words.substring(8), this::endless, Theme.LIGHT, 1, false));
        waitUntil(() -> robot.lookup(".chart-waiting").query().isVisible());
        Region chip = robot.lookup(".chart-waiting").queryAs(Region.class);
        Label label = robot.lookup(".chart-waiting .label").queryAs(Label.class);
        Hyperlink stop = robot.lookup(".chart-waiting .hyperlink").queryAs(Hyperlink.class);
        for (double width : new double[] {600, 390, 220, 140}) {
            // in one go, before the window gives the view its size back
            robot.interact(() -> {
                chart.resize(width, 280);
                chart.layout();
                chip.layout();
                label.layout();
                Text drawn = (Text) label.lookup(".text");
                assertThat(drawn.getText()).as("at %s", width).isEqualTo(words);
                assertThat(drawn.getLayoutBounds().getHeight())
                        .as("all lines are there at %s", width)
                        .isLessThanOrEqualTo(label.getHeight() + 1);
                assertThat(chip.getWidth()).isLessThanOrEqualTo(width);
                assertThat(chip.getLayoutBounds().contains(stop.getBoundsInParent()))
                        .as("the way to stop stays at %s", width)
                        .isTrue();
                boolean beside = stop.getBoundsInParent().getMinX()
                        >= label.getBoundsInParent().getMaxX() - 0.5;
                boolean below = stop.getBoundsInParent().getMinY()
                        >= label.getBoundsInParent().getMaxY() - 0.5;
                assertThat(beside || below)
                        .as("beside or below the words at %s", width)
                        .isTrue();
            });
        }
    }

    /// A picture of ten seconds holds others up for a fifth of one.
    @Test
    void aDearPictureIsForgivenSoon() {
        long credit = DrawingWorker.afterwards(50_000_000, 0, 10_000_000_000L);
        assertThat(credit).isEqualTo(-100_000_000);
        assertThat(DrawingWorker.afterwards(credit, 100_000_000, 0)).isZero();
        assertThat(DrawingWorker.afterwards(0, 1_000_000_000, 0)).as("savings").isEqualTo(50_000_000);
    }

    /// The view gets the page's size only with the next layout.
    @Test
    void aPageIsDrawnInItsOwnSizeInWhateverRoomThereIs(FxRobot robot) throws Exception {
        Page page = Page.of(190.2, 59);
        Figure figure = page();
        robot.interact(() -> stage.setWidth(120));
        try (Logged log = Logged.by(ChartView.class)) {
            robot.interact(() -> chart.drawPage("the figure", figure, page, 96 / 72.0));
            waitUntil(() -> chart.shownProperty().get() != null);

            assertThat(log.faults()).isEmpty();
            assertThat(chart.shownProperty().get().layout().areas()).hasSize(1);
        }
    }

    /// Of one panel, with a head that needs width and a title that needs height.
    private static Figure page() {
        Plot plot = new Plot("", Axis.linear("x"), Axis.linear("y"), List.of(), false);
        Composition.Cell cell = new Composition.Cell(
                new Composition.Place(0, 0, 1, 1),
                Figure.of("", "", plot),
                new Composition.Head("(a)", false, ""),
                List.of(),
                List.of());
        return Figure.of(
                "Page",
                new Composition(
                        Theme.PRINT,
                        new Composition.Grid(List.of(1.0), List.of(1.0), 0, 0),
                        List.of(cell),
                        new Composition.Legend(Composition.LegendPlace.OFF, List.of()),
                        new Composition.Titles("W".repeat(60), "", "A title beside it"),
                        List.of()));
    }

    /// As large as one may be: 2 m wide and high.
    @Test
    void aPictureOfAPageIsNoLargerThanMemoryCanBear() {
        Page page = Page.of(2000, 2000);
        Request.Look look = new Request.Look(Theme.PRINT, 96 / 72.0, page);
        Request.Frame frame = new Request("", (_, _) -> Figure.empty("", ""), look, true).frame(300, 200, 2.5);

        assertThat((long) frame.width() * frame.height()).isBetween(40_000_000L, 48_100_000L);
        assertThat(frame.width() / frame.scale()).isBetween(page.width(), page.width() + 1);
    }

    @Test
    void aPosterOnADenseScreenHasAllOfItsPage() {
        Page poster = Page.of(841, 1189);
        Request.Look look = new Request.Look(Theme.PRINT, 96 / 72.0, poster);
        Request.Frame frame = new Request("", (_, _) -> Figure.empty("", ""), look, true).frame(300, 200, 2.5);

        assertThat(frame.height()).isBetween(8000, 8192);
        assertThat(frame.height() / frame.scale()).isGreaterThanOrEqualTo(poster.height());
        assertThat(frame.width() / frame.scale()).isBetween(poster.width(), poster.width() + 1);
        assertThat(new SharedPixels(frame.width(), frame.height())
                        .draw(new Painter(Theme.PRINT), page(), frame)
                        .cells())
                .as("laid out on the page itself")
                .singleElement()
                .satisfies(cell -> assertThat(cell.getMaxX())
                        .isCloseTo(poster.width() - Theme.PRINT.measures().gap(), within(1e-6)));
    }
}
