package adjointlab.core.table.series;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy;
import adjointlab.core.data.Npz;
import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.SampleFile;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.core.table.series.Understood.Times;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// NumPy's arrays. In an archive: values x [N×T×D] or [N×T], NaN where one is missing; perhaps times t [T] or [N×T],
/// a mask [N×T] or [N×T×D] whose zeros are not observed, and classes y [N]. Alone: x, or one series [T×D] or [T].
final class ArchiveSeries {
    private static final Set<String> KNOWN = Set.of("x", "t", "mask", "y");

    private final String where;
    private final Map<String, NdArray> arrays;
    private final NdArray x;
    private final int series;
    private final int length;
    private final int width;

    private ArchiveSeries(String where, Map<String, NdArray> arrays, NdArray x) throws IOException {
        this.where = where;
        this.arrays = arrays;
        this.x = x;
        int[] shape = x.shape();
        if (shape.length < 2 || shape.length > 3) {
            throw wrong("x", x, "it is [N×T×D] or, with one channel, [N×T]");
        }
        series = shape[0];
        length = shape[1];
        width = shape.length == 2 ? 1 : shape[2];
        if (x.values().length == 0) {
            throw wrong("x", x, "it holds no observations");
        }
        if (width > Gatherer.MOST_CHANNELS) {
            throw wrong("x", x, "there may be " + Gatherer.MOST_CHANNELS + " channels");
        }
    }

    static SeriesSet read(Path file, SeriesFile.Options options) throws IOException {
        String where = file.toString();
        options.checkNone(where);
        Map<String, NdArray> arrays = Npz.read(file, 16L * Gatherer.MOST_NUMBERS, Gatherer.MOST_NUMBERS);
        NdArray x = arrays.get("x");
        if (x == null) {
            throw new IOException(where + " has no array x; it has "
                    + (arrays.isEmpty() ? "none" : NumberCells.listed(List.copyOf(arrays.keySet()))));
        }
        return new ArchiveSeries(where, arrays, x).all(options, Form.ARCHIVE);
    }

    /// One array in a file: of several series, or of one.
    static SeriesSet array(Path file, SeriesFile.Options options) throws IOException {
        String where = file.toString();
        NdArray array;
        try (InputStream in = SampleFile.unpacked(file, where)) {
            array = Npy.decode(in.readAllBytes(), where, Gatherer.MOST_NUMBERS);
        }
        if (array.shape().length == 3) {
            options.checkNone(where);
            return new ArchiveSeries(where, Map.of("x", array), array).all(options, Form.ARRAY);
        }
        Gatherer gatherer = new Gatherer(where);
        Times timing = recording(where, "1", array, options, gatherer);
        return gatherer.finish(Form.ARRAY, timing);
    }

    /// One series.
    ///
    /// @param name of it
    /// @param array [T×D] or [T]
    /// @param gatherer takes it
    /// @return where its times come from
    static Times recording(String where, String name, NdArray array, SeriesFile.Options options, Gatherer gatherer)
            throws IOException {
        int[] shape = array.shape();
        if (shape.length < 1 || shape.length > 2) {
            throw new IOException(where + " has shape " + Arrays.toString(shape) + "; a recording is [T×D] or [T]");
        }
        if (array.values().length == 0) {
            throw new IOException(where + " has shape " + Arrays.toString(shape) + " and holds no observations");
        }
        int width = shape.length == 1 ? 1 : shape[1];
        if (width > Gatherer.MOST_CHANNELS) {
            throw new IOException(where + " has shape " + Arrays.toString(shape) + ", more than "
                    + Gatherer.MOST_CHANNELS + " channels");
        }
        Columns columns = Columns.of(Columns.numbered(width), options, false, where);
        if (columns.label() >= 0) {
            throw new IOException(where + " is an array of numbers and has no column of classes; leave it blank");
        }
        gatherer.begin(columns.channelNames(), !options.columns().isBlank(), where);
        gatherer.reserve(shape[0]);
        double[] times = new double[shape[0]];
        double[][] values = new double[shape[0]][columns.channels().length];
        for (int k = 0; k < times.length; k++) {
            times[k] = columns.time() < 0 ? k * options.spacing() : array.values()[k * width + columns.time()] + 0.0;
            if (!Double.isFinite(times[k]) || k > 0 && !(times[k] > times[k - 1])) {
                throw new IOException(where + ", row " + (k + 1) + ", column " + (columns.time() + 1) + ": the time "
                        + times[k] + " is not later than the one before");
            }
            for (int c = 0; c < values[k].length; c++) {
                values[k][c] =
                        finite(array.values()[k * width + columns.channels()[c]], where, k, columns.channels()[c]);
            }
        }
        gatherer.add(name, times, values, "");
        return columns.time() < 0 ? Times.EVEN : new Times("column " + (columns.time() + 1), false);
    }

    private static double finite(double value, String where, int row, int column) throws IOException {
        if (Double.isInfinite(value)) {
            throw new IOException(
                    where + ", row " + (row + 1) + ", column " + (column + 1) + " is infinite; a missing value is NaN");
        }
        return value;
    }

