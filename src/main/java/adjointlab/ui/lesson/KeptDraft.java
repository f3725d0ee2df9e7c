package adjointlab.ui.lesson;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lesson in the making that is kept for the case that the program dies.
///
/// @param draft what was typed
/// @param file that holds an earlier state of it; null for none
/// @param lost sentences on what of it this version could not read
public record KeptDraft(Draft draft, @Nullable Path file, List<String> lost) {
    public KeptDraft {
        lost = List.copyOf(lost);
    }

    /// One of which nothing is lost.
    KeptDraft(Draft draft, @Nullable Path file) {
        this(draft, file, List.of());
    }

    /// Its title; "" while it has none.
    public String title() {
        return draft.text(Draft.TITLE).strip();
    }
}
