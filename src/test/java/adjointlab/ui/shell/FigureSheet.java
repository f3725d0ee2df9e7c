package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.cli.CommandLines;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.figure.Composition;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.PlotArea;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.FigureView;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import org.testfx.api.FxRobot;

/// The sheet of a figure as a person has it before her.
///
/// @param window that the sheet stands over
/// @param folder for documents and pictures
record FigureSheet(LabWindow window, Path folder, FxRobot robot) {
    FigureModel model() {
        return window.figures().model();
    }

    FigureDocument document() {
        return Patience.fx(() -> model().document());
    }

    List<Cell> cells() {
        return document().cells();
    }

    /// The cell whose form is shown.
    Cell cell() {
        return Patience.fx(() -> model().cell().orElseThrow());
    }

    /// Drops a document on the window, and waits until it is drawn.
    void open(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("opened.figure.json"), json);
        FigureDocument before = document();
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> model().document() != before
                && robot.lookup("#figure-page").tryQuery().isPresent());
        drawn();
    }

    /// What is on the page once it is of the document as it stands.
    ChartView.Shown drawn() throws Exception {
        FigureView view = robot.lookup("#figure-sheet").queryAs(FigureView.class);
        Patience.untilFx(
                () -> view.isSettled() && (hasAllCells(view) || !trouble().isEmpty()));
        assertThat(Patience.fx(() -> hasAllCells(view))).as(this::trouble).isTrue();
        return Patience.fx(
                () -> Objects.requireNonNull(view.chart().shownProperty().get()));
    }

    private boolean hasAllCells(FigureView view) {
        ChartView.Shown shown = view.chart().shownProperty().get();
        return shown != null
                && shown.layout().cells().size() == model().document().cells().size();
    }

    /// What is drawn on the page.
    Composition composition() throws Exception {
        return Objects.requireNonNull(drawn().figure().composition());
    }

    /// Where the first plot of a page of flat plots was drawn.
    PlotArea area(int plot) throws Exception {
        return drawn().layout().areas().get(plot);
    }

    /// Where a cell was drawn, pixels of the page.
    Rectangle2D box(int cell) throws Exception {
        ChartView.Shown shown = drawn();
        Rectangle2D box = shown.layout().cells().get(cell);
        double zoom = shown.zoom();
        return new Rectangle2D.Double(
                zoom * box.getX(), zoom * box.getY(), zoom * box.getWidth(), zoom * box.getHeight());
    }

    /// A place of the page on the screen.
    Point2D screen(double x, double y) {
        return Patience.fx(() -> robot.lookup("#figure-page").query().localToScreen(x, y));
    }

    /// The middle of a cell on the screen.
    Point2D middle(int cell) throws Exception {
        Rectangle2D box = box(cell);
        return screen(box.getCenterX(), box.getCenterY());
    }

    /// What the sheet says is wrong; "" where nothing is.
    String trouble() {
        return robot.lookup("#figure-trouble").queryAs(Label.class).getText();
    }

    /// Saves the document, exports it as the window draws it, and draws it by the command line from its file: both
    /// pictures are the same bytes.
    ///
    /// @return the document as it was written
    FigureDocument drawnAgain() throws Exception {
        drawn();
        assertThat(trouble()).isEmpty();
        Path document = folder.resolve("made.figure.json");
        robot.interact(() -> window.figures().save(document));
        Patience.untilFx(() -> !model().isUnsaved());
        Path exported = folder.resolve("window.pdf");
        robot.interact(() -> window.figures().export(FigureWriters.of("pdf"), exported));
        Patience.until(() -> Files.exists(folder.resolve("window.manifest.json")));
        Path again = folder.resolve("again.pdf");
        assertThat(CommandLines.run("figure", document.toString(), "--out", again.toString()))
                .isZero();
        assertThat(again).hasSameBinaryContentAs(exported);
        return FigureDocumentJson.read(document);
    }

    /// Undoes by the sheet's button until there is nothing to undo of what came since.
    void undoTo(FigureDocument before) {
        Hand hand = new Hand(robot);
        for (int steps = 0; steps < 40 && !document().equals(before); steps++) {
            hand.click("#figure-undo");
        }
        assertThat(document()).isEqualTo(before);
    }
}