    private IOException wrong(String name, NdArray array, String expected) {
        return new IOException(where + ": " + name + " has shape " + Arrays.toString(array.shape()) + "; " + expected);
    }

    private SeriesSet all(SeriesFile.Options options, Form form) throws IOException {
        NdArray t = times(arrays.get("t"));
        NdArray mask = mask(arrays.get("mask"));
        NdArray y = classes(arrays.get("y"));
        List<String> names = Columns.numbered(width);
        boolean chosen = !options.columns().isBlank();
        int[] columns = chosen
                ? Columns.chosen(names, options.columns(), where)
                : IntStream.range(0, width).toArray();
        Gatherer gatherer = new Gatherer(where);
        gatherer.begin(Arrays.stream(columns).mapToObj(names::get).toList(), chosen, where);
        arrays.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> gatherer.remark("array " + name + " is left out"));
        gatherer.reserve((long) series * length);
        for (int s = 0; s < series; s++) {
            double[] times = new double[length];
            double[][] values = new double[length][];
            int count = 0;
            for (int k = 0; k < length; k++) {
                double[] row = row(s, k, columns, mask);
                if (Arrays.stream(row).allMatch(Double::isNaN)) {
                    continue; // where nothing is observed, there need not be a time
                }
                times[count] = time(t, s, k, options.spacing());
                if (count > 0 && !(times[count] > times[count - 1])) {
                    throw new IOException(where + ": t of series " + (s + 1) + ", entry " + (k + 1) + ", is "
                            + times[count] + ", not later than " + times[count - 1] + " before");
                }
                values[count] = row;
                count++;
            }
            gatherer.add(
                    String.valueOf(s + 1),
                    Arrays.copyOf(times, count),
                    Arrays.copyOf(values, count),
                    y == null ? "" : String.valueOf((long) y.values()[s]));
        }
        return gatherer.finish(form, t == null ? Times.EVEN : new Times("array t", false));
    }

    private double[] row(int s, int k, int[] columns, @Nullable NdArray mask) throws IOException {
        double[] row = new double[columns.length];
        for (int c = 0; c < row.length; c++) {
            int at = (s * length + k) * width + columns[c];
            boolean hidden = mask != null && mask.values()[mask.shape().length == 2 ? s * length + k : at] == 0;
            row[c] = hidden ? Double.NaN : x.values()[at];
            if (Double.isInfinite(row[c])) {
                throw new IOException(where + ": x of series " + (s + 1) + ", entry " + (k + 1) + ", channel "
                        + (columns[c] + 1) + " is infinite; a missing value is NaN");
            }
        }
        return row;
    }

    private double time(@Nullable NdArray t, int s, int k, double spacing) throws IOException {
        if (t == null) {
            return k * spacing;
        }
        double time = t.values()[t.shape().length == 1 ? k : s * length + k] + 0.0;
        if (!Double.isFinite(time)) {
            throw new IOException(
                    where + ": t of series " + (s + 1) + ", entry " + (k + 1) + ", is " + time + ", no time");
        }
        return time;
    }

    private @Nullable NdArray times(@Nullable NdArray t) throws IOException {
        if (t != null
                && !Arrays.equals(t.shape(), new int[] {length})
                && !Arrays.equals(t.shape(), new int[] {series, length})) {
            throw wrong("t", t, "for this x it is [" + length + "] or [" + series + "×" + length + "]");
        }
        return t;
    }

    private @Nullable NdArray mask(@Nullable NdArray mask) throws IOException {
        if (mask == null) {
            return null;
        }
        if (!Arrays.equals(mask.shape(), new int[] {series, length}) && !Arrays.equals(mask.shape(), x.shape())) {
            throw wrong("mask", mask, "for this x it is [" + series + "×" + length + "] or x's own shape");
        }
        for (int i = 0; i < mask.values().length; i++) {
            if (mask.values()[i] != 0 && mask.values()[i] != 1) {
                throw new IOException(where + ": mask has the number " + mask.values()[i] + " at place " + (i + 1)
                        + "; it is 1 where there is an observation and 0 where there is none");
            }
        }
        return mask;
    }

    private @Nullable NdArray classes(@Nullable NdArray y) throws IOException {
        if (y == null) {
            return null;
        }
        if (y.values().length != series || y.shape().length == 0 || y.shape()[0] != series) {
            throw wrong("y", y, "it has a class for each of the " + series + " series");
        }
        for (int s = 0; s < series; s++) {
            double label = y.values()[s];
            if (!(label >= 0 && label < LabelledSamples.MOST_CLASSES && label == Math.rint(label))) {
                throw new IOException(where + ": y of series " + (s + 1) + " is " + label
                        + "; classes are whole numbers from 0 to " + (LabelledSamples.MOST_CLASSES - 1)
                        + ", other numbers are not told from series");
            }
        }
        return y;
    }
}
