package adjointlab.lab.run;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.study.Study;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.List;
import java.util.Optional;

/// Weights of past iterations: from the nearest checkpoint, repeating the updates and live changes since.
public final class Replay {
    private Replay() {}

    /// The run's checkpoint at an iteration, the same bits as when it was trained. For any thread; takes as long as
    /// the updates since the nearest stored checkpoint do. A study's are the random weights that the trial was
    /// about.
    ///
    /// @param iteration 0 … the run's newest
    /// @param cancellation asked between solver steps; when it stops the replay, the nearest state reached is
    /// returned
    public static Checkpoint at(Run run, int iteration, Cancellation cancellation) {
        Optional<Study> study = Experiments.study(run.startSettings());
        if (study.isPresent()) {
            return new Checkpoint(
                    iteration,
                    Trials.weights(study.get(), run.settingsAt(iteration), iteration),
                    new OptimizerState(0, 0));
        }
        Checkpoint from = run.history().at(iteration);
        if (from.iteration() == iteration) {
            return from;
        }
        return advance(from, run.startSettings(), run.events(), iteration, cancellation)
                .checkpoint();
    }

    /// Trains from a checkpoint to an iteration under recorded live changes.
    static Trainer advance(
            Checkpoint from, Settings start, List<RunEvent> events, int iteration, Cancellation cancellation) {
        int at = Math.toIntExact(from.iteration());
        Settings settings = start;
        int next = 0;
        while (next < events.size() && events.get(next).iteration() < at) {
            settings = apply(settings, events.get(next++));
        }
        Trainer trainer = new Trainer(Experiments.build(settings), from.theta());
        trainer.tests(false);
        trainer.restore(from);
        for (int k = at; k < iteration && !cancellation.requested(); k++) {
            boolean changed = false;
            while (next < events.size() && events.get(next).iteration() == k) {
                changed |= !Slots.isName(events.get(next).path());
                settings = apply(settings, events.get(next++));
            }
            if (changed) {
                trainer.reconfigure(Experiments.build(settings));
            }
            if (!trainer.step(cancellation).status().ok()) {
                break;
            }
        }
        return trainer;
    }

    private static Settings apply(Settings settings, RunEvent event) {
        return settings.with(event.path(), event.after());
    }
}
