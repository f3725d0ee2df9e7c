package adjointlab.lab.run;

import java.util.List;

/// How long training still takes, told from the time that the newest iterations took; before the first, from that of
/// the evaluation at the start.
public final class Forecast {
    private static final int NEWEST = 50;

    private Forecast() {}

    /// Foretells when the last run ends.
    ///
    /// @param runs that are trained; ended ones take no time
    /// @param workers that train at once, at least one
    /// @return seconds; NaN while nothing was measured of some run
    public static double seconds(List<Run> runs, int workers) {
        double all = 0;
        double longest = 0;
        for (Run run : runs) {
            double left = seconds(run);
            all += left;
            longest = Math.max(longest, left);
        }
        return Math.max(longest, all / workers);
    }

    private static double seconds(Run run) {
        if (run.state().ended()) {
            return 0;
        }
        int k = run.iteration();
        int from = Math.max(0, k - NEWEST);
        double each = k == 0 ? spent(run, 0) : (spent(run, k) - spent(run, from)) / (k - from);
        return each * (run.iterations() - k);
    }

    private static double spent(Run run, int k) {
        return run.log().rows() > k ? run.log().get(RunMetrics.SECONDS, k) : Double.NaN;
    }
}
