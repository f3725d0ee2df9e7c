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

    /// Columns of text stay this wide, in sizes of the type.
    private static final double READABLE = 8;

    private final Layer.Table table;
    private final Theme theme;
    private final Fonts.Face head;
    private final Fonts.Face cell;

    TableDrawing(Layer.Table table, Theme theme) {
        this.table = table;
        this.theme = theme;
        head = theme.type().headFace();
        cell = theme.type().labelFace();
    }

    TableArea draw(Graphics2D g, Rectangle2D area, CutText.Cuts cuts) {
        double gap = theme.measures().gap();
        double pitch = 1.5 * cell.size() + gap;
        double[] widths = widths(area.getWidth(), 4 * gap);
        int fitting = (int) Math.max(0, Math.floor((area.getHeight() - pitch) / pitch));
        boolean cut =
                table.rows().size() > fitting || widths.length < table.header().size() || table.above() > 0;
        boolean said = cut && fitting > 1; // a row says more than how many there are
        int shown = Math.clamp(said ? fitting - 1 : fitting, 0, table.rows().size());
        double y = area.getY() + pitch;
        Row row = new Row(g, widths, area.getX(), cuts);
        row.draw(table.header(), y - 0.38 * pitch, true);
        rule(g, area, y, 1.6);
        Rectangle2D cells = new Rectangle2D.Double(area.getX(), y, area.getWidth(), shown * pitch);
        for (int r = 0; r < shown; r++) {
            y += pitch;
            row.draw(table.rows().get(r), y - 0.34 * pitch, false);
            if (r + 1 < shown) {
                rule(g, area, y, 0);
            }
        }
        if (said) {
            g.setColor(theme.palette().soft());
            String rest = rest(
                    table.above(), table.rows().size() - shown, table.header().size() - widths.length);
            double baseline = y + pitch - 0.34 * pitch;
            cell.draw(g, cuts.fitted(cell, rest, area.getWidth(), area.getX(), baseline), area.getX(), baseline);
        }
        return new TableArea(table, area, cells, shown, widths);
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
        double gap = theme.measures().gap();
        double pitch = 1.5 * cell.size() + gap;
        double needed =
                Arrays.stream(naturalWidths()).sum() + 4 * gap * (table.header().size() - 1);
        return new Lack(needed > area.getWidth(), (table.rows().size() + 1) * pitch > area.getHeight());
    }

    /// The least height at which a table says anything: its header, some rows, and how many more there are.
    static double leastHeight(Layer.Table table, Theme theme) {
        double pitch = 1.5 * theme.type().labelFace().size() + theme.measures().gap();
        int rows = table.rows().size();
        return pitch * (1 + Math.min(rows, LEAST_ROWS) + (rows > LEAST_ROWS ? 1 : 0));
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

        void draw(List<String> cells, double baseline, boolean header) {
            Fonts.Face face = header ? head : cell;
            double x = left;
            g.setColor(header ? theme.palette().soft() : theme.palette().ink());
            for (int c = 0; c < widths.length; c++) {
                double inner = widths[c] - 4 * theme.measures().gap() * (c + 1 < widths.length ? 1 : 0);
                String text = cuts.fitted(face, cells.get(c), inner, x, baseline);
                double shift = isNumeric(c) ? inner - face.tabularWidth(text) : 0;
                face.drawTabular(g, text, x + shift, baseline);
                x += widths[c];
            }
        }
    }

    /// Widths of the leading columns that fit when long texts are cut to a readable rest; numbers are never cut.
    /// What is left is shared out.
    private double[] widths(double available, double gap) {
        double[] natural = naturalWidths();
        double[] least = new double[natural.length];
        for (int c = 0; c < least.length; c++) {
            least[c] = isNumeric(c) ? natural[c] : Math.min(natural[c], READABLE * cell.size());
        }
        int columns = 0;
        double needed = 0;
        double wished = 0;
        double cuttable = 0;
        while (columns < natural.length) {
            double space = columns == 0 ? 0 : gap;
            if (needed + space + least[columns] > available && columns > 0) {
                break;
            }
            needed += space + least[columns];
            wished += space + natural[columns];
            cuttable += natural[columns] - least[columns];
            columns++;
        }
        double[] widths = Arrays.copyOf(natural, columns);
        double slack = available - wished;
        for (int c = 0; c < columns; c++) {
            widths[c] += c + 1 < columns ? gap + Math.clamp(slack / columns, 0, 2 * gap) : 0;
            widths[c] += slack < 0 && cuttable > 0 ? slack * (natural[c] - least[c]) / cuttable : 0;
        }
        return widths;
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
