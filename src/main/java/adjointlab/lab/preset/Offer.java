package adjointlab.lab.preset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What of the lab's controls a preset offers to who works with it; a teacher hides the others.
///
/// @param settings paths of the settings that can be changed; absent: all
/// @param hidden parts of the window that are not there
public record Offer(Optional<List<String>> settings, Set<Part> hidden) {
    /// Everything.
    public static final Offer ALL = new Offer(Optional.empty(), Set.of());

    public Offer {
        settings = settings.map(List::copyOf);
        hidden = Set.copyOf(hidden);
    }

    /// A part of the window that can be hidden.
    public enum Part {
        /// The list of runs.
        RUNS("Run list"),
        /// Play, pause and the time line.
        TRANSPORT("Play, pause and the time line"),
        /// Cards of further presets beside the open one.
        GALLERY("Further presets"),
        /// Presets, lessons, compare and figure in the title row.
        BUTTONS("Presets, Lessons, Compare and Figure"),
        /// What can be done with each panel.
        PANEL_TOOLS("Buttons of the panels");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        /// What people call it.
        public String label() {
            return label;
        }

        /// Its word in files.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The words of all parts, in order.
        static List<String> words() {
            return Arrays.stream(values()).map(Part::word).toList();
        }
    }

    /// Whether a setting can be changed.
    public boolean offers(String path) {
        return settings.isEmpty() || settings.get().contains(path);
    }

    /// Whether a part of the window is there.
    public boolean shows(Part part) {
        return !hidden.contains(part);
    }

    /// The same without further parts.
    public Offer without(Set<Part> parts) {
        Set<Part> all = new TreeSet<>(hidden);
        all.addAll(parts);
        return new Offer(settings, all);
    }

    /// The hidden parts in the order of the window.
    Set<Part> ordered() {
        return new TreeSet<>(hidden);
    }
}
