package adjointlab.ui.sweep;

import adjointlab.ui.sweep.SweepRows.Row;
import java.util.Comparator;
import java.util.IdentityHashMap;

/// The order of rows by a column, whose cells are looked up once a row and not once a comparison. For one thread.
final class RowOrder implements Comparator<Row> {
    private final String column;
    private final boolean falling;
    private final IdentityHashMap<Row, Object> keys;

    /// @param falling whether the largest comes first
    /// @param rows about how many there are
    RowOrder(String column, boolean falling, int rows) {
        this.column = column;
        this.falling = falling;
        keys = new IdentityHashMap<>(rows);
    }

    @Override
    public int compare(Row first, Row second) {
        int rising = SweepRows.compare(key(first), key(second));
        return falling ? -rising : rising;
    }

    private Object key(Row row) {
        Object known = keys.get(row);
        if (known == null) {
            known = row.cells().getOrDefault(column, "");
            keys.put(row, known);
        }
        return known;
    }
}
