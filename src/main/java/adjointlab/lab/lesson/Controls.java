package adjointlab.lab.lesson;

import adjointlab.lab.preset.Offer.Part;
import java.util.List;
import java.util.Set;

/// Which of the lab's controls are there at a step, and which stand out. Parts of the window are hidden by the
/// words that documents hide them by, see [Offer].
///
/// @param settings paths of the settings that can be changed, in order
/// @param hidden those of [#PARTS] that are not there beside panels and lesson
/// @param highlight what stands out: settings, parts and, as `panel.ID`, panels
public record Controls(List<String> settings, Set<Part> hidden, List<String> highlight) {
    /// What the highlight of a panel begins with.
    public static final String PANEL = "panel.";

    /// The parts of the window that a lesson can do without; of the others, it has none.
    public static final List<Part> PARTS = List.of(Part.RUNS, Part.TRANSPORT);

    /// Every part, no settings.
    public static final Controls DEFAULT = new Controls(List.of(), Set.of(), List.of());

    public Controls {
        settings = List.copyOf(settings);
        hidden = Set.copyOf(hidden);
        highlight = List.copyOf(highlight);
    }

    /// Whether a part of the window is there.
    public boolean shows(Part part) {
        return !hidden.contains(part);
    }
}
