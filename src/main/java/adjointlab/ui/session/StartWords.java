package adjointlab.ui.session;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.StartFiles;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Says beside the settings what was made of the file that the selected run's start weights come from. The file is read
/// once for each start, on a thread of its own. Used on the FX thread.
final class StartWords {
    private final StringProperty words;
    private @Nullable Settings known;

    /// @param words shown; "" where there is nothing to say
    StartWords(StringProperty words) {
        this.words = words;
    }

    /// Shows those of a run, as soon as they are known.
    void show(@Nullable Run focus) {
        Settings start = focus == null ? null : focus.startSettings();
        if (start == null || !start.equals(known)) {
            known = start;
            words.set("");
            if (start != null && StartFiles.given(start)) {
                tell(start);
            }
        }
    }

    private void tell(Settings start) {
        Thread.ofVirtual().name("start-words").start(() -> {
            String read = read(start);
            Platform.runLater(() -> {
                if (start.equals(known)) {
                    words.set(read);
                }
            });
        });
    }

    /// Of a file that does not fit the run itself says why.
    private static String read(Settings start) {
        try {
            List<String> lines = StartFiles.lines(start);
            return lines.isEmpty() ? "" : "Start weights from " + lines.getFirst() + ".";
        } catch (InvalidValueException e) {
            return "";
        }
    }
}
