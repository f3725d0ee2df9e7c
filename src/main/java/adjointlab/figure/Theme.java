package adjointlab.figure;

import java.util.List;

/// How figures look: colours, type and measures. Lengths are in the units of the `Graphics2D` that is drawn to: pixels
/// at scale 1 on the screen, points (1/72 inch) on paper.
///
/// @param id stable name
/// @param palette colours
/// @param type fonts and their sizes
/// @param measures lengths
/// @param heading whether the figure's own title and note are drawn; off where a window or a caption shows them
public record Theme(String id, Palette palette, Type type, Measures measures, boolean heading) {
    /// White windows.
    public static final Theme LIGHT = new Theme("light", Palette.LIGHT, Type.SCREEN, Measures.SCREEN, true);
    /// Near-black windows.
    public static final Theme DARK = new Theme("dark", Palette.DARK, Type.SCREEN, Measures.SCREEN, true);
    /// White, to be read from the last row.
    public static final Theme PRESENTATION_LIGHT =
            new Theme("presentation-light", Palette.LIGHT, Type.PRESENTATION, Measures.PRESENTATION, true);
    /// Near-black, to be read from the last row.
    public static final Theme PRESENTATION_DARK =
            new Theme("presentation-dark", Palette.DARK, Type.PRESENTATION, Measures.PRESENTATION, true);
    /// Papers: white, sizes in points at final size. The caption says what the figure is, so it draws no title.
    public static final Theme PRINT = new Theme("print", Palette.LIGHT, Type.PRINT, Measures.PRINT, false);

    /// All themes.
    public static final List<Theme> ALL = List.of(LIGHT, DARK, PRESENTATION_LIGHT, PRESENTATION_DARK, PRINT);

    /// This theme with or without the figure's own title and note.
    public Theme withHeading(boolean shown) {
        return new Theme(id, palette, type, measures, shown);
    }

    /// Papers in another typeface and size, in which no text is ever set smaller to fit.
    ///
    /// @param size of axis titles, pt; the other texts and lines keep their proportions to it
    public static Theme paper(Fonts.Family family, double size) {
        double scale = size / Type.PRINT.label;
        Type type = new Type(family, scale * Type.PRINT.tick, size, scale * Type.PRINT.title, true);
        return new Theme("paper", Palette.LIGHT, type, Measures.PRINT.times(scale), false);
    }

    /// Fonts and their sizes.
    ///
    /// @param family typeface
    /// @param tick size of tick labels and direct labels
    /// @param label size of axis titles and table cells
    /// @param title size of titles
    /// @param steady whether no text is set smaller where it lacks room
    public record Type(Fonts.Family family, double tick, double label, double title, boolean steady) {
        private static final Type SCREEN = new Type(Fonts.Family.SCREEN, 11, 11, 13);
        private static final Type PRESENTATION = new Type(Fonts.Family.SCREEN, 18, 19, 22);
        private static final Type PRINT = new Type(Fonts.Family.PRINT, 7, 7.5, 8.5, true);

        Type(Fonts.Family family, double tick, double label, double title) {
            this(family, tick, label, title, false);
        }

        /// A face in which a text is no wider than this, as far as sizes may change.
        Fonts.Face fitting(Fonts.Face face, String text, double width) {
            return steady ? face : face.fitting(text, width);
        }

        /// Measures every letter that figures use in every face, so that figures can be laid out when the JVM has
        /// deleted its copies of the fonts, as it does at once when it is interrupted.
        public void learn() {
            List.of(tickFace(), labelFace(), headFace(), titleFace()).forEach(Fonts.Face::learn);
        }

        Fonts.Face tickFace() {
            return Fonts.face(family, false, tick);
        }

        Fonts.Face labelFace() {
            return Fonts.face(family, false, label);
        }

        Fonts.Face headFace() {
            return Fonts.face(family, true, label);
        }

        Fonts.Face titleFace() {
            return Fonts.face(family, true, title);
        }
    }

    /// Lengths.
    ///
    /// @param line width of a series' line
    /// @param strong width of an emphasised series' line
    /// @param hair width of axis lines, ticks and grid lines
    /// @param marker diameter of a point's marker
    /// @param gap the unit of spacing
    public record Measures(double line, double strong, double hair, double marker, double gap) {
        private static final Measures SCREEN = new Measures(1.5, 2.5, 1, 8, 4);
        private static final Measures PRESENTATION = new Measures(3, 4.5, 1.4, 12, 7);
        private static final Measures PRINT = new Measures(0.9, 1.5, 0.5, 4, 2.5);

        private Measures times(double scale) {
            return new Measures(scale * line, scale * strong, scale * hair, scale * marker, scale * gap);
        }

        /// Length of a tick mark.
        double tickLength() {
            return gap;
        }
    }
}
