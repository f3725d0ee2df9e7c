package adjointlab.handout;

import adjointlab.figure.Formula;
import adjointlab.figure.Page;
import adjointlab.figure.PdfPages;
import adjointlab.figure.PdfPages.Style;
import adjointlab.handout.Handout.Picture;
import java.io.IOException;
import java.util.List;

/// Puts text and pictures below one another on pages, and begins a new page where there is no room for the next. What
/// stands on a page stands between its margins.
final class Flow {
    /// A4, points.
    private static final double WIDTH = 595.28;

    private static final double HEIGHT = 841.89;
    private static final double MARGIN = 57;
    private static final double GAP = 9;

    /// Width between the margins.
    static final double COLUMN = WIDTH - 2 * MARGIN;

    private static final Style CAPTION = new Style(8, false, true);

    private final PdfPages pages;
    private double y = HEIGHT;

    /// @param pages to which it adds
    Flow(PdfPages pages) {
        this.pages = pages;
    }

    /// Pages of the size that this flows over.
    static PdfPages pages(String title) throws IOException {
        return new PdfPages(title, WIDTH, HEIGHT);
    }

    /// Begins a page.
    void turn() throws IOException {
        pages.add();
        y = MARGIN;
    }

    /// Begins a page where less than this is left, unless nothing is on the page.
    void keep(double height) throws IOException {
        if (y + height > HEIGHT - MARGIN && y > MARGIN) {
            turn();
        }
    }

    /// Leaves some room, which is not needed at the head of a page.
    void space(double height) {
        if (y > MARGIN) {
            y += height;
        }
    }

    /// Text over the whole width.
    void text(String text, Style style) throws IOException {
        text(text, style, 0);
    }

    /// Text from an indentation on. A line never stands alone at the foot of a page when two more follow.
    void text(String text, Style style, double indent) throws IOException {
        List<String> lines = pages.lines(text, style, COLUMN - indent);
        for (int i = 0; i < lines.size(); i++) {
            keep(Math.min(i == 0 ? 2 : 1, lines.size() - i) * style.leading());
            y += style.leading();
            pages.text(pages.count() - 1, lines.get(i), style, MARGIN + indent, y - 0.45 * style.size());
        }
    }

    /// Height of text over the whole width.
    double height(String text, Style style, double indent) {
        return pages.lines(text, style, COLUMN - indent).size() * style.leading();
    }

    /// A circle to tick, with text beside it.
    void option(String text, Style style) throws IOException {
        double indent = 18;
        keep(height(text, style, indent));
        pages.circle(MARGIN + 2, y + 0.5 * style.leading() - 0.35 * style.size(), 0.9 * style.size());
        text(text, style, indent);
        y += 3;
    }

    /// Words with a line behind them to write on, and a unit behind that.
    void blank(String words, double length, String unit, Style style) throws IOException {
        double height = 2.2 * style.size();
        keep(height);
        y += height;
        int page = pages.count() - 1;
        pages.text(page, words, style, MARGIN, y);
        double from = MARGIN + (words.isEmpty() ? 0 : pages.width(words + " ", style));
        double room = Math.min(length, MARGIN + COLUMN - from);
        pages.rule(from, y + 2, room);
        pages.text(page, unit, style, from + room + 5, y);
    }

    /// Lines to write on.
    void lines(int count) throws IOException {
        double height = 22;
        keep(count * height);
        for (int i = 0; i < count; i++) {
            y += height;
            pages.rule(MARGIN, y, COLUMN);
        }
        y += GAP;
    }

    /// A formula in the middle, smaller where it would be too wide.
    void formula(Formula formula) throws IOException {
        double scale = Math.min(1, COLUMN / formula.width());
        double height = scale * formula.height();
        keep(height + 2 * GAP);
        y += GAP;
        pages.formula(formula, MARGIN + (COLUMN - scale * formula.width()) / 2, y, scale);
        y += height + GAP;
    }

    /// Pictures beside one another as far as there is room, each with its caption.
    void pictures(List<Picture> pictures) throws IOException {
        int next = 0;
        while (next < pictures.size()) {
            int count = 1;
            double width = pictures.get(next).page().width();
            while (next + count < pictures.size()) {
                double more = width + GAP + pictures.get(next + count).page().width();
                if (more > COLUMN + 0.5) {
                    break;
                }
                width = more;
                count++;
            }
            row(pictures.subList(next, next + count));
            next += count;
        }
    }

    /// Height of the first of some pictures; 0 where there is none.
    double firstRow(List<Picture> pictures) {
        return pictures.isEmpty() ? 0 : height(pictures.getFirst()) + GAP;
    }

    private void row(List<Picture> row) throws IOException {
        double height = row.stream().mapToDouble(this::height).max().orElse(0);
        keep(height + GAP);
        y += GAP / 2;
        double x = MARGIN;
        for (Picture picture : row) {
            Page page = picture.page();
            pages.figure(picture.figure(), page, x, y);
            double below = y + page.height();
            for (String line : caption(picture)) {
                below += CAPTION.leading();
                pages.text(pages.count() - 1, line, CAPTION, x + 5, below - 0.3 * CAPTION.size());
            }
            x += page.width() + GAP;
        }
        y += height + GAP / 2;
    }

    private double height(Picture picture) {
        return picture.page().height() + caption(picture).size() * CAPTION.leading();
    }

    private List<String> caption(Picture picture) {
        return pages.lines(
                Wording.caption(picture.figure()), CAPTION, picture.page().width() - 10);
    }

    /// Writes the title and the page's number below every page.
    void feet(String title) throws IOException {
        for (int i = 0; i < pages.count(); i++) {
            double foot = HEIGHT - MARGIN / 2;
            String number = (i + 1) + " / " + pages.count();
            double room = COLUMN - pages.width(number, CAPTION) - GAP;
            pages.text(i, pages.lines(title, CAPTION, room).getFirst(), CAPTION, MARGIN, foot);
            pages.text(i, number, CAPTION, MARGIN + COLUMN - pages.width(number, CAPTION), foot);
        }
    }
}
