package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// A text of which only the beginning found room.
///
/// @param whole all that it says
/// @param box around what was drawn of it, in units of the figure
public record CutText(String whole, Rectangle2D box) {

    /// The texts of one drawing that had to be cut.
    static final class Cuts {
        private final List<CutText> found = new ArrayList<>();

        /// The text if it is no wider than this, else its beginning.
        ///
        /// @param x left end of the text
        /// @param y its base line
        String fitted(Fonts.Face face, String text, double width, double x, double y) {
            String words = face.shortened(text, width);
            if (!words.equals(text)) {
                found.add(new CutText(
                        text, new Rectangle2D.Double(x, y - 1.1 * face.size(), Math.max(1, width), 1.5 * face.size())));
            }
            return words;
        }

        /// Texts of a plot that found no place at all.
        void lost(List<String> texts, Rectangle2D plot) {
            texts.forEach(text -> found.add(new CutText(text, new Rectangle2D.Double(plot.getX(), plot.getY(), 0, 0))));
        }

        void add(List<CutText> others) {
            found.addAll(others);
        }

        List<CutText> found() {
            return List.copyOf(found);
        }
    }
}
