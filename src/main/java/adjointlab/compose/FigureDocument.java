package adjointlab.compose;

import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Inset;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.figure.Composition.Titles;
import adjointlab.lab.preset.PanelLayout.PanelState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A composed figure as a person keeps it: where which panel of which runs stands, and what is changed in it.
///
/// @param title what the figure is, in words; "" for none
/// @param page its size
/// @param look what all cells share
/// @param grid rows and columns with their titles
/// @param cells in the order of their letters
public record FigureDocument(String title, PageChoice page, Look look, Grid grid, List<Cell> cells) {
    public FigureDocument {
        cells = List.copyOf(cells);
    }

    /// An empty figure of one cell's room, on paper's default page.
    public static final FigureDocument EMPTY = new FigureDocument(
            "", PageChoice.DEFAULT, Look.DEFAULT, new Grid(List.of(1.0), List.of(1.0), 4, 4, Headings.NONE), List.of());

    /// Which page.
    ///
    /// @param target id in [Targets]
    /// @param wide whether it takes all columns of the page
    /// @param widthMm instead of the target's; NaN: that of the target
    /// @param heightMm NaN: as the cells need it
    public record PageChoice(String target, boolean wide, double widthMm, double heightMm) {
        /// Both columns of the first target.
        public static final PageChoice DEFAULT = new PageChoice(Targets.DEFAULT_ID, true, Double.NaN, Double.NaN);
    }

    /// What all cells share.
    ///
    /// @param type of all texts
    /// @param letters of the cells
    /// @param legend where the names stand that all cells share; OFF: in each plot or below it
    /// @param sharedTitles whether a row's vertical axes of one title have it once, and a column's horizontal ones
    /// @param names what runs and groups are called instead of their names
    public record Look(
            TypeChoice type, Letters letters, LegendPlace legend, boolean sharedTitles, Map<String, String> names) {
        /// As papers mostly have it.
        public static final Look DEFAULT =
                new Look(new TypeChoice(false, Double.NaN), Letters.PARENTHESES, LegendPlace.BOTTOM, true, Map.of());

        public Look {
            names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        }
    }

    /// The typeface.
    ///
    /// @param serif with serifs, or without
    /// @param size in pt; NaN: that of the target
    public record TypeChoice(boolean serif, double size) {}

    /// How cells are counted.
    public enum Letters {
        NONE("none"),
        PARENTHESES("(a)"),
        HALF("a)"),
        CAPITAL("A");

        private final String id;

        Letters(String id) {
            this.id = id;
        }

        /// As files and menus have it.
        public String id() {
            return id;
        }

        /// The letter of a cell; "" for none.
        ///
        /// @param index from 0, below 26·27
        public String of(int index) {
            String first = index < 26 ? "" : Character.toString('a' + index / 26 - 1);
            String letter = first + (char) ('a' + index % 26);
            return switch (this) {
                case NONE -> "";
                case PARENTHESES -> "(" + letter + ")";
                case HALF -> letter + ")";
                case CAPITAL -> letter.toUpperCase(java.util.Locale.ROOT);
            };
        }
    }

    /// Rows and columns.
    ///
    /// @param widths of the columns' plots, relative
    /// @param heights of the rows' plots, relative
    /// @param columnGapMm between columns
    /// @param rowGapMm between rows
    /// @param headings over and beside them
    public record Grid(
            List<Double> widths, List<Double> heights, double columnGapMm, double rowGapMm, Headings headings) {
        public Grid {
            widths = List.copyOf(widths);
            heights = List.copyOf(heights);
        }

        /// The same under other titles.
        public Grid with(Headings other) {
            return new Grid(widths, heights, columnGapMm, rowGapMm, other);
        }

        /// How large it is: "1 row and 3 columns".
        public String words() {
            return counted(heights.size(), "row") + " and " + counted(widths.size(), "column");
        }

        private static String counted(int count, String word) {
            return count + " " + word + (count == 1 ? "" : "s");
        }

        /// Whether there are a row and columns that a title stands over.
        public boolean holds(Span span) {
            return span.row() >= 0
                    && span.row() < heights.size()
                    && span.column() >= 0
                    && span.columns() >= 1
                    && span.columns() <= widths.size() - span.column();
        }
    }

    /// Titles of more than one cell.
    ///
    /// @param titles of all
    /// @param spans of some columns of a row
    public record Headings(Titles titles, List<Span> spans) {
        /// None.
        public static final Headings NONE = new Headings(Titles.NONE, List.of());

        public Headings {
            spans = List.copyOf(spans);
        }
    }

