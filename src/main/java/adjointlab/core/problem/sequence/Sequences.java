package adjointlab.core.problem.sequence;

import java.util.Arrays;
import java.util.List;

/// Series of observations, each at times of its own.
///
/// @param channels names of an observation's components, D of them
/// @param classes names of what series are; empty where they are not told apart
/// @param all the series
public record Sequences(List<String> channels, List<String> classes, List<Series> all) {
    public Sequences {
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
        all = List.copyOf(all);
        int width = channels.size();
        for (Series series : all) {
            if (Arrays.stream(series.values).anyMatch(row -> row.length != width)) {
                throw new IllegalArgumentException("an observation has a value for each channel");
            }
        }
    }

    /// One series.
    ///
    /// @param times s, increasing, [T]; not copied
    /// @param values [T][D], NaN where one is missing; not copied
    /// @param label its class, from 0; -1 where it has none
    public record Series(double[] times, double[][] values, int label) {
        public Series {
            if (times.length == 0 || times.length != values.length) {
                throw new IllegalArgumentException("every observation has its time");
            }
            for (int k = 1; k < times.length; k++) {
                if (!(times[k] > times[k - 1])) {
                    throw new IllegalArgumentException("observation " + (k + 1) + " at " + times[k]
                            + " is not later than the one before, at " + times[k - 1]);
                }
            }
        }

        /// Number of observations T.
        public int length() {
            return times.length;
        }

        /// Whether all of some channels are known in an observation.
        boolean knows(int k, int... channels) {
            return Arrays.stream(channels).noneMatch(c -> Double.isNaN(values[k][c]));
        }

        /// Whether anything is known in an observation.
        boolean knowsAny(int k) {
            return Arrays.stream(values[k]).anyMatch(value -> !Double.isNaN(value));
        }
    }

    /// Number of series.
    public int count() {
        return all.size();
    }
}
