package adjointlab.ui.shell;

import adjointlab.ui.model.TransportModel;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// The time line: how far the cursor is, how far training is, and the live changes as ticks.
///
/// Drag or click to go anywhere up to what was reached; arrow keys go one iteration, with Shift ten, Home and End to
/// the ends.
final class Scrubber extends Region {
    private static final double THUMB = 14;
    private static final double TRACK = 4;
    private static final double NEAR = 4;

    private final TransportModel model;
    private final IntConsumer scrubTo;
    private final Region track = part("scrub-track");
    private final Region reached = part("scrub-reached");
    private final Region fill = part("scrub-fill");
    private final Region thumb = part("scrub-thumb");
    private final Pane ticks = new Pane();

    Scrubber(TransportModel model, IntConsumer scrubTo) {
        this.model = model;
        this.scrubTo = scrubTo;
        setId("scrubber");
        getStyleClass().add("scrubber");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText("Iteration");
        setMinSize(60, 28);
        setPrefHeight(28);
        ticks.setPickOnBounds(false);
        getChildren().addAll(track, reached, fill, ticks, thumb);
        InvalidationListener relayout = _ -> requestLayout();
        model.cursorProperty().addListener(relayout);
        model.reachedProperty().addListener(relayout);
        model.endProperty().addListener(relayout);
        model.events().addListener((ListChangeListener<TransportModel.Event>) _ -> showTicks());
        showTicks();
        Tooltip tip = new Tooltip();
        Tooltip.install(this, tip);
        setOnMouseMoved(event -> tip.setText(words(event.getX())));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::follow);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::follow);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void showTicks() {
        ticks.getChildren().clear();
        for (TransportModel.Event event : model.events()) {
            Region tick = part("scrub-tick");
            tick.setUserData(event);
            tick.setManaged(false);
            ticks.getChildren().add(tick);
        }
        requestLayout();
    }

    private void follow(MouseEvent event) {
        requestFocus();
        scrubTo.accept(iterationAt(event.getX()));
        event.consume();
    }

    private int iterationAt(double x) {
        double share = (x - THUMB / 2) / Math.max(1, getWidth() - THUMB);
        return (int)
                Math.round(Math.clamp(share, 0.0, 1.0) * model.endProperty().get());
    }

    /// The live changes near the pointer, else the iteration there.
    private String words(double x) {
        double width = Math.max(1, getWidth() - THUMB);
        int end = Math.max(1, model.endProperty().get());
        String changes = model.events().stream()
                .filter(event -> x >= THUMB / 2 + width * event.iteration() / end - NEAR
                        && x <= THUMB / 2 + width * event.last() / end + NEAR)
                .limit(6)
                .map(event -> "k = " + event.iteration()
                        + (event.last() > event.iteration() ? " to " + event.last() : "") + ": " + event.text())
                .collect(Collectors.joining("\n"));
        return changes.isEmpty() ? "k = " + iterationAt(x) : changes;
    }

    private void key(KeyEvent event) {
        int step = event.isShiftDown() ? 10 : 1;
        int cursor = model.cursorProperty().get();
        switch (event.getCode()) {
            case LEFT -> scrubTo.accept(cursor - step);
            case RIGHT -> scrubTo.accept(cursor + step);
            case HOME -> scrubTo.accept(0);
            case END -> scrubTo.accept(model.frontProperty().get());
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
        double left = THUMB / 2;
        int end = Math.max(1, model.endProperty().get());
        double at = width * Math.min(1.0, model.cursorProperty().get() / (double) end);
        double far = width * Math.min(1.0, model.reachedProperty().get() / (double) end);
        track.resizeRelocate(left, middle - TRACK / 2, width, TRACK);
        reached.resizeRelocate(left, middle - TRACK / 2, far, TRACK);
        fill.resizeRelocate(left, middle - TRACK / 2, at, TRACK);
        thumb.resizeRelocate(snapPositionX(left + at - THUMB / 2), middle - THUMB / 2, THUMB, THUMB);
        ticks.resizeRelocate(0, 0, getWidth(), getHeight());
        for (var tick : ticks.getChildren()) {
            TransportModel.Event event = (TransportModel.Event) tick.getUserData();
            double x = left + width * Math.min(1.0, event.iteration() / (double) end);
            double until = left + width * Math.min(1.0, event.last() / (double) end);
            tick.resizeRelocate(snapPositionX(x - 1), middle - 8, Math.max(2, until - x + 2), 16);
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> model.cursorProperty().doubleValue();
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> model.endProperty().doubleValue();
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
