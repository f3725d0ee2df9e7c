package adjointlab.panel.kit;

import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.List;
import java.util.Locale;

/// Which colour, dash and marker a run gets: runs of one group share them, and no two groups share all three.
public final class RunStyles {
    private static final List<Hue> HUES =
            List.of(Hue.VERMILLION, Hue.BLUE, Hue.GREEN, Hue.PURPLE, Hue.ORANGE, Hue.SKY, Hue.BLACK, Hue.YELLOW);
    private static final List<Dash> DASHES = List.of(
            Dash.SOLID,
            Dash.DASHED,
            Dash.DOTTED,
            Dash.DASH_DOT,
            Dash.LONG_DASH,
            Dash.SHORT_DASH,
            Dash.LONG_DASH_DOT,
            Dash.DASH_DOT_DOT);
    private static final List<Marker> MARKERS =
            List.of(Marker.CIRCLE, Marker.TRIANGLE, Marker.SQUARE, Marker.DIAMOND, Marker.CROSS, Marker.PLUS);

    private RunStyles() {}

    /// The style of a group, counted from 0. No two of eight have one dash, which is all that a print without colours
    /// leaves of them where markers would hide what they mark; behind them the hues meet the next dashes.
    public static SeriesStyle of(int group) {
        int dash = group + Math.floorDiv(group, HUES.size());
        return new SeriesStyle(pick(HUES, group), pick(DASHES, dash), pick(MARKERS, group), Emphasis.NORMAL);
    }

    /// The colours that runs can have, in the order in which they are dealt out.
    public static List<Hue> hues() {
        return HUES;
    }

    /// How documents call a colour.
    public static String id(Hue hue) {
        return hue.name().toLowerCase(Locale.ROOT);
    }

    /// The style of a run that a person may have given another colour; one that is not known here is its group's.
    public static SeriesStyle of(Run run, Marks marks) {
        SeriesStyle style = of(run);
        return HUES.stream()
                .filter(hue -> id(hue).equals(marks.colour()))
                .findFirst()
                .map(hue -> new SeriesStyle(hue, style.dash(), style.marker(), style.emphasis()))
                .orElse(style);
    }

    /// The style of a run.
    public static SeriesStyle of(Run run) {
        return of(run.identity().group());
    }

    private static <T> T pick(List<T> from, int group) {
        return from.get(Math.floorMod(group, from.size()));
    }
}
