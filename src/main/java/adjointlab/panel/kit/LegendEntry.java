package adjointlab.panel.kit;

import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import java.util.List;

/// A group of runs as a legend beside the panels names it.
///
/// @param label what the runs have in common and other groups have not
/// @param style colour, dash and marker that they share
public record LegendEntry(String label, SeriesStyle style) {
    /// The visible runs' groups, in list order.
    public static List<LegendEntry> of(PanelContext context) {
        return Groups.of(context.runs()).stream()
                .map(group -> new LegendEntry(group.label(), group.style().with(Emphasis.NORMAL)))
                .toList();
    }
}
