package adjointlab.lab.run;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Experiment;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// What is done to a run by the one thread that executes it at the time.
final class RunWork {
    private static final Logger LOG = System.getLogger(RunWork.class.getName());

    /// Memory that one run's checkpoints may take.
    private static final long HISTORY_BYTES = 32L << 20;

    private static final int MOST_CHECKPOINTS = 1024;

    private RunWork() {}

    /// Does a task; a failure ends this run and no other.
    static void guarded(Run run, Run.Task task) {
        try {
            task.run();
        } catch (InvalidValueException e) {
            run.state(new RunState.Failed(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "run " + run.name() + " failed", e);
            run.state(new RunState.Failed(String.valueOf(e.getMessage())));
        }
    }

    /// Starts from nothing and evaluates iteration 0.
    static void begin(Run run, Settings settings) {
        Experiment experiment = Experiments.build(settings);
        double[] theta0 = Experiments.startWeights(settings, experiment);
        Trainer trainer = new Trainer(experiment, theta0);
        run.trainer = trainer;
        run.begin(settings, new MetricLog(RunMetrics.names(trainer.parameters())), history(theta0.length));
        Evaluation evaluation = timed(run, () -> trainer.evaluate(cancellation(run)));
        if (accept(run, trainer, evaluation)) {
            run.state(restOf(run));
        }
    }

    /// Goes on from a recorded past.
    static void restore(Run run, RunRecord recorded) {
        if (recorded.checkpoints().isEmpty()) {
            begin(run, recorded.start());
            run.script.addAll(recorded.events());
            followScript(run);
            return;
        }
        Checkpoint last = recorded.checkpoints().getLast();
        History history = history(last.theta().length);
        recorded.checkpoints().forEach(history::add);
        run.resume(recorded.events(), recorded.log(), history, Math.toIntExact(last.iteration()));
        run.trainer = trainer(run.settings(), last);
        run.state(
                recorded.state().ended() && !(recorded.state() instanceof RunState.Finished)
                        ? recorded.state()
                        : restOf(run));
    }

    /// Takes over a parent's past up to an iteration, then changes settings there.
    static void branch(Run run, Run parent, int at, Map<String, ?> changes) {
        Checkpoint checkpoint = Replay.at(parent, at, cancellation(run));
        List<RunEvent> past =
                parent.events().stream().filter(event -> event.iteration() < at).toList();
        History history = parent.history().copy(at);
        history.add(checkpoint);
        run.resume(past, parent.log().copy(at + 1), history, at);
        run.trainer = trainer(run.settings(), checkpoint);
        run.state(restOf(run));
        changes.forEach((path, value) -> change(run, path, value));
    }

    private static Trainer trainer(Settings settings, Checkpoint checkpoint) {
        Trainer trainer = new Trainer(Experiments.build(settings), checkpoint.theta());
        trainer.restore(checkpoint);
        return trainer;
    }

    private static RunState restOf(Run run) {
        return run.iteration() >= run.iterations() ? new RunState.Finished() : new RunState.Paused();
    }

    /// A live change, or a change of the number of iterations, which may bring a finished run back to life. A run that is
    /// only looked at and never trained starts anew with it.
    static void change(Run run, String path, Object value) {
        Trainer trainer = run.trainer;
        if (trainer == null || run.state() instanceof RunState.Failed) {
            begin(run, run.settings().with(path, value));
            return;
        }
        Settings changed = run.settings().with(path, value);
        if (changed.equals(run.settings())) {
            return;
        }
        Experiment experiment = Experiments.build(changed);
        if (experiment.family().parameters().size() != trainer.theta().length) {
            throw new InvalidValueException(
                    path + " changes the number of weights, which needs a restart");
        }
        if (run.iterations() == 0 && run.iteration() == 0) { // it trains nothing: all that it has follows from its settings
            begin(run, changed);
            return;
        }
        trainer.reconfigure(experiment);
        run.change(path, value);
        if (run.state() instanceof RunState.Finished || run.state() instanceof RunState.Paused) {
            run.state(restOf(run));
        }
    }

    /// One update and its evaluation.
    static void iterate(Run run) {
        Trainer trainer = Objects.requireNonNull(run.trainer);
        Evaluation evaluation = timed(run, () -> trainer.step(cancellation(run)));
        if (accept(run, trainer, evaluation)) {
            followScript(run);
        }
    }

    /// Repeats the recorded live changes that belong to the iteration just reached.
    private static void followScript(Run run) {
        for (RunEvent next = run.script.peek();
                next != null && next.iteration() <= run.iteration();
                next = run.script.peek()) {
            run.script.remove();
            change(run, next.path(), next.after());
        }
    }

    /// Records a good evaluation; ends the run at a bad one. A cancelled one leaves no trace.
    private static boolean accept(Run run, Trainer trainer, Evaluation evaluation) {
        SolveStatus status = evaluation.status();
        if (status.kind() == SolveStatus.Kind.CANCELLED) {
            return false;
        }
        if (!status.ok()) {
            keep(run);
            run.state(new RunState.Diverged(
                    Math.toIntExact(evaluation.iteration()), status.sentence(), status.advice()));
            return false;
        }
        double[] row = new double[run.log().names().size()];
        RunMetrics.read(trainer, run.seconds, row);
        run.log().append(row);
        int k = Math.toIntExact(trainer.iteration());
        if (run.history().wants(k) || k >= run.iterations()) {
            run.history().add(trainer.checkpoint());
        }
        run.iteration(k);
        return true;
    }

    /// Makes the newest good state a checkpoint, for a run that rests.
    static void keep(Run run) {
        Trainer trainer = run.trainer;
        if (trainer != null && !run.history().isEmpty()) {
            run.history().add(trainer.checkpoint());
        }
    }

    private static Evaluation timed(Run run, Supplier<Evaluation> work) {
        long start = System.nanoTime();
        Evaluation evaluation = work.get();
        run.seconds += (System.nanoTime() - start) * 1e-9;
        return evaluation;
    }

    private static Cancellation cancellation(Run run) {
        return () -> run.cancelRequested;
    }

    private static History history(int parameters) {
        long bytes = 8L * 3 * Math.max(1, parameters);
        return new History(Math.clamp(HISTORY_BYTES / bytes, 8, MOST_CHECKPOINTS));
    }
}
