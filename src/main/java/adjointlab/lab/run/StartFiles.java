package adjointlab.lab.run;

import adjointlab.core.catalog.StoredWeights;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.List;

/// What was made of a file of start weights that settings name, for people.
public final class StartFiles {
    private StartFiles() {}

    /// Whether settings name such a file.
    public static boolean given(Settings settings) {
        return !file(settings).isBlank();
    }

    /// The file that settings name.
    ///
    /// @return "" for none
    public static String file(Settings settings) {
        return settings.create(Slots.INIT) instanceof StoredWeights stored ? stored.file() : "";
    }

    /// Which of another program's weights is which parameter; none where the names are the lab's own. Reads the file
    /// and builds the model.
    ///
    /// @return one line at most
    /// @throws adjointlab.core.catalog.InvalidValueException in one sentence, if they do not fit the model
    public static List<String> lines(Settings settings) {
        if (!(settings.create(Slots.INIT) instanceof StoredWeights stored)) {
            return List.of();
        }
        return stored.foreign(Experiments.build(settings).model().parameters()).stream()
                .map(foreign -> stored.file() + ": " + foreign.words())
                .toList();
    }
}
