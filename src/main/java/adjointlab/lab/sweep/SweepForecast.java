package adjointlab.lab.sweep;

import adjointlab.core.ode.Cancellation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long a sweep will take, from the first iterations of one cell of each run.
public final class SweepForecast {
    private static final int MOST_TRIED = 6;
    private static final double PATIENCE = 0.25;
    private static final double LONGEST = 3;

    private SweepForecast() {}

    /// Seconds on so many threads; not a number where no training came to an iteration within a few seconds. Trains for
    /// a moment in the calling thread and keeps nothing.
    ///
    /// @param cells those that are to be trained
    /// @param cancellation asked between solver steps
    public static double seconds(List<SweepCell> cells, int threads, Cancellation cancellation) {
        Map<String, SweepCell> kinds = new LinkedHashMap<>();
        cells.forEach(cell -> kinds.putIfAbsent(cell.name(), cell));
        double sum = 0;
        int tried = 0;
        for (SweepCell cell : kinds.values().stream().limit(MOST_TRIED).toList()) {
            double each = seconds(cell, cancellation);
            if (Double.isNaN(each) || cancellation.requested()) {
                return Double.NaN;
            }
            sum += each;
            tried++;
        }
        return tried == 0 ? 0 : sum / tried * cells.size() / threads;
    }

    private static double seconds(SweepCell cell, Cancellation cancellation) {
        long start = System.nanoTime();
        double[] done = {0, 0};
        boolean whole = cell.train(
                        () -> cancellation.requested()
                                || since(start) > LONGEST
                                || since(start) > PATIENCE && done[0] > 0,
                        share -> {
                            done[0] = share;
                            done[1] = since(start);
                        })
                .isPresent();
        if (whole) {
            return since(start);
        }
        return done[0] > 0 ? done[1] / done[0] : Double.NaN;
    }

    private static double since(long start) {
        return 1e-9 * (System.nanoTime() - start);
    }
}
