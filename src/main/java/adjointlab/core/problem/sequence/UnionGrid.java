package adjointlab.core.problem.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The times of several samples together: the union of all, or observations counted.
///
/// @param times s, or counted from 0, increasing
/// @param places [n][T of the sample] where each of a sample's times is among them
public record UnionGrid(double[] times, int[][] places) {
    /// Times that differ by less than this share of the whole span are one: they are so by rounding.
    private static final double SAME = 1e-9;

    /// Each sample's observations at 0, 1, 2, …
    ///
    /// @param lengths [n] how many there are
    static UnionGrid counted(int... lengths) {
        double[] times = new double[Arrays.stream(lengths).max().orElseThrow()];
        Arrays.setAll(times, k -> k);
        int[][] places = new int[lengths.length][];
        Arrays.setAll(places, s -> IntStream.range(0, lengths[s]).toArray());
        return new UnionGrid(times, places);
    }

    /// @param each [n] the times of each sample, s, increasing
    public static UnionGrid of(List<double[]> each) {
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
