package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import java.util.List;

/// How a figure of several panels stands on its page: a grid whose cells hold one figure each. The edges of their plots
/// stand in line over rows and columns, and texts have one size however many panels there are.
///
/// @param theme how all of it is drawn
/// @param grid rows and columns
/// @param cells in the order of their letters
/// @param legend where the names of all series stand, each once
/// @param titles over, under and beside all cells
/// @param spans titles over some columns of a row
public record Composition(Theme theme, Grid grid, List<Cell> cells, Legend legend, Titles titles, List<Span> spans) {
    public Composition {
        cells = List.copyOf(cells);
        spans = List.copyOf(spans);
    }

    /// Rows and columns.
    ///
    /// @param widths of the columns' plots, relative to one another
    /// @param heights of the rows' plots, relative to one another
    /// @param columnGap between columns, points
    /// @param rowGap between rows, points
    public record Grid(List<Double> widths, List<Double> heights, double columnGap, double rowGap) {
        public Grid {
            widths = List.copyOf(widths);
            heights = List.copyOf(heights);
        }

        int columns() {
            return widths.size();
        }

        int rows() {
            return heights.size();
        }
    }

    /// A part of the grid.
    ///
    /// @param row the first, from 0
    /// @param column the first, from 0
    /// @param rows that it takes, at least 1
    /// @param columns that it takes, at least 1
    public record Place(int row, int column, int rows, int columns) {
        /// The last row.
        public int lastRow() {
            return row + rows - 1;
        }

        /// The last column.
        public int lastColumn() {
            return column + columns - 1;
        }

        /// Whether both have a part of the grid in common.
        public boolean meets(Place other) {
            return row <= other.lastRow()
                    && other.row <= lastRow()
                    && column <= other.lastColumn()
                    && other.column <= lastColumn();
        }
    }

    /// What stands in a part of the grid.
    ///
    /// @param place in the grid
    /// @param figure what is drawn there; its names stand below its plots unless there is a legend of all
    /// @param head over it
    /// @param insets parts of its first plot drawn larger
    /// @param callouts texts that point into its first plot
    public record Cell(Place place, Figure figure, Head head, List<Inset> insets, List<Callout> callouts) {
        public Cell {
            insets = List.copyOf(insets);
            callouts = List.copyOf(callouts);
        }

        /// The same with another figure.
        public Cell with(Figure other) {
            return new Cell(place, other, head, insets, callouts);
        }
    }

    /// The letter and title of a cell.
    ///
    /// @param letter as it is shown, "" for none
    /// @param bold whether the letter is
    /// @param title "" for none
    public record Head(String letter, boolean bold, String title) {
        boolean isEmpty() {
            return letter.isEmpty() && title.isEmpty();
        }
    }

    /// A part of a plot drawn larger in one of its corners.
    ///
    /// @param x0 left end of the part, in units of the axis
    /// @param x1 right end
    /// @param y0 lower end
    /// @param y1 upper end
    /// @param corner of the plot
    /// @param share of the plot's width and height that it takes, with its numbers
    public record Inset(double x0, double x1, double y0, double y1, Corner corner, double share) {}

    /// Corners of a plot.
    public enum Corner {
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT;

        boolean isLeft() {
            return this == TOP_LEFT || this == BOTTOM_LEFT;
        }

        boolean isTop() {
            return this == TOP_LEFT || this == TOP_RIGHT;
        }
    }

    /// A text with an arrow to a place of a plot.
    ///
    /// @param text what it says
    /// @param x where it points, in units of the axis
    /// @param y where it points
    /// @param right from there to the middle of the text, points; NaN: where most is free
    /// @param up from there to the middle of the text, points; NaN: where most is free
    public record Callout(String text, double x, double y, double right, double up) {}

    /// The names of all series.
    ///
    /// @param place where they stand
    /// @param entries in order; those that nothing is drawn of are left out
    public record Legend(LegendPlace place, List<Entry> entries) {
        public Legend {
            entries = List.copyOf(entries);
        }
    }

    /// A name of the legend.
    ///
    /// @param style of what bears the name
    public record Entry(String name, SeriesStyle style) {}

    /// Where the names of all series stand.
    public enum LegendPlace {
        OFF,
        TOP,
        BOTTOM,
        RIGHT
    }

    /// Titles of the whole; "" for none.
    ///
    /// @param top over all
    /// @param bottom under all, as of a horizontal axis that they share
    /// @param left beside all, as of a vertical axis that they share
    public record Titles(String top, String bottom, String left) {
        /// None.
        public static final Titles NONE = new Titles("", "", "");
    }

    /// A title over some columns of a row.
    ///
    /// @param row over which it stands
    /// @param column the first
    /// @param columns how many
    public record Span(String text, int row, int column, int columns) {}

    /// One cell by itself, without titles.
    Composition alone(Cell cell) {
        Cell only = new Cell(new Place(0, 0, 1, 1), cell.figure(), cell.head(), cell.insets(), cell.callouts());
        Legend none = new Legend(LegendPlace.OFF, List.of());
        return new Composition(
                theme, new Grid(List.of(1.0), List.of(1.0), 0, 0), List.of(only), none, Titles.NONE, List.of());
    }

    /// The smallest page, no smaller than this, that has room for all of it: every plot, title and number, and tables
    /// uncut.
    ///
    /// @return of the widths that suffice at any height the smallest, in whole mm where it is larger, and of the
    ///     heights with it the smallest
    /// @throws InvalidValueException if no page has room
    public Page needed(Page page) {
        return new CompositionPainter(this, new Painter(theme)).needed(page);
    }

    /// The same on paper.
    ///
    /// @param allowed the largest page that whoever prints it takes, which says on what paper it is
    /// @throws InvalidValueException if no page of that paper has room, saying what to leave out
    public Page needed(Page page, Page allowed) {
        return new CompositionPainter(this, new Painter(theme)).needed(page, Paper.of(allowed));
    }

    /// What is written in each cell, head and names included, on a page that has room.
    ///
    /// @return for each cell its texts, with blanks between them
    /// @throws InvalidValueException naming the size that the figure needs, if the page is too small
    public List<String> words(Page page) {
        return new CompositionPainter(this, new Painter(theme)).words(page);
    }
}
