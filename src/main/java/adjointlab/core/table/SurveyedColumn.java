package adjointlab.core.table;

import adjointlab.core.table.TableColumn.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a first reading gathers of one column.
final class SurveyedColumn {
    private final int index;
    private final int[] counts = new int[Cell.values().length];
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private int[] labels;
    private int rows;
    private String odd = "";
    private boolean whole = true;
    private boolean counting = true;
    private long first;

    /// @param index from 0
    /// @param labelled whether it may be the class, so that its different values are kept
    SurveyedColumn(int index, boolean labelled) {
        this.index = index;
        labels = new int[labelled ? 64 : 0];
    }

    /// @param line of the file
    void add(String cell, Cell kind, CsvLineReader.Line line) {
        counts[kind.ordinal()]++;
        if (kind == Cell.TEXT || kind == Cell.DATE) {
            odd = odd.isEmpty() ? line.place() + ", \0: '" + NumberCells.brief(cell) + "'" : odd;
        }
        boolean digits = kind == Cell.NUMBER && isWhole(cell);
        whole &= digits || kind == Cell.MISSING;
        counting &= digits && cell.length() < 10;
        if (counting) {
            long number = Long.parseLong(cell);
            first = rows == 0 ? number : first;
            counting = number == first + rows && first >= 0 && first <= 1;
        }
        if (labels.length > 0) {
            if (rows == labels.length) {
                labels = Arrays.copyOf(labels, 2 * rows);
            }
            labels[rows] = ids.size() > LabelledSamples.MOST_CLASSES && !ids.containsKey(cell)
                    ? 0
                    : ids.computeIfAbsent(cell, _ -> ids.size());
        }
        rows++;
    }

    private static boolean isWhole(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && (i > 0 || c != '-')) {
                return false;
            }
        }
        return true;
    }

    int count(Cell kind) {
        return counts[kind.ordinal()];
    }

    /// Whether its different values were kept.
    boolean isLabelled() {
        return labels.length > 0;
    }

    /// Whether all numbers are whole, and written so.
    boolean isWhole() {
        return whole && count(Cell.NUMBER) > 0;
    }

    /// Whether it has classes: some different values that come again.
    boolean hasClasses() {
        return labels.length > 0 && ids.size() <= LabelledSamples.MOST_CLASSES && 2 * ids.size() <= rows;
    }

    /// Which of the different values each row has [N]; all the same where they are no classes.
    int[] classOf() {
        return hasClasses() ? Arrays.copyOf(labels, rows) : new int[rows];
    }

    /// The different values; incomplete where there are more than classes may be.
    List<String> values() {
        return List.copyOf(ids.keySet());
    }

    /// What it is.
    ///
    /// @param named whether the file has a name for it
    TableColumn column(String name, boolean named) {
        int numbers = count(Cell.NUMBER);
        int flags = count(Cell.FLAG);
        int odds = count(Cell.TEXT) + count(Cell.DATE);
        Kind kind;
        if (numbers + flags + odds == 0) {
            kind = Kind.EMPTY;
        } else if (odds == 0) {
            kind = numbers == 0 ? Kind.FLAGS : flags == 0 ? Kind.NUMBERS : Kind.MIXED;
        } else if (numbers > 0) {
            kind = Kind.MIXED;
        } else {
            kind = count(Cell.TEXT) == 0 && flags == 0 ? Kind.DATES : Kind.WORDS;
        }
        TableColumn plain = new TableColumn(name, named, kind, "", counting && rows > 1);
        String place = kind == Kind.MIXED ? odd.replace("\0", plain.place(index)) : "";
        return new TableColumn(name, named, kind, place, plain.counting());
    }
}
