package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.figure.Axis;
import adjointlab.figure.AxisMap;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.PlotArea;
import adjointlab.ui.chart.ChartView;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// What the pointer does on the page. While a kind's button is pressed, a click or a drag in the selected cell's first
/// plot gives the mark in the form its place. Else a click selects a cell, and dragging one over another puts it there.
final class PagePointer {
    /// Places on an axis; more nobody points at.
    private static final double PLACES = 1000;

    /// A pointer that moves less is still, pixels.
    private static final double STILL = 3;

    private final ChartView chart;
    private final FigureModel model;
    private final Consumer<String> complain;
    private final ToggleGroup kinds = new ToggleGroup();
    private final Rectangle dragged = new Rectangle();
    private @Nullable MouseEvent pressed;

    /// @param complain told why a place is none
    PagePointer(ChartView chart, FigureModel model, Consumer<String> complain) {
        this.chart = chart;
        this.model = model;
        this.complain = complain;
        dragged.setManaged(false);
        dragged.setVisible(false);
        dragged.setMouseTransparent(true);
        dragged.getStyleClass().add("figure-dragged");
        chart.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                pressed = event;
                event.consume();
            }
        });
        chart.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        chart.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
    }

    /// What is drawn over the page while a person drags.
    Rectangle dragged() {
        return dragged;
    }

    /// Lets a kind of marks be pointed out.
    ///
    /// @param hint what to do on the page
    void add(ItemView view, MarkFields<?> fields, String hint) {
        ToggleButton point = view.pointed(hint);
        point.setToggleGroup(kinds);
        point.setUserData(fields);
    }

    private void drag(MouseEvent event) {
        if (pressed != null) {
            dragged.setX(Math.min(pressed.getX(), event.getX()));
            dragged.setY(Math.min(pressed.getY(), event.getY()));
            dragged.setWidth(Math.abs(event.getX() - pressed.getX()));
            dragged.setHeight(Math.abs(event.getY() - pressed.getY()));
            dragged.setVisible(true);
            event.consume();
        }
    }

    private void release(MouseEvent event) {
        Toggle kind = kinds.getSelectedToggle();
        MouseEvent from = pressed;
        pressed = null;
        dragged.setVisible(false);
        if (from == null) {
            return;
        }
        event.consume();
        boolean still = Math.hypot(event.getX() - from.getX(), event.getY() - from.getY()) < STILL;
        if (kind == null) {
            arrange(from, still ? from : event);
            return;
        }
        Optional<Point2D> first = values(from);
        Optional<Point2D> last = still ? first : values(event);
        if (first.isEmpty() || last.isEmpty()) {
            complain.accept("Point into the first plot of the selected panel, which must have axes.");
            return;
        }
        kind.setSelected(false);
        ((MarkFields<?>) kind.getUserData()).place(first.get(), last.get());
    }

    /// Selects the cell at one place, and lets it stand where the one at another stands.
    private void arrange(MouseEvent from, MouseEvent to) {
        int cell = cellAt(from);
        int other = cellAt(to);
        if (cell < 0) {
            return;
        }
        model.selectedProperty().set(cell);
        if (other >= 0 && other != cell) {
            List<FigureDocument.Cell> cells = model.document().cells();
            Place own = cells.get(cell).place();
            Place there = cells.get(other).place();
            String refusal = model.place(new Place(there.row(), there.column(), own.rows(), own.columns()));
            if (!refusal.isEmpty()) {
                complain.accept(refusal);
            }
        }
    }

    /// Index of the cell at a place; −1 where there is none, or where the page is of an older document.
    private int cellAt(MouseEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown == null) {
            return -1;
        }
        List<Rectangle2D> cells = shown.layout().cells();
        return cells.size() != model.document().cells().size()
                ? -1
                : IntStream.range(0, cells.size())
                        .filter(i -> cells.get(i).contains(event.getX() / shown.zoom(), event.getY() / shown.zoom()))
                        .findFirst()
                        .orElse(-1);
    }

    private Optional<Point2D> values(MouseEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown == null) {
            return Optional.empty();
        }
        return area(shown).flatMap(area -> inside(area, event.getX() / shown.zoom(), event.getY() / shown.zoom()));
    }

    private static Optional<Point2D> inside(PlotArea area, double x, double y) {
        return area.contains(x, y)
                ? area.values(x, y)
                        .map(point -> new Point2D.Double(
                                rounded(point.getX(), area.across()), rounded(point.getY(), area.up())))
                : Optional.empty();
    }

    /// The value to a thousandth of the axis' length or finer; of an axis in decades to that of its length there.
    static double rounded(double value, AxisMap axis) {
        double length = axis.scale() == Axis.Scale.LOG
                ? Math.abs(value) * Math.log(axis.max() / axis.min())
                : axis.max() - axis.min();
        if (!(length > 0) || !Double.isFinite(value + length)) {
            return value;
        }
        int digits = -(int) Math.floor(Math.log10(length / PLACES));
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }

    /// Where the first plot of the selected cell was drawn; nothing where it has no axes.
    private Optional<PlotArea> area(ChartView.Shown shown) {
        Composition composition = shown.figure().composition();
        int selected = model.selectedProperty().get();
        if (composition == null
                || selected < 0
                || selected >= composition.cells().size()) {
            return Optional.empty();
        }
        List<Figure> figures = composition.cells().stream()
                .limit(selected + 1L)
                .map(Composition.Cell::figure)
                .toList();
        if (!hasAxes(figures.getLast().plots().getFirst())) {
            return Optional.empty();
        }
        long before = figures.stream()
                .limit(selected)
                .flatMap(figure -> figure.plots().stream())
                .filter(PagePointer::hasAxes)
                .count();
        return shown.layout().areas().stream().skip(before).findFirst();
    }

    private static boolean hasAxes(Plot plot) {
        return plot.layers().stream().noneMatch(layer -> layer instanceof Layer.Table || layer instanceof Layer.Tiles);
    }
}
