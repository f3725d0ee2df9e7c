package adjointlab.figure;

import adjointlab.core.math.Numbers;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.regex.Pattern;

/// Draws a table: a rule under the header, hair lines between rows, columns of numbers to the right.
final class TableDrawing {
    private static final Pattern NUMBER = Pattern.compile("[-−+]?[∞0-9][0-9.,\u2009\u202f ]*( ?×.*|e.*|E.*|%| ?(s|ms))?|–|—|");
    private static final String ELLIPSIS = "…";

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

    void draw(Graphics2D g, Rectangle2D area) {
        int columns = table.header().size();
        double gap = theme.measures().gap();
        double pitch = 1.5 * cell.size() + gap;
        double[] widths = widths(area.getWidth(), 4 * gap);
        int fitting = (int) Math.max(0, Math.floor((area.getHeight() - pitch) / pitch));
        boolean cut = table.rows().size() > fitting;
        int shown = cut ? Math.max(0, fitting - 1) : table.rows().size();
        double y = area.getY() + pitch;
        drawRow(g, table.header(), widths, area.getX(), y - 0.38 * pitch, true);
        rule(g, area, y, 1.6);
        for (int row = 0; row < shown; row++) {
            y += pitch;
            drawRow(g, table.rows().get(row), widths, area.getX(), y - 0.34 * pitch, false);
            if (row + 1 < shown) {
                rule(g, area, y, 0);
            }
        }
        if (cut && columns > 0) {
            g.setColor(theme.palette().soft());
            cell.draw(g, ELLIPSIS + " " + Numbers.count(table.rows().size() - shown) + " more rows",
                    area.getX(), y + pitch - 0.34 * pitch);
        }
    }

    private void rule(Graphics2D g, Rectangle2D area, double y, double weight) {
        g.setColor(weight > 0 ? theme.palette().lines().axis() : theme.palette().lines().grid());
        g.setStroke(new BasicStroke((float) (theme.measures().hair() * Math.max(1, weight * 0.7))));
        g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
    }

    private void drawRow(Graphics2D g, List<String> cells, double[] widths, double left, double baseline, boolean header) {
        Fonts.Face face = header ? head : cell;
        double x = left;
        g.setColor(header ? theme.palette().soft() : theme.palette().ink());
        for (int c = 0; c < widths.length; c++) {
            double inner = widths[c] - 4 * theme.measures().gap() * (c + 1 < widths.length ? 1 : 0);
            String text = shortened(cells.get(c), face, inner);
            double shift = isNumeric(c) ? inner - face.tabularWidth(text) : 0;
            face.drawTabular(g, text, x + shift, baseline);
            x += widths[c];
        }
    }

    /// Natural widths; what is left is shared out, what lacks is taken from the widest.
    private double[] widths(double available, double gap) {
        int columns = table.header().size();
        double[] widths = new double[columns];
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            widths[c] = head.tabularWidth(table.header().get(c));
            for (List<String> row : table.rows()) {
                widths[c] = Math.max(widths[c], cell.tabularWidth(row.get(c)));
            }
            widths[c] += c + 1 < columns ? gap : 0;
            sum += widths[c];
        }
        double smallest = available / Math.max(1, columns);
        double slack = available - sum;
        if (slack >= 0) {
            for (int c = 0; c + 1 < columns; c++) {
                widths[c] += Math.min(slack / columns, 2 * gap);
            }
            return widths;
        }
        double excess = 0;
        for (double width : widths) {
            excess += Math.max(0, width - smallest);
        }
        for (int c = 0; c < columns; c++) {
            widths[c] += slack * Math.max(0, widths[c] - smallest) / excess;
        }
        return widths;
    }

    private boolean isNumeric(int column) {
        return !table.rows().isEmpty()
                && table.rows().stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }

    private static String shortened(String text, Fonts.Face face, double width) {
        if (face.tabularWidth(text) <= width + 0.5) {
            return text;
        }
        int length = text.length();
        while (length > 0 && face.tabularWidth(text.substring(0, length) + ELLIPSIS) > width) {
            length--;
        }
        return text.substring(0, length).stripTrailing() + ELLIPSIS;
    }
}
