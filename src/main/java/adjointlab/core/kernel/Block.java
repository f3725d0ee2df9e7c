package adjointlab.core.kernel;

/// Part of a matrix that one thread computes: some rows, some columns. Reused by [#of].
final class Block {
    private int fromRow;
    private int toRow;
    private int fromColumn;
    private int toColumn;

    /// Points to other rows and columns; beginnings belong to it, ends do not.
    ///
    /// @return this
    Block of(int fromRow, int toRow, int fromColumn, int toColumn) {
        this.fromRow = fromRow;
        this.toRow = toRow;
        this.fromColumn = fromColumn;
        this.toColumn = toColumn;
        return this;
    }

    /// One of `parts` blocks next to each other: columns are cut where there are enough of them for everybody,
    /// otherwise rows.
    ///
    /// @return this
    Block cut(int part, int parts, int rows, int columns) {
        if (columns >= parts * GROUP) {
            return of(0, rows, Crew.bound(part, parts, columns, GROUP), Crew.bound(part + 1, parts, columns, GROUP));
        }
        return of(Crew.bound(part, parts, rows, TILE), Crew.bound(part + 1, parts, rows, TILE), 0, columns);
    }

    /// Columns that stay together: whole tiles of vectors.
    static final int GROUP = 4 * Batch.LANES;

    /// Rows that stay together.
    private static final int TILE = 4;

    int fromRow() {
        return fromRow;
    }

    int toRow() {
        return toRow;
    }

    int fromColumn() {
        return fromColumn;
    }

    int toColumn() {
        return toColumn;
    }
}
