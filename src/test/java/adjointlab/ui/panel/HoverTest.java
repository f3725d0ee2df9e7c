package adjointlab.ui.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import adjointlab.Patience;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.PlotArea;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.TableArea;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Vary;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Trail;
import adjointlab.ui.Pointer;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.chart.Hover;
import adjointlab.ui.look.Look;
import adjointlab.ui.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// What the pointer is at in a panel decides which run stands out, whatever the runs are called.
@ExtendWith(ApplicationExtension.class)
final class HoverTest {
    private static final String RATE = "optimizer.learningRate";

    private final DrawingWorker worker = new DrawingWorker();
    private final TrainingService service = new TrainingService(0);
    private final List<String> added = new ArrayList<>();
    private Session session;
    private long now = 1;
    private StackPane root;

    @Start
    void start(Stage stage) {
        session = new Session(service, Presets.get("simplest-concave"), _ -> {}, () -> now);
        session.open(Presets.get("simplest-concave"));
        session.setSpeed(0);
        settle();
        session.runs().stream().map(run -> run.name()).toList().forEach(name -> session.marks()
                .setVisible(name, false));
        root = new StackPane();
        stage.setScene(new Scene(root, 500, 360));
        stage.setWidth(500); // a stage keeps the size of the test before
        stage.setHeight(360);
        stage.show();
    }

    @Stop
    void stop() {
        session.close();
        worker.close();
    }

    private void settle() {
        service.drain(Cancellation.NEVER);
        now += 500_000_000L;
        session.refresh();
    }

    /// Runs with these labels and rates that are far apart, ten iterations on.
    private void train(String... labels) {
        Settings settings =
                session.preset().runs().getFirst().settings(session.preset().settings());
        double rate = 0.02;
        for (String label : labels) {
            added.add(session.addRun(settings.with(RATE, rate), label));
            settle();
            rate *= 5;
        }
        for (int i = 0; i < 10; i++) {
            session.step();
            settle();
        }
    }

    private ChartView show(FxRobot robot, String panel) throws Exception {
        return shown(robot, panel).chart();
    }

    private PanelHost shown(FxRobot robot, String panel) throws Exception {
        List<PanelHost> hosts = new ArrayList<>();
        robot.interact(() -> {
            PanelHost host = new PanelHost(
                    Panels.CATALOG.get(panel), new PanelState(panel, Map.of()), session, worker, new NoWindow());
            host.setLook(Look.LIGHT, true, false);
            root.getChildren().setAll(host.body());
            root.applyCss();
            root.layout();
            host.pulse(Haste.IDLE);
            hosts.add(host);
        });
        PanelHost host = hosts.getFirst();
        Patience.until((Callable<Boolean>) () -> host.chart().shownProperty().get() != null);
        return host;
    }

    /// Moves the pointer to a late point of the first line or points that are meant, and tells which runs stand
    /// out.
    private Set<String> pointAt(FxRobot robot, ChartView chart, Predicate<Layer> meant) {
        return pointAt(robot, chart, place(chart, meant));
    }

    private Set<String> pointAt(FxRobot robot, ChartView chart, Point2D place) {
        robot.interact(() -> Pointer.fire(chart, MouseEvent.MOUSE_MOVED, place));
        return session.runList().hoveredProperty().get();
    }

    private static Point2D place(ChartView chart, Predicate<Layer> meant) {
        ChartView.Shown shown = chart.shownProperty().get();
        PlotArea area = shown.layout().areas().getFirst();
        Layer layer = area.plot().layers().stream().filter(meant).findFirst().orElseThrow();
        double[] x = layer instanceof Layer.Line line ? line.x() : ((Layer.Points) layer).x();
        double[] y = layer instanceof Layer.Line line ? line.y() : ((Layer.Points) layer).y();
        int at = (int) (0.8 * (x.length - 1)); // the end may be at the very edge, outside the axes
        return new Point2D(
                area.across().toPosition(x[at]) * shown.zoom(), area.up().toPosition(y[at]) * shown.zoom());
    }

    private static Predicate<Layer> lineOf(String run) {
        return layer -> layer instanceof Layer.Line && layer.owner().equals(new Owner(run));
    }

