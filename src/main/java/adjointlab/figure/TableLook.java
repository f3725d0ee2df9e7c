package adjointlab.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How a person looks at tables that are longer or wider than their place: from which row and column on, and in which
/// order. The first column, which says what a row is, stays.
///
/// @param row first one that is shown
/// @param column first one that is shown behind the first
/// @param sortedBy title of the column whose cells decide the order; "" for the order of the table
/// @param descending whether the largest comes first
public record TableLook(int row, int column, String sortedBy, boolean descending) {
    /// As it was made, from its beginning.
    public static final TableLook WHOLE = new TableLook(0, 0, "", false);

    private static final Pattern NUMBER = Pattern.compile("([-−+]?[0-9.,\\u2009\\u202f]+)(?: ?× ?10([⁻⁰¹²³⁴-⁹]+))?.*");
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// The figure with its tables looked at so.
    public Figure of(Figure figure) {
        if (equals(WHOLE)) {
            return figure;
        }
        return new Figure(
                figure.title(),
                figure.note(),
                figure.rows().stream()
                        .map(each -> new Figure.Row(
                                each.weight(),
                                each.plots().stream().map(this::of).toList()))
                        .toList(),
                figure.emptyText());
    }

    private Plot of(Plot plot) {
        return plot.layers().size() == 1 && plot.layers().getFirst() instanceof Layer.Table table
                ? plot.with(List.of(of(table)))
                : plot;
    }

    private Layer.Table of(Layer.Table table) {
        int[] rows = IntStream.range(0, table.rows().size()).toArray();
        int by = table.header().indexOf(sortedBy);
        if (by >= 0) {
            Comparator<Integer> order =
                    Comparator.comparing(r -> table.rows().get(r).get(by), TableLook::compare);
            rows = IntStream.of(rows)
                    .boxed()
                    .sorted(descending ? order.reversed() : order)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int from = Math.min(row, Math.max(0, rows.length - 1));
        int[] shown = IntStream.of(rows).skip(from).toArray();
        List<Integer> columns = new ArrayList<>();
        for (int c = 0; c < table.header().size(); c++) {
            if (c == 0 || c > column) {
                columns.add(c);
            }
        }
        return new Layer.Table(
                table.name(),
                columns.stream()
                        .map(c -> table.header().get(c) + (c == by ? descending ? " ↓" : " ↑" : ""))
                        .toList(),
                IntStream.of(shown)
                        .mapToObj(r -> columns.stream()
                                .map(c -> table.rows().get(r).get(c))
                                .toList())
                        .toList(),
                IntStream.of(shown).mapToObj(table.rowOwners()::get).toList(),
                columns.stream().map(table.columnOwners()::get).toList(),
                from,
                table.data());
    }

    /// Numbers by their values and before words.
    private static int compare(String one, String two) {
        double a = value(one);
        double b = value(two);
        if (Double.isNaN(a) && Double.isNaN(b)) {
            return one.compareToIgnoreCase(two);
        }
        return Double.compare(a, b); // NaN last
    }

    /// A number as people read it; NaN for words.
    static double value(String cell) {
        String text = cell.strip();
        if (text.equals("∞") || text.equals("−∞")) {
            return text.length() == 1 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Double.NaN;
        }
        String digits = matcher.group(1).replace('−', '-').replaceAll("[,\\u2009\\u202f]", "");
        try {
            double mantissa = Double.parseDouble(digits);
            return matcher.group(2) == null ? mantissa : mantissa * Math.pow(10, exponent(matcher.group(2)));
        } catch (NumberFormatException noNumber) { // such as a lone point
            return Double.NaN;
        }
    }

    private static int exponent(String superscripts) {
        int value = 0;
        for (int i = 0; i < superscripts.length(); i++) {
            int digit = SUPERSCRIPTS.indexOf(superscripts.charAt(i));
            value = digit < 0 ? value : 10 * value + digit;
        }
        return superscripts.startsWith("⁻") ? -value : value;
    }

    /// Scrolled by so many rows and columns, but not beyond the last ones.
    ///
    /// @param rows of the table in all
    /// @param columns of the table in all
    public TableLook scrolled(int byRows, int byColumns, int rows, int columns) {
        return new TableLook(
                Math.clamp(row + byRows, 0, Math.max(0, rows - 1)),
                Math.clamp(column + byColumns, 0, Math.max(0, columns - 2)),
                sortedBy,
                descending);
    }

    /// Sorted by a column, then the other way round, then as the table was made.
    public TableLook sorted(String title) {
        if (!title.equals(sortedBy)) {
            return new TableLook(0, column, title, false);
        }
        return descending ? new TableLook(0, column, "", false) : new TableLook(0, column, title, true);
    }
}
