package adjointlab.core.problem;

/// A loss that a person drew: the mean over all entries of g(p), p predicted and g the drawn curve. Targets do not
/// count.
public final class DrawnLoss extends EntryLoss {
    private final Strokes strokes;
    private final DrawnCurve curve;

    /// @param strokes the line of g
    /// @throws IllegalArgumentException if it is too short along the axis
    public DrawnLoss(Strokes strokes) {
        this.strokes = strokes;
        curve = new DrawnCurve(strokes);
    }

    @Override
    double at(double p, double y, int order) {
        return curve.at(p, order);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrawnLoss loss && loss.strokes.equals(strokes);
    }

    @Override
    public int hashCode() {
        return strokes.hashCode();
    }
}
