package adjointlab.figure;

import java.util.Arrays;

/// Thins long lines to what a display can show: of each bucket of its width the first, lowest, highest and last point
/// stay, so that no extreme is lost and the drawing is the same.
final class Decimation {
    private static final int POINTS_PER_BUCKET = 4;

    private Decimation() {}

    /// Indices of the points to draw, ascending. Lines that run backwards, and lines with fewer than two points a
    /// bucket, keep every point; gaps stay gaps.
    ///
    /// @param x [n] positions; NaN for a gap; not modified
    /// @param y [n] positions; NaN for a gap; not modified
    /// @param bucket width of a bucket in the same unit, usually one pixel of the device
    static int[] keep(double[] x, double[] y, double bucket) {
        int n = x.length;
        if (!worthwhile(x, bucket)) {
            return upTo(n);
        }
        int[] kept = new int[n];
        int size = 0;
        int i = 0;
        while (i < n) {
            if (isGap(x, y, i)) {
                kept[size++] = i;
                while (i < n && isGap(x, y, i)) {
                    i++;
                }
                continue;
            }
            double cell = Math.floor(x[i] / bucket);
            int first = i;
            int low = i;
            int high = i;
            while (i < n && !isGap(x, y, i) && Math.floor(x[i] / bucket) == cell) {
                low = y[i] < y[low] ? i : low;
                high = y[i] > y[high] ? i : high;
                i++;
            }
            size = add(kept, size, first, Math.min(low, high), Math.max(low, high), i - 1);
        }
        return Arrays.copyOf(kept, size);
    }

    private static boolean isGap(double[] x, double[] y, int i) {
        return Double.isNaN(x[i]) || Double.isNaN(y[i]);
    }

    private static boolean worthwhile(double[] x, double bucket) {
        double first = Double.NaN;
        double last = Double.NaN;
        for (double value : x) {
            if (value < last) {
                return false;
            }
            if (!Double.isNaN(value)) {
                first = Double.isNaN(first) ? value : first;
                last = value;
            }
        }
        return x.length > POINTS_PER_BUCKET && x.length >= 2 * (1 + (last - first) / bucket);
    }

    private static int add(int[] kept, int size, int... indices) {
        int end = size;
        for (int index : indices) {
            if (end == 0 || kept[end - 1] < index) {
                kept[end++] = index;
            }
        }
        return end;
    }

    private static int[] upTo(int n) {
        int[] all = new int[n];
        Arrays.setAll(all, k -> k);
        return all;
    }
}
