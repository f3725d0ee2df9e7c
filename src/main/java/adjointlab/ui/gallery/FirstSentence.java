package adjointlab.ui.gallery;

import java.text.BreakIterator;
import java.util.Locale;

/// What of a text fits a card.
final class FirstSentence {
    private FirstSentence() {}

    /// The first sentence, its full stop included; the text itself if it has one only.
    static String of(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int end = sentences.first();
        for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
            end = next;
            if (!text.substring(0, end).strip().matches("(?s).*\\b(Figs?|Eqs?|Props?|vs|cf|e\\.g|i\\.e)\\.")) {
                break;
            }
        }
        return text.substring(0, Math.max(0, end)).strip();
    }
}
