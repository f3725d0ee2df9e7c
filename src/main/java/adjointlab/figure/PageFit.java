package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// Whether all of a figure can be read on a page: every plot and every row of its tables is there, no text is cut, lies
/// over another or leaves the page.
public final class PageFit {
    /// Letters may touch by so much, points.
    private static final double TOUCH = 0.5;

    /// From one size that is tried to the next.
    private static final double STEP = 1.1;

    /// No page is longer or wider, mm.
    private static final double LARGEST_MM = 2000;

    private static final double POINTS_PER_MM = 72 / 25.4;

    private final Figure figure;
    private final Painter painter = new Painter(Theme.PRINT);

    private PageFit(Figure figure) {
        this.figure = figure;
    }

    /// @param figure of one panel; composed figures see to their room themselves
    /// @throws InvalidValueException if it cannot be read on this page, saying what is wrong and which page it
    /// needs
    public static void check(Figure figure, Page page) {
        PageFit fit = new PageFit(figure);
        Optional<String> flaw = fit.flaw(page);
        if (flaw.isPresent()) {
            throw new InvalidValueException("on " + page.size() + " " + flaw.get()
                    + fit.larger(page)
                            .map(needed -> "; the figure needs " + needed.size())
                            .orElse("; no page has room, csv and npz hold all of it"));
        }
    }

    /// What of a figure cannot be read on a page, as the end of a sentence; nothing if all can.
    public static Optional<String> flaw(Figure figure, Page page) {
        return new PageFit(figure).flaw(page);
    }

    /// The page itself where all of a figure can be read on it, else one that is larger; nothing where none has room.
    public static Optional<Page> needed(Figure figure, Page page) {
        PageFit fit = new PageFit(figure);
        return fit.flaw(page).isEmpty() ? Optional.of(page) : fit.larger(page);
    }

    /// Of the pages that are higher, wider, or both, the first that has room, and no higher or wider than it must be.
    private Optional<Page> larger(Page page) {
        double shorter = Math.min(page.widthMm(), page.heightMm());
        for (double factor = STEP; factor * shorter <= LARGEST_MM; factor *= STEP) {
            double width = scaled(page.widthMm(), factor);
            double height = scaled(page.heightMm(), factor);
            for (Page each : List.of(
                    new Page(page.widthMm(), height, page.dpi()),
                    new Page(width, page.heightMm(), page.dpi()),
                    new Page(width, height, page.dpi()))) {
                if (flaw(each).isEmpty()) {
                    return Optional.of(trimmed(page, each));
                }
            }
        }
        return Optional.empty();
    }

    /// The lowest page of the width of one that has room, then the narrowest of that height.
    private Page trimmed(Page asked, Page roomy) {
        Page best = roomy;
        for (double factor = 1; scaled(asked.heightMm(), factor) < best.heightMm(); factor *= STEP) {
            Page lower = new Page(roomy.widthMm(), scaled(asked.heightMm(), factor), asked.dpi());
            if (flaw(lower).isEmpty()) {
                best = lower;
            }
        }
        for (double factor = 1; scaled(asked.widthMm(), factor) < best.widthMm(); factor *= STEP) {
            Page narrower = new Page(scaled(asked.widthMm(), factor), best.heightMm(), asked.dpi());
            if (flaw(narrower).isEmpty()) {
                best = narrower;
            }
        }
        return best;
    }

    /// In whole mm; the length itself for a factor of 1.
    private static double scaled(double mm, double factor) {
        return factor == 1 ? mm : Math.min(LARGEST_MM, Math.ceil(factor * mm));
    }

    private Optional<String> flaw(Page page) {
        if (figure.composition() != null || figure.plots().isEmpty()) {
            return Optional.empty();
        }
        Rectangle2D bounds =
                new Rectangle2D.Double(0, 0, page.widthMm() * POINTS_PER_MM, page.heightMm() * POINTS_PER_MM);
        DrawnText.Drawing drawing = DrawnText.draw(figure, painter, bounds);
        FigureLayout layout = drawing.layout();
        int missing = figure.plots().size()
                - layout.areas().size()
                - layout.tables().size()
                - layout.tiles().size();
        if (missing > 0) {
            return Optional.of(missing + " of " + figure.plots().size() + " plots find no room");
        }
        if (layout.tables().stream().anyMatch(TableArea::isCut)) {
            return Optional.of("rows or columns of a table find no room");
        }
        return layout.cuts().stream()
                .findFirst()
                .map(cut -> quoted(cut.whole()) + " is cut")
                .or(() -> collision(drawing.texts(), bounds));
    }

    private static Optional<String> collision(List<DrawnText> texts, Rectangle2D bounds) {
        Rectangle2D page = new Rectangle2D.Double(
                bounds.getX() - TOUCH,
                bounds.getY() - TOUCH,
                bounds.getWidth() + 2 * TOUCH,
                bounds.getHeight() + 2 * TOUCH);
        for (int i = 0; i < texts.size(); i++) {
            DrawnText text = texts.get(i);
            if (!page.contains(text.box())) {
                return Optional.of(quoted(text.words()) + " leaves the page");
            }
            for (int j = 0; j < i; j++) {
                if (text.meets(texts.get(j), TOUCH)) {
                    return Optional.of(quoted(text.words()) + " lies over "
                            + quoted(texts.get(j).words()));
                }
            }
        }
        return Optional.empty();
    }

    private static String quoted(String words) {
        return "'" + Quoted.brief(words) + "'";
    }
}
