package adjointlab.panel.kit;

import adjointlab.figure.Axis;

/// Axes of planes whose two directions are of one kind, such as two components of a state: a circle is drawn as a
/// circle, unless one of them is so much longer that nothing would be seen of the other.
public final class Planes {
    /// How much more than what must be seen is known of a plane, for the room beside it.
    public static final double KNOWN = 1.7;

    private static final double MOST = 3.5;

    private Planes() {}

    /// The axis of one direction.
    ///
    /// @param round whether units are equally long on both axes
    public static Axis axis(String label, boolean round) {
        return round ? Axis.place(label) : Axis.linear(label);
    }

    /// Whether units are equally long on both axes.
    ///
    /// @param extent of what one shows
    /// @param other extent of what the other one shows
    public static boolean isRound(double extent, double other) {
        return Math.max(extent, other) <= MOST * Math.min(extent, other);
    }

    /// The ends of an axis, further from each other.
    ///
    /// @param ends [2], not modified
    /// @return [2]
    public static double[] known(double... ends) {
        double more = (KNOWN - 1) / 2 * (ends[1] - ends[0]);
        return new double[] {ends[0] - more, ends[1] + more};
    }
}
