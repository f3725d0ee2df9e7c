package adjointlab.core.table.series;

import adjointlab.core.math.Numbers;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.series.SeriesSet.Recording;
import java.util.ArrayList;
import java.util.List;

/// What was made of a file of series, so that a person can see whether it is what was meant.
///
/// @param form the file's
/// @param times where an observation's time comes from
/// @param channels what they hold
/// @param classes how many series are of each; empty where there are none
/// @param lengths observations of the shortest and the longest series
/// @param gaps the shortest and the longest between two observations of a series
/// @param series how many there are
/// @param remarks what was left out or done to it, and why, each a sentence
public record Understood(
        Form form,
        Times times,
        List<Channel> channels,
        List<ClassCount> classes,
        Range lengths,
        Range gaps,
        int series,
        List<String> remarks) {
    private static final int DIGITS = 4;

    public Understood {
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
        remarks = List.copyOf(remarks);
    }

    /// What forms there are.
    public enum Form {
        TS("UEA archive (.ts)"),
        LONG_TABLE("table, rows are observations of several series"),
        ONE_TABLE("table, rows are times of one series"),
        ARCHIVE("NumPy archive"),
        ARRAY("NumPy array"),
        RECORDINGS("recordings, a file each");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        /// Whether a person may say which columns are times and classes; the others say it themselves.
        public boolean hasColumns() {
            return this != TS && this != ARCHIVE;
        }

        /// What people read.
        public String words() {
            return words;
        }
    }

    /// Where times come from.
    ///
    /// @param source for instance "column date"; "" where observations are evenly spaced
    /// @param dates whether they are dates, which have become seconds
    public record Times(String source, boolean dates) {
        static final Times EVEN = new Times("", false);

        /// Whether the file has none.
        public boolean even() {
            return source.isEmpty();
        }
    }

    /// One component of the observations.
    ///
    /// @param range of the known values; NaN where none is known
    /// @param known how many values there are
    /// @param missing how many there are not
    public record Channel(String name, Range range, long known, long missing) {}

    /// How many series are of a class.
    public record ClassCount(String name, int series) {}

    /// Smallest and largest of some numbers; NaN where there are none.
    public record Range(double min, double max) {
        private static final Range NONE = new Range(Double.NaN, Double.NaN);

        private Range with(double value) {
            return Double.isNaN(min) ? new Range(value, value) : new Range(Math.min(min, value), Math.max(max, value));
        }

        private String words() {
            return min == max
                    ? Numbers.brief(min, DIGITS)
                    : Numbers.brief(min, DIGITS) + " to " + Numbers.brief(max, DIGITS);
        }
    }

    static Understood of(
            Form form,
            Times times,
            List<String> channels,
            List<String> classes,
            List<Recording> all,
            List<String> remarks) {
        List<Channel> found = new ArrayList<>();
        for (int c = 0; c < channels.size(); c++) {
            found.add(channel(channels.get(c), c, all));
        }
        Range lengths = Range.NONE;
        Range gaps = Range.NONE;
        int[] counts = new int[classes.size()];
        for (Recording one : all) {
            lengths = lengths.with(one.length());
            for (int k = 1; k < one.length(); k++) {
                gaps = gaps.with(one.times()[k] - one.times()[k - 1]);
            }
            if (one.label() >= 0) {
                counts[one.label()]++;
            }
        }
        List<ClassCount> counted = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            counted.add(new ClassCount(classes.get(c), counts[c]));
        }
        return new Understood(form, times, found, counted, lengths, gaps, all.size(), remarks);
    }

    private static Channel channel(String name, int index, List<Recording> all) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        long known = 0;
        long rows = 0;
        for (Recording one : all) {
            for (double[] row : one.values()) {
                if (!Double.isNaN(row[index])) {
                    min = Math.min(min, row[index]);
                    max = Math.max(max, row[index]);
                    known++;
                }
            }
            rows += one.length();
        }
        return new Channel(name, known == 0 ? Range.NONE : new Range(min, max), known, rows - known);
    }

    /// All values that are missing in rows that have others.
    public long missing() {
        return channels.stream().mapToLong(Channel::missing).sum();
    }

    /// What a person reads of it: the series, their times, and what was left out where something was.
    ///
    /// @return two lines or three
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(form.words + ": " + Numbers.count(series) + " series of " + lengths.words() + " observations; "
                + channels.size() + (channels.size() == 1 ? " channel: " : " channels: ")
                + NumberCells.listed(channels.stream().map(Channel::name).toList()));
        lines.add("times: " + timing() + "; missing values: " + missingWords() + classWords());
        if (!remarks.isEmpty()) {
            lines.add(NumberCells.listed(remarks));
        }
        return lines;
    }

    /// Where times come from and how far they are apart.
    public String timing() {
        String unit = times.dates ? " s" : "";
        return times.even()
                ? "none in the file, evenly spaced by " + gaps.words()
                : times.source + ", gaps of " + gaps.words() + unit;
    }

    private String missingWords() {
        List<String> some = channels.stream()
                .filter(channel -> channel.missing > 0)
                .map(channel -> channel.name + " " + Numbers.count(channel.missing))
                .toList();
        return some.isEmpty() ? "none" : NumberCells.listed(some);
    }

    private String classWords() {
        return classes.isEmpty()
                ? ""
                : "; " + classes.size() + " classes: "
                        + NumberCells.listed(classes.stream()
                                .map(each -> each.name + " " + each.series)
                                .toList());
    }
}
