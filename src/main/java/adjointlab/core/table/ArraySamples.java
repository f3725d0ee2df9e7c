package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy.Fields;
import adjointlab.core.field.Shape;
import adjointlab.core.table.ColumnChoice.Wanted;
import adjointlab.core.table.SampleFacts.Role;
import adjointlab.core.table.SampleFacts.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Samples that arrays hold: one matrix whose columns are inputs and a target, or one array of inputs and one of
/// targets.
///
/// @param where the file, for the sentence of an error
/// @param form of it, in words
/// @param most samples that are taken
/// @param options how they are read
record ArraySamples(String where, String form, int most, TableOptions options) {
    /// An array with its name.
    record Named(String name, NdArray array) {
        private String shape() {
            return Arrays.toString(array.shape());
        }
    }

    /// A matrix, or an array with fields.
    ///
    /// @param matrix [N×columns]
    LabelledSamples table(Fields matrix) throws IOException {
        Taken taken = taken(matrix, Wanted.TARGET_LAST);
        return new LabelledSamples(taken.gaps.x(), taken.gaps.y()).with(taken.facts);
    }

    /// The same without a target.
    Csv vectors(Fields matrix) throws IOException {
        Taken taken = taken(matrix, Wanted.NO_TARGET);
        return new Csv(taken.names, taken.gaps.x(), taken.facts);
    }

    /// @param names of the inputs
    private record Taken(List<String> names, Gaps gaps, SampleFacts facts) {}

