package adjointlab.lab.run;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Executes runs in the background. The only way to make a run do anything.
///
/// Every command returns at once; it takes effect between two iterations of its run, stopping also between two solver
/// steps. Of the runs that may go on, the one furthest behind goes first, so runs stay close together; in lock-step
/// none begins iteration k + 1 before all have ended k. Test samples of trainings in batches are looked at by a thread
/// of its own; a run whose looks it cannot keep up with waits. With no workers of its own (0), a service works in the
/// thread that calls [#drain], as tests and the command line do.
public final class TrainingService implements AutoCloseable {
    /// No limit of pace.
    public static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static final long SLICE_NANOS = 4_000_000;

    /// Looks at test samples, waiting or under way, for which a run waits before it goes on.
    static final int MOST_LOOKS = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final LongSupplier clock;
    private final int workers;
    private final List<Thread> threads = new ArrayList<>();
    private final Tester tester = new Tester(this::runs, this::tellIfIdle);
    private final List<Run> runs = new ArrayList<>();
    private final Turns turns = new Turns(runs);

    /// The iteration that all runs leave before they rest; negative for none.
    private int finishing = -1;

    private boolean closed;

    /// Whether somebody looks at how long iterations take.
    private volatile boolean timed;

    /// @param workers threads that train; 0: whoever calls [#drain]
    public TrainingService(int workers) {
        this(workers, System::nanoTime);
    }

    /// How many runs it trains at once.
    public int workers() {
        return Math.max(1, workers);
    }

    TrainingService(int workers, LongSupplier nanoClock) {
        clock = nanoClock;
        this.workers = workers;
        for (int i = 0; i < workers; i++) {
            start(this::work, "trainer-" + i);
        }
        if (workers > 0) {
            start(tester::work, "tester");
        }
    }

