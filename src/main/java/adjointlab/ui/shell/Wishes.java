package adjointlab.ui.shell;

import adjointlab.ui.look.Look;
import adjointlab.ui.model.PreferenceStore;
import adjointlab.ui.model.Preferences;
import java.io.IOException;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/// What a person prefers, kept in a file, and what follows from it and from the system for the looks of the window.
final class Wishes {
    private final PreferenceStore store;
    private final Consumer<String> complain;
    private Preferences preferences;

    /// Reads them; where they cannot be read, the defaults hold.
    ///
    /// @param complain tells what is wrong
    Wishes(PreferenceStore store, Consumer<String> complain) {
        this.store = store;
        this.complain = complain;
        preferences = load();
    }

    private Preferences load() {
        try {
            return store.load();
        } catch (IOException e) {
            complain.accept(e.getMessage() + "; the defaults are used.");
            return Preferences.DEFAULT;
        }
    }

    /// What holds now.
    Preferences get() {
        return preferences;
    }

    /// Whether nobody has ever had any.
    boolean areNew() {
        return store.isEmpty();
    }

    /// Takes others, and keeps them.
    void set(Preferences newPreferences) {
        preferences = newPreferences;
        try {
            store.save(newPreferences);
        } catch (IOException e) {
            complain.accept("The preferences cannot be saved: " + e.getMessage() + ".");
        }
    }

    /// The look of the window.
    Look look(boolean presenting) {
        boolean dark =
                switch (preferences.appearance()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        return new Look(dark, presenting, preferences.fontSize());
    }

    /// Whether nothing moves by itself.
    boolean areStill() {
        return switch (preferences.motion()) {
            case FULL -> false;
            case REDUCED -> true;
            case SYSTEM -> Platform.getPreferences().isReducedMotion();
        };
    }
}
