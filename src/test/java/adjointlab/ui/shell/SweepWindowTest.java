package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.figure.PlotArea;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.sweep.Budget;
import adjointlab.lab.sweep.Sampling;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.Trail;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.sweep.SweepRows;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Sweeps from the window: three optimizers, eight rates and five seeds, left in the middle, taken up again, and read
/// as a table.
@ExtendWith(ApplicationExtension.class)
final class SweepWindowTest {
    private static final Preset PRESET =
            Overrides.apply(Presets.get("simplest-fig-2"), List.of("init.values=1", "iterations=20"));
    private static final List<String> AXES = List.of("optimizer.learningRate=1e-3:0.5:log8", "seed=0:4");
    private static final int CELLS = 3 * 8 * 5;

    /// The pointer stands on whole pixels.
    private static final double POINTER = 1.5;

    @TempDir
    private Path folder;

    private Path results = Path.of("");
    private LabWindow window;

    /// As a program leaves things behind that is killed after half of the trainings.
    @Start
    void start(Stage stage) throws IOException, InterruptedException {
        results = folder.resolve("sweep");
        SweepFolder target = new SweepFolder(results);
        SweepDocument document = new SweepDocument(PRESET, AXES, Sampling.GRID, Budget.ITERATIONS);
        document.write(target);
        compute(document.sweep().cells().subList(0, CELLS / 2), target);
        Path preferences = folder.resolve("preferences");
        Files.createDirectories(preferences);
        new UnfinishedSweep(preferences.resolve("sweep-at-work")).begin(results);
        window = Windows.show(stage, preferences, 1000, 760);
        window.start(List.of());
    }

