package adjointlab.ui.lesson;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A lesson in the making that is kept for the case that the program dies.
///
/// @param draft what was typed
/// @param file that holds an earlier state of it; null for none
public record KeptDraft(Draft draft, @Nullable Path file) {
    /// Its title; "" while it has none.
    public String title() {
        return draft.text(Draft.TITLE).strip();
    }
}
