package adjointlab.ui.present;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Transform;
import javafx.util.Duration;

/// Lies over the window in front of an audience: a bright point at the pointer, marks made by hand that go by
/// themselves, a picture that is held while the lab goes on behind it, and black.
///
/// The lab can be used under the point and under a held picture; the pen and black take the mouse.
public final class AudienceLayer extends StackPane {
    /// How long a mark stays whole.
    private static final Duration MARKED = Duration.seconds(6);

    /// How long it takes to go.
    private static final Duration GOING = Duration.seconds(1);
    private static final double POINT_RADIUS = 9;
    private static final double POINTS_APART = 2;

    /// What the pointer is.
    public enum Tool {
        /// An ordinary pointer.
        NONE,
        /// A bright point.
        LASER,
        /// A pen.
        PEN
    }

    private final Node audience;
    private final Duration marked;
    private final ImageView held = new ImageView();
    private final Label heldWords = new Label();
    private final Pane marks = new Pane();
    private final Circle point = new Circle(POINT_RADIUS);
    private final Pane pointer = new Pane(point);
    private final Region black = new Region();
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.NONE);
    private final List<SequentialTransition> going = new ArrayList<>();
    private Polyline line = new Polyline();
    private boolean still;

    /// @param audience what is under this layer
    public AudienceLayer(Node audience) {
        this(audience, MARKED);
    }

    /// @param marked how long a mark stays whole
    AudienceLayer(Node audience, Duration marked) {
        this.audience = audience;
        this.marked = marked;
        setId("audience-layer");
        setPickOnBounds(false);
        setAlignment(Pos.TOP_LEFT);
        held.setId("held-picture");
        held.setMouseTransparent(true);
        held.setVisible(false);
        heldWords.setId("held");
        heldWords.getStyleClass().add("held-words");
        heldWords.setMouseTransparent(true);
        heldWords.setVisible(false);
        StackPane.setAlignment(heldWords, Pos.BOTTOM_RIGHT);
        marks.setId("marks");
        marks.setMouseTransparent(true);
        marks.addEventHandler(MouseEvent.ANY, this::pen);
        marks.setCursor(Cursor.CROSSHAIR);
        point.setId("laser");
        point.getStyleClass().add("laser");
        point.setVisible(false);
        pointer.setMouseTransparent(true);
        black.setId("black");
        black.getStyleClass().add("black-screen");
        black.setVisible(false);
        black.setOnMousePressed(_ -> black.setVisible(false));
        getChildren().addAll(held, marks, heldWords, pointer, black);
        tool.subscribe(now -> {
            marks.setMouseTransparent(now != Tool.PEN);
            point.setVisible(false);
        });
        audience.addEventFilter(MouseEvent.ANY, this::follow);
    }

    /// What the pointer is.
    public ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    /// Makes the pointer a tool, or an ordinary one again.
    public void toggle(Tool wanted) {
        tool.set(tool.get() == wanted ? Tool.NONE : wanted);
    }

    /// Whether marks go at once rather than fade.
    public void setStill(boolean newStill) {
        still = newStill;
    }

    public boolean isBlack() {
        return black.isVisible();
    }

    /// Shows nothing, or everything again.
    public void toggleBlack() {
        black.setVisible(!isBlack());
    }

    public boolean isHeld() {
        return held.isVisible();
    }

    /// Holds the picture as it is now while the lab goes on, or shows the lab again.
    ///
    /// @param words say of which moment the picture is
    public void toggleHeld(String words) {
        if (isHeld()) {
            release();
            return;
        }
        double scale = getScene() == null ? 1 : getScene().getWindow().getOutputScaleX();
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        WritableImage image = audience.snapshot(parameters, null);
        held.setImage(image);
        held.setFitWidth(image.getWidth() / scale);
        held.setFitHeight(image.getHeight() / scale);
        held.setVisible(true);
        heldWords.setText(words);
        heldWords.setVisible(true);
    }

    private void release() {
        held.setVisible(false);
        held.setImage(null);
        heldWords.setVisible(false);
    }

    /// Takes away what lies uppermost: black, then a tool with its marks, then a held picture.
    ///
    /// @return whether there was anything
    public boolean dismiss() {
        if (isBlack()) {
            black.setVisible(false);
            return true;
        }
        if (tool.get() != Tool.NONE) {
            tool.set(Tool.NONE);
            wipe();
            return true;
        }
        if (isHeld()) {
            release();
            return true;
        }
        return false;
    }

    /// Takes everything away.
    public void clear() {
        black.setVisible(false);
        tool.set(Tool.NONE);
        wipe();
        release();
    }

    private void wipe() {
        going.forEach(SequentialTransition::stop);
        going.clear();
        marks.getChildren().clear();
    }

    // ---- point -----------------------------------------------------------------------------------

    private void follow(MouseEvent event) {
        if (tool.get() != Tool.LASER) {
            return;
        }
        if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
            point.setVisible(false);
        } else {
            var at = pointer.sceneToLocal(event.getSceneX(), event.getSceneY());
            point.setCenterX(at.getX());
            point.setCenterY(at.getY());
            point.setVisible(true);
        }
    }

    // ---- pen -------------------------------------------------------------------------------------

    private void pen(MouseEvent event) {
        if (tool.get() != Tool.PEN || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        event.consume();
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            line = new Polyline(event.getX(), event.getY());
            line.getStyleClass().add("mark");
            line.setStrokeLineCap(StrokeLineCap.ROUND);
            line.setStrokeLineJoin(StrokeLineJoin.ROUND);
            line.setMouseTransparent(true);
            marks.getChildren().add(line);
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            extend(event.getX(), event.getY());
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
            extend(event.getX(), event.getY());
            letGo(line);
        }
    }

    private void extend(double x, double y) {
        List<Double> points = line.getPoints();
        int last = points.size();
        if (last < 2 || Math.hypot(x - points.get(last - 2), y - points.get(last - 1)) >= POINTS_APART) {
            points.add(x);
            points.add(y);
        }
    }

    private void letGo(Polyline mark) {
        FadeTransition fade = new FadeTransition(still ? Duration.ONE : GOING, mark);
        fade.setToValue(0);
        SequentialTransition end = new SequentialTransition(new PauseTransition(marked), fade);
        end.setOnFinished(_ -> {
            marks.getChildren().remove(mark);
            going.remove(end);
        });
        going.add(end);
        end.play();
    }
}
