package adjointlab.figure;

import adjointlab.core.math.Numbers;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Draws a table: a rule under the header, hair lines between rows, columns of numbers to the right.
final class TableDrawing {
    private static final Pattern NUMBER =
            Pattern.compile("[-−+]?[∞0-9][0-9.,\u2009\u202f ]*( ?×.*|e.*|E.*|%| ?(s|ms))?|–|—|");
    private static final int LEAST_ROWS = 3;

    /// Lines of a cell; what is longer is cut.
    private static final int MOST_LINES = 8;

    /// Where letters stand in a line, in lines.
    private static final double BASELINE = 0.72;

    private static final double ROUNDING = 0.5;

    /// Columns of text stay this wide, in sizes of the type.
    private static final double READABLE = 8;

    private final Layer.Table table;
    private final Theme theme;
    private final Fonts.Face head;
    private final Fonts.Face cell;
    private final boolean[] numeric;

    TableDrawing(Layer.Table table, Theme theme) {
        this.table = table;
        this.theme = theme;
        head = theme.type().headFace();
        cell = theme.type().labelFace();
        numeric = new boolean[table.header().size()];
        for (int c = 0; c < numeric.length; c++) {
            numeric[c] = isNumeric(c);
        }
    }

    TableArea draw(Graphics2D g, Rectangle2D area, CutText.Cuts cuts) {
        double[] widths = widths(area.getWidth());
        List<List<String>> header = wrapped(table.header(), head, widths);
        double below = area.getHeight() - height(header);
        List<List<List<String>>> rows = rows(widths, below);
        int shown = rows.size();
        int beforeWords = fitting(rows, below - line() - gap());
        boolean cut =
                shown < table.rows().size() || widths.length < table.header().size() || table.above() > 0;
        boolean said = cut && beforeWords > 0; // a row says more than how many there are
        if (said) {
            shown = beforeWords;
        }
        Row row = new Row(g, widths, area.getX(), cuts);
        row.draw(header, area.getY(), true);
        double y = area.getY() + height(header);
        rule(g, area, y, 1.6);
        double top = y;
        double[] heights = new double[shown];
        for (int r = 0; r < shown; r++) {
            heights[r] = height(rows.get(r));
            row.draw(rows.get(r), y, false);
            y += heights[r];
            if (r + 1 < shown) {
                rule(g, area, y, 0);
            }
        }
        if (said) {
            g.setColor(theme.palette().soft());
            String rest = rest(
                    table.above(), table.rows().size() - shown, table.header().size() - widths.length);
            double baseline = y + BASELINE * line() + 0.5 * gap();
            cell.draw(g, cuts.fitted(cell, rest, area.getWidth(), area.getX(), baseline), area.getX(), baseline);
        }
        Rectangle2D cells = new Rectangle2D.Double(area.getX(), top, area.getWidth(), y - top);
        return new TableArea(table, area, cells, heights, widths, broken(header, rows));
    }

    /// How many of the first rows are together no higher than this.
    private int fitting(List<List<List<String>>> rows, double height) {
        double sum = 0;
        for (int r = 0; r < rows.size(); r++) {
            sum += height(rows.get(r));
            if (sum > height + ROUNDING) {
                return r;
            }
        }
        return rows.size();
    }

    private double line() {
        return 1.5 * cell.size();
    }

    private double gap() {
        return theme.measures().gap();
    }

    /// Height of a row: that of its cell of most lines, and what parts it from the next.
    private double height(List<List<String>> row) {
        return row.stream().mapToInt(List::size).max().orElse(1) * line() + gap();
    }

    /// The first rows that are together no higher than this.
    private List<List<List<String>>> rows(double[] widths, double height) {
        List<List<List<String>>> rows = new ArrayList<>();
        double sum = 0;
        for (List<String> row : table.rows()) {
            List<List<String>> lines = wrapped(row, cell, widths);
            sum += height(lines);
            if (sum > height + ROUNDING) {
                break;
            }
            rows.add(lines);
        }
        return rows;
    }

