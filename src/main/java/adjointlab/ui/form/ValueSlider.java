package adjointlab.ui.form;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// A slider for a [FieldModel]: a press anywhere on it takes hold, the drag is one gesture, arrow keys go by hundredths
/// and with Shift by tenths.
///
/// JavaFX's own slider loses a drag that begins on its track when the thumb jumps under the pointer.
public final class ValueSlider extends Region {
    private static final double THUMB = 14;
    private static final double TRACK = 4;
    private static final double SMALL_STEP = 0.01;
    private static final double LARGE_STEP = 0.1;

    private final FieldModel model;
    private final Region track = part("track");
    private final Region fill = part("fill");
    private final Region thumb = part("thumb");

    /// @param model a number, see [FieldModel#hasSlider]
    public ValueSlider(FieldModel model) {
        this.model = model;
        getStyleClass().add("value-slider");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setMinSize(40, THUMB + 4);
        setPrefSize(40, THUMB + 8);
        getChildren().addAll(track, fill, thumb);
        model.valueProperty().addListener((_, _, _) -> {
            requestLayout();
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
        });
        setOnMousePressed(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                requestFocus();
                model.begin();
                follow(event);
            }
        });
        setOnMouseDragged(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                follow(event);
            }
        });
        setOnMouseReleased(_ -> model.end());
        setOnKeyPressed(this::key);
    }

    private void follow(MouseEvent event) {
        model.slide((event.getX() - THUMB / 2) / Math.max(1, getWidth() - THUMB));
        event.consume();
    }

    private void key(KeyEvent event) {
        double step = event.isShiftDown() ? LARGE_STEP : SMALL_STEP;
        switch (event.getCode()) {
            case LEFT, DOWN -> model.slide(model.position() - step);
            case RIGHT, UP -> model.slide(model.position() + step);
            case HOME -> model.slide(0);
            case END -> model.slide(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - THUMB;
        double middle = getHeight() / 2;
        double at = width * model.position();
        track.resizeRelocate(THUMB / 2, middle - TRACK / 2, width, TRACK);
        fill.resizeRelocate(THUMB / 2, middle - TRACK / 2, at, TRACK);
        thumb.resizeRelocate(snapPositionX(at), snapPositionY(middle - THUMB / 2), THUMB, THUMB);
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> model.position();
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> 1.0;
            case VALUE_STRING -> model.text();
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        part.setMouseTransparent(true);
        return part;
    }
}