    @Test
    void whatIsAtAPointerThatRestsIsReadOutOfEachNewPicture(FxRobot robot) throws Exception {
        train("Adam");
        PanelHost host = shown(robot, "loss-curves");
        ChartView chart = host.chart();
        Point2D place = place(chart, lineOf(added.getFirst()));
        pointAt(robot, chart, place);
        String before = chart.pointedProperty().get().text();
        assertThat(before).contains("8");
        ChartView.Shown old = chart.shownProperty().get();
        robot.interact(() -> {
            for (int i = 0; i < 30; i++) {
                session.step();
                settle();
            }
            host.markDirty(Haste.NOW);
            host.pulse(Haste.IDLE);
        });
        Patience.until((Callable<Boolean>) () -> chart.shownProperty().get() != old);
        // the first picture after may be one that was begun before
        Patience.until((Callable<Boolean>) () -> !readOut(robot, chart).equals(before));
        String rested = readOut(robot, chart);
        pointAt(robot, chart, place);
        assertThat(readOut(robot, chart))
                .as("the same after a move to where it is")
                .isEqualTo(rested);

        robot.interact(() -> Pointer.fire(chart, MouseEvent.MOUSE_EXITED, place));
        ChartView.Shown left = chart.shownProperty().get();
        robot.interact(() -> {
            host.markDirty(Haste.NOW);
            host.pulse(Haste.IDLE);
        });
        Patience.until((Callable<Boolean>) () -> chart.shownProperty().get() != left);
        assertThat(chart.pointedProperty().get()).as("a pointer that left").isNull();
    }

    private static String readOut(FxRobot robot, ChartView chart) {
        return robot.from(chart).lookup(".hover-readout").queryLabeled().getText();
    }

    @Test
    void twoRunsOfTheSameLabelStandOutEachOnItsOwn(FxRobot robot) throws Exception {
        robot.interact(() -> train("SGD", "SGD"));
        ChartView chart = show(robot, "loss-curves");

        assertThat(pointAt(robot, chart, lineOf(added.getFirst()))).containsExactly(added.getFirst());
        assertThat(pointAt(robot, chart, lineOf(added.getLast()))).containsExactly(added.getLast());
        assertThat(session.context(false).runs())
                .filteredOn(shown -> shown.style().emphasis() == Emphasis.STRONG)
                .singleElement()
                .satisfies(shown -> assertThat(shown.run().name()).isEqualTo(added.getLast()));
    }

    @Test
    void aLabelThatBeginsLikeAnotherIsNoHint(FxRobot robot) throws Exception {
        robot.interact(() -> train("SGD", "SGD, mean"));
        ChartView chart = show(robot, "loss-surface");

        assertThat(pointAt(robot, chart, lineOf(added.getFirst()))).containsExactly(added.getFirst());
        assertThat(pointAt(robot, chart, lineOf(added.getLast()))).containsExactly(added.getLast());
    }

    @Test
    void theTruthIsNoRunEvenIfOneIsCalledSo(FxRobot robot) throws Exception {
        robot.interact(() -> train("truth", "minimum"));
        ChartView chart = show(robot, "trajectories");

        assertThat(pointAt(
                        robot,
                        chart,
                        layer -> layer.owner().isNobody() && layer.name().equals("truth")))
                .isEmpty();
        Hover hover = chart.pointedProperty().get();
        assertThat(hover.hit()).as("the truth is read out").isNotNull();
        assertThat(hover.text()).startsWith("truth");
        assertThat(pointAt(robot, chart, lineOf(added.getFirst()))).containsExactly(added.getFirst());
    }

    /// Lets the first group of a preset have these members alone, beside one run of another.
    /// Random start weights from three seeds, for each optimizer.
    private static Preset seeds() {
        Preset preset = Presets.get("simplest-fig-2");
        return new Preset(
                preset.id(),
                preset.info(),
                preset.settings().with("init.id", "pytorch"),
                List.of(preset.vary().getFirst(), new Vary("seed", List.of(0, 1, 2), List.of())),
                preset.extra(),
                preset.layout(),
                preset.expectations(),
                preset.wants(),
                preset.replicas(),
                preset.offer());
    }

