package adjointlab.lab.run;

import adjointlab.lab.preset.RunLabels;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One training under a [TrainingService]. Whoever watches reads; only the service changes.
///
/// Everything public here may be read from any thread at any time and is a consistent value in itself; [#version] tells
/// cheaply whether anything changed.
public final class Run {
    /// Who a run is.
    ///
    /// @param name unique in its service; stands in files
    /// @param label what lists show under the settings that it came with, see [Run#label]
    /// @param group runs of one group share colour, dash and marker
    /// @param origin where it branched off; null for a run from the start
    public record Identity(
            String name, String label, int group, @Nullable Origin origin) {}

    /// Where a run branched off.
    ///
    /// @param run name of the parent
    /// @param iteration the last one in common
    public record Origin(String run, int iteration) {}

    /// What the newest iteration is under settings that were changed after it was recorded.
    ///
    /// @param iteration it is about
    /// @param settings measured under
    /// @param row a value a column of the log; NaN where the measuring failed
    /// @param trouble why it failed, one sentence; "" where it did not
    record Review(int iteration, Settings settings, double[] row, String trouble) {}

    /// A piece of work for whoever executes the run next.
    interface Task {
        void run();
    }

    /// What it is called under some settings.
    private record Named(Settings under, String label) {}

    private final Identity identity;
    private final Named came;
    private volatile Named called;
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private volatile Settings start;
    private volatile Settings settings;
    private volatile Settings asked;
    private volatile RunState state = new RunState.Queued();
    private volatile MetricLog log = new MetricLog(List.of());
    private volatile History history = new History(4);
    private volatile int iteration;
    private volatile String hint = "";
    private volatile Misled misled = Misled.NONE;
    private volatile @Nullable Review review;
    private volatile @Nullable Settings brokenUnder;
    private volatile long version;

    // Guarded by the service's lock.
    final Queue<Task> mail = new ArrayDeque<>();
    boolean busy;
    int goal;
    long nextTime;

    /// Set to interrupt a solve that is under way; cleared by whoever executes the run.
    volatile boolean cancelRequested;

    /// Set to interrupt a review that nobody needs any more; cleared by whoever begins one.
    volatile boolean reviewObsolete;

    /// Belongs to whoever executes the run.
    @Nullable
    Activity activity;

    Spent spent = Spent.NOTHING;

    /// Whether it was measured while its code was still being compiled.
    volatile boolean cold;

    /// Settings whose warmth is known.
    volatile @Nullable Settings warmed;

    /// Looks at test samples that wait, and the one that is being taken, first.
    final Queue<TestLook> looks = new ConcurrentLinkedQueue<>();

    /// Live changes of a recorded past that is being repeated; belongs to whoever executes the run.
    final Queue<RunEvent> script = new ArrayDeque<>();

    Run(Identity identity, Settings start) {
        this(identity, start, start);
    }

    /// @param named the settings that its label tells, which a recorded past leads to
    Run(Identity identity, Settings start, Settings named) {
        this.identity = identity;
        came = new Named(named, identity.label());
        called = came;
        this.start = start;
        this.settings = start;
        this.asked = named;
    }

    /// Name, label, group and origin, as it came.
    public Identity identity() {
        return identity;
    }

    /// What lists show: the label that it came with, in which every setting that it tells is told as it is asked for
    /// now.
    public String label() {
        Settings now = asked;
        Named last = called;
        if (last.under != now) {
            last = new Named(now, labelUnder(now));
            called = last;
        }
        return last.label;
    }

    /// The same under other settings.
    String labelUnder(Settings other) {
        return RunLabels.follow(came.label, came.under, other);
    }

    /// Unique name.
    public String name() {
        return identity.name();
    }

    /// Settings at iteration 0.
    public Settings startSettings() {
        return start;
    }

    /// Settings now, live changes included.
    public Settings settings() {
        return settings;
    }

