package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Logged;
import adjointlab.Patience;
import adjointlab.cli.CommandLines;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.PlotArea;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.FigureView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A figure of Fig. 2 is made from the open preset on by mouse and keyboard alone; what it is, is only looked at here.
@ExtendWith(ApplicationExtension.class)
final class FigureByHandTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private LabWindow window;
    private Logged log;

    @Start
    void start(Stage stage) {
        log = Logged.by(ChartView.class);
        window = Windows.show(stage, folder.resolve("home"), 1440, 900);
        window.actions().askBy(new Answers());
        window.openPreset("simplest-fig-2");
    }

    @Stop
    void stop() {
        window.close();
        log.close();
    }

    /// Of the system's own sheet, which no test sees: the person takes the name that is proposed.
    private final class Answers implements FileQuestions {
        @Override
        public Optional<Path> open(String title, List<ExtensionFilter> kinds) {
            throw new UnsupportedOperationException("nothing is opened");
        }

        @Override
        public Optional<Path> save(String title, String name, List<ExtensionFilter> kinds) {
            asked.add(title);
            return Optional.of(folder.resolve(name));
        }
    }

    private FigureModel model() {
        return window.figures().model();
    }

    private FigureDocument document() {
        return Patience.fx(model()::document);
    }

    /// What is on the page once it is of the document as it stands.
    private ChartView.Shown page(FxRobot robot, int cells) throws Exception {
        FigureView view = robot.lookup("#figure-sheet").queryAs(FigureView.class);
        ChartView chart = view.chart();
        Patience.untilFx(() -> view.isSettled() && chart.shownProperty().get() != null);
        ChartView.Shown shown =
                Objects.requireNonNull(Patience.fx(() -> chart.shownProperty().get()));
        assertThat(shown.layout().cells())
                .as(() -> robot.lookup("#figure-trouble").queryAs(Label.class).getText())
                .hasSize(cells);
        return shown;
    }

    private Point2D screen(FxRobot robot, ChartView.Shown shown, double x, double y) {
        return robot.lookup("#figure-page").query().localToScreen(x * shown.zoom(), y * shown.zoom());
    }

    /// A place of a cell, as shares of its width and height from the top left.
    private Point2D inCell(FxRobot robot, int cells, int cell, double right, double down) throws Exception {
        ChartView.Shown shown = page(robot, cells);
        var box = shown.layout().cells().get(cell);
        return screen(robot, shown, box.getX() + right * box.getWidth(), box.getY() + down * box.getHeight());
    }

    /// A place of a plot, as shares of its data's width and height from the top left.
    private Point2D inPlot(FxRobot robot, int plot, double right, double down) throws Exception {
        ChartView.Shown shown = page(robot, 3);
        PlotArea area = shown.layout().areas().get(plot);
        return screen(
                robot,
                shown,
                area.data().getX() + right * area.data().getWidth(),
                area.data().getY() + down * area.data().getHeight());
    }

    @Test
    void aFigureOfThreePanelsIsMadeByHandAndDrawnAgainByTheCommandLine(FxRobot robot) throws Exception {
        Hand hand = new Hand(robot);
        for (int made = 1; made <= 2; made++) {
            int iterations = made;
            hand.click("#step");
            Patience.untilFx(() -> window.session().runs().size() == 30
                    && window.session().runs().stream().allMatch(run -> run.iteration() >= iterations));
        }
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        int added = 0;
        for (String panel : List.of("Loss surface", "Trajectories", "Loss")) {
            hand.choose("#figure-add", panel);
            int cells = ++added;
            Patience.untilFx(() -> model().document().cells().size() == cells);
        }

        hand.choose("#figure-target-choice", "Nature");
        hand.type("#figure-widthMm-text", "180");
        hand.type("#figure-heightMm-text", "90");
        hand.choose("#figure-letters-choice", "A");
        hand.choose("#figure-legend-choice", "over all");
        hand.type("#figure-about-text", "Three optimizers after two iterations");
        hand.type("#figure-titleTop-text", "Fig. 2");

        hand.click(inCell(robot, 3, 1, 0.5, 0.4));
        assertThat(Patience.fx(() -> model().selectedProperty().get())).isEqualTo(1);
        hand.drag(inCell(robot, 3, 2, 0.5, 0.5), inCell(robot, 3, 1, 0.5, 0.5));
        assertThat(document().cells().get(2).place().column())
                .as("dragged over")
                .isEqualTo(1);
        hand.type("#figure-letter-spinner", "2");
        assertThat(document().cells().get(1).panel().id()).isEqualTo("loss-curves");

        hand.type("#figure-title-text", "The loss falls");
        hand.type("#figure-note-text", "here");
        hand.click("#figure-note-point");
        hand.click(inPlot(robot, 1, 0.5, 0.6));
        hand.click("#figure-inset-point");
        hand.drag(inPlot(robot, 1, 0.1, 0.7), inPlot(robot, 1, 0.4, 0.3));

        Composition drawn = Objects.requireNonNull(page(robot, 3).figure().composition());
        assertThat(robot.lookup("#figure-trouble").queryAs(Label.class).getText())
                .isEmpty();
        FigureDocument made = document();
        assertThat(made.cells()).hasSize(3);
        assertThat(made.look().letters()).isEqualTo(Letters.CAPITAL);
        assertThat(made.look().legend()).isEqualTo(LegendPlace.TOP);
        assertThat(made.page().target()).isEqualTo("nature");
        assertThat(made.page().widthMm()).isEqualTo(180);
        assertThat(made.page().heightMm()).isEqualTo(90);
        assertThat(made.title()).isEqualTo("Three optimizers after two iterations");
        assertThat(made.cells().get(1).changes().title()).isEqualTo("The loss falls");
        assertThat(made.cells().get(1).changes().marks().notes()).hasSize(1);
        assertThat(made.cells().get(1).changes().marks().insets()).hasSize(1);
        assertThat(drawn.cells().get(1).head().letter()).isEqualTo("B");
        assertThat(drawn.titles().top()).isEqualTo("Fig. 2");
        assertThat(drawn.legend().entries()).hasSize(3);

        hand.click("#figure-save");
        Patience.untilFx(() -> !model().isUnsaved());
        hand.choose("#figure-format", "pdf");
        hand.click("#figure-export");
        Path exported = folder.resolve("simplest-fig-2-figure.pdf");
        Patience.until(() -> Files.exists(folder.resolve("simplest-fig-2-figure.manifest.json")));
        Path document = folder.resolve("simplest-fig-2" + FigureDocumentJson.SUFFIX);
        Path again = folder.resolve("again.pdf");
        assertThat(CommandLines.run("figure", document.toString(), "--out", again.toString()))
                .isZero();

        assertThat(again).hasSameBinaryContentAs(exported);
        hand.choose("#figure-copy", "LaTeX figure");
        Patience.untilFx(() -> Clipboard.getSystemClipboard().hasString()
                && Clipboard.getSystemClipboard().getString().contains("Three optimizers after two iterations. "));
        assertThat(Patience.fx(() -> Clipboard.getSystemClipboard().getString()))
                .contains("simplest-fig-2-figure.pdf", "The loss falls", "iteration 2", "$n$ = 10 runs each");
        assertThat(asked).containsExactly("Save the figure as", "Export figure");
        assertThat(log.faults()).isEmpty();
    }
}
