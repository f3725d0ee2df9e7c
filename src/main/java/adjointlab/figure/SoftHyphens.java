package adjointlab.figure;

import com.formdev.flatlaf.util.Graphics2DProxy;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.GlyphVector;

/// Draws letters also where their code is that of a soft hyphen, which Java takes for one and leaves out. The fonts of
/// the typesetter have the eleventh sign of each of TeX's fonts there: ⊗, Ω and an angle bracket among them.
final class SoftHyphens extends Graphics2DProxy {
    private static final char SOFT_HYPHEN = '\u00ad';

    /// Stands behind it in each of the fonts, by code and by glyph.
    private static final char NEXT = '\u00ae';

    SoftHyphens(Graphics2D g) {
        super(g);
    }

    @Override
    public void drawChars(char[] data, int offset, int length, int x, int y) {
        if (length == 1 && data[offset] == SOFT_HYPHEN) {
            Font font = getFont();
            int glyph = font.createGlyphVector(getFontRenderContext(), new char[] {NEXT})
                            .getGlyphCode(0)
                    - 1;
            GlyphVector vector = font.createGlyphVector(getFontRenderContext(), new int[] {glyph});
            drawGlyphVector(vector, x, y);
        } else {
            super.drawChars(data, offset, length, x, y);
        }
    }
}