    /// Settings asked for: those of now with the live changes that the run has not got to yet.
    public Settings asked() {
        return asked;
    }

    /// Whether the newest iteration was evaluated under other settings than those asked for. What pictures only say
    /// is none of them.
    public boolean isChanged() {
        return isChangedAt(iteration, event -> !Slots.isName(event.path()))
                || asked != settings && !asked.substance().equals(settings.substance());
    }

    /// Whether there is such a live change at an iteration or later. Goes through what the list held when it began:
    /// whoever executes the run may clear it meanwhile.
    private boolean isChangedAt(int k, Predicate<RunEvent> such) {
        for (RunEvent event : events) {
            if (event.iteration() >= k && such.test(event)) {
                return true;
            }
        }
        return false;
    }

    /// Whether what the log says of the newest iteration was measured under settings that have changed since, and
    /// nothing was measured under those of now yet. What only concerns updates or names changes no measurement.
    public boolean isOutdated() {
        Settings now = settings;
        return reviewed() == null
                && (isChangedAt(iteration, event -> changesMeasurement(now, event.path())) || !sameMeasurement());
    }

    private boolean sameMeasurement() {
        Settings wanted = asked;
        return wanted == settings
                || settings.differences(wanted).stream().noneMatch(path -> changesMeasurement(wanted, path));
    }

    private static boolean changesMeasurement(Settings settings, String path) {
        return !settings.has(path)
                || switch (settings.parameter(path).touches()) {
                    case UPDATE, NAMES -> false;
                    case NOTHING, DATA, MODEL, TASK, NUMERICS, STUDY -> true;
                };
    }

    /// A value of a column of the log at an iteration, at the newest one under the settings of now as soon as they
    /// have been measured with; NaN for a column that does not exist.
    ///
    /// @param k clipped to the newest iteration
    public double value(String column, int k) {
        MetricLog known = log;
        Review latest = k >= iteration ? reviewed() : null;
        int at = known.column(column);
        return latest == null || at < 0 ? known.get(column, Math.min(k, iteration)) : latest.row[at];
    }

    private @Nullable Review reviewed() {
        Review latest = review;
        return latest != null
                        && latest.iteration == iteration
                        && latest.settings.substance().equals(asked.substance())
                ? latest
                : null;
    }

    /// The settings under which an iteration was evaluated; for the newest iteration those asked for.
    public Settings settingsAt(int k) {
        if (k >= iteration) {
            return asked;
        }
        if (!isChangedAt(k, _ -> true)) {
            return settings;
        }
        return settingsBefore(k);
    }

    /// The settings at the start with the live changes of the iterations before one: what that one was measured under,
    /// whatever was changed at it.
    Settings settingsBefore(int k) {
        return settings(
                start, events.stream().filter(event -> event.iteration() < k).toList());
    }

    /// Where it stands.
    public RunState state() {
        return state;
    }

    /// Metrics of iterations 0 … [#iteration].
    public MetricLog log() {
        return log;
    }

    /// Checkpoints.
    public History history() {
        return history;
    }

    /// Live changes in order; a view that may grow.
    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /// One sentence about what makes the last gradient, or some before it, wrong, or how the iteration might have
    /// been cheaper, for instance by a stiff solver; "" where there is nothing to say.
    public String hint() {
        Review latest = reviewed();
        return latest == null || latest.trouble.isEmpty() ? hint : latest.trouble;
    }

    /// What made gradients of this run wrong, one sentence; "" where nothing did.
    public String wrong() {
        return misled.sentence();
    }

    void misled(Misled all) {
        misled = all;
    }

    /// Takes what there is to say of the newest iteration.
    ///
    /// @param missed how far its states missed where they had come from, if that is too far; else NaN
    void hint(int k, String newHint, double missed) {
        if (!Double.isNaN(missed)) {
            misled = misled.and(k, missed);
        } else if (misled.count() > 0) {
            hint = newHint.isEmpty() ? misled.sentence() : misled.sentence() + " " + newHint;
            return;
        }
        hint = newHint;
    }

