package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.Theme;
import java.util.List;
import java.util.Optional;

/// What any figure must be on paper, in the widths of a column, of a page of a book, and of a page of two
/// columns: it can be read as it is, or a page that is not much larger has room for it; and no letters are
/// smaller than asked.
final class PaperCheck {
    private static final List<Page> PAGES = List.of(Page.of(82.6, 62), Page.of(139.7, 90), Page.of(178, 100));

    /// Superscripts are smaller, nothing else.
    private static final double SMALLEST = Theme.PRINT.type().tick();

    private PaperCheck() {}

    /// @param where for messages
    static void check(Figure figure, String where) {
        for (Page page : PAGES) {
            Optional<Page> needed = PageFit.needed(figure, page);
            assertThat(needed)
                    .as(() -> where + " on " + page.size() + ": " + PageFit.flaw(figure, page))
                    .isPresent();
        }
        Page narrowest = PAGES.getFirst();
        assertThat(DrawnText.of(figure, Theme.PRINT, narrowest.width(), narrowest.height()))
                .as(where)
                .allMatch(text -> text.size() >= SMALLEST - 1e-6 || isRaised(text));
    }

    private static boolean isRaised(DrawnText text) {
        return text.words().length() <= 3;
    }
}
