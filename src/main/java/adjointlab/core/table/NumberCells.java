package adjointlab.core.table;

import adjointlab.core.data.Quoted;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The cells of one file as numbers. All of them have the same decimal mark: beside points, a comma may as well part
/// thousands.
public final class NumberCells {
    private static final String EXPONENT = "([eE][+-]?\\d+)?";
    private static final Pattern WITH_POINT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)" + EXPONENT);
    private static final Pattern WITH_EITHER = Pattern.compile("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)" + EXPONENT);

    private static final int MOST_NAMES = 8;

    private final Pattern number;
    private char mark;
    private String first = "";

    /// @param comma whether a comma may be the decimal mark
    public NumberCells(boolean comma) {
        number = comma ? WITH_EITHER : WITH_POINT;
    }

    /// Whether a cell holds a number.
    public boolean isNumber(String cell) {
        return number.matcher(cell).matches();
    }

    /// The numbers of a line.
    ///
    /// @param place of the line, for the sentence of an error
    /// @throws IOException in one sentence with the place, if a cell holds none or one with another decimal mark
    ///     than those before
    double[] of(List<String> cells, String place) throws IOException {
        double[] numbers = new double[cells.size()];
        for (int c = 0; c < numbers.length; c++) {
            int column = c + 1;
            numbers[c] = of(cells.get(c), () -> place + ", column " + column);
        }
        return numbers;
    }

    /// The number in a cell.
    ///
    /// @param place of the cell, for the sentence of an error
    /// @throws IOException in one sentence with the place, if the cell holds none or one with another decimal mark
    ///     than those before
    public double of(String cell, Supplier<String> place) throws IOException {
        if (cell.isEmpty()) {
            throw new IOException(place.get() + " is empty; numbers are wanted");
        }
        if (!isNumber(cell)) {
            throw new IOException(place.get() + ": '" + brief(cell) + "' is not a number");
        }
        if (!hasSameMark(cell)) {
            throw new IOException(
                    place.get() + ": '" + cell + "' has another decimal mark than '" + first + "' before");
        }
        return Double.parseDouble(mark == ',' ? cell.replace(',', '.') : cell);
    }

    /// What a sentence says of a cell or a name: one line, not too long.
    public static String brief(String cell) {
        return Quoted.brief(cell);
    }

    /// What a sentence says of several names: the first of them, and how many there are beside.
    public static String listed(List<String> names) {
        String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? some : some + " and " + (names.size() - MOST_NAMES) + " more";
    }

    /// Whether a number has no decimal mark or that of the numbers before.
    private boolean hasSameMark(String cell) {
        char own = cell.indexOf('.') >= 0 ? '.' : cell.indexOf(',') >= 0 ? ',' : 0;
        if (own != 0 && mark == 0) {
            mark = own;
            first = cell;
        }
        return own == 0 || own == mark;
    }
}