    private Taken taken(Fields matrix, Wanted wanted) throws IOException {
        double[][] rows = matrixRows(matrix.array());
        List<TableColumn> columns = columns(matrix);
        ColumnChoice choice = ColumnChoice.of(columns, options, wanted, where);
        int[] targets = choice.target() < 0 ? new int[0] : new int[] {choice.target()};
        int[] classOf = choice.target() < 0
                ? new int[rows.length]
                : ClassLabels.classOf(Arrays.stream(rows)
                        .mapToDouble(row -> row[choice.target()])
                        .toArray());
        int[] drawn = Draw.rows(classOf, most);
        Gaps gaps = Gaps.closed(
                picked(rows, drawn, choice.inputs()),
                picked(rows, drawn, targets),
                options.missing(),
                (row, column) -> where + ": row " + (drawn[row] + 1) + ", "
                        + place(columns, column < 0 ? choice.target() : choice.inputs()[column]),
                where);
        checkFinite(gaps, where);
        List<SampleFacts.Column> facts = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            facts.add(column(columns.get(c), c, choice, rows));
        }
        List<String> names = Arrays.stream(choice.inputs())
                .mapToObj(c -> columns.get(c).name())
                .toList();
        return new Taken(names, gaps, facts(rows.length, gaps, facts, drawn.length, classOf));
    }

    private static double[][] picked(double[][] rows, int[] drawn, int... columns) {
        return Arrays.stream(drawn)
                .mapToObj(
                        s -> Arrays.stream(columns).mapToDouble(c -> rows[s][c]).toArray())
                .toArray(double[][]::new);
    }

    private static SampleFacts.Column column(TableColumn column, int c, ColumnChoice choice, double[][] rows) {
        boolean input = Arrays.stream(choice.inputs()).anyMatch(k -> k == c);
        boolean used = input || c == choice.target();
        return new SampleFacts.Column(
                column.shown(c),
                column.kind().words(),
                Arrays.stream(rows).filter(row -> Double.isNaN(row[c])).count(),
                input ? Role.INPUT : used ? Role.TARGET : Role.LEFT_OUT,
                input ? "" : used ? choice.why() : choice.leftOut().getOrDefault(c, ""),
                used ? shown(rows, c) : Shown.NOTHING);
    }

    private static String place(List<TableColumn> columns, int column) {
        return columns.get(column).place(column);
    }

    private double[][] matrixRows(NdArray array) throws IOException {
        int[] shape = array.shape();
        if (shape.length < 1 || shape.length > 2 || array.values().length == 0) {
            throw new IOException(where + " has shape " + Arrays.toString(shape)
                    + (array.values().length == 0
                            ? " and holds no samples"
                            : "; a table of vectors is [N, columns]; save images and their labels with"
                                    + " numpy.savez as x and y"));
        }
        int width = shape.length == 1 ? 1 : shape[1];
        double[][] rows = new double[shape[0]][];
        Arrays.setAll(rows, s -> Arrays.copyOfRange(array.values(), s * width, (s + 1) * width));
        return rows;
    }

    private static List<TableColumn> columns(Fields matrix) {
        int[] shape = matrix.array().shape();
        int width = shape.length == 1 ? 1 : shape[1];
        return IntStream.range(0, width)
                .mapToObj(c -> matrix.names().isEmpty()
                        ? TableColumn.ofNumbers(String.valueOf(c + 1), false)
                        : TableColumn.ofNumbers(matrix.names().get(c), true))
                .toList();
    }

    /// An array of inputs and one of targets; both begin with the number of samples. Inputs are vectors, images [N×
    /// height×width] or [N×channels×height×width]; their numbers are taken as they stand.
    LabelledSamples pair(Named x, Named y) throws IOException {
        if (samples(x.array) < 0 || samples(x.array) != samples(y.array)) {
            throw new IOException(where + ": " + x.name + " has shape " + x.shape() + " and " + y.name + " " + y.shape()
                    + "; both begin with the number of samples");
        }
        int all = samples(x.array);
        int each = each(x);
        int outputs = each(y);
        int[] classOf = outputs == 1 ? ClassLabels.classOf(y.array.values()) : new int[all];
        int[] drawn = Draw.rows(classOf, most);
        Gaps gaps = Gaps.closed(
                rows(x, each, drawn),
                rows(y, outputs, drawn),
                options.missing(),
                (row, column) -> where + ": " + (column < 0 ? y.name : x.name) + ": sample " + (drawn[row] + 1),
                where);
        checkFinite(gaps, where);
        List<SampleFacts.Column> facts = List.of(column(x, gaps.x(), Role.INPUT), column(y, gaps.y(), Role.TARGET));
        return LabelledSamples.of(new Inputs.Numbers(gaps.x()), gaps.y(), shape(each, x.array.shape()))
                .with(facts(all, gaps, facts, drawn.length, classOf));
    }

    private static SampleFacts.Column column(Named array, double[][] rows, Role role) {
        return new SampleFacts.Column(
                array.name,
                "numbers " + array.shape(),
                Arrays.stream(array.array.values()).filter(Double::isNaN).count(),
                role,
                "",
                shown(rows, 0));
    }

    private static int samples(NdArray array) {
        return array.shape().length == 0 ? -1 : array.shape()[0];
    }

    private int each(Named array) throws IOException {
        int all = samples(array.array);
        int each = all == 0 ? 0 : array.array.values().length / all;
        if (each == 0) {
            throw new IOException(where + ": " + array.name + " has shape " + array.shape() + " and holds no samples");
        }
        return each;
    }

    private static double[][] rows(Named array, int each, int... drawn) {
        return Arrays.stream(drawn)
                .mapToObj(s -> Arrays.copyOfRange(array.array.values(), s * each, (s + 1) * each))
                .toArray(double[][]::new);
    }

    private static Shape shape(int dim, int... sizes) {
        return switch (sizes.length) {
            case 3 -> new Shape(1, sizes[1], sizes[2]);
            case 4 -> new Shape(sizes[1], sizes[2], sizes[3]);
            default -> Shape.vector(dim);
        };
    }

    private static void checkFinite(Gaps gaps, String where) throws IOException {
        for (int s = 0; s < gaps.x().length; s++) {
            if (!Arrays.stream(gaps.x()[s]).allMatch(Double::isFinite)
                    || !Arrays.stream(gaps.y()[s]).allMatch(Double::isFinite)) {
                throw new IOException(where + ": sample " + (s + 1) + " is not finite");
            }
        }
    }

    private static Shown shown(double[][] rows, int column) {
        return Shown.of(rows.length, row -> rows[row][column]);
    }

    private SampleFacts facts(int all, Gaps gaps, List<SampleFacts.Column> columns, int drawn, int... classOf) {
        Optional<String> drawing = drawn == all ? Optional.empty() : Optional.of(ClassLabels.drawn(drawn, classOf));
        return new SampleFacts(
                form,
                all,
                gaps.x().length,
                columns,
                gaps.y()[0].length == 0 ? List.of() : ClassLabels.counts(gaps.y()),
                Gaps.said(drawing, gaps.remarks()));
    }
}
