package adjointlab.ui.look;

import adjointlab.figure.Theme;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
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

    /// A point of type in pixels, at 96 pixels an inch.
    private static final double POINT = 96 / 72.0;

    /// Ordinary text for an audience, in pixels: 18 pt.
    private static final double PRESENTATION_FONT_SIZE = 18 * POINT;

    /// Sizes of icons beside text of the default size, in pixels, which the style sheet names by them.
    private static final List<Integer> ICONS = List.of(12, 13, 14, 15, 16, 17, 22, 30);

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final PseudoClass PRESENTATION = PseudoClass.getPseudoClass("presentation");
    private static final String LIGHT_SHEET = new PrimerLight().getUserAgentStylesheet();
    private static final String DARK_SHEET = new PrimerDark().getUserAgentStylesheet();

    /// White, ordinary size.
    public static final Look LIGHT = new Look(false, false, DEFAULT_FONT_SIZE);

    /// Puts this look on a scene; its pop-ups inherit it.
    public void applyTo(Scene scene) {
        Fonts.load();
        // for the whole program: pop-ups are styled before they learn which scene they belong to
        Application.setUserAgentStylesheet(dark ? DARK_SHEET : LIGHT_SHEET);
        String sheet = Objects.requireNonNull(
                        Look.class.getResource("/adjointlab/ui/lab.css"), "lab.css is missing from the class path")
                .toExternalForm();
        if (!scene.getStylesheets().equals(List.of(sheet))) {
            scene.getStylesheets().setAll(sheet);
        }
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
        scene.getRoot().pseudoClassStateChanged(PRESENTATION, presentation);
        scene.getRoot().setStyle(sizes());
    }

    /// Text, and the icons that stand beside it.
    String sizes() {
        StringBuilder style = new StringBuilder("-fx-font-size: " + textSize() + "px;");
        for (int icon : ICONS) {
            style.append(" -lab-icon-")
                    .append(icon)
                    .append(": ")
                    .append(icon * textSize() / DEFAULT_FONT_SIZE)
                    .append("px;");
        }
        return style.toString();
    }

    /// The theme that figures are drawn in.
    public Theme theme() {
        if (presentation) {
            return dark ? Theme.PRESENTATION_DARK : Theme.PRESENTATION_LIGHT;
        }
        return dark ? Theme.DARK : Theme.LIGHT;
    }

    /// Pixels of the scene to a unit of a figure.
    public double zoom() {
        return presentation ? POINT : fontSize / DEFAULT_FONT_SIZE;
    }

    /// How much larger than ordinary the text of the frame is, which no audience sees.
    public double frameScale() {
        return fontSize / DEFAULT_FONT_SIZE;
    }

    /// Size of ordinary text, in pixels.
    public double textSize() {
        return presentation ? Math.max(PRESENTATION_FONT_SIZE, fontSize) : fontSize;
    }
}
