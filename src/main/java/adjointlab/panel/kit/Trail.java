package adjointlab.panel.kit;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Settings;
import org.jspecify.annotations.Nullable;

/// Where one of many trainings stands in a plot, so that it is named when it is pointed at, and opened with a click.
///
/// @param plot index of the plot among those of the figure that have axes
/// @param training whose it is
/// @param x [n] values on the horizontal axis, ascending; a single one is a point, or the centre of a field of a map
/// @param y [n] values on the vertical axis; not a number where it shows nothing
public record Trail(int plot, Training training, double[] x, double[] y) {
    public Trail {
        if (x.length != y.length) {
            throw new InvalidValueException("a trail has " + x.length + " and " + y.length + " coordinates");
        }
    }

    /// One training among many.
    ///
    /// @param run its name in the lab; "" for one of a sweep, which is no run yet
    /// @param label what it is called as a run
    /// @param settings complete; null for one of another program, which cannot be opened
    /// @param words what tells it from the others and what it reached, a line each
    public record Training(
            String run, String label, @Nullable Settings settings, String words) {
        /// Whether it is a run, or can become one.
        public boolean canOpen() {
            return settings != null;
        }
    }
}
