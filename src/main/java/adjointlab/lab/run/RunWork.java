package adjointlab.lab.run;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.MemoryLimitException;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.UnmadeDataException;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.Metric;
import adjointlab.lab.MemoryShortage;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
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
        } catch (CancellationException _) {
            LOG.log(Level.DEBUG, "{0} is not wanted any more; who said so has said what comes next", run.name());
        } catch (MemoryLimitException e) {
            run.activity = null; // first, so that there is room for other runs
            run.state(new RunState.Failed(e.getMessage()));
        } catch (InvalidValueException | UnmadeDataException e) {
            run.state(new RunState.Failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "run " + run.name() + " failed", e);
            run.state(new RunState.Failed(String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            run.activity = null; // first, so that there is memory for what follows and for other runs
            LOG.log(Level.ERROR, "run " + run.name() + " failed: {0}", e.getMessage());
            run.state(new RunState.Failed(MemoryShortage.sentence()));
        }
    }

    /// Does a task that may begin with making data, which can be stopped too.
    static void guardedWithData(Run run, Run.Task task) {
        guarded(run, () -> Stop.within(cancellation(run), task::run));
    }

    /// Starts from nothing and evaluates iteration 0.
    static void begin(Run run, Settings settings) {
        Activity activity = Activity.of(settings);
        run.activity = activity;
        run.cancelLooks();
        run.begin(settings, new MetricLog(activity.columns()), history(activity));
        run.cold = !Warmth.isWarm(settings);
        if (accept(run, activity, timed(run, activity, () -> activity.first(cancellation(run))))) {
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
        Activity activity = activity(Run.settings(recorded.start(), recorded.events()), last);
        History history = history(activity);
        recorded.checkpoints().forEach(history::add);
        run.resume(
                recorded.events(),
                recorded.log().under(activity.columns()),
                history,
                Math.toIntExact(last.iteration()));
        run.cold = recorded.cold();
        run.activity = activity;
        run.misled(activity.misled(run.log()));
        lookAgain(run, activity);
        run.state(
                recorded.state().ended() && !(recorded.state() instanceof RunState.Finished)
                        ? recorded.state()
                        : restOf(run));
    }

    /// Takes over a parent's past up to an iteration, then changes settings there.
    static void branch(Run run, Run parent, int at, Map<String, ?> changes) {
        boolean studies = Experiments.study(parent.startSettings()).isPresent();
        Checkpoint checkpoint = studies ? Trials.checkpoint(at) : Replay.at(parent, at, cancellation(run));
        List<RunEvent> past =
                parent.events().stream().filter(event -> event.iteration() < at).toList();
        History history = parent.history().copy(at);
        history.add(checkpoint);
        run.resume(past, parent.log().copy(at + 1), history, at);
        run.cold = parent.cold; // what the past took is the parent's
        run.activity = activity(run.settings(), checkpoint);
        run.misled(run.activity.misled(run.log()));
        lookAgain(run, run.activity);
        run.state(restOf(run));
        changes.forEach((path, value) -> change(run, path, value));
    }

    private static Activity activity(Settings settings, Checkpoint checkpoint) {
        Activity activity = Activity.of(settings);
        try {
            activity.restore(checkpoint);
        } catch (IllegalArgumentException other) {
            throw new InvalidValueException("what was stored at iteration " + checkpoint.iteration()
                    + " belongs to another model or optimizer than the settings say");
        }
        return activity;
    }

    private static RunState restOf(Run run) {
        return run.iteration() >= run.iterations() ? new RunState.Finished() : new RunState.Paused();
    }

    /// A live change, or a change of the number of iterations, which may bring a finished run back to life. A run
    /// that is only looked at and never trained starts anew with it.
    static void change(Run run, String path, Object value) {
        Activity activity = run.activity;
        if (activity == null || run.state() instanceof RunState.Failed) {
            begin(run, run.settings().with(path, value));
            return;
        }
        Settings changed = run.settings().with(path, value);
        if (changed.equals(run.settings())) {
            return;
        }
        if (Slots.isName(path)) {
            run.change(path, value);
            return;
        }
        if (run.iterations() == 0
                && run.iteration() == 0) { // it trains nothing: all that it has follows from its settings
            begin(run, changed);
            return;
        }
        activity.reconfigure(path, changed);
        run.change(path, value);
        if (run.state() instanceof RunState.Finished || run.state() instanceof RunState.Paused) {
            run.state(restOf(run));
        }
    }

    /// One update and its evaluation, or one trial; nothing where even its beginning was not wanted any more.
    static void iterate(Run run) {
        Activity activity = run.activity;
        if (activity == null) {
            return;
        }
        Settings settings = run.settings();
        if (run.warmed != settings) {
            run.warmed = settings;
            run.cold |= !Warmth.isWarm(settings);
        }
        double before = run.spent.processor();
        if (accept(run, activity, timed(run, activity, () -> activity.next(cancellation(run))))) {
            Warmth.trained(settings, before, run.spent.processor());
            followScript(run);
        }
    }

    /// Measures the newest iteration under settings that came after it. It is no step: the log stays as recorded.
    static void review(Run run) {
        Activity activity = Objects.requireNonNull(run.activity);
        Settings settings = run.settings();
        double[] row = new double[run.log().names().size()];
        SolveStatus status = activity.again(() -> run.cancelRequested || run.reviewObsolete);
        if (status.kind() == SolveStatus.Kind.CANCELLED) {
            return;
        }
        if (status.ok()) {
            activity.score(cancellation(run));
            activity.read(run.spent, row);
        } else {
            Arrays.fill(row, Double.NaN);
        }
        String trouble = status.ok() ? activity.hint() : status.sentence() + " " + status.advice(true);
        run.review(new Run.Review(run.iteration(), settings, row, trouble.strip()));
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

    /// Records a good iteration; ends the run at a bad one. A cancelled one leaves no trace.
    private static boolean accept(Run run, Activity activity, SolveStatus status) {
        if (status.kind() == SolveStatus.Kind.CANCELLED) {
            return false;
        }
        if (!status.ok()) {
            keep(run);
            run.breaks();
            run.state(new RunState.Diverged(
                    activity.iteration(), status.sentence(), status.advice(activity.iteration() > 0)));
            return false;
        }
        double[] row = new double[run.log().names().size()];
        activity.read(run.spent, row);
        int k = activity.iteration();
        run.hint(k, activity.hint(), activity.missed());
        run.log().append(row);
        if (run.history().wants(k) || k >= run.iterations()) {
            run.history().add(activity.checkpoint());
        }
        if (activity.asksForLook(k)) {
            double[] weights = activity.weights();
            run.looks.add(activity.look(k, _ -> weights, run.log()));
        }
        run.iteration(k);
        return true;
    }

    /// Asks anew for looks that the past of a run was still waiting for, if they are among its last.
    private static void lookAgain(Run run, Activity activity) {
        int found = 0;
        for (int k = run.iteration(); k >= 0 && found < TrainingService.MOST_LOOKS; k--) {
            if (activity.asksForLook(k)) {
                found++;
                if (Double.isNaN(run.log().get(Metric.TEST_LOSS.id(), k))
                        && Double.isNaN(run.log().get(Metric.VALIDATION_LOSS.id(), k))) {
                    int at = k;
                    run.looks.add(activity.look(
                            at, cancellation -> Replay.at(run, at, cancellation).theta(), run.log()));
                }
            }
        }
    }

    /// Makes the newest good state a checkpoint, for a run that rests.
    static void keep(Run run) {
        Activity activity = run.activity;
        if (activity != null && !run.history().isEmpty()) {
            run.history().add(activity.checkpoint());
        }
    }

    /// Whether a run is about to train with settings whose warmth nobody has asked for.
    static boolean isUntried(Run run) {
        return run.warmed != run.settings() || run.iteration() == 0 && run.cold;
    }

    /// Trains with the settings of every run that begins for a moment where nobody has; this run's evaluation at the
    /// start is timed again if it came before.
    static void warm(Run run, List<Run> beginning) {
        for (Run each : beginning) {
            Settings settings = each.settings();
            if (each.warmed != settings) {
                Warmth.bring(settings, cancellation(run));
            }
        }
        if (run.iteration() == 0 && run.cold && !run.cancelRequested) {
            run.cold = false;
            Activity activity = Objects.requireNonNull(run.activity);
            Spent start = Spent.now();
            if (activity.again(cancellation(run)).ok()) {
                run.spent = Spent.NOTHING.and(start, Spent.now());
                run.log().add(RunMetrics.SECONDS, 0, run.spent.wall());
                run.log().add(RunMetrics.PROCESSOR, 0, run.spent.processor());
            }
        }
    }

    private static SolveStatus timed(Run run, Activity activity, Supplier<SolveStatus> work) {
        Spent start = Spent.now();
        SolveStatus status = work.get();
        run.spent = run.spent.and(start, Spent.now());
        if (status.ok()) {
            activity.score(cancellation(run));
        }
        return status;
    }

    private static Cancellation cancellation(Run run) {
        return () -> run.cancelRequested;
    }

    private static History history(Activity activity) {
        long bytes = 8 * activity.checkpointSize();
        return new History(Math.clamp(HISTORY_BYTES / bytes, 8, MOST_CHECKPOINTS));
    }
}
