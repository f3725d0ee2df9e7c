package adjointlab.ui.shell;

import adjointlab.core.problem.Strokes;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// A square of the plane, from −2 to 2 in both directions, to draw in by hand.
final class DrawPad extends Pane {
    private static final double SIDE = 420;
    private static final double HALF = 2;

    /// Points of a line are so far apart at least; less than what keeps them joined.
    private static final double APART = 0.1;

    /// A hand trembles: each point is taken as the mean of itself and its neighbours.
    private static final double SMOOTHED = 0.5;

    private static final int MOST_POINTS = 400;

    private final List<List<Double>> lines = new ArrayList<>();
    private final Pane ink = new Pane();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);
    private List<Double> line = new ArrayList<>();
    private int count;

    DrawPad() {
        setId("draw-pad");
        getStyleClass().add("draw-pad");
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
        setCursor(Cursor.CROSSHAIR);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("Square from −2 to 2 to draw in with the pointer");
        ink.setMouseTransparent(true);
        getChildren().addAll(axis(0, SIDE / 2, SIDE, SIDE / 2), axis(SIDE / 2, 0, SIDE / 2, SIDE));
        for (int at : new int[] {-1, 1}) {
            getChildren().addAll(number(at, true), number(at, false));
        }
        getChildren().add(ink);
        setOnMousePressed(event -> {
            line = new ArrayList<>();
            add(event);
        });
        setOnMouseDragged(this::add);
        setOnMouseReleased(event -> {
            add(event);
            if (!line.isEmpty()) {
                lines.add(smooth(line));
                show();
            }
        });
    }

    private static Line axis(double x0, double y0, double x1, double y1) {
        Line axis = new Line(x0, y0, x1, y1);
        axis.getStyleClass().add("draw-axis");
        axis.setMouseTransparent(true);
        return axis;
    }

    private static Label number(int at, boolean across) {
        Label label = new Label(at < 0 ? "−" + -at : String.valueOf(at));
        label.getStyleClass().add("draw-number");
        label.setMouseTransparent(true);
        label.relocate(across ? toX(at) - 6 : SIDE / 2 + 4, across ? SIDE / 2 + 2 : toY(at) - 9);
        return label;
    }

    private static double toX(double x) {
        return (x / HALF + 1) * SIDE / 2;
    }

    private static double toY(double y) {
        return (1 - y / HALF) * SIDE / 2;
    }

    private void add(MouseEvent event) {
        double x = Math.clamp((2 * event.getX() / SIDE - 1) * HALF, -HALF, HALF);
        double y = Math.clamp((1 - 2 * event.getY() / SIDE) * HALF, -HALF, HALF);
        int size = line.size();
        if (count >= MOST_POINTS) {
            return;
        }
        if (size == 0) {
            append(x, y);
        } else {
            double fromX = line.get(size - 2);
            double fromY = line.get(size - 1);
            double way = Math.hypot(x - fromX, y - fromY);
            int steps = (int) (way / APART);
            for (int k = 1; k <= steps && count < MOST_POINTS; k++) {
                append(fromX + k * APART / way * (x - fromX), fromY + k * APART / way * (y - fromY));
            }
        }
        show();
    }

    private void append(double x, double y) {
        line.add(x);
        line.add(y);
        count++;
    }

    /// The ends stay where they are.
    private static List<Double> smooth(List<Double> line) {
        List<Double> smooth = new ArrayList<>(line);
        for (int i = 2; i < line.size() - 2; i++) {
            double neighbours = (line.get(i - 2) + line.get(i + 2)) / 2;
            smooth.set(i, SMOOTHED * line.get(i) + (1 - SMOOTHED) * neighbours);
        }
        return smooth;
    }

    private void show() {
        ink.getChildren().clear();
        lines.forEach(this::ink);
        if (!line.isEmpty() && !lines.contains(smooth(line))) {
            ink(line);
        }
        empty.set(count == 0);
    }

    private void ink(List<Double> points) {
        if (points.size() == 2) {
            Circle dot = new Circle(toX(points.get(0)), toY(points.get(1)), 3);
            dot.getStyleClass().add("draw-dot");
            ink.getChildren().add(dot);
            return;
        }
        Polyline drawn = new Polyline();
        for (int i = 0; i < points.size(); i += 2) {
            drawn.getPoints().addAll(toX(points.get(i)), toY(points.get(i + 1)));
        }
        drawn.getStyleClass().add("draw-line");
        drawn.setStrokeLineCap(StrokeLineCap.ROUND);
        drawn.setStrokeLineJoin(StrokeLineJoin.ROUND);
        ink.getChildren().add(drawn);
    }

    /// Whether nothing is drawn.
    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /// Takes all lines away.
    void clear() {
        lines.clear();
        line = new ArrayList<>();
        count = 0;
        show();
    }

    /// Takes the last line away.
    void removeLast() {
        line = new ArrayList<>();
        if (!lines.isEmpty()) {
            count -= lines.removeLast().size() / 2;
        }
        show();
    }

    /// Shows what was drawn before.
    ///
    /// @param points x₁, y₁, x₂, y₂, …; none where nothing was
    void show(List<Double> points) {
        clear();
        if (!points.isEmpty()) {
            for (List<Strokes.Point> each : Strokes.of(points).lines()) {
                List<Double> numbers = new ArrayList<>();
                each.forEach(point -> numbers.addAll(List.of(point.x(), point.y())));
                lines.add(numbers);
                count += each.size();
            }
        }
        show();
    }

    /// All points in turn, x₁, y₁, x₂, y₂, …
    List<Double> points() {
        return lines.stream().flatMap(List::stream).toList();
    }
}
