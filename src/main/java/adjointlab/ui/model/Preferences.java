package adjointlab.ui.model;

import java.util.ArrayList;
import java.util.List;

/// What a person prefers, whatever the document.
///
/// @param appearance light, dark or as the system says
/// @param motion whether things move on the screen
/// @param reading how things are read
/// @param autosaveSeconds between two autosaves, 1…600
/// @param recent what was open last
public record Preferences(Appearance appearance, Motion motion, Reading reading, int autosaveSeconds, Recent recent) {
    /// Least size of ordinary text, px.
    public static final double SMALLEST = 10;

    /// Largest size of ordinary text, px: twice the ordinary one.
    public static final double LARGEST = 26;

    /// What a new user gets.
    public static final Preferences DEFAULT =
            new Preferences(Appearance.SYSTEM, Motion.SYSTEM, new Reading(13, false), 3, Recent.NOTHING);

    public Preferences {
        if (autosaveSeconds < 1 || autosaveSeconds > 600) {
            throw new IllegalArgumentException("autosave interval " + autosaveSeconds + " s is outside 1 to 600 s");
        }
    }

    /// How things are read.
    ///
    /// @param fontSize of ordinary text in pixels, [#SMALLEST] to [#LARGEST]
    /// @param sentences whether a sentence under each panel says what it shows
    public record Reading(double fontSize, boolean sentences) {
        public Reading {
            if (!(fontSize >= SMALLEST && fontSize <= LARGEST)) {
                throw new IllegalArgumentException(
                        "font size " + fontSize + " is outside " + SMALLEST + " to " + LARGEST);
            }
        }
    }

    /// What was open last, newest first; older ones are forgotten.
    ///
    /// @param files opened or saved
    /// @param presets ids
    public record Recent(List<String> files, List<String> presets) {
        /// What a new user has opened.
        public static final Recent NOTHING = new Recent(List.of(), List.of());

        private static final int KEPT = 10;

        public Recent {
            files = List.copyOf(files.subList(0, Math.min(KEPT, files.size())));
            presets = List.copyOf(presets.subList(0, Math.min(KEPT, presets.size())));
        }

        private static List<String> first(String newest, List<String> others) {
            List<String> all = new ArrayList<>(others);
            all.remove(newest);
            all.addFirst(newest);
            return all;
        }
    }

    /// Light, dark or as the system says.
    public enum Appearance {
        SYSTEM,
        LIGHT,
        DARK
    }

    /// Full motion, little motion or as the system says.
    public enum Motion {
        SYSTEM,
        FULL,
        REDUCED
    }

    /// Of ordinary text, in pixels.
    public double fontSize() {
        return reading.fontSize;
    }

    /// Whether a sentence under each panel says what it shows.
    public boolean sentences() {
        return reading.sentences;
    }

    /// These preferences with another appearance.
    public Preferences with(Appearance newAppearance) {
        return new Preferences(newAppearance, motion, reading, autosaveSeconds, recent);
    }

    /// These preferences with other motion.
    public Preferences with(Motion newMotion) {
        return new Preferences(appearance, newMotion, reading, autosaveSeconds, recent);
    }

    /// These preferences with another font size, in pixels.
    public Preferences withFontSize(double newSize) {
        return with(new Reading(newSize, reading.sentences));
    }

    /// These preferences with sentences under panels, or without.
    public Preferences withSentences(boolean shown) {
        return with(new Reading(reading.fontSize, shown));
    }

    private Preferences with(Reading newReading) {
        return new Preferences(appearance, motion, newReading, autosaveSeconds, recent);
    }

    /// These preferences with another autosave interval, in seconds.
    public Preferences withAutosave(int seconds) {
        return new Preferences(appearance, motion, reading, seconds, recent);
    }

    /// These preferences with a file at the top of the recent ones.
    public Preferences withRecent(String file) {
        return with(new Recent(Recent.first(file, recent.files), recent.presets));
    }

    /// These preferences without a file, which is gone.
    public Preferences withoutRecent(String file) {
        return with(new Recent(
                recent.files.stream().filter(other -> !other.equals(file)).toList(), recent.presets));
    }

    /// These preferences with a preset at the top of the recent ones.
    public Preferences withRecentPreset(String id) {
        return with(new Recent(recent.files, Recent.first(id, recent.presets)));
    }

    private Preferences with(Recent newRecent) {
        return new Preferences(appearance, motion, reading, autosaveSeconds, newRecent);
    }
}
