package adjointlab.ui.session;

import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Microscope;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs that begin with another run's past.
final class Offspring {
    private final Session session;
    private final TrainingService service;

    Offspring(Session session, TrainingService service) {
        this.session = session;
        this.service = service;
    }

    /// A new run with the same past up to the iteration that is shown, and the settings that held there.
    ///
    /// @return its name, "" if there is no parent
    String branch(@Nullable Run parent) {
        if (parent == null) {
            return "";
        }
        int at = at(parent);
        Settings then = parent.settingsAt(at);
        return session.added("Branch run", service.branch(parent, at, Map.of()), then);
    }

    /// The same with one step of an optimizer there.
    ///
    /// @param optimizer id
    /// @return the new run's name, "" if there is no parent or the runs are locked
    String takeStep(@Nullable Run parent, String optimizer) {
        if (parent == null || session.transport().lockedProperty().get()) {
            return "";
        }
        int at = at(parent);
        Map<String, Object> changes = Microscope.changes(parent.settingsAt(at), optimizer);
        if (parent.settings().get(Slots.ITERATIONS) <= at) {
            changes.put(Slots.ITERATIONS.path(), at + 1);
        }
        Settings after = parent.settingsAt(at).withAll(changes);
        Run run = service.branch(parent, at, changes);
        service.advance(run, at + 1);
        return session.added("Take one step", run, after);
    }

    private int at(Run parent) {
        return Math.min(session.transport().cursorProperty().get(), parent.iteration());
    }
}
