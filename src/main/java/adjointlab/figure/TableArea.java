package adjointlab.figure;

import java.awt.geom.Rectangle2D;

/// Where a table was drawn, and whose its cells are.
///
/// @param table what was drawn
/// @param bounds the room that it had
/// @param cells around the rows that found room, without the header
/// @param rows that found room
/// @param widths of the columns that found room
public record TableArea(Layer.Table table, Rectangle2D bounds, Rectangle2D cells, int rows, double[] widths) {
    /// Whose the cell at a place in the drawing is; nobody's beside the cells.
    public Owner owner(double x, double y) {
        if (!cells.contains(x, y)) {
            return Owner.NOBODY;
        }
        int row = Math.clamp((long) (rows * (y - cells.getY()) / cells.getHeight()), 0, rows - 1);
        int column = 0;
        double right = cells.getX() + widths[0];
        while (x >= right && column + 1 < widths.length) {
            column++;
            right += widths[column];
        }
        return table.owner(row, column);
    }

    /// Whether rows or columns found no room, or are scrolled away.
    public boolean isCut() {
        return table.above() > 0
                || rows < table.rows().size()
                || widths.length < table.header().size();
    }

    /// The column whose title is at a place in the drawing; −1 beside the header.
    public int columnOfTitle(double x, double y) {
        if (y < bounds.getY() || y >= cells.getY() || x < cells.getX() || x >= cells.getMaxX()) {
            return -1;
        }
        int column = 0;
        double right = cells.getX() + widths[0];
        while (x >= right && column + 1 < widths.length) {
            column++;
            right += widths[column];
        }
        return column;
    }

    /// Height of a row in the drawing.
    public double pitch() {
        return rows == 0 ? cells.getY() - bounds.getY() : cells.getHeight() / rows;
    }
}
