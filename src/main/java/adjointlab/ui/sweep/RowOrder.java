package adjointlab.ui.sweep;

import adjointlab.ui.sweep.SweepRows.Row;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Set;

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

    /// Forgets rows that are gone, as groups that were made anew.
    ///
    /// @param rows that there still are
    void keepOnly(Collection<Row> rows) {
        if (keys.size() > rows.size()) {
            Set<Row> there = Collections.newSetFromMap(new IdentityHashMap<>(rows.size()));
            there.addAll(rows);
            keys.keySet().removeIf(row -> !there.contains(row));
        }
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
