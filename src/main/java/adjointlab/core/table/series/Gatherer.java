package adjointlab.core.table.series;

import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.series.SeriesSet.Recording;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.core.table.series.Understood.Times;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Takes in series as a reader finds them, within limits, and makes a set of them. Observations without any value are
/// left out, and so are channels that nobody asked for and that have a single value: files say a sampling rate so.
final class Gatherer {
    static final int MOST_SERIES = 200_000;
    static final int MOST_CHANNELS = 4096;

    /// Numbers that all series together may have, their times among them.
    static final int MOST_NUMBERS = 20_000_000;

    private final String where;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private boolean chosen;
    private List<String> channels = List.of();
    private List<String> classes = List.of();
    private long numbers;

    /// @param label its class; "" where it has none
    private record Found(String name, double[] times, double[][] values, String label) {}

    private int turned;
    private long repeated;

    /// @param where the file or folder, for the sentence of an error
    Gatherer(String where) {
        this.where = where;
    }

    /// Says which channels the series that follow have.
    ///
    /// @param names theirs
    /// @param named whether a person has named them, so that none goes
    /// @param place of the names, for the sentence of an error
    /// @throws IOException in one sentence with the place, if the series before have others
    void begin(List<String> names, boolean named, String place) throws IOException {
        if (!channels.isEmpty() && !channels.equals(names)) {
            throw new IOException(place + ": the channels are " + NumberCells.brief(NumberCells.listed(names))
                    + ", but those of the recordings before " + NumberCells.brief(NumberCells.listed(channels))
                    + "; bring all to one form");
        }
        channels = names;
        chosen = named;
    }

    /// A series came with the newest observation first.
    void turned() {
        turned++;
    }

    /// Rows had the time of the one before and went into its mean.
    void repeated(int rows) {
        repeated += rows;
    }

    /// Which classes there are; else they are found.
    void declare(List<String> declared) {
        classes = declared;
    }

    /// Something that people should know.
    void remark(String sentence) {
        remarks.add(sentence);
    }

    /// Is asked before memory for observations is taken.
    ///
    /// @throws IOException if they become too many, or the reading thread was interrupted
    void reserve(long observations) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(where + " was not read to its end");
        }
        numbers += observations * (1L + channels.size());
        if (numbers > MOST_NUMBERS) {
            throw new IOException(where + " has more than " + MOST_NUMBERS
                    + " numbers, times among them; choose fewer columns or take a part of it");
        }
    }

    /// Adds a series, for which there was room.
    ///
    /// @param times [T] rising; kept
    /// @param values [T][D]; kept
    /// @param label its class; "" where it has none
    void add(String name, double[] times, double[][] values, String label) throws IOException {
        if (found.size() == MOST_SERIES) {
            throw new IOException(where + " has more than " + MOST_SERIES + " series; take a part of it");
        }
        for (int k = 1; k < times.length; k++) {
            if (!(times[k] > times[k - 1])) {
                throw new IOException(where + ", series '" + NumberCells.brief(name) + "': observations " + k + " and "
                        + (k + 1) + " are too close in time to be told apart");
            }
        }
        found.add(new Found(name, times, values, label));
    }

    int count() {
        return found.size();
    }

    /// All that was found.
    ///
    /// @throws IOException in one sentence, if no series has two observations, or classes are none
    SeriesSet finish(Form form, Times times) throws IOException {
        if (!chosen) {
            leaveOutRemarks();
        }
        List<String> names = classNames();
        List<Recording> all = new ArrayList<>();
        long without = 0;
        int empty = 0;
        for (Found one : found) {
            int[] kept = IntStream.range(0, one.times.length)
                    .filter(k -> Arrays.stream(one.values[k]).anyMatch(value -> !Double.isNaN(value)))
                    .toArray();
            without += one.times.length - kept.length;
            if (kept.length == 0) {
                empty++;
            } else {
                all.add(recording(one, kept, names));
            }
        }
        if (all.stream().noneMatch(one -> one.length() > 1)) {
            throw new IOException(where + " has no series with two observations"
                    + (form == Form.LONG_TABLE
                            ? "; if its rows are one series, choose - as the column of the series"
                            : ""));
        }
        if (turned > 0) {
            remark(turned + " series that came with the newest first turned round");
        }
        if (repeated > 0) {
            remark(repeated + (repeated == 1 ? " row" : " rows")
                    + " with the time of the row before: the mean of rows of one time is taken");
        }
        if (empty > 0) {
            remark(empty + " series without any value left out");
        } else if (without > 0) {
            remark(without + " observations without any value left out");
        }
        return new SeriesSet(
                channels, names, all, Understood.of(form, times, channels, names, all, List.copyOf(remarks)));
    }

    private static Recording recording(Found one, int[] kept, List<String> names) {
        int label = names.indexOf(one.label);
        if (kept.length == one.times.length) {
            return new Recording(one.name, one.times, one.values, label);
        }
        return new Recording(
                one.name,
                Arrays.stream(kept).mapToDouble(k -> one.times[k]).toArray(),
                Arrays.stream(kept).mapToObj(k -> one.values[k]).toArray(double[][]::new),
                label);
    }

    private void leaveOutRemarks() throws IOException {
        long observations = found.stream().mapToLong(one -> one.times.length).sum();
        int[] kept = IntStream.range(0, channels.size())
                .filter(c -> observations <= 2 || isKnownTwice(c))
                .toArray();
        if (kept.length == channels.size()) {
            return;
        }
        if (kept.length == 0) {
            throw new IOException(where + " has no channel with more than one value");
        }
        IntStream.range(0, channels.size())
                .filter(c -> Arrays.stream(kept).noneMatch(k -> k == c))
                .forEach(c -> remark(
                        "channel " + NumberCells.brief(channels.get(c)) + " has at most one value and is left out"));
        List<String> before = channels;
        channels = Arrays.stream(kept).mapToObj(before::get).toList();
        found.replaceAll(one -> new Found(
                one.name,
                one.times,
                Arrays.stream(one.values)
                        .map(row -> Arrays.stream(kept).mapToDouble(c -> row[c]).toArray())
                        .toArray(double[][]::new),
                one.label));
    }

    private boolean isKnownTwice(int channel) {
        int known = 0;
        for (Found one : found) {
            for (double[] row : one.values) {
                if (!Double.isNaN(row[channel]) && ++known > 1) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Those that were declared, or all that were found, by number or by name.
    private List<String> classNames() throws IOException {
        if (!classes.isEmpty()) {
            return classes;
        }
        List<String> names = found.stream()
                .map(Found::label)
                .filter(label -> !label.isEmpty())
                .distinct()
                .sorted(new ByNumbersInside())
                .toList();
        if (names.size() > LabelledSamples.MOST_CLASSES) {
            throw new IOException(where + " has " + names.size() + " classes, more than " + LabelledSamples.MOST_CLASSES
                    + "; if they are numbers, choose - as the column of the class");
        }
        NumberCells numbersOf = new NumberCells(false);
        for (String name : names) {
            if (numbersOf.isNumber(name) && Double.parseDouble(name) % 1 != 0) {
                throw new IOException(where + ": the class '" + NumberCells.brief(name)
                        + "' is a number with a fraction; classes are words or whole numbers");
            }
        }
        return names;
    }
}
