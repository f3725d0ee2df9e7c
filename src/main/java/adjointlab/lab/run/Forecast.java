package adjointlab.lab.run;

import adjointlab.core.math.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How long training still takes, told from the time that the newest iterations took; before the first, from that of
/// the evaluation at the start.
public final class Forecast {
    private static final int NEWEST = 50;
    private static final double WORTH_SAYING_SECONDS = 10;
    private static final double LONG_SECONDS = 60;

    /// What code takes to be loaded and compiled on a busy machine.
    private static final double COLD_SECONDS = 5;

    /// A forecast that is longer by less than this factor is the same to people.
    private static final double HARDLY_MORE = 1.25;

    private Forecast() {}

    /// Foretells when the last run ends. A short evaluation of a run's start mostly tells how long code takes to be
    /// loaded and compiled, which is more than an iteration takes: such runs count where even so much of them would
    /// hardly change the forecast, else nothing is foretold.
    ///
    /// @param runs that are trained; ended ones take no time
    /// @param workers that train at once, at least one
    /// @return seconds; NaN while nothing that foretells was measured of some run
    public static double seconds(List<Run> runs, int workers) {
        double all = seconds(runs.stream(), workers);
        double known = seconds(runs.stream().filter(Forecast::isKnown), workers);
        return all <= known * HARDLY_MORE ? all : Double.NaN;
    }

    private static double seconds(Stream<Run> runs, int workers) {
        double[] left = runs.mapToDouble(Forecast::seconds).toArray();
        return Math.max(Arrays.stream(left).max().orElse(0), Arrays.stream(left).sum() / workers);
    }

    /// The forecast for people, where one had better know.
    ///
    /// @param seconds as [#seconds] tells them
    /// @param running whether training is under way; before, only longer times are worth a word
    /// @return "about 12 min left" or "about 12 min to train"
    public static Optional<String> words(double seconds, boolean running) {
        return seconds >= (running ? WORTH_SAYING_SECONDS : LONG_SECONDS)
                ? Optional.of("about " + Numbers.duration(seconds) + (running ? " left" : " to train"))
                : Optional.empty();
    }

    private static boolean isKnown(Run run) {
        return run.state().ended() || run.iteration() > 0 || !run.isCold() || spent(run, 0) >= COLD_SECONDS;
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
