package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What the texts of a picture must be: whole, on its page, clear of one another, and no smaller than its style asks.
public final class TextCheck {
    /// Letters may touch by so much, points.
    private static final double TOUCH = 0.5;

    /// Longer than a power's exponent, which alone may be smaller.
    private static final int LONGEST_RAISED = 3;

    private TextCheck() {}

    /// What is wrong with a figure on a page, a sentence each.
    public static List<String> faults(Figure figure, Page page) {
        Theme theme = figure.onPaper();
        List<DrawnText> texts = DrawnText.of(figure, theme, page.width(), page.height());
        List<String> faults = new ArrayList<>(unreadable(texts, page));
        faults.addAll(small(texts, theme));
        return faults;
    }

    /// Texts that are cut, leave the page, or lie over another.
    static List<String> unreadable(List<DrawnText> texts, Page page) {
        Rectangle2D whole = new Rectangle2D.Double(-TOUCH, -TOUCH, page.width() + 2 * TOUCH, page.height() + 2 * TOUCH);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            DrawnText text = texts.get(i);
            if (text.isCut()) {
                faults.add("cut: " + text);
            }
            if (!whole.contains(text.box())) {
                faults.add("off the page: " + text);
            }
            for (int j = 0; j < i; j++) {
                if (text.meets(texts.get(j), TOUCH)) {
                    faults.add(text + " over " + texts.get(j));
                }
            }
        }
        return faults;
    }

    /// Texts that are smaller than the smallest that a theme has; exponents may be.
    public static List<String> small(List<DrawnText> texts, Theme theme) {
        double smallest = theme.type().tick();
        return texts.stream()
                .filter(text -> text.size() < smallest - 1e-6 && text.words().length() > LONGEST_RAISED)
                .map(text -> "smaller than " + smallest + " pt: " + text)
                .toList();
    }
}
