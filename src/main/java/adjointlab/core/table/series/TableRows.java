package adjointlab.core.table.series;

import adjointlab.core.table.NumberCells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The rows of one series of a table, as they come.
final class TableRows {
    private final String name;
    private final long firstLine;
    private final boolean repeats;
    private final List<double[]> values = new ArrayList<>();
    private double[] times = new double[16];
    private long lastLine;
    private boolean falling;
    private boolean directed;
    private int repeated;
    private String label = "";

    /// @param firstLine of the file
    /// @param repeats whether a time may stand several times
    TableRows(String name, long firstLine, boolean repeats) {
        this.name = name;
        this.firstLine = firstLine;
        this.repeats = repeats;
    }

    int count() {
        return values.size();
    }

    /// The second one that differs says whether they rise or fall.
    ///
    /// @param cell what stands there
    /// @param place of the cell, for the sentence of an error
    void checkTime(double time, String cell, String place) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        double before = times[count() - 1];
        if (time == before && repeats) {
            repeated++;
            return;
        }
        if (time == before) {
            throw new IOException(place + ": the time '" + NumberCells.brief(cell) + "' stands on line " + lastLine
                    + " too" + ofSeries() + "; keep one of them");
        }
        if (!directed) {
            directed = true;
            falling = time < before;
        }
        if (falling != time < before) {
            throw new IOException(place + ": the time '" + NumberCells.brief(cell) + "' is "
                    + (falling ? "later" : "earlier") + " than that on line " + lastLine + ofSeries()
                    + ", whose times " + (falling ? "fall" : "rise") + "; sort the rows by time");
        }
    }

    private String ofSeries() {
        return " of series '" + NumberCells.brief(name) + "'";
    }

    /// A series has one class.
    ///
    /// @param place of the cell, for the sentence of an error
    void checkLabel(String given, String place) throws IOException {
        if (values.isEmpty()) {
            label = given;
        } else if (!given.equals(label)) {
            throw new IOException(
                    place + ": '" + NumberCells.brief(given) + "', but on line " + firstLine + " the class"
                            + ofSeries() + " is '" + NumberCells.brief(label)
                            + "'; a series has one class, choose - as its column where this is none");
        }
    }

    void add(double time, double[] row, long line) {
        if (count() == times.length) {
            times = Arrays.copyOf(times, 2 * times.length);
        }
        times[count()] = time;
        values.add(row);
        lastLine = line;
    }

    /// Hands them over, the oldest first.
    ///
    /// @param shown what the series is called
    /// @param cells says whether times are dates, which then count from the first
    void addTo(Gatherer gatherer, String shown, TimeCells cells) throws IOException {
        double[] own = Arrays.copyOf(times, count());
        if (falling) {
            Collections.reverse(values);
            for (int k = 0; k < own.length; k++) {
                own[k] = times[own.length - 1 - k];
            }
            gatherer.turned();
        }
        if (cells.areDates()) {
            double start = own[0];
            for (int k = 0; k < own.length; k++) {
                own[k] -= start;
            }
        }
        if (repeated > 0) {
            gatherer.repeated(repeated);
            own = means(own);
        }
        gatherer.add(shown, own, values.toArray(double[][]::new), label);
    }

    /// Takes the means of the known values of rows of one time.
    ///
    /// @return each time once
    private double[] means(double... all) {
        double[] single = Arrays.stream(all).distinct().toArray();
        List<double[]> rows = List.copyOf(values);
        values.clear();
        int from = 0;
        for (double time : single) {
            int to = from;
            while (to < all.length && all[to] == time) {
                to++;
            }
            List<double[]> same = rows.subList(from, to);
            double[] mean = new double[same.getFirst().length];
            Arrays.setAll(mean, c -> same.stream()
                    .mapToDouble(row -> row[c])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN));
            values.add(mean);
            from = to;
        }
        return single;
    }
}