    /// A cell.
    ///
    /// @param place in the grid
    /// @param source of its runs
    /// @param panel with its options; of an empty id: the panel of the figure that the source is
    /// @param at the iteration that is looked at; −1: as the source says, else the last
    /// @param changes to what the panel draws
    public record Cell(Place place, Source source, PanelState panel, int at, Changes changes) {
        /// The same elsewhere in the grid.
        public Cell at(Place other) {
            return new Cell(other, source, panel, at, changes);
        }

        /// The same at another iteration.
        public Cell at(int other) {
            return new Cell(place, source, panel, other, changes);
        }

        /// The same with other changes.
        public Cell with(Changes other) {
            return new Cell(place, source, panel, at, other);
        }

        /// The same with another panel.
        public Cell with(PanelState other) {
            return new Cell(place, source, other, at, changes);
        }

        /// The same of another source.
        public Cell with(Source other) {
            return new Cell(place, other, panel, at, changes);
        }
    }

    /// What trains.
    ///
    /// @param file a preset's id, or a file relative to the document: preset, .lab document, manifest or figure
    /// @param set changes to its settings, `path=value` each
    public record Source(String file, List<String> set) {
        public Source {
            set = List.copyOf(set);
        }
    }

    /// What is changed in a cell.
    ///
    /// @param title over it; "" for none
    /// @param axes of its first plot
    /// @param names what runs and groups are called instead, before what the look says
    /// @param order of runs by name; those that are not named follow
    /// @param marks what is drawn on top
    public record Changes(String title, Axes axes, Map<String, String> names, List<String> order, Marks marks) {
        /// Nothing.
        public static final Changes NONE =
                new Changes("", new Axes(AxisChange.NONE, AxisChange.NONE), Map.of(), List.of(), Marks.NONE);

        public Changes {
            names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
            order = List.copyOf(order);
        }

        /// The same under another title.
        public Changes titled(String other) {
            return new Changes(other, axes, names, order, marks);
        }

        /// The same with other axes.
        public Changes with(Axes other) {
            return new Changes(title, other, names, order, marks);
        }

        /// The same with other names of runs and groups.
        public Changes calling(Map<String, String> other) {
            return new Changes(title, axes, other, order, marks);
        }

        /// The same with its runs in another order.
        public Changes ordered(List<String> other) {
            return new Changes(title, axes, names, other, marks);
        }

        /// The same with other marks.
        public Changes with(Marks other) {
            return new Changes(title, axes, names, order, other);
        }
    }

    /// Both axes.
    public record Axes(AxisChange x, AxisChange y) {}

    /// What is changed of an axis.
    ///
    /// @param label its title; null: the panel's
    /// @param from its lower end; NaN: the panel's
    /// @param to its upper end; NaN: the panel's
    /// @param log whether in decades; null: as the panel has it
    /// @param ticks where numbers stand; none: where round ones are
    public record AxisChange(
            @Nullable String label,
            double from,
            double to,
            @Nullable Boolean log,
            List<Double> ticks) {
        /// Nothing.
        public static final AxisChange NONE = new AxisChange(null, Double.NaN, Double.NaN, null, List.of());

        public AxisChange {
            ticks = List.copyOf(ticks);
        }
    }

    /// What is drawn on top of a cell's first plot.
    ///
    /// @param lines across it
    /// @param notes that point into it; lengths in mm
    /// @param insets parts drawn larger
    public record Marks(List<ReferenceLine> lines, List<Callout> notes, List<Inset> insets) {
        /// None.
        public static final Marks NONE = new Marks(List.of(), List.of(), List.of());

        public Marks {
            lines = List.copyOf(lines);
            notes = List.copyOf(notes);
            insets = List.copyOf(insets);
        }
    }

    /// A straight line across a plot.
    ///
    /// @param vertical whether it stands at an x, or lies at a y
    /// @param at where
    /// @param label beside it; "" for none
    public record ReferenceLine(boolean vertical, double at, String label) {}

    /// The same called otherwise.
    public FigureDocument titled(String other) {
        return new FigureDocument(other, page, look, grid, cells);
    }

    /// The same on another page.
    public FigureDocument with(PageChoice other) {
        return new FigureDocument(title, other, look, grid, cells);
    }

    /// The same with another look.
    public FigureDocument with(Look other) {
        return new FigureDocument(title, page, other, grid, cells);
    }

    /// The same in another grid.
    public FigureDocument with(Grid other) {
        return new FigureDocument(title, page, look, other, cells);
    }

    /// The same with other cells.
    public FigureDocument with(List<Cell> other) {
        return new FigureDocument(title, page, look, grid, other);
    }

    /// The same with another cell in place of one.
    public FigureDocument with(int index, Cell cell) {
        List<Cell> changed = new ArrayList<>(cells);
        changed.set(index, cell);
        return with(changed);
    }

    /// Every source once, in the order of the cells.
    public List<Source> sources() {
        return cells.stream().map(Cell::source).distinct().toList();
    }
}
