package adjointlab.lab.lesson;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which of the lab's controls are there at a step, and which stand out.
///
/// @param settings paths of the settings that can be changed, in order
/// @param parts of the window that are there beside panels and lesson
/// @param highlight what stands out: settings, parts and, as `panel.ID`, panels
public record Controls(List<String> settings, Set<Part> parts, List<String> highlight) {
    /// What the highlight of a panel begins with.
    public static final String PANEL = "panel.";

    /// Every part, no settings.
    public static final Controls DEFAULT = new Controls(List.of(), Set.of(Part.values()), List.of());

    public Controls {
        settings = List.copyOf(settings);
        parts = Set.copyOf(parts);
        highlight = List.copyOf(highlight);
    }

    /// A part of the window that a lesson can do without.
    public enum Part {
        /// The list of runs.
        RUNS,
        /// Play, pause and the time line.
        TRANSPORT;

        /// Its word in files.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
