package adjointlab.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.util.Optional;
import org.scilab.forge.jlatexmath.ParseException;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/// A typeset formula, to be drawn anywhere. One that cannot be read is shown as it is written.
public final class Formula {
    private static final int MARGIN = 2;

    private final TeXIcon icon;

    private Formula(TeXIcon icon) {
        this.icon = icon;
    }

    /// Sets a formula; the first takes half a second.
    ///
    /// @param latex in the papers' notation
    /// @param size of its letters, in units of what it is drawn to
    public static Formula of(String latex, double size) {
        TeXFormula formula = parsed(latex)
                .orElseGet(() -> new TeXFormula("\\text{" + latex.replaceAll("[\\\\{}$%&#_^~]", " ") + "}"));
        TeXIcon icon = formula.createTeXIcon(TeXConstants.STYLE_DISPLAY, (float) size);
        icon.setInsets(new Insets(MARGIN, MARGIN, MARGIN, MARGIN));
        return new Formula(icon);
    }

    /// Whether it can be read as LaTeX; a brace that is left open is not, which the typesetter would forgive.
    public static boolean isReadable(String latex) {
        int open = 0;
        for (int i = 0; i < latex.length() && open >= 0; i++) {
            switch (latex.charAt(i)) {
                case '\\' -> i++;
                case '{' -> open++;
                case '}' -> open--;
                default -> {
                    // no brace
                }
            }
        }
        return open == 0 && parsed(latex).isPresent();
    }

    private static Optional<TeXFormula> parsed(String latex) {
        try {
            return Optional.of(new TeXFormula(latex));
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }

    /// Width with a small margin.
    public int width() {
        return icon.getIconWidth();
    }

    /// Height with a small margin.
    public int height() {
        return icon.getIconHeight();
    }

    /// Draws it with its top left corner at the origin.
    public void paint(Graphics2D g, Color colour) {
        icon.setForeground(colour);
        icon.paintIcon(null, new SoftHyphens(g), 0, 0);
    }
}
