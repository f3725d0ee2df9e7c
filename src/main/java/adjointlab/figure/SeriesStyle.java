package adjointlab.figure;

import java.util.Comparator;
import java.util.stream.Stream;

/// How a series looks, without colours of its own: the theme decides them.
///
/// @param hue which colour of the theme's palette
/// @param dash of its line
/// @param marker of its points
/// @param emphasis whether it stands out or steps back
public record SeriesStyle(Hue hue, Dash dash, Marker marker, Emphasis emphasis) {
    /// Palette places. The eight of Okabe and Ito for runs, in the order in which they are dealt out; then roles.
    /// What is told apart by a model has colours that no run has.
    public enum Hue {
        VERMILLION,
        BLUE,
        GREEN,
        PURPLE,
        ORANGE,
        SKY,
        YELLOW,
        BLACK,
        TRUTH,
        MUTED,
        ACCENT,
        WARNING,
        FIRST_CLASS,
        SECOND_CLASS
    }

    /// Line patterns that stay apart in grey print.
    public enum Dash {
        SOLID,
        DASHED,
        DOTTED,
        DASH_DOT,
        LONG_DASH,
        SHORT_DASH,
        LONG_DASH_DOT,
        DASH_DOT_DOT,
        NONE
    }

    /// Point shapes that stay apart in grey print; a DOT is small, for many points at once.
    public enum Marker {
        CIRCLE,
        TRIANGLE,
        SQUARE,
        DIAMOND,
        CROSS,
        PLUS,
        DOT,
        NONE
    }

    /// Hovered and pinned series are STRONG, the others FADED meanwhile.
    public enum Emphasis {
        NORMAL,
        STRONG,
        FADED;

        /// That of what several runs share: it stands out with any of them, and steps back only if all do.
        public static Emphasis strongest(Stream<Emphasis> runs) {
            return runs.min(Comparator.comparing(emphasis -> switch (emphasis) {
                        case STRONG -> 0;
                        case NORMAL -> 1;
                        case FADED -> 2;
                    }))
                    .orElse(NORMAL);
        }
    }

    /// A solid line of a role colour without markers.
    public static SeriesStyle line(Hue hue) {
        return new SeriesStyle(hue, Dash.SOLID, Marker.NONE, Emphasis.NORMAL);
    }

    /// This style with another emphasis.
    public SeriesStyle with(Emphasis newEmphasis) {
        return new SeriesStyle(hue, dash, marker, newEmphasis);
    }

    /// This style with another dash.
    public SeriesStyle with(Dash newDash) {
        return new SeriesStyle(hue, newDash, marker, emphasis);
    }

    /// This style with another marker.
    public SeriesStyle with(Marker newMarker) {
        return new SeriesStyle(hue, dash, newMarker, emphasis);
    }
}
