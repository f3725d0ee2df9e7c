package adjointlab.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/// How the window looks: its colours, its type size and whether it is shown to an audience.
///
/// @param dark near-black instead of white
/// @param presentation large type, thick lines, no side columns
/// @param fontSize of ordinary text, in pixels
public record Look(boolean dark, boolean presentation, double fontSize) {
    /// Ordinary text of the window, in pixels.
    public static final double DEFAULT_FONT_SIZE = 13;

    /// Ordinary text for an audience, in pixels: 18 pt at 96 pixels an inch.
    private static final double PRESENTATION_FONT_SIZE = 24;

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final PseudoClass PRESENTATION = PseudoClass.getPseudoClass("presentation");
    private static final String LIGHT_SHEET = new PrimerLight().getUserAgentStylesheet();
    private static final String DARK_SHEET = new PrimerDark().getUserAgentStylesheet();

    /// White, ordinary size.
    public static final Look LIGHT = new Look(false, false, DEFAULT_FONT_SIZE);

    /// Puts this look on a scene; its pop-ups inherit it.
    public void applyTo(Scene scene) {
        Fonts.load();
        scene.setUserAgentStylesheet(dark ? DARK_SHEET : LIGHT_SHEET);
        String sheet = Objects.requireNonNull(
                        Look.class.getResource("/adjointlab/ui/lab.css"), "lab.css is missing from the class path")
                .toExternalForm();
        if (!scene.getStylesheets().equals(List.of(sheet))) {
            scene.getStylesheets().setAll(sheet);
        }
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
        scene.getRoot().pseudoClassStateChanged(PRESENTATION, presentation);
        scene.getRoot().setStyle("-fx-font-size: " + textSize() + "px;");
    }

    /// Size of ordinary text, in pixels.
    public double textSize() {
        return presentation ? Math.max(PRESENTATION_FONT_SIZE, fontSize) : fontSize;
    }
}
