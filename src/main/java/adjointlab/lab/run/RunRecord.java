package adjointlab.lab.run;

import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.Settings;
import java.util.List;

/// A run as a value: everything needed to show its past and to continue it.
///
/// @param identity who it is
/// @param start settings at iteration 0
/// @param events live changes in order
/// @param log metrics of iterations 0 … the last checkpoint's
/// @param checkpoints in order of iteration; where there is none, the past is trained again
/// @param iteration how far it had come
/// @param state where it stood; an active one is restored as paused
/// @param cold whether some of its times were measured while code was still being compiled
public record RunRecord(
        Run.Identity identity,
        Settings start,
        List<RunEvent> events,
        MetricLog log,
        List<Checkpoint> checkpoints,
        int iteration,
        RunState state,
        boolean cold) {
    public RunRecord {
        events = List.copyOf(events);
        checkpoints = List.copyOf(checkpoints);
    }

    /// What is recorded of a run right now, up to its newest checkpoint; may be called while it trains.
    public static RunRecord of(Run run) {
        RunState state = run.state();
        List<Checkpoint> checkpoints = run.history().all();
        int last = checkpoints.isEmpty()
                ? 0
                : Math.toIntExact(checkpoints.getLast().iteration());
        Run.Identity who = run.identity();
        Settings start = run.startSettings();
        List<RunEvent> events =
                run.events().stream().filter(event -> event.iteration() <= last).toList();
        String label = run.labelUnder(Run.settings(start, events));
        return new RunRecord(
                new Run.Identity(who.name(), label, who.group(), who.origin()),
                start,
                events,
                run.log().copy(checkpoints.isEmpty() ? 0 : last + 1),
                checkpoints,
                last,
                state,
                run.isCold());
    }

    /// Settings after all live changes: those that its label tells.
    public Settings settings() {
        return Run.settings(start, events);
    }

    /// The same, called otherwise.
    public RunRecord labelled(String label) {
        return new RunRecord(
                new Run.Identity(identity.name(), label, identity.group(), identity.origin()),
                start,
                events,
                log,
                checkpoints,
                iteration,
                state,
                cold);
    }

    /// The same without metrics and checkpoints: short, and trained again when it is restored. No time of it is cold,
    /// as it has none.
    public RunRecord recipe() {
        return new RunRecord(identity, start, events, new MetricLog(List.of()), List.of(), iteration, state, false);
    }
}
