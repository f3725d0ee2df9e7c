package adjointlab.core.train;

/// Chooses of the points of several curves those between which straight lines stay near all points that are left out:
/// the line to a new point has to pass between two doors that swing about the last point that was kept. Bristol,
/// "Swinging door trending: adaptive trend recording?", ISA National Conference Proceedings 1990, 749, here with the
/// line itself between the doors, so that the tolerance is a bound.
final class Bends {
    private final double[] tolerance;
    private final double[] kept;
    private final double[] least;
    private final double[] most;
    private double from;

    /// @param tolerance of each curve, positive, not copied
    Bends(double... tolerance) {
        this.tolerance = tolerance;
        this.kept = new double[tolerance.length];
        this.least = new double[tolerance.length];
        this.most = new double[tolerance.length];
    }

    /// A point is kept.
    ///
    /// @param t s
    /// @param values of each curve, not modified
    void keep(double t, double... values) {
        from = t;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = values[i];
            least[i] = Double.NEGATIVE_INFINITY;
            most[i] = Double.POSITIVE_INFINITY;
        }
    }

    /// Whether a straight line from the last point that was kept to this one passes all points between them.
    ///
    /// @param t s, later than that point
    /// @param values of each curve, not modified
    boolean straight(double t, double... values) {
        for (int i = 0; i < kept.length; i++) {
            double slope = (values[i] - kept[i]) / (t - from);
            if (!(slope >= least[i] && slope <= most[i])) {
                return false;
            }
        }
        return true;
    }

    /// A point is left out for now.
    ///
    /// @param t s, later than the last one
    /// @param values of each curve, not modified
    void pass(double t, double... values) {
        for (int i = 0; i < kept.length; i++) {
            double reach = t - from;
            least[i] = Math.max(least[i], (values[i] - tolerance[i] - kept[i]) / reach);
            most[i] = Math.min(most[i], (values[i] + tolerance[i] - kept[i]) / reach);
        }
    }
}
