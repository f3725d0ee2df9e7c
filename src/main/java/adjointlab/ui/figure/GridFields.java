package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Grid;
import adjointlab.core.catalog.Type;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.function.Consumer;

/// The fields of the rows and columns of a figure.
final class GridFields {
    private static final int MOST_LINES = 12;
    private static final double LARGEST_WEIGHT = 1000;
    private static final double LARGEST_GAP_MM = 100;

    private final FieldModel widths;
    private final FieldModel heights;
    private final FieldModel gaps;
    private final Consumer<String> complain;

    /// @param complain told why a grid is not possible
    GridFields(Fields fields, Consumer<String> complain) {
        this.complain = complain;
        Type.Real weight = new Type.Real(1 / LARGEST_WEIGHT, LARGEST_WEIGHT, 0.25, 4, Type.Scale.LOG);
        widths = fields.numbers("widths", "Widths of columns", MOST_LINES, weight);
        heights = fields.numbers("heights", "Heights of rows", MOST_LINES, weight);
        gaps = fields.numbers(
                "gaps", "Gaps of columns and rows, mm", 2, new Type.Real(0, LARGEST_GAP_MM, 0, 20, Type.Scale.LINEAR));
    }

    List<FieldModel> fields() {
        return List.of(widths, heights, gaps);
    }

    void show(FigureDocument document) {
        Grid grid = document.grid();
        widths.show(grid.widths());
        heights.show(grid.heights());
        gaps.show(List.of(grid.columnGapMm(), grid.rowGapMm()));
    }

    /// What the fields say; the grid as it is where they do not fit it, with the reason.
    Grid read(FigureDocument document) {
        Grid before = document.grid();
        List<Double> columns = Fields.list(widths);
        List<Double> rows = Fields.list(heights);
        List<Double> between = Fields.list(gaps);
        String flaw = flaw(columns, before.widths(), "column") + flaw(rows, before.heights(), "row");
        if (!flaw.isEmpty() || between.size() != 2) {
            complain.accept(flaw.isEmpty() ? "The gaps are two numbers: of columns and of rows." : flaw);
            show(document);
            return before;
        }
        return new Grid(columns, rows, between.getFirst(), between.getLast(), before.headings());
    }

    private static String flaw(List<Double> weights, List<Double> before, String what) {
        return weights.size() == before.size()
                ? ""
                : "The grid has " + before.size() + " " + what + (before.size() == 1 ? "" : "s")
                        + ": give as many numbers. ";
    }
}