    private void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY); // whoever looks on goes first
        threads.add(thread);
        thread.start();
    }

    // ---- runs ------------------------------------------------------------------------------------

    /// Replaces all runs by a preset's, each evaluated at its start and paused there.
    ///
    /// @return the runs in the preset's order
    public List<Run> open(Preset preset) {
        return locked(() -> {
            List.copyOf(runs).forEach(this::remove);
            List<Run> opened = new ArrayList<>();
            for (RunSpec spec : preset.runs()) {
                opened.add(add(
                        new Run.Identity(spec.name(), spec.label(), spec.group(), null),
                        spec.settings(preset.settings())));
            }
            return opened;
        });
    }

    /// Adds a run from the start, evaluated there and paused.
    ///
    /// @throws IllegalArgumentException if the name is taken
    public Run add(Run.Identity identity, Settings settings) {
        return locked(() -> {
            Run run = new Run(identity, settings);
            put(run);
            post(run, () -> RunWork.begin(run, settings));
            return run;
        });
    }

    /// Adds a run with a recorded past, paused or ended as recorded.
    public Run add(RunRecord recorded) {
        return locked(() -> {
            Run run = new Run(recorded.identity(), recorded.start(), recorded.settings());
            put(run);
            run.goal = recorded.checkpoints().isEmpty() ? recorded.iteration() : 0;
            post(run, () -> RunWork.restore(run, recorded));
            return run;
        });
    }

    /// Branches off at a past iteration: a new run with the same past, paused there, with some settings changed. At
    /// the newest iteration it also takes over what was changed or asked for there.
    ///
    /// @param parent any run
    /// @param iteration 0 … the parent's newest
    /// @param changes path to value, recorded as events at that iteration
    public Run branch(Run parent, int iteration, Map<String, ?> changes) {
        return locked(() -> {
            int at = Math.clamp(iteration, 0, parent.iteration());
            Settings shown = parent.settingsAt(at);
            Map<String, Object> all = new LinkedHashMap<>();
            parent.settingsBefore(at).differences(shown).forEach(path -> all.put(path, shown.get(path)));
            all.putAll(changes);
            Run.Identity from = parent.identity();
            Run run = new Run(
                    new Run.Identity(
                            freeName(from.name() + "@" + at),
                            parent.labelUnder(shown) + " @ " + at,
                            from.group(),
                            new Run.Origin(from.name(), at)),
                    parent.startSettings(),
                    shown);
            put(run);
            post(run, () -> RunWork.branch(run, parent, at, all));
            return run;
        });
    }

    /// Stops a run and forgets it.
    public void remove(Run run) {
        locked(() -> {
            run.cancelRequested = true;
            run.goal = 0;
            run.mail.clear();
            run.cancelLooks();
            return runs.remove(run);
        });
    }

    /// The runs, in order of addition; a copy.
    public List<Run> runs() {
        return underLock(() -> List.copyOf(runs));
    }

    private void put(Run run) {
        if (runs.stream().anyMatch(other -> other.name().equals(run.name()))) {
            throw new IllegalArgumentException("there is already a run named " + run.name());
        }
        runs.add(run);
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; isTaken(name); i++) {
            name = wanted + "." + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return runs.stream().anyMatch(run -> run.name().equals(name));
    }

    // ---- commands --------------------------------------------------------------------------------

    /// Lets all runs go on to their ends.
    public void play() {
        locked(() -> {
            finishing = -1;
            if (runs.stream().noneMatch(Turns::wantsIteration)) {
                turns.wake(clock.getAsLong());
            }
            runs.forEach(this::play);
            return finishing;
        });
    }

    /// Lets a run go on to its end.
    public void play(Run run) {
        goal(run, Integer.MAX_VALUE);
    }

    /// Lets all runs rest after the iteration under way; in lock-step all of them after the same one, unless asked
    /// twice.
    public void pause() {
        locked(() -> {
            int behind = runs.stream()
                    .filter(Turns::wantsIteration)
                    .mapToInt(Run::iteration)
                    .min()
                    .orElse(0);
            boolean begun = turns.lockstep()
                    && behind != finishing
                    && runs.stream()
                            .filter(Turns::wantsIteration)
                            .anyMatch(run -> run.busy || run.iteration() == behind + 1);
            finishing = begun ? behind : -1;
            for (Run run : runs) {
                goal(run, begun && run.iteration() == behind ? Math.min(run.goal, behind + 1) : 0);
            }
            return behind;
        });
    }

    /// Lets a run rest after the iteration under way.
    public void pause(Run run) {
        goal(run, 0);
    }

    /// Lets all runs make one iteration.
    public void step() {
        runs().forEach(this::step);
    }

    /// Lets a run make one iteration, after the one that it still makes before it rests.
    public void step(Run run) {
        locked(() -> {
            boolean comesToRest = Turns.wantsIteration(run) && run.goal < run.iterations();
            goal(run, (comesToRest ? run.goal : run.iteration()) + 1);
            return run;
        });
    }

    /// Lets a run go on until it has made so many iterations.
    public void advance(Run run, int iteration) {
        goal(run, iteration);
    }

    /// Ends a run where it is, also in the middle of a solve. What it recorded stays.
    public void stop(Run run) {
        locked(() -> {
            run.cancelRequested = true;
            run.goal = 0;
            run.cancelLooks();
            post(run, () -> {
                if (!run.state().ended()) {
                    run.state(new RunState.Cancelled());
                }
            });
            return run;
        });
    }

    /// Starts a run over, with nothing recorded, and pauses it at iteration 0.
    ///
    /// @param settings the same as before for the same bits, others for another try
    public void restart(Run run, Settings settings) {
        locked(() -> {
            run.cancelRequested = true;
            run.goal = 0;
            run.cancelLooks();
            post(run, () -> RunWork.begin(run, settings));
            return run;
        });
    }

    /// Changes a setting while the run trains; recorded as an event, in force from the next update on. What the run
    /// would show under it can be seen at once by [Run#asked].
    ///
    /// @param path of a setting whose change leaves the number of weights as it is
    /// @throws InvalidValueException if the run has no such setting or it cannot have the value
    public void change(Run run, String path, Object value) {
        locked(() -> {
            run.ask(path, value);
            post(run, () -> RunWork.change(run, path, value));
            return run;
        });
    }

    /// How many iterations a second each run may make; [#UNLIMITED] for as many as it can.
    public void pace(double iterationsPerSecond) {
        if (!(iterationsPerSecond > 0)) {
            throw new IllegalArgumentException("a pace must be positive");
        }
        locked(() -> {
            turns.pace(iterationsPerSecond, clock.getAsLong());
            return turns;
        });
    }

    /// Whether runs wait for one another at every iteration.
    public void lockstep(boolean together) {
        locked(() -> {
            turns.lockstep(together);
            return turns;
        });
    }

    /// Whether somebody looks at how long iterations take: then runs whose code has not been at work yet train a moment
    /// before their next iteration, and nothing of that is kept or counted.
    public void timed(boolean looked) {
        timed = looked;
    }

    private void goal(Run run, int goal) {
        locked(() -> {
            run.goal = goal;
            run.reviewObsolete = goal > run.iteration();
            if (run.state() instanceof RunState.Paused && goal > run.iteration()) {
                run.state(new RunState.Running());
            } else if (run.state() instanceof RunState.Running && goal == 0 && !run.busy) {
                run.state(new RunState.Paused());
            }
            run.nextTime = clock.getAsLong();
            return goal;
        });
    }

    private void post(Run run, Run.Task task) {
        run.mail.add(task);
        run.reviewObsolete = true;
    }

    // ---- execution -------------------------------------------------------------------------------

    /// Works in the calling thread until nothing is left to do, or the thread is interrupted; waits where only the pace
    /// holds it back.
    ///
    /// @param cancellation asked between slices
    public void drain(Cancellation cancellation) {
        while (!cancellation.requested() && !Thread.currentThread().isInterrupted()) {
            if (underLock(this::isLooking) && tester.lookOnce()) {
                continue;
            }
            Run run = take(false);
            if (run == null) {
                return;
            }
            execute(run);
        }
    }

    /// Waits until no run has anything left to do, or the time is over.
    ///
    /// @return whether all is done
    public boolean awaitIdle(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lock();
        try {
            while (!isIdle()) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        return runs.stream().noneMatch(run -> run.busy || Turns.hasWork(run) || run.isLooking());
    }

    private void tellIfIdle() {
        locked(() -> {
            if (isIdle()) {
                idle.signalAll();
            }
            return idle;
        });
    }

    private void work() {
        while (true) {
            Run run = take(true);
            if (run == null) {
                return;
            }
            execute(run);
        }
    }

    private void execute(Run run) {
        try {
            slice(run);
            if (underLock(() -> !Turns.hasWork(run))) {
                RunWork.keep(run);
            }
        } finally {
            give(run);
        }
    }

    /// Mail first, then iterations: one under a pace or in lock-step with others, else as many as fit into a slice
    /// of time.
    private void slice(Run run) {
        for (Run.Task task = mail(run); task != null; task = mail(run)) {
            RunWork.guardedWithData(run, task);
        }
        if (mayReview(run)) {
            RunWork.guarded(run, () -> RunWork.review(run));
        }
        if (timed && mayIterate(run) && RunWork.isUntried(run)) {
            RunWork.guarded(run, () -> RunWork.warm(run, underLock(this::beginning)));
        }
        long end = clock.getAsLong() + SLICE_NANOS;
        do {
            if (!mayIterate(run)) {
                return;
            }
            RunWork.guarded(run, () -> RunWork.iterate(run));
            run.nextTime = underLock(() -> turns.nextTick(run.nextTime, clock.getAsLong()));
        } while (!underLock(() -> turns.single(run)) && clock.getAsLong() < end);
    }

    /// Runs that have been evaluated at their starts and go on.
    private List<Run> beginning() {
        return runs.stream()
                .filter(run -> Turns.wantsIteration(run) && run.log().rows() > 0)
                .toList();
    }

    private Run.@Nullable Task mail(Run run) {
        return underLock(() -> {
            Run.Task task = run.mail.poll();
            if (task != null) {
                run.cancelRequested = false;
            } else {
                run.settle();
            }
            return task;
        });
    }

    private boolean mayIterate(Run run) {
        return underLock(() -> run.mail.isEmpty() && turns.isDue(run, clock.getAsLong()));
    }

    private void give(Run run) {
        locked(() -> {
            run.busy = false;
            boolean began = !run.state().ended() && run.activity != null;
            if (began && Turns.wantsIteration(run)) {
                enter(run, new RunState.Running());
            } else if (began) {
                enter(run, run.iteration() >= run.iterations() ? new RunState.Finished() : new RunState.Paused());
            }
            if (isLooking()) {
                tester.wake();
            }
            if (isIdle()) {
                idle.signalAll();
            }
            return run;
        });
    }

    /// Whether any run waits for a look at its test samples.
    private boolean isLooking() {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).isLooking()) {
                return true;
            }
        }
        return false;
    }

    private static void enter(Run run, RunState state) {
        if (!run.state().equals(state)) {
            run.state(state);
        }
    }

    /// The run to work on next, marked busy; null when there is none (or, if waiting, when the service is closed).
    private @Nullable Run take(boolean wait) {
        lock.lock();
        try {
            while (!closed) {
                long now = clock.getAsLong();
                Run best = null;
                for (Run run : runs) {
                    if (!run.busy && (!run.mail.isEmpty() || turns.isDue(run, now) || Turns.wantsReview(run))) {
                        best = best == null || Turns.goesBefore(run, best) ? run : best;
                    }
                }
                if (best != null) {
                    best.busy = true;
                    return best;
                }
                if (!wait && isIdle()) {
                    return null;
                }
                changed.awaitNanos(turns.nanosToNextTick(now));
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayReview(Run run) {
        return underLock(() -> {
            boolean wanted = Turns.wantsReview(run);
            run.reviewObsolete &= !wanted;
            return wanted;
        });
    }

    /// For whatever may give the workers something to do.
    private <T> T locked(Supplier<T> action) {
        return underLock(() -> {
            T result = action.get();
            changed.signalAll();
            return result;
        });
    }

    private <T> T underLock(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /// Stops all work and waits shortly for the workers to end.
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            for (Run run : runs) {
                run.cancelRequested = true;
                run.cancelLooks();
            }
            return closed;
        });
        tester.close();
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        // what runs have recorded stays; what they trained with may be large
        runs.forEach(run -> run.activity = null);
    }
}