    /// The settings under which it broke; those of now where it has not, or where it is not known any more.
    public Settings settingsAtEnd() {
        Settings then = brokenUnder;
        return then == null ? settings : then;
    }

    /// Takes note that it breaks under the settings of now.
    void breaks() {
        brokenUnder = settings;
    }

    void review(Review newReview) {
        review = newReview;
        touch();
    }

    /// Whether samples for test or validation are being looked at of iterations that are done: what the log says of
    /// them is still to come.
    public boolean isLooking() {
        return !looks.isEmpty();
    }

    /// Updates made so far.
    public int iteration() {
        return iteration;
    }

    /// Iterations asked for.
    public int iterations() {
        return settings.get(Slots.ITERATIONS);
    }

    /// Whether some iterations were made with code that was still being compiled, so that what they took says little,
    /// see [TrainingService#timed]; a record keeps it.
    public boolean isCold() {
        return cold;
    }

    /// Counts changes of anything above.
    public long version() {
        return version;
    }

    // What follows is called by the service only: by the thread that executes the run, or under the service's lock.

    /// Takes note of a live change that waits; under the service's lock.
    void ask(String path, Object value) {
        asked = asked.with(path, value);
        touch();
    }

    /// Nothing waits any more; under the service's lock.
    void settle() {
        if (!asked.equals(settings)) {
            asked = settings;
            touch();
        }
    }

    void state(RunState newState) {
        state = Objects.requireNonNull(newState);
        touch();
    }

    /// Starts over with other settings and nothing recorded.
    void begin(Settings newStart, MetricLog newLog, History newHistory) {
        start = newStart;
        settings = newStart;
        events.clear();
        script.clear();
        spent = Spent.NOTHING;
        cold = false;
        hint = "";
        misled = Misled.NONE;
        review = null;
        brokenUnder = null;
        record(newLog, newHistory, 0);
    }

    /// Takes over a recorded past.
    void resume(List<RunEvent> past, MetricLog newLog, History newHistory, int at) {
        events.addAll(past);
        settings = settings(settings, past);
        record(newLog, newHistory, at);
        spent = new Spent(known(newLog.get(RunMetrics.SECONDS, at)), known(newLog.get(RunMetrics.PROCESSOR, at)));
    }

    private static double known(double seconds) {
        return Double.isNaN(seconds) ? 0 : seconds;
    }

    /// Settings after live changes.
    static Settings settings(Settings start, List<RunEvent> events) {
        Settings changed = start;
        for (RunEvent event : events) {
            changed = changed.with(event.path(), event.after());
        }
        return changed;
    }

    private void record(MetricLog newLog, History newHistory, int at) {
        log = newLog;
        history = newHistory;
        iteration = at;
        touch();
    }

    void iteration(int newIteration) {
        iteration = newIteration;
        touch();
    }

    /// Records a live change; several of one path at one iteration become one.
    void change(String path, Object value) {
        Settings changed = settings.with(path, value);
        RunEvent event = new RunEvent(iteration, path, settings.get(path), changed.get(path));
        for (int i = events.size() - 1; i >= 0 && events.get(i).iteration() == iteration; i--) {
            RunEvent earlier = events.get(i);
            if (earlier.path().equals(path) && !Slots.isChoice(path)) {
                event = new RunEvent(iteration, path, earlier.before(), event.after());
                events.remove(i);
                break;
            }
        }
        if (!event.before().equals(event.after())) {
            events.add(event);
        }
        settings = changed;
        touch();
    }

    /// Nobody wants the looks that wait, and the one under way.
    void cancelLooks() {
        looks.forEach(TestLook::cancel);
        looks.clear();
    }

    /// A look was taken, or failed.
    void looked(TestLook look) {
        looks.remove(look);
        touch();
    }

    private synchronized void touch() {
        version++;
    }
}