    private List<String> trainGroup() {
        session.open(seeds());
        session.setSpeed(0);
        settle();
        List<String> group = List.of("sgd/0", "sgd/1", "sgd/2");
        session.runs().stream()
                .map(run -> run.name())
                .filter(name -> !group.contains(name) && !name.equals("adam/2"))
                .toList()
                .forEach(name -> session.marks().setVisible(name, false));
        for (int i = 0; i < 10; i++) {
            session.step();
            settle();
        }
        return group;
    }

    @Test
    void aMeanAndItsBandAreAllRunsOfTheGroup(FxRobot robot) throws Exception {
        List<String> group = new ArrayList<>();
        robot.interact(() -> group.addAll(trainGroup()));
        ChartView chart = show(robot, "seed-bands");

        Predicate<Layer> mean =
                layer -> layer instanceof Layer.Line && layer.owner().equals(new Owner(Set.copyOf(group)));
        assertThat(pointAt(robot, chart, mean)).containsExactlyInAnyOrderElementsOf(group);
        assertThat(session.context(false).runs())
                .filteredOn(shown -> shown.style().emphasis() == Emphasis.STRONG)
                .extracting(shown -> shown.run().name())
                .containsExactlyInAnyOrderElementsOf(group);
        assertThat(pointAt(robot, chart, new Point2D(1, 1))).isEmpty();

        Point2D inside = insideBand(chart);
        assertThat(pointAt(robot, chart, inside)).containsExactlyInAnyOrderElementsOf(group);
        Hover hover = chart.pointedProperty().get();
        assertThat(hover.hit()).as("no line is near").isNull();
        assertThat(hover.text()).contains("standard error, n = 3");
    }

    /// A place over a band, far from all lines.
    private static Point2D insideBand(ChartView chart) {
        ChartView.Shown shown = chart.shownProperty().get();
        PlotArea area = shown.layout().areas().getFirst();
        for (double x = area.data().getMinX(); x < area.data().getMaxX(); x++) {
            for (double y = area.data().getMinY(); y < area.data().getMaxY(); y++) {
                boolean within = area.bandAt(x - 2, y - 2).isPresent()
                        && area.bandAt(x + 2, y + 2).isPresent();
                if (within && area.nearest(x, y, 30).isEmpty()) {
                    return new Point2D(x * shown.zoom(), y * shown.zoom());
                }
            }
        }
        throw new AssertionError("every place over the band is near a line");
    }

    @Test
    void aRunOfTheListLetsItsGroupsMeanStandOut(FxRobot robot) {
        robot.interact(() -> {
            trainGroup();
            session.runList().hoveredProperty().set(Set.of("sgd/2"));
        });
        assertThat(Panels.CATALOG
                        .get("seed-bands")
                        .createDefault()
                        .figure(session.context(false))
                        .plots()
                        .getFirst()
                        .layers())
                .filteredOn(Layer.Line.class::isInstance)
                .extracting(
                        layer -> layer.owner().names().contains("sgd/2"),
                        layer -> ((Layer.Line) layer).style().emphasis())
                .containsExactly(tuple(true, Emphasis.STRONG), tuple(false, Emphasis.FADED));
    }

    @Test
    void aRowOfTheTableIsItsRun(FxRobot robot) throws Exception {
        robot.interact(() -> train("SGD", "SGD"));
        ChartView chart = show(robot, "run-table");
        TableArea table = chart.shownProperty().get().layout().tables().getFirst();
        double pitch = table.cells().getHeight() / table.rows();
        double left = table.cells().getX() + 20;
        double top = table.cells().getY();

        assertThat(pointAt(robot, chart, new Point2D(left, top + 0.5 * pitch))).containsExactly(added.getFirst());
        assertThat(pointAt(robot, chart, new Point2D(left, top + 1.5 * pitch))).containsExactly(added.getLast());
        assertThat(pointAt(robot, chart, new Point2D(left, top - 0.5 * pitch)))
                .as("the header")
                .isEmpty();
    }

    /// Nothing around the panel.
    private record NoWindow() implements PanelHost.Window {
        @Override
        public void optionsChanged() {}

        @Override
        public void export(PanelHost panel) {}

        @Override
        public void maximise(PanelHost panel) {}

        @Override
        public void close(PanelHost panel) {}

        @Override
        public void choose(String option, int value) {}

        @Override
        public void open(Trail.Training training) {}

        @Override
        public void explain(List<String> labels) {}

        @Override
        public void used(PanelHost panel) {}
    }
}