    /// The cells of the columns that there is room for, in lines.
    private List<List<String>> wrapped(List<String> cells, Fonts.Face face, double[] widths) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            wrapped.add(lines(face, cells.get(c), inner(widths, c)));
        }
        return wrapped;
    }

    /// A text in lines, of which the last holds all that is left where there would be too many.
    private static List<String> lines(Fonts.Face face, String text, double width) {
        if (face.tabularWidth(text) <= width + ROUNDING) {
            return List.of(text);
        }
        List<String> lines = face.tabularLines(text, width);
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> most = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        most.add(String.join(" ", lines.subList(MOST_LINES - 1, lines.size())));
        return most;
    }

    /// Which columns have texts of several lines.
    private static boolean[] broken(List<List<String>> header, List<List<List<String>>> rows) {
        boolean[] broken = new boolean[header.size()];
        for (int c = 0; c < broken.length; c++) {
            int column = c;
            broken[c] = header.get(c).size() > 1
                    || rows.stream().anyMatch(row -> row.get(column).size() > 1);
        }
        return broken;
    }

    /// The room of a column's texts.
    private double inner(double[] widths, int column) {
        return widths[column] - (column + 1 < widths.length ? apart() : 0);
    }

    /// Between two columns.
    private double apart() {
        return 4 * gap();
    }

    /// What did not fit, in words.
    private static String rest(int above, int rows, int columns) {
        List<String> parts = new ArrayList<>();
        if (above > 0) {
            parts.add(Numbers.count(above) + " above");
        }
        if (rows > 0) {
            parts.add(Numbers.count(rows) + (rows == 1 ? " more row" : " more rows"));
        }
        if (columns > 0) {
            parts.add(Numbers.count(columns) + (columns == 1 ? " more column" : " more columns"));
        }
        return "… " + String.join(", ", parts);
    }

    /// Whether columns, rows or texts would have to be cut.
    Lack lack(Rectangle2D area) {
        double[] widths = widths(area.getWidth());
        List<List<String>> header = wrapped(table.header(), head, widths);
        boolean narrow = widths.length < table.header().size() || isCut(header, head, widths);
        double height = height(header);
        for (List<String> texts : table.rows()) {
            List<List<String>> row = wrapped(texts, cell, widths);
            narrow |= isCut(row, cell, widths);
            height += height(row);
        }
        return new Lack(narrow, height > area.getHeight() + ROUNDING);
    }

    private boolean isCut(List<List<String>> row, Fonts.Face face, double[] widths) {
        for (int c = 0; c < row.size(); c++) {
            double inner = inner(widths, c);
            if (row.get(c).stream().anyMatch(line -> face.tabularWidth(line) > inner + ROUNDING)) {
                return true;
            }
        }
        return false;
    }

    /// The least height at which a table says anything: its header, some rows, and how many more there are.
    static double leastHeight(Layer.Table table, Theme theme, double width) {
        TableDrawing drawing = new TableDrawing(table, theme);
        double[] widths = drawing.widths(width);
        double height = drawing.height(drawing.wrapped(table.header(), drawing.head, widths));
        int rows = table.rows().size();
        for (List<String> row : table.rows().subList(0, Math.min(rows, LEAST_ROWS))) {
            height += drawing.height(drawing.wrapped(row, drawing.cell, widths));
        }
        return height + (rows > LEAST_ROWS ? drawing.line() + drawing.gap() : 0);
    }

    private void rule(Graphics2D g, Rectangle2D area, double y, double weight) {
        g.setColor(
                weight > 0
                        ? theme.palette().lines().axis()
                        : theme.palette().lines().grid());
        g.setStroke(new BasicStroke((float) (theme.measures().hair() * Math.max(1, weight * 0.7))));
        g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
    }

    /// The rows of a table, one after the other.
    private final class Row {
        private final Graphics2D g;
        private final double[] widths;
        private final double left;
        private final CutText.Cuts cuts;

        Row(Graphics2D g, double[] widths, double left, CutText.Cuts cuts) {
            this.g = g;
            this.widths = widths;
            this.left = left;
            this.cuts = cuts;
        }

        void draw(List<List<String>> cells, double top, boolean header) {
            Fonts.Face face = header ? head : cell;
            double first = top + BASELINE * line() + 0.5 * gap();
            double x = left;
            g.setColor(header ? theme.palette().soft() : theme.palette().ink());
            for (int c = 0; c < widths.length; c++) {
                double inner = inner(widths, c);
                double baseline = first;
                for (String line : cells.get(c)) {
                    String text = cuts.fitted(face, line, inner, x, baseline);
                    double shift = numeric[c] ? inner - face.tabularWidth(text) : 0;
                    face.drawTabular(g, text, x + shift, baseline);
                    baseline += line();
                }
                x += widths[c];
            }
        }
    }

    /// Widths of the leading columns that fit when long texts are broken into readable lines; numbers are never broken,
    /// nor are words where there is room for them. What is left is shared out.
    private double[] widths(double available) {
        double gap = apart();
        double[] natural = naturalWidths();
        double[] least = new double[natural.length];
        for (int c = 0; c < least.length; c++) {
            least[c] = numeric[c] ? natural[c] : Math.min(natural[c], READABLE * cell.size());
        }
        int columns = Math.min(1, natural.length);
        while (columns < natural.length && together(least, columns + 1) <= available) {
            columns++;
        }
        double slack = available - together(natural, columns);
        double[] whole = slack < 0 ? wordWidths(least) : least;
        if (together(whole, columns) <= available) {
            least = whole;
        }
        double[] widths = Arrays.copyOf(natural, columns);
        double cuttable =
                Arrays.stream(widths).sum() - Arrays.stream(least, 0, columns).sum();
        for (int c = 0; c < columns; c++) {
            widths[c] += c + 1 < columns ? gap + Math.clamp(slack / columns, 0, 2 * gap) : 0;
            widths[c] += slack < 0 && cuttable > 0 ? slack * (natural[c] - least[c]) / cuttable : 0;
        }
        return widths;
    }

    /// Width of the leading columns with what parts them.
    private double together(double[] widths, int columns) {
        return Arrays.stream(widths, 0, columns).sum() + Math.max(0, columns - 1) * apart();
    }

    /// Widths at which no word has to be cut.
    ///
    /// @param least widths that they have at least
    private double[] wordWidths(double[] least) {
        double[] widths = least.clone();
        for (int c = 0; c < widths.length; c++) {
            widths[c] = Math.max(widths[c], wordWidth(head, table.header().get(c)));
            for (List<String> row : table.rows()) {
                widths[c] = Math.max(widths[c], wordWidth(cell, row.get(c)));
            }
        }
        return widths;
    }

    /// Of the longest part of a text that is in one line always.
    private static double wordWidth(Fonts.Face face, String text) {
        return face.tabularLines(text, 0).stream()
                .mapToDouble(face::tabularWidth)
                .max()
                .orElse(0);
    }

    private double[] naturalWidths() {
        double[] widths = new double[table.header().size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = head.tabularWidth(table.header().get(c));
            for (List<String> row : table.rows()) {
                widths[c] = Math.max(widths[c], cell.tabularWidth(row.get(c)));
            }
        }
        return widths;
    }

    private boolean isNumeric(int column) {
        return !table.rows().isEmpty()
                && table.rows().stream()
                        .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
