package adjointlab.ui.look;

import adjointlab.figure.Formula;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;

/// A typeset formula, set off the FX thread. One that is too wide for its place is made smaller.
public final class FormulaView extends StackPane {
    private static final double MARGIN = 6;

    private final Executor typesetter;
    private final ImageView view = new ImageView();
    private String shown = "";
    private long asked;
    private String latex = "";
    private double size;
    private int rgb;
    private double scale = 1;
    private double naturalWidth;
    private double shrink = 1;

    /// @param typesetter where formulas are set; the first takes half a second
    public FormulaView(Executor typesetter) {
        this.typesetter = typesetter;
        getStyleClass().add("formula");
        view.setPreserveRatio(true);
        view.setSmooth(true);
        getChildren().add(view);
        setMinWidth(0);
        widthProperty().addListener((_, _, _) -> fit());
    }

    /// In a narrower place the formula is set smaller; scaling its picture would lose thin strokes.
    private void fit() {
        if (naturalWidth > 0 && getWidth() > 0) {
            double wanted = Math.min(1, (getWidth() - MARGIN) / naturalWidth);
            if (Math.abs(wanted - shrink) > 0.02) {
                shrink = wanted;
                typeset();
            }
        }
    }

    /// Shows a formula; "" for none.
    ///
    /// @param latex in the papers' notation
    /// @param size of its letters, in pixels
    /// @param rgb colour, 0xRRGGBB
    /// @param scale pixels of the screen to a pixel of the scene
    public void show(String latex, double size, int rgb, double scale) {
        String key = latex + "|" + size + "|" + rgb + "|" + scale;
        if (key.equals(shown)) {
            return;
        }
        shown = key;
        setAccessibleText(latex);
        setVisible(!latex.isEmpty());
        setManaged(!latex.isEmpty());
        this.latex = latex;
        this.size = size;
        this.rgb = rgb;
        this.scale = scale;
        typeset();
    }

    private void typeset() {
        long request = ++asked;
        if (latex.isEmpty()) {
            return;
        }
        String formula = latex;
        double part = shrink;
        float letters = (float) (size * scale * part);
        Color colour = new Color(rgb);
        double pixels = scale;
        typesetter.execute(() -> {
            Image image = image(formula, letters, colour);
            Platform.runLater(() -> {
                if (request == asked) {
                    view.setImage(image);
                    view.setFitWidth(image.getWidth() / pixels);
                    naturalWidth = image.getWidth() / pixels / part;
                    requestLayout();
                    fit();
                }
            });
        });
    }

    private static Image image(String latex, float size, Color colour) {
        Formula formula = Formula.of(latex, size);
        BufferedImage picture = new BufferedImage(formula.width(), formula.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        var graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        formula.paint(graphics, colour);
        graphics.dispose();
        return Pixels.image(picture);
    }
}
