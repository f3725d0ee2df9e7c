package adjointlab.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a panel shows, as data: rows of plots, or one table. Colours, fonts and sizes come from a `Theme` when it is
/// drawn.
///
/// Arrays in layers are not copied and must not be changed after the figure is made.
///
/// @param title of the whole; "" for none
/// @param note a short text at the right of the title, for instance "k = 64"; "" for none
/// @param rows from top to bottom
/// @param emptyText what stands in the middle when there is nothing to see; "" when there is
/// @param composition how several panels stand on one page, whose plots are these rows; null: rows are drawn as rows
/// @param names of runs, which stand below all rows; a composition has a legend of its own
public record Figure(
        String title,
        String note,
        List<Row> rows,
        String emptyText,
        @Nullable Composition composition,
        List<Composition.Entry> names) {
    public Figure {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
    }

    /// The figure of one panel.
    public Figure(String title, String note, List<Row> rows, String emptyText) {
        this(title, note, rows, emptyText, null, List.of());
    }

    /// A figure of several panels. Titles that they share are drawn once, and the names of series as well if they have
    /// a legend of their own.
    ///
    /// @param title in words, for who does not see it
    public static Figure of(String title, Composition composition) {
        Composition drawn = CompositionLegend.merged(composition);
        List<Row> rows = drawn.cells().stream()
                .flatMap(cell -> cell.figure().rows().stream())
                .toList();
        return new Figure(title, "", rows, "", drawn, List.of());
    }

    /// How it is drawn on paper.
    Theme onPaper() {
        return composition == null ? Theme.PRINT : composition.theme();
    }

    /// One row of plots.
    ///
    /// @param weight share of the height, relative to the other rows
    /// @param plots from left to right, equally wide; a line that would flatten all others is cut, see [Legible]
    public record Row(double weight, List<Plot> plots) {
        public Row {
            plots = plots.stream().map(Legible::of).toList();
        }
    }

    /// The same with more in its note; "" for nothing.
    public Figure noted(String more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Figure(title, note.isEmpty() ? more : note + " · " + more, rows, emptyText, composition, names);
    }

    /// The same with the names of runs below it, in place of the same names at the ends of their lines.
    public Figure naming(List<Composition.Entry> runs) {
        List<Row> unlabelled = rows.stream()
                .map(row -> new Row(
                        row.weight(),
                        row.plots().stream()
                                .map(plot -> CompositionLegend.unlabelled(plot, runs))
                                .toList()))
                .toList();
        return new Figure(title, note, unlabelled, emptyText, composition, runs);
    }

    /// A figure of one plot.
    public static Figure of(String title, String note, Plot plot) {
        return new Figure(title, note, List.of(new Row(1, List.of(plot))), "");
    }

    /// A figure that only says why it is empty, in one sentence.
    public static Figure empty(String title, String sentence) {
        return new Figure(title, "", List.of(), sentence);
    }

    /// This figure with the lines and points of one run standing out on top and those of the others stepping back,
    /// for hover; what is nobody's stays as it is.
    public Figure highlighting(Owner owner) {
        return new Figure(
                title,
                note,
                rows.stream()
                        .map(row -> new Row(
                                row.weight(),
                                row.plots().stream()
                                        .map(plot -> plot.highlighting(owner))
                                        .toList()))
                        .toList(),
                emptyText,
                composition,
                names);
    }

    /// This figure with its surfaces looked at from elsewhere; flat plots stay flat.
    public Figure seenFrom(Viewpoint viewpoint) {
        return new Figure(
                title,
                note,
                rows.stream()
                        .map(row -> new Row(
                                row.weight(),
                                row.plots().stream()
                                        .map(plot -> plot.viewpoint() == null ? plot : plot.seenFrom(viewpoint))
                                        .toList()))
                        .toList(),
                emptyText,
                composition,
                names);
    }

    /// All plots, row by row.
    public List<Plot> plots() {
        return rows.stream().flatMap(row -> row.plots().stream()).toList();
    }
}
