package adjointlab.ui.shell;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Drawing;
import java.util.List;
import java.util.Optional;

/// Lets a person draw by hand what is trained on.
record HandDrawing(LabWindow window) {
    /// Asks for a drawing, and trains on it at once.
    void draw() {
        Optional<Drawing> shown = Drawing.of(window.session().preset());
        draw(
                shown.orElse(Drawing.TRAJECTORY),
                shown.map(drawing -> drawing.points(window.session().preset())).orElse(List.of()));
    }

    /// @param points of the drawing to begin with, none for an empty square
    private void draw(Drawing kind, List<Double> points) {
        DrawForm form = new DrawForm(kind);
        if (!points.isEmpty()) {
            form.pad().show(points);
        }
        window.sheets()
                .show(
                        "Draw by hand",
                        form,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Train on it", true, () -> {
                            if (form.pad().emptyProperty().get()) {
                                drawAgain(form, "Draw a line first: press the pointer in the square and move it.");
                            } else {
                                train(form);
                            }
                        }));
    }

    private void train(DrawForm form) {
        try {
            window.train(form.kind().preset(form.pad().points()));
        } catch (InvalidValueException e) {
            drawAgain(form, "That cannot be trained on: " + e.getMessage() + ".");
        }
    }

    /// Shows what was drawn so far, to be drawn on.
    private void drawAgain(DrawForm form, String why) {
        draw(form.kind(), form.pad().points());
        window.sheets().complain(why);
    }
}
