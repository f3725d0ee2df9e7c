package adjointlab.ui.model;

import java.util.ArrayList;
import java.util.List;

/// What a person prefers, whatever the document.
///
/// @param appearance light, dark or as the system says
/// @param motion whether things move on the screen
/// @param fontSize of ordinary text in pixels, 10…24
/// @param autosaveSeconds between two autosaves, 1…600
/// @param recent files last opened or saved, newest first
public record Preferences(
        Appearance appearance, Motion motion, double fontSize, int autosaveSeconds, List<String> recent) {
    /// What a new user gets.
    public static final Preferences DEFAULT = new Preferences(Appearance.SYSTEM, Motion.SYSTEM, 13, 3, List.of());

    private static final int RECENT = 10;

    public Preferences {
        if (!(fontSize >= 10 && fontSize <= 24)) {
            throw new IllegalArgumentException("font size " + fontSize + " is outside 10 to 24");
        }
        if (autosaveSeconds < 1 || autosaveSeconds > 600) {
            throw new IllegalArgumentException("autosave interval " + autosaveSeconds + " s is outside 1 to 600 s");
        }
        recent = List.copyOf(recent.subList(0, Math.min(RECENT, recent.size())));
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

    /// These preferences with another appearance.
    public Preferences with(Appearance newAppearance) {
        return new Preferences(newAppearance, motion, fontSize, autosaveSeconds, recent);
    }

    /// These preferences with other motion.
    public Preferences with(Motion newMotion) {
        return new Preferences(appearance, newMotion, fontSize, autosaveSeconds, recent);
    }

    /// These preferences with another font size, in pixels.
    public Preferences withFontSize(double newSize) {
        return new Preferences(appearance, motion, newSize, autosaveSeconds, recent);
    }

    /// These preferences with another autosave interval, in seconds.
    public Preferences withAutosave(int seconds) {
        return new Preferences(appearance, motion, fontSize, seconds, recent);
    }

    /// These preferences with a file at the top of the recent ones.
    public Preferences withRecent(String file) {
        List<String> files = new ArrayList<>(recent);
        files.remove(file);
        files.addFirst(file);
        return new Preferences(appearance, motion, fontSize, autosaveSeconds, files);
    }

    /// These preferences without a file, which is gone.
    public Preferences withoutRecent(String file) {
        return new Preferences(
                appearance,
                motion,
                fontSize,
                autosaveSeconds,
                recent.stream().filter(other -> !other.equals(file)).toList());
    }
}
