package adjointlab.ui.figure;

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
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// What the pointer does on the page. While a kind's button is pressed, a click or a drag in the selected cell's first
/// plot gives the mark in the form its place. Else a click selects a cell; dragged over another it changes places with
/// that, or that makes room, and dragged over an empty place it moves there. Escape leaves a drag.
final class PagePointer {
    /// Places on an axis; more nobody points at.
    private static final double PLACES = 1000;

    /// A pointer that moves less is still, pixels.
    private static final double STILL = 3;

    private final ChartView chart;
    private final FigureModel model;
    private final Consumer<String> complain;
    private final ToggleGroup kinds = new ToggleGroup();
    private final Rectangle dragged = outline("figure-dragged");
    private final Rectangle target = outline("figure-target");
    private @Nullable Grip pressed;

    /// Where and on what the pointer was pressed.
    ///
    /// @param event of the press
    /// @param page as it was drawn then; nothing without cells
    /// @param cell index of the cell under the pointer; −1 for none
    private record Grip(MouseEvent event, Optional<PageGrid> page, int cell) {
        boolean isStill(MouseEvent now) {
            return Math.hypot(now.getX() - event.getX(), now.getY() - event.getY()) < STILL;
        }
    }

    /// @param complain told why a place is none
    PagePointer(ChartView chart, FigureModel model, Consumer<String> complain) {
        this.chart = chart;
        this.model = model;
        this.complain = complain;
        chart.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
        chart.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        chart.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
        chart.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && pressed != null) {
                letGo();
                event.consume(); // else it closes the sheet
            }
        });
    }

    private static Rectangle outline(String style) {
        Rectangle outline = new Rectangle();
        outline.setManaged(false);
        outline.setVisible(false);
        outline.setMouseTransparent(true);
        outline.getStyleClass().add(style);
        return outline;
    }

    /// What is drawn over the page while a person drags.
    List<Rectangle> outlines() {
        return List.of(dragged, target);
    }

    /// Lets a kind of marks be pointed out.
    ///
    /// @param hint what to do on the page
    void add(ItemView view, MarkFields<?> fields, String hint) {
        ToggleButton point = view.pointed(hint);
        point.setToggleGroup(kinds);
        point.setUserData(fields);
    }

    private void press(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            event.consume();
            Optional<PageGrid> page =
                    grid().filter(grid -> grid.isOf(model.document())); // else it is about to be drawn again
            int cell = page.map(grid -> grid.cellAt(event.getX(), event.getY())).orElse(-1);
            pressed = new Grip(event, page, cell);
            chart.requestFocus(); // what was typed is of the cell that is selected until now
        }
    }

    private void drag(MouseEvent event) {
        Grip grip = pressed;
        if (grip == null) {
            return;
        }
        event.consume();
        if (kinds.getSelectedToggle() != null) {
            MouseEvent from = grip.event;
            show(
                    dragged,
                    new Rectangle2D.Double(
                            Math.min(from.getX(), event.getX()),
                            Math.min(from.getY(), event.getY()),
                            Math.abs(event.getX() - from.getX()),
                            Math.abs(event.getY() - from.getY())));
            return;
        }
        boolean moves = grip.cell >= 0 && !grip.isStill(event);
        dragged.setVisible(false);
        target.setVisible(false);
        if (moves) {
            grip.page.ifPresent(page -> {
                PageGrid.Spot own = page.spot(grip.cell);
                show(dragged, own.box());
                page.spotAt(event.getX(), event.getY())
                        .map(PageGrid.Spot::place)
                        .filter(spot -> !spot.equals(own.place()) && page.isOf(model.document()))
                        .flatMap(spot -> model.dropped(grip.cell, spot))
                        .ifPresent(places -> show(target, page.box(places.get(grip.cell))));
            });
        }
    }

    private static void show(Rectangle outline, Rectangle2D box) {
        outline.setX(box.getX());
        outline.setY(box.getY());
        outline.setWidth(box.getWidth());
        outline.setHeight(box.getHeight());
        outline.setVisible(true);
    }

    private void letGo() {
        pressed = null;
        dragged.setVisible(false);
        target.setVisible(false);
    }

    private void release(MouseEvent event) {
        Toggle kind = kinds.getSelectedToggle();
        Grip grip = pressed;
        letGo();
        if (grip == null) {
            return;
        }
        event.consume();
        boolean still = grip.isStill(event);
        if (kind == null) {
            grip.page.ifPresent(page -> arrange(page, grip.cell, still ? grip.event : event));
            return;
        }
        Optional<Point2D> first = values(grip.event);
        Optional<Point2D> last = still ? first : values(event);
        if (first.isEmpty() || last.isEmpty()) {
            complain.accept("Point into the first plot of the selected panel, which must have axes.");
            return;
        }
        kind.setSelected(false);
        ((MarkFields<?>) kind.getUserData()).place(first.get(), last.get());
    }

    /// Selects a cell, and lets it stand where the pointer was let go.
    private void arrange(PageGrid page, int cell, MouseEvent to) {
        if (cell < 0) {
            return;
        }
        if (!page.isOf(model.document())) {
            complain.accept("The panels have just moved: point once more.");
            return;
        }
        model.selectedProperty().set(cell);
        Place own = page.spot(cell).place();
        page.spotAt(to.getX(), to.getY())
                .map(PageGrid.Spot::place)
                .filter(there -> !there.equals(own))
                .map(model::drop)
                .filter(refusal -> !refusal.isEmpty())
                .ifPresent(complain);
    }

    private Optional<PageGrid> grid() {
        return Optional.ofNullable(chart.shownProperty().get()).flatMap(PageGrid::of);
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
        boolean present =
                PageGrid.of(shown).filter(grid -> grid.isOf(model.document())).isPresent();
        if (composition == null || !present || selected < 0) {
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
