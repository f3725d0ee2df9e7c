package adjointlab.ui.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The window's fonts, from the class path: Inter for text, DejaVu for the mathematical letters that Inter lacks.
public final class Fonts {
    /// Family of ordinary text.
    public static final String TEXT = "Inter";

    /// Family of symbols such as ∇, ‖ and ℝ.
    public static final String SYMBOLS = "DejaVu Sans";

    private static final List<String> FILES = List.of(
            "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-Italic.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-Bold.otf",
            "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf",
            "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Oblique.ttf",
            "/net/sf/jasperreports/fonts/dejavu/DejaVuSerif-Italic.ttf",
            "/net/sf/jasperreports/fonts/dejavu/DejaVuSansMono.ttf");

    private static boolean loaded;

    private Fonts() {}

    /// Makes the fonts known to the toolkit; calls after the first do nothing.
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream(file)) {
                if (in == null || Font.loadFont(in, Look.DEFAULT_FONT_SIZE) == null) {
                    throw new IllegalStateException("the font " + file + " is missing from the class path");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the font " + file + " cannot be read", e);
            }
        }
        loaded = true;
    }
}