    @BeforeEach
    void focusTheFrame(FxRobot robot) {
        robot.interact(() -> {
            window.classroom().close();
            window.sheets().close();
            window.view().requestFocus();
        });
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void compute(List<SweepCell> cells, SweepFolder target) throws InterruptedException {
        try (SweepRun run = new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), target, 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    @SuppressWarnings("unchecked") // the table that the window makes
    private static TableView<SweepRows.Row> table(FxRobot robot) {
        return robot.lookup("#sweep-trainings").queryAs(TableView.class);
    }

    @Test
    void aSweepThatWasLeftGoesOnToTheSameTable(FxRobot robot) throws Exception {
        waitUntil(() -> robot.lookup("#sweep-unfinished").tryQuery().isPresent());
        assertThat(robot.lookup("#sweep-unfinished").queryLabeled().getText())
                .contains(CELLS / 2 + " of " + CELLS + " trainings");
        robot.interact(() -> robot.lookup("#sweep-go-on").queryButton().fire());
        waitUntil(() -> Files.exists(results.resolve("curves.csv")));
        Path whole = folder.resolve("whole");
        SweepFolder target = new SweepFolder(whole);
        List<SweepCell> cells = Sweep.parse(PRESET, AXES).cells();
        try (SweepRun run = new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), target, 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.writeTables()).isTrue();
        }
        assertThat(cells).hasSize(CELLS);
        for (String name : List.of("results.csv", "curves.csv")) {
            assertThat(results.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
        waitUntil(() -> !Files.exists(folder.resolve("preferences").resolve("sweep-at-work")));
    }

    @Test
    void aSweepRestsAndGoesOn(FxRobot robot) throws Exception {
        Path rests = folder.resolve("rests");
        Preset longer = Overrides.apply(PRESET, List.of("iterations=400"));
        robot.interact(() -> window.actions().sweeper().start(longer, "seed=0:9", rests.toString()));
        waitUntil(() -> robot.lookup("#sweep-pause").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#sweep-pause").queryButton().fire());
        int done = new SweepFolder(rests).results().size();
        assertThat(robot.lookup("#sweep-pause").queryButton().getText()).isEqualTo("Go on");
        waitUntil(() -> robot.lookup("#sweep-progress").queryLabeled().getText().endsWith("rests"));
        assertThat(new SweepFolder(rests).results().size()).isBetween(done, done + 1);
        assertThat(rests.resolve("results.csv")).doesNotExist();
        robot.interact(() -> robot.lookup("#sweep-pause").queryButton().fire());
        waitUntil(() -> Files.exists(rests.resolve("results.csv")));
        assertThat(new SweepFolder(rests).results()).hasSize(30);
    }

    /// Dropped on the window, what a sweep is of opens its preset and goes on.
    @Test
    void theDocumentOfASweepGoesOn(FxRobot robot) throws Exception {
        robot.interact(() -> window.dropped(List.of(results.resolve(SweepDocument.FILE))));
        waitUntil(() -> Files.exists(results.resolve("results.csv")));
        assertThat(new SweepFolder(results).results()).hasSize(CELLS);
        assertThat(window.session().preset().settings().get("iterations")).isEqualTo(20);
    }

    private static String title(TableColumn<?, ?> column) {
        return ((Label) column.getGraphic()).getText();
    }

    @Test
    void theTableSortsFiltersGroupsAndGivesRuns(FxRobot robot) throws Exception {
        robot.interact(() -> window.actions().sweeper().resume(results));
        waitUntil(() -> Files.exists(results.resolve("results.csv")));
        robot.interact(() -> window.actions().sweeper().showTable());
        waitUntil(() -> table(robot).getItems().size() == CELLS);
        TableView<SweepRows.Row> table = table(robot);
        assertThat(table.getColumns())
                .extracting(SweepWindowTest::title)
                .as("what was measured first, without what is the same throughout")
                .startsWith("run", "loss", "lowest loss")
                .contains("Seed", "Learning rate", "evaluations")
                .doesNotContain("Horizon", "iteration", "state");
        assertThat(table.getColumns())
                .extracting(column -> ((Label) column.getGraphic()).getTooltip().getText())
                .as("what the filter takes")
                .contains("optimizer.learningRate");
        robot.interact(() -> {
            var loss = table.getColumns().stream()
                    .filter(column -> title(column).equals("loss"))
                    .findFirst()
                    .orElseThrow();
            table.getSortOrder().setAll(List.of(loss));
        });
        List<Double> losses = table.getItems().stream()
                .map(row -> (Double) row.cells().getOrDefault("loss", Double.POSITIVE_INFINITY))
                .toList();
        assertThat(losses).isSorted().hasSize(CELLS);

        robot.interact(
                () -> robot.lookup("#sweep-filter").queryTextInputControl().setText("seed=3 adam"));
        assertThat(table.getItems())
                .hasSize(8)
                .allMatch(row -> Objects.equals(row.cells().get("seed"), 3.0));
        assertThat(robot.lookup("#sweep-rows").queryLabeled().getText()).isEqualTo("8 of 120 trainings");

        robot.interact(
                () -> robot.lookup("#sweep-differences").queryAs(CheckBox.class).setSelected(false));
        assertThat(table.getColumns())
                .extracting(SweepWindowTest::title)
                .contains("Horizon", "iteration", "state")
                .as("each is told from the others")
                .doesNotHaveDuplicates();

        robot.interact(() -> {
            robot.lookup("#sweep-filter").queryTextInputControl().clear();
            @SuppressWarnings("unchecked") // of names
            ComboBox<String> groups = robot.lookup("#sweep-groups").queryAs(ComboBox.class);
            groups.setValue("optimizer.id");
        });
        assertThat(table.getItems())
                .hasSize(3)
                .allMatch(row -> Objects.equals(row.cells().get("trainings"), 40.0));
        double mean = new SweepFolder(results)
                .results().stream()
                        .filter(result -> result.finished()
                                && result.cell().settings().get("optimizer.id").equals("adam"))
                        .mapToDouble(result -> result.losses().last())
                        .average()
                        .orElseThrow();
        assertThat(table.getItems())
                .filteredOn(row -> row.label().equals("adam"))
                .singleElement()
                .satisfies(
                        row -> assertThat((Double) row.cells().get("mean loss")).isCloseTo(mean, within(1e-12)));

        robot.interact(() -> {
            @SuppressWarnings("unchecked") // of names
            ComboBox<String> groups = robot.lookup("#sweep-groups").queryAs(ComboBox.class);
            groups.setValue("no groups");
            table.getSelectionModel().select(0);
            table.requestFocus();
        });
        int before = window.session().runs().size();
        SweepRows.Row first = table.getSelectionModel().getSelectedItem();
        robot.push(KeyCode.ENTER);
        waitUntil(() -> window.session().runs().size() == before + 1);
        assertThat(window.session().runs().getLast().settings()).isEqualTo(first.settings());
        assertThat(window.sheets().isOpen()).isFalse();
    }

    /// A field of the map, a line through the settings and a curve lead to their training as Enter in the table does.
    @ParameterizedTest
    @ValueSource(strings = {"sweep-map", "parallel-settings", "sweep-curves"})
    void aClickInAViewOpensTheTrainingThatIsPointedAt(String id, FxRobot robot) throws Exception {
        PanelState state = new PanelState(id, Map.of("results", results.toString()));
        robot.interact(() -> window.openPanel(state));
        waitUntil(() -> robot.lookup("#panel-" + id).tryQuery().isPresent());
        ChartView chart =
                (ChartView) robot.lookup("#panel-" + id).lookup(".chart").query();
        waitUntil(() -> chart.shownProperty().get() != null
                && !Objects.requireNonNull(chart.shownProperty().get())
                        .layout()
                        .areas()
                        .isEmpty());
        Entry<Panel> entry = Panels.CATALOG.get(id);
        List<Trail> trails = entry.create(new Values(state.options()).complete(entry.parameters()))
                .trails(window.session().context(false));
        ChartView.Shown shown = Objects.requireNonNull(chart.shownProperty().get());
        PlotArea area = shown.layout().areas().getFirst();
        Point2D place = end(area, trails.get(trails.size() / 2));
        int before = window.session().runs().size();
        robot.clickOn(chart.localToScreen(place.getX() * shown.zoom(), place.getY() * shown.zoom()));
        waitUntil(() -> window.session().runs().size() == before + 1);
        Settings opened = window.session().runs().getLast().settings();
        assertThat(trails)
                .filteredOn(trail -> Objects.equals(trail.training().settings(), opened))
                .as("there several may end")
                .singleElement()
                .satisfies(trail -> assertThat(end(area, trail).distance(place)).isLessThan(POINTER));
        robot.interact(() -> window.session().undo());
    }

    private static Point2D end(PlotArea area, Trail trail) {
        int end = trail.x().length - 1;
        return area.place(trail.x()[end], trail.y()[end]).orElseThrow();
    }

    @Test
    void theFormSaysHowManyAndHowLong(FxRobot robot) throws Exception {
        robot.push(KeyCode.S);
        waitUntil(() -> robot.lookup("#sweep-forecast").tryQuery().isPresent());
        robot.interact(() -> {
            robot.lookup("#sweep-axes").queryTextInputControl().setText("optimizer.learningRate=1e-3:1:log");
            robot.lookup("#sweep-sample").queryTextInputControl().setText("sobol:4");
            robot.lookup("#sweep-budget").queryTextInputControl().setText("evaluations=300");
        });
        assertThat(robot.lookup("#sweep-count").queryLabeled().getText()).isEqualTo("At most 120 trainings.");
        waitUntil(() -> robot.lookup("#sweep-forecast").queryLabeled().getText().contains("first guess"));
        robot.interact(
                () -> robot.lookup("#sweep-tuned").queryTextInputControl().setText("optimizer.rate"));
        assertThat(robot.lookup("#sweep-count").queryLabeled().getText()).contains("optimizer.rate");
        robot.interact(
                () -> robot.lookup("#sweep-tuned").queryTextInputControl().clear());
        robot.interact(
                () -> robot.lookup("#sweep-budget").queryTextInputControl().setText("days=3"));
        assertThat(robot.lookup("#sweep-count").queryLabeled().getText()).contains("evaluations=N");
        robot.interact(
                () -> robot.lookup("#sweep-sample").queryTextInputControl().setText("sobol"));
        assertThat(robot.lookup("#sweep-count").queryLabeled().getText()).contains("sobol:N");
    }

    /// Nobody has to know how a setting is written: parts of its name find it.
    @Test
    void settingsAreFoundByTheirNames(FxRobot robot) throws Exception {
        robot.push(KeyCode.S);
        waitUntil(() -> robot.lookup("#sweep-more").tryQuery().isPresent());
        robot.clickOn("#sweep-more").write("momentum").type(KeyCode.ENTER);
        TextInputControl axes = robot.lookup("#sweep-axes").queryTextInputControl();
        waitUntil(() -> axes.getText().contains("optimizer.momentum="));
        assertThat(axes.getText().lines()).hasSize(3).last().asString().startsWith("optimizer.momentum=0:");
        assertThat(fx(axes::getSelectedText))
                .as("its values are what is typed next")
                .startsWith("0:");
        robot.write("0,0.9");
        assertThat(axes.getText()).endsWith("optimizer.momentum=0,0.9");

        robot.clickOn("#sweep-tune").write("momentum").type(KeyCode.ENTER);
        waitUntil(() -> robot.lookup("#sweep-tuned")
                .queryTextInputControl()
                .getText()
                .equals("optimizer.learningRate, optimizer.momentum"));
        robot.clickOn("#sweep-more").write("momentum").type(KeyCode.ENTER);
        waitUntil(() -> "0,0.9".equals(axes.getSelectedText()));
        assertThat(axes.getText().lines())
                .as("one that is there is not asked twice")
                .hasSize(3);
    }

    /// Of a path that ends another one, of one that is typed with blanks, and of one that is there.
    @Test
    void theLineOfTheSettingIsFound(FxRobot robot) throws Exception {
        robot.push(KeyCode.S);
        waitUntil(() -> robot.lookup("#sweep-more").tryQuery().isPresent());
        TextInputControl axes = robot.lookup("#sweep-axes").queryTextInputControl();
        robot.interact(() -> axes.setText("problem.horizon=1,2\n horizon = 3\nseed = 0:1\n"));
        robot.clickOn("#sweep-more").write("seed").type(KeyCode.ENTER);
        waitUntil(() -> " 0:1".equals(axes.getSelectedText()));
        assertThat(axes.getText()).as("nothing is added").isEqualTo("problem.horizon=1,2\n horizon = 3\nseed = 0:1\n");
        robot.clickOn("#sweep-more").write("problem horizon").type(KeyCode.ENTER);
        waitUntil(() -> "1,2".equals(axes.getSelectedText()));
    }

    /// What is wrong is mended where it was typed, and what was typed is there again.
    @Test
    void nothingThatWasTypedIsLost(FxRobot robot) throws Exception {
        robot.push(KeyCode.S);
        waitUntil(() -> robot.lookup("#sweep-axes").tryQuery().isPresent());
        robot.interact(() -> {
            robot.lookup("#sweep-axes").queryTextInputControl().setText("optimizer.learningRat=1");
            robot.lookup("#sweep-budget").queryTextInputControl().setText("evaluations=300");
        });
        robot.clickOn("#answer-start");
        waitUntil(() -> robot.lookup("#sweep-axes").tryQuery().isPresent());
        assertThat(robot.lookup("#sweep-axes").queryTextInputControl().getText())
                .isEqualTo("optimizer.learningRat=1");
        robot.clickOn("#answer-cancel");
        waitUntil(() -> !window.sheets().isOpen());
        robot.interact(() -> window.actions().sweeper().ask());
        assertThat(robot.lookup("#sweep-budget").queryTextInputControl().getText())
                .isEqualTo("evaluations=300");
        assertThat(robot.lookup("#sweep-sample").queryTextInputControl().getText())
                .isEqualTo("none");
    }
}
