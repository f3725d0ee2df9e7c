package adjointlab.core.table.series;

import java.util.List;

/// Series that were read from a file.
///
/// @param channels names of an observation's components, D of them, all different
/// @param classes names of what series are; empty where they are not told apart
/// @param all the series, in the file's order, at least one
/// @param understood what was made of the file, for people
public record SeriesSet(List<String> channels, List<String> classes, List<Recording> all, Understood understood) {
    public SeriesSet {
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
        all = List.copyOf(all);
    }

    /// One series.
    ///
    /// @param name what the file calls it, or its number from 1
    /// @param times rising, in the file's unit, or s since the first where the file has dates [T]; not copied
    /// @param values [T][D], NaN where one is missing, at least one known in each row; not copied
    /// @param label its class, from 0; −1 where it has none
    public record Recording(String name, double[] times, double[][] values, int label) {
        /// Number of observations T.
        public int length() {
            return times.length;
        }
    }

    /// Bytes that they take.
    long bytes() {
        return all.stream()
                .mapToLong(one -> (long) one.length() * (32 + 8L * channels.size()))
                .sum();
    }
}
