package adjointlab.core.table;

import adjointlab.core.math.Numbers;
import adjointlab.core.table.TableOptions.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows of numbers, of which some may be missing, and what becomes of those.
///
/// @param x [N][d], NaN where a value is missing
/// @param y [N][outputs], likewise
/// @param remark what was done; "" where nothing
record Gaps(double[][] x, double[][] y, String remark) {
    /// Says where the first missing value is.
    @FunctionalInterface
    interface Place {
        /// @param row from 0
        /// @param column an input's, from 0; −1 for the target
        String of(int row, int column);
    }

    /// Removes them.
    ///
    /// @param place of a missing value, for the sentence of an error
    /// @param where the file, for the sentence of an error
    /// @throws IOException in one sentence, if there are some and they are refused, or nothing is left
    static Gaps closed(double[][] x, double[][] y, Missing missing, Place place, String where) throws IOException {
        int[] whole = IntStream.range(0, x.length)
                .filter(s -> isWhole(x[s]) && isWhole(y[s]))
                .toArray();
        if (whole.length == x.length) {
            return new Gaps(x, y, "");
        }
        return switch (missing) {
            case REFUSE -> throw new MissingValueException(first(x, y, place) + " is empty; numbers are wanted");
            case DROP -> dropped(x, y, whole, where);
            case FILL -> filled(x, y, where);
        };
    }

    private static Gaps dropped(double[][] x, double[][] y, int[] whole, String where) throws IOException {
        checkSome(whole.length, where);
        int left = x.length - whole.length;
        return new Gaps(pick(x, whole), pick(y, whole), count(left, "row") + " with missing values left out");
    }

    private static Gaps filled(double[][] x, double[][] y, String where) throws IOException {
        int[] told = IntStream.range(0, x.length).filter(s -> isWhole(y[s])).toArray();
        checkSome(told.length, where);
        double[][] kept = pick(x, told);
        int filled = fill(kept, where);
        int left = x.length - told.length;
        return new Gaps(
                kept,
                pick(y, told),
                count(filled, "missing value") + (filled == 1 ? " is" : " are") + " the mean of their column"
                        + (left == 0 ? "" : "; " + count(left, "row") + " without target left out"));
    }

    private static String count(int number, String what) {
        return Numbers.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static void checkSome(int rows, String where) throws IOException {
        if (rows == 0) {
            throw new IOException(where + " has no row without a missing value");
        }
    }

    private static boolean isWhole(double... row) {
        return Arrays.stream(row).noneMatch(Double::isNaN);
    }

    private static double[][] pick(double[][] rows, int... kept) {
        return Arrays.stream(kept).mapToObj(s -> rows[s]).toArray(double[][]::new);
    }

    private static String first(double[][] x, double[][] y, Place place) {
        for (int s = 0; s < x.length; s++) {
            for (int c = 0; c < x[s].length; c++) {
                if (Double.isNaN(x[s][c])) {
                    return place.of(s, c);
                }
            }
            if (!isWhole(y[s])) {
                return place.of(s, -1);
            }
        }
        throw new IllegalStateException("nothing is missing");
    }

    /// @param rows changed
    /// @return how many were missing
    private static int fill(double[][] rows, String where) throws IOException {
        int filled = 0;
        for (int c = 0; c < rows[0].length; c++) {
            int column = c;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            if (Double.isNaN(mean)) {
                throw new IOException(where + ": input " + (c + 1) + " has no value in the rows that are taken");
            }
            for (double[] row : rows) {
                if (Double.isNaN(row[column])) {
                    row[column] = mean;
                    filled++;
                }
            }
        }
        return filled;
    }

    /// What remains to be said.
    List<String> remarks() {
        return remark.isEmpty() ? List.of() : List.of(remark);
    }

    /// Remarks without those that say nothing.
    static List<String> said(Optional<String> drawn, List<String> others) {
        List<String> all = new ArrayList<>();
        drawn.ifPresent(all::add);
        all.addAll(others);
        return all;
    }
}
