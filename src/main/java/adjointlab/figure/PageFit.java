package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether all of a figure can be read on a page: every plot and every row of its tables is there, no text is cut, lies
/// over another or leaves the page.
public final class PageFit {
    /// Letters may touch by so much, points.
    private static final double TOUCH = 0.5;

    /// From one size that is tried to the next.
    private static final double STEP = 1.1;

    private final Figure figure;
    private final Painter painter = new Painter(Theme.PRINT);

    private PageFit(Figure figure) {
        this.figure = figure;
    }

    /// @param figure of one panel; composed figures see to their room themselves
    /// @throws InvalidValueException if it cannot be read on this page, saying what is wrong and which page it
    /// needs, or what is to be left out where no page of paper has room
    public static void check(Figure figure, Page page) {
        PageFit fit = new PageFit(figure);
        Optional<String> flaw = fit.flaw(page);
        if (flaw.isPresent()) {
            throw new InvalidValueException("on " + page.size() + " " + flaw.get()
                    + fit.larger(page)
                            .map(needed -> "; the figure needs " + needed.size())
                            .orElseGet(() -> "; " + fit.excess(page)));
        }
    }

    /// What of a figure cannot be read on a page, as the end of a sentence; nothing if all can.
    public static Optional<String> flaw(Figure figure, Page page) {
        return new PageFit(figure).flaw(page);
    }

    /// Why there is no page that has room, and what is to be left out, as a sentence without its full stop.
    ///
    /// @param page that was asked for, of which [#needed] finds no larger one
    public static String excess(Figure figure, Page page) {
        return new PageFit(figure).excess(page);
    }

    private String excess(Page page) {
        Paper paper = Paper.of(page);
        Rest upright = rest(paper.upright());
        Rest turned = rest(paper.turned());
        Rest best = turned.share() < upright.share() ? turned : upright;
        return paper.refusal() + ": " + best.advice() + "; csv and npz hold all of it";
    }

    /// What finds no room on the largest page.
    ///
    /// @param plots how many of all
    /// @param rows of tables
    /// @param columns of tables
    private record Rest(Count plots, Count rows, Count columns) {
        /// @param missing of them find no room
        /// @param all how many there are
        private record Count(int missing, int all) {
            double share() {
                return all == 0 ? 0 : missing / (double) all;
            }

            String of(String what) {
                return missing + " of " + all + " " + what;
            }
        }

        double share() {
            return plots.share() + rows.share() + columns.share();
        }

        String advice() {
            if (plots.missing > 0) {
                return "leave out " + plots.of("plots") + ", as by showing fewer runs";
            }
            List<String> parts = new ArrayList<>();
            if (rows.missing > 0) {
                parts.add(rows.of("rows"));
            }
            if (columns.missing > 0) {
                parts.add(columns.of("columns"));
            }
            return parts.isEmpty()
                    ? "show fewer runs, or give them shorter names"
                    : "leave out " + String.join(" and ", parts) + " of its tables"
                            + (rows.missing > 0 ? ", as by showing fewer runs" : "");
        }
    }

    private Rest rest(Page page) {
        FigureLayout layout = drawing(page).layout();
        List<TableArea> tables = layout.tables();
        return new Rest(
                new Rest.Count(missing(layout), figure.plots().size()),
                new Rest.Count(
                        tables.stream()
                                .mapToInt(area -> area.table().rows().size() - area.rows())
                                .sum(),
                        tables.stream()
                                .mapToInt(area -> area.table().rows().size())
                                .sum()),
                new Rest.Count(
                        tables.stream()
                                .mapToInt(area -> area.table().header().size() - area.widths().length)
                                .sum(),
                        tables.stream()
                                .mapToInt(area -> area.table().header().size())
                                .sum()));
    }

    private int missing(FigureLayout layout) {
        return figure.plots().size()
                - layout.areas().size()
                - layout.tables().size()
                - layout.tiles().size();
    }

    private static Rectangle2D bounds(Page page) {
        return new Rectangle2D.Double(0, 0, page.width(), page.height());
    }

    private DrawnText.Drawing drawing(Page page) {
        return DrawnText.draw(figure, painter, bounds(page));
    }

    /// The page itself where all of a figure can be read on it, else one that is larger; nothing where no page of paper
    /// has room.
    public static Optional<Page> needed(Figure figure, Page page) {
        PageFit fit = new PageFit(figure);
        return fit.flaw(page).isEmpty() ? Optional.of(page) : fit.larger(page);
    }

    /// Of the pages that are higher, wider, or both, the first that has room, and no higher or wider than it must be.
    private Optional<Page> larger(Page page) {
        Paper paper = Paper.of(page);
        Set<Page> tried = new LinkedHashSet<>();
        for (double factor = STEP; ; factor *= STEP) {
            double width = scaled(page.widthMm(), factor);
            double height = scaled(page.heightMm(), factor);
            double low = Math.min(height, paper.longerMm());
            double narrow = Math.min(width, paper.longerMm());
            List<Page> pages = List.of(
                    sized(page, page.widthMm(), Math.min(height, paper.beside(page.widthMm()))),
                    sized(page, Math.min(width, paper.beside(page.heightMm())), page.heightMm()),
                    sized(page, narrow, Math.min(height, paper.beside(narrow))),
                    sized(page, Math.min(width, paper.beside(low)), low));
            if (tried.containsAll(pages)) {
                return Optional.empty();
            }
            for (Page each : pages) {
                boolean fresh = tried.add(each) && paper.holds(each.widthMm(), each.heightMm());
                if (fresh && flaw(each).isEmpty()) {
                    return Optional.of(trimmed(page, each));
                }
            }
        }
    }

    private static Page sized(Page asked, double widthMm, double heightMm) {
        return new Page(Math.max(asked.widthMm(), widthMm), Math.max(asked.heightMm(), heightMm), asked.dpi());
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
        return factor == 1 ? mm : Math.ceil(factor * mm);
    }

    private Optional<String> flaw(Page page) {
        if (figure.composition() != null || figure.plots().isEmpty()) {
            return Optional.empty();
        }
        DrawnText.Drawing drawing = drawing(page);
        FigureLayout layout = drawing.layout();
        int missing = missing(layout);
        if (missing > 0) {
            return Optional.of(missing + " of " + figure.plots().size() + " plots find no room");
        }
        if (layout.tables().stream().anyMatch(TableArea::isCut)) {
            return Optional.of("rows or columns of a table find no room");
        }
        return layout.cuts().stream()
                .findFirst()
                .map(cut -> quoted(cut.whole()) + " is cut")
                .or(() -> collision(drawing.texts(), bounds(page)));
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
