package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.TextCheck;
import adjointlab.figure.Theme;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunNames;
import java.util.List;
import java.util.Optional;

/// What any figure must be on paper, in the widths of a column, of a page of a book, and of a page of two
/// columns: it can be read as it is, or a page that is not much larger has room for it; no letters are smaller than
/// asked; whose everything is stands in it, and lines of runs differ where a print has no colours.
final class PaperCheck {
    private static final List<Page> PAGES = List.of(Page.of(82.6, 62), Page.of(139.7, 90), Page.of(178, 100));

    /// More than any page of A4.
    private static final Page POSTER = Page.of(300, 400);

    private PaperCheck() {}

    /// Looks at what is drawn on every page.
    ///
    /// @param figure of one panel
    /// @param runs that the panel was to show
    /// @param where for messages
    static void check(Figure figure, List<Shown> runs, String where) {
        for (Page asked : PAGES) {
            draws(figure, runs, asked, where);
        }
    }

    /// Looks at what is drawn in a column, and for the other pages only that one has room.
    static void checkColumn(Figure figure, List<Shown> runs, String where) {
        RunNames names = RunNames.of(figure, runs);
        for (Page asked : PAGES.subList(1, PAGES.size())) {
            page(names, figure, asked, where);
        }
        draws(figure, runs, PAGES.getFirst(), where);
    }

    private static Page page(RunNames names, Figure figure, Page asked, String where) {
        Optional<Page> own = names.needed(asked, figure);
        boolean excess = own.isEmpty() && isTableThatSaysWhatToLeaveOut(figure, asked);
        Optional<Page> needed = excess ? names.needed(POSTER, figure) : own;
        assertThat(needed)
                .as(() -> where + " on " + asked.size() + ": " + PageFit.flaw(figure, asked))
                .isPresent();
        return needed.orElseThrow();
    }

    /// Of a table with more rows or columns than paper has room for, a person is told how many; all of it stands on a
    /// poster.
    private static boolean isTableThatSaysWhatToLeaveOut(Figure figure, Page asked) {
        boolean table =
                figure.plots().size() == 1 && figure.plots().getFirst().layers().getFirst() instanceof Layer.Table;
        return table
                && PageFit.excess(figure, asked)
                        .matches("no page of paper has room for all of it, 190 × 247 mm at most: leave out"
                                + " [1-9]\\d* of \\d+ (rows|columns)[^:;]*; csv and npz hold all of it");
    }

    private static void draws(Figure figure, List<Shown> runs, Page asked, String where) {
        GreyCheck.check(figure, where);
        RunNames names = RunNames.of(figure, runs);
        Page page = page(names, figure, asked, where);
        Figure drawn = names.on(page, figure);
        String at = where + " on " + page.size();
        assertThat(PageFit.flaw(drawn, page)).as(at).isEmpty();
        List<DrawnText> texts = DrawnText.of(drawn, Theme.PRINT, page.width(), page.height());
        assertThat(TextCheck.small(texts, Theme.PRINT)).as(at).isEmpty();
        NamingCheck.check(drawn, runs, texts, at);
    }
}
