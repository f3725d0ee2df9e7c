package adjointlab.ui.lesson;

import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.PlotArea;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Theme;
import adjointlab.handout.SketchAxes;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm.Curve;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// Axes into which a person draws a curve, with the pointer or with arrow keys, and which then shows the run's own
/// curve beside it.
final class SketchView extends StackPane {
    private static final double SMALL_STEP = 0.05;
    private static final double LARGE_STEP = 0.2;
    private static final SeriesStyle SKETCH =
            SeriesStyle.line(Hue.ACCENT).with(Dash.DASHED).with(SeriesStyle.Emphasis.STRONG);

    private final LessonModel model;
    private final Curve curve;
    private final ChartView chart;
    private final Theme theme;
    private final double zoom;
    private final double[] values = new double[Curve.COLUMNS];
    private int column;
    private int last = -1;

    /// @param theme draws the axes
    /// @param zoom pixels of the scene to a unit of the figure
    SketchView(LessonModel model, Curve curve, DrawingWorker worker, Theme theme, double zoom) {
        this.model = model;
        this.curve = curve;
        this.theme = theme;
        this.zoom = zoom;
        chart = new ChartView(worker);
        Arrays.fill(values, Double.NaN);
        if (model.answerProperty().get() instanceof Answer.Drawn drawn) {
            Arrays.setAll(values, i -> drawn.values().get(i));
        }
        setId("lesson-sketch");
        getStyleClass().add("sketch");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("Draw the curve: left and right choose a place, up and down its value, Delete clears.");
        setCursor(Cursor.CROSSHAIR);
        getChildren().add(chart);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            last = -1;
            draw(event);
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::draw);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((_, _, _) -> show());
        show();
    }

    /// Draws what was sketched, and the truth once it may be seen.
    void show() {
        Figure figure = figure();
        chart.draw("the picture", (_, _) -> figure, theme, zoom, true);
    }

    private Figure figure() {
        double[] x = new double[Curve.COLUMNS];
        Arrays.setAll(x, curve::iteration);
        List<Layer> layers = new ArrayList<>();
        if (model.phaseProperty().get() != LessonModel.Phase.ASKED) {
            layers.add(SketchAxes.truth(curve.truth().values(model.runs())));
        } else if (isFocused()) {
            layers.add(new Layer.Rule("", SeriesStyle.line(Hue.MUTED).with(Dash.DOTTED), true, x[column]));
        }
        layers.add(new Layer.Line("your sketch", SKETCH, x, values.clone(), ""));
        return Figure.of(
                "",
                "",
                new Plot(
                        "", SketchAxes.across(curve), SketchAxes.up(curve), layers, layers.size() > 1 && !isFocused()));
    }

    private void draw(MouseEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (!model.isOpen() || shown == null || shown.layout().areas().isEmpty()) {
            return;
        }
        PlotArea area = shown.layout().areas().getFirst();
        var data = area.data();
        Point2D at = chart.sceneToLocal(event.getSceneX(), event.getSceneY());
        double share = Math.clamp((at.getX() / shown.zoom() - data.getMinX()) / data.getWidth(), 0, 1);
        int to = (int) Math.round(share * (Curve.COLUMNS - 1));
        double value = curve.value(Math.clamp((data.getMaxY() - at.getY() / shown.zoom()) / data.getHeight(), 0, 1));
        int from = last < 0 ? to : last;
        double start = last < 0 ? curve.share(value) : curve.share(values[from]);
        for (int i = Math.min(from, to); i <= Math.max(from, to); i++) {
            double part = from == to ? 1 : (i - from) / (double) (to - from);
            values[i] = curve.value(start + part * (curve.share(value) - start));
        }
        last = to;
        column = to;
        take();
        event.consume();
    }

    private void key(KeyEvent event) {
        double step = event.isShiftDown() ? LARGE_STEP : SMALL_STEP;
        switch (event.getCode()) {
            case LEFT -> column = Math.max(0, column - 1);
            case RIGHT -> column = Math.min(Curve.COLUMNS - 1, column + 1);
            case UP -> raise(step);
            case DOWN -> raise(-step);
            case DELETE, BACK_SPACE -> {
                if (model.isOpen()) {
                    Arrays.fill(values, Double.NaN);
                    take();
                }
            }
            default -> {
                return;
            }
        }
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            show();
        }
        event.consume();
    }

    /// A place where nothing is drawn yet begins at the height of its neighbour, or in the middle.
    private void raise(double by) {
        if (!model.isOpen()) {
            return;
        }
        double before = !Double.isNaN(values[column])
                ? curve.share(values[column])
                : column > 0 && !Double.isNaN(values[column - 1]) ? curve.share(values[column - 1]) : 0.5;
        values[column] = curve.value(Math.clamp(before + by, 0, 1));
        take();
    }

    private void take() {
        boolean empty = Arrays.stream(values).allMatch(Double::isNaN);
        model.answerProperty()
                .set(
                        empty
                                ? Answer.none()
                                : new Answer.Drawn(Arrays.stream(values).boxed().toList()));
        show();
    }
}
