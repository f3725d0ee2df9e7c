package adjointlab.figure;

import java.awt.geom.Rectangle2D;

/// Where a table was drawn, and whose its cells are.
///
/// @param table what was drawn
/// @param bounds the room that it had
/// @param cells around the rows that found room, without the header
/// @param heights of the rows that found room
/// @param widths of the columns that found room
/// @param broken which of them have texts of several lines
public record TableArea(
        Layer.Table table, Rectangle2D bounds, Rectangle2D cells, double[] heights, double[] widths, boolean[] broken) {
    /// Whose the cell at a place in the drawing is; nobody's beside the cells.
    public Owner owner(double x, double y) {
        if (!cells.contains(x, y)) {
            return Owner.NOBODY;
        }
        return table.owner(place(heights, y - cells.getY()), place(widths, x - cells.getX()));
    }

    /// Rows that found room.
    public int rows() {
        return heights.length;
    }

    /// In which of several lengths, one after the other, a place lies; the last one beyond them.
    private static int place(double[] lengths, double at) {
        double end = 0;
        for (int i = 0; i < lengths.length; i++) {
            end += lengths[i];
            if (at < end) {
                return i;
            }
        }
        return lengths.length - 1;
    }

    /// Whether rows or columns found no room, or are scrolled away.
    public boolean isCut() {
        return table.above() > 0
                || rows() < table.rows().size()
                || widths.length < table.header().size();
    }

    /// The column whose title is at a place in the drawing; −1 beside the header.
    public int columnOfTitle(double x, double y) {
        if (y < bounds.getY() || y >= cells.getY() || x < cells.getX() || x >= cells.getMaxX()) {
            return -1;
        }
        return place(widths, x - cells.getX());
    }

    /// Mean height of a row in the drawing.
    public double pitch() {
        return rows() == 0 ? cells.getY() - bounds.getY() : cells.getHeight() / rows();
    }
}
