package adjointlab.ui.chart;

import adjointlab.figure.Figure;
import adjointlab.figure.FigureLayout;
import adjointlab.figure.Painter;
import adjointlab.figure.Viewpoint;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/// Draws surfaces anew while they are turned: the figure that is there, in two pictures by turns, however long the next
/// figure takes to build. Frames that nobody will see are left out.
final class Turning {
    private final DrawingWorker worker;
    private final Screen screen;
    private final BooleanSupplier told;
    private volatile @Nullable Viewpoint viewpoint;
    private @Nullable Turned wanted;
    private boolean painting;
    private @Nullable SharedPixels front;
    private @Nullable SharedPixels back;

    /// Used by the painting thread alone, which paints one picture of this view at a time.
    private @Nullable Painter painter;

    /// What is to be turned.
    ///
    /// @param figure as built
    /// @param frame how it is drawn
    private record Turned(Figure figure, Request.Frame frame) {}

    /// Shows pictures, on the FX thread.
    @FunctionalInterface
    interface Screen {
        /// @param image finished
        /// @param shown what it shows
        /// @param figure of which it was made
        void show(Image image, ChartView.Shown shown, Figure figure);
    }

    /// @param told whether pictures are said in a sentence
    Turning(DrawingWorker worker, Screen screen, BooleanSupplier told) {
        this.worker = worker;
        this.screen = screen;
        this.told = told;
    }

    /// From where surfaces are looked at, whatever a figure says.
    void setViewpoint(@Nullable Viewpoint newViewpoint) {
        viewpoint = newViewpoint;
    }

    /// A figure with its surfaces as they are turned now; for any thread.
    Figure of(Figure figure) {
        Viewpoint from = viewpoint;
        return from == null ? figure : figure.seenFrom(from);
    }

    /// Draws a figure as its surfaces are turned now.
    void draw(Figure figure, Request.Frame frame) {
        wanted = new Turned(figure, frame);
        next();
    }

    private void next() {
        Turned turned = wanted;
        if (painting || turned == null) {
            return;
        }
        wanted = null;
        painting = true;
        Request.Frame frame = turned.frame;
        SharedPixels free = back;
        SharedPixels target = free != null && free.fits(frame.width(), frame.height())
                ? free
                : new SharedPixels(frame.width(), frame.height());
        worker.build(() -> paint(turned, target), true, false);
    }

    private void paint(Turned turned, SharedPixels target) {
        Painter mine = ChartView.painter(painter, turned.frame.look().theme());
        painter = mine;
        Figure figure = of(turned.figure);
        FigureLayout layout = ChartView.drawn(mine, figure, target, turned.frame);
        ChartView.Shown shown =
                ChartView.Shown.of(figure, layout, turned.frame.look().zoom(), told.getAsBoolean());
        Platform.runLater(() -> finish(turned, target, shown));
    }

    private void finish(Turned turned, SharedPixels target, ChartView.Shown shown) {
        painting = false;
        back = front;
        front = target;
        screen.show(target.refreshed(), shown, turned.figure);
        next();
    }
}
