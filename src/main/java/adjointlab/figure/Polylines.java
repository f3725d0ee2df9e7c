package adjointlab.figure;

import java.util.IdentityHashMap;

/// The lines of a plot as they were drawn last, or looked at to find room for its legend.
final class Polylines {
    private final IdentityHashMap<Layer.Line, Polyline> made = new IdentityHashMap<>();

    /// A line on the axes of the drawing.
    ///
    /// @param across horizontal mapping
    /// @param up vertical mapping
    /// @param pixel width of one device pixel in the drawing's units
    Polyline of(Layer.Line line, AxisMap across, AxisMap up, double pixel) {
        Polyline before = made.get(line);
        Polyline now = before == null ? null : before.on(across, up, pixel);
        if (now == null) {
            now = new Polyline(line.x(), line.y(), across, up, pixel);
        }
        made.put(line, now);
        return now;
    }
}
