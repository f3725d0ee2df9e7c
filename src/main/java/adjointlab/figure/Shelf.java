package adjointlab.figure;

import java.util.List;

/// A row of a figure, or a part of one that had to be broken.
///
/// @param weight its share of the height
/// @param plots no more than columns
/// @param columns that there is room for
record Shelf(double weight, List<Plot> plots, int columns) {
    /// @param whole width of the figure's body
    /// @param gap between columns
    /// @return width of a column
    double width(double whole, double gap) {
        return (whole - gap * (columns - 1)) / columns;
    }
}
