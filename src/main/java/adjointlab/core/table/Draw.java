package adjointlab.core.table;

import adjointlab.core.math.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Which rows are taken of a file that has more than are read: drawn, so that their order in the file says nothing, and
/// of each class in proportion.
final class Draw {
    /// Of the drawing, so that the same file gives the same rows.
    static final long SEED = 0;

    private Draw() {}

    /// Draws rows.
    ///
    /// @param classOf [N] the class of each row from 0; all the same where there are none; not modified
    /// @param most that are taken, at least 1
    /// @return rising
    static int[] rows(int[] classOf, int most) {
        int all = classOf.length;
        if (all <= most) {
            return IntStream.range(0, all).toArray();
        }
        int[] counts = new int[Arrays.stream(classOf).max().orElse(0) + 1];
        for (int each : classOf) {
            counts[each]++;
        }
        int[] shares = shares(counts, all, most);
        int[] left = shares.clone();
        int[] taken = new int[most];
        int found = 0;
        for (int row : RandomStreams.shuffled(SEED, "rows of a file", all)) {
            if (left[classOf[row]] > 0) {
                left[classOf[row]]--;
                taken[found++] = row;
            }
        }
        Arrays.sort(taken);
        return taken;
    }

    /// The largest remainders get what rounding leaves (Hamilton's method); where there is room for all classes, none
    /// gets nothing, at the cost of the largest.
    private static int[] shares(int[] counts, int all, int most) {
        boolean room = Arrays.stream(counts).filter(count -> count > 0).count() <= most;
        int[] shares = new int[counts.length];
        double[] rests = new double[counts.length];
        for (int c = 0; c < counts.length; c++) {
            double share = (double) counts[c] * most / all;
            shares[c] = room && counts[c] > 0 ? Math.max(1, (int) share) : (int) share;
            rests[c] = share - shares[c];
        }
        int sum = Arrays.stream(shares).sum();
        for (; sum > most; sum--) {
            shares[largest(shares)]--;
        }
        int[] order = IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) -> Double.compare(rests[b], rests[a]))
                .mapToInt(c -> c)
                .toArray();
        for (int k = 0; sum < most; k = (k + 1) % order.length) {
            if (shares[order[k]] < counts[order[k]]) {
                shares[order[k]]++;
                sum++;
            }
        }
        return shares;
    }

    private static int largest(int... shares) {
        int largest = 0;
        for (int c = 1; c < shares.length; c++) {
            largest = shares[c] > shares[largest] ? c : largest;
        }
        return largest;
    }
}
