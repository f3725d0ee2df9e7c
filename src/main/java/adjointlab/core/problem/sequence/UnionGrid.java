package adjointlab.core.problem.sequence;

import java.util.Arrays;
import java.util.List;

/// The times of several samples together.
///
/// @param times s, increasing
/// @param places [n][T of the sample] where each of a sample's times is among them
record UnionGrid(double[] times, int[][] places) {
    /// Times that differ by less than this share of the whole span are one: they are so by rounding.
    private static final double SAME = 1e-9;

    /// @param each [n] the times of each sample, s, increasing
    static UnionGrid of(List<double[]> each) {
        double[] all = each.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        double slack = SAME * (all[all.length - 1] - all[0]);
        double[] times = new double[all.length];
        int count = 0;
        for (double t : all) {
            if (count == 0 || t - times[count - 1] > slack) {
                times[count++] = t;
            }
        }
        double[] grid = Arrays.copyOf(times, count);
        int[][] places = new int[each.size()][];
        for (int s = 0; s < places.length; s++) {
            double[] own = each.get(s);
            places[s] = new int[own.length];
            for (int k = 0; k < own.length; k++) {
                int found = Arrays.binarySearch(grid, own[k]);
                places[s][k] = found >= 0 ? found : -found - 2;
            }
        }
        return new UnionGrid(grid, places);
    }
}
