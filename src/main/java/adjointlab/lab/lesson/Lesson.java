package adjointlab.lab.lesson;

import java.util.List;

/// A lesson as plain data.
///
/// @param id lower-case with hyphens
/// @param info texts for people
/// @param steps at least one; the first has a patch
public record Lesson(String id, Info info, List<Step> steps) {
    /// Newest version of the JSON form that this program reads and writes.
    public static final int VERSION = 1;

    public Lesson {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.getFirst().patch().isEmpty()) {
            throw new IllegalArgumentException("a lesson needs a first step that says what the lab shows");
        }
    }

    /// Texts of a lesson.
    ///
    /// @param title short
    /// @param group heading in the gallery: the paper
    /// @param text what one learns, in one or two sentences
    /// @param minutes that it takes
    public record Info(String title, String group, String text, int minutes) {}

    /// What the lab shows at a step: its own patch, else that of the nearest step before it that has one.
    public Patch patchAt(int step) {
        for (int i = step; i > 0; i--) {
            if (steps.get(i).patch().isPresent()) {
                return steps.get(i).patch().get();
            }
        }
        return steps.getFirst().patch().orElseThrow();
    }
}
