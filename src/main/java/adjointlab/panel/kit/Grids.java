package adjointlab.panel.kit;

/// Equally spaced numbers.
public final class Grids {
    private Grids() {}

    /// `count` numbers from `from` to `to`, both ends exact.
    public static double[] linear(double from, double to, int count) {
        double[] grid = new double[count];
        for (int i = 0; i < count; i++) {
            double share = (double) i / (count - 1);
            grid[i] = (1 - share) * from + share * to;
        }
        return grid;
    }
}
