package adjointlab.ui.session;

import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Forecast;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunMetrics;
import adjointlab.lab.run.RunState;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.RunStyles;
import adjointlab.ui.model.InspectorModel;
import adjointlab.ui.model.RunItem;
import adjointlab.ui.model.RunListModel;
import adjointlab.ui.model.TransportModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns what the runs have done into what lists and read-outs show; reads a version first and does nothing when
/// nothing changed.
final class Reporter {
    /// Text changes at most this often; faster nobody reads.
    private static final long TEXT_NANOS = 100_000_000;

    private static final long RATE_NANOS = 500_000_000;
    private static final List<Metric> SHOWN = List.of(
            Metric.LOSS,
            Metric.GRADIENT_NORM,
            Metric.TERMINAL_VARIANCE,
            Metric.EFFECTIVE_STEP,
            Metric.PREDICTED_DECREASE,
            Metric.ACTUAL_DECREASE,
            Metric.ADJOINT_MAX);

    /// Words, and from the last "name = value" on.
    private static final Pattern VALUES = Pattern.compile("(.*\\S) (\\S+ = .*)");

    private final Session session;
    private final DoubleSupplier secondsLeft;
    private final StartWords start;
    /// The iteration of each run when the cursor was last set by them; they may have gone on since.
    private final Map<String, Integer> read = new HashMap<>();

    /// What each run was called when it was listed.
    private final Map<String, String> names = new HashMap<>();

    private long seenVersion = -1;
    private int seenEvents = -1;
    private int seenIteration = -1;
    private long textTime;
    private boolean textDue;
    private long rateTime;
    private long rateIterations;
    private double rate;

    /// @param secondsLeft how long the runs still take
    Reporter(Session session, DoubleSupplier secondsLeft) {
        this.session = session;
        this.secondsLeft = secondsLeft;
        start = new StartWords(session.inspector().startFileProperty());
    }

    /// Lets the list show some runs, in their order; items that read as before stay.
    void list(List<LabState.Line> lines) {
        RunListModel runList = session.runList();
        Map<String, RunItem> known = new HashMap<>();
        runList.runs().forEach(item -> known.put(item.id(), item));
        List<RunItem> items = new ArrayList<>();
        names.clear();
        boolean oneMethod = lines.size() > 1
                && lines.stream()
                                .map(line -> method(session.run(line.name())))
                                .distinct()
                                .count()
                        == 1;
        for (LabState.Line line : lines) {
            RunItem item = known.get(line.name());
            Run run = session.run(line.name());
            names.put(line.name(), run.label());
            RunItem anew = item(run, line.marks(), oneMethod);
            if (item == null) {
                item = anew;
            } else if (!item.readsAs(anew)) {
                anew.goOnFrom(item);
                item = anew;
            }
            item.visibleProperty().set(line.marks().visible());
            item.pinnedProperty().set(line.marks().pinned());
            item.noteProperty().set(line.marks().note());
            items.add(item);
        }
        if (!items.equals(runList.runs())) {
            runList.runs().setAll(items);
        }
    }

    private static String method(Run run) {
        return run.startSettings().entry(Slots.OPTIMIZER).label();
    }

    /// A new line of the list. Where all runs have one method, its name says nothing: what stands behind it does.
    private static RunItem item(Run run, Marks marks, boolean oneMethod) {
        String came = run.label();
        String method = method(run);
        List<String> words = came.startsWith(method + " ")
                ? oneMethod
                        ? parts(came.substring(method.length()).strip())
                        : List.of(method, came.substring(method.length()).strip())
                : List.of(came, "");
        boolean renamed = !marks.name().isEmpty();
        return new RunItem(
                run.name(),
                words.getLast().isEmpty() && came.startsWith(method) ? method : words.getFirst(),
                renamed ? marks.name() : words.getFirst(),
                renamed ? "" : words.getLast(),
                RunStyles.of(run, marks));
    }

    /// "NODE" and "seed = 3"; a name of values alone stays whole.
    private static List<String> parts(String name) {
        Matcher values = VALUES.matcher(name);
        return values.matches() ? List.of(values.group(1), values.group(2)) : List.of(name, "");
    }

    /// Brings the models up to date.
    ///
    /// @return whether panels have something new to show
    boolean report(long now) {
        long version = session.version();
        boolean changed = version != seenVersion;
        if (changed) {
            seenVersion = version;
            rename();
            progress();
            textDue = true;
        }
        if (session.shownIteration() != seenIteration) {
            seenIteration = session.shownIteration();
            textDue = true;
        }
        measureRate(now);
        if (textDue && now - textTime >= TEXT_NANOS) {
            textDue = false;
            textTime = now;
            texts();
        }
        return changed;
    }

    /// Whether what is said of the file of a run's start weights is of this one, and all that there is to say.
    boolean isStartTold(@org.jspecify.annotations.Nullable Run focus) {
        return start.isOf(focus == null ? null : focus.startSettings());
    }

    /// Ends what goes on beside.
    void close() {
        start.close();
    }

    /// The iteration of a run when the cursor was last set.
    int iteration(Run run) {
        return read.getOrDefault(run.name(), run.iteration());
    }

    /// What a run is called follows its settings, which it may have got to since.
    private void rename() {
        boolean renamed = session.runs().stream()
                .anyMatch(run -> !run.label().equals(names.getOrDefault(run.name(), run.label())));
        if (renamed) {
            list(session.state().runs());
        }
    }

    private void progress() {
        TransportModel transport = session.transport();
        int reached = 0;
        int front = Integer.MAX_VALUE;
        int end = 1;
        boolean running = false;
        boolean waiting = false;
        int events = 0;
        read.clear();
        for (Run run : session.runs()) {
            RunState state = run.state(); // before its iteration: when it rests, that is final
            read.put(run.name(), run.iteration());
            reached = Math.max(reached, run.iteration());
            end = Math.max(end, run.iterations());
            events += run.events().size();
            front = state.ended() ? front : Math.min(front, read.getOrDefault(run.name(), 0));
            waiting |= state instanceof RunState.Queued;
            running |= state instanceof RunState.Running;
        }
        transport.endProperty().set(Math.max(end, reached));
        transport.reachedProperty().set(reached);
        transport.frontProperty().set(front == Integer.MAX_VALUE ? reached : front);
        transport.playingProperty().set(running || session.isReplaying());
        if (transport.followingProperty().get()) {
            transport.cursorProperty().set(transport.frontProperty().get());
        } else if (!waiting && transport.cursorProperty().get() > reached) {
            // a run that still waits may be about to bring its past
            transport.cursorProperty().set(reached);
        }
        if (events != seenEvents) {
            seenEvents = events;
            transport.events().setAll(session.events());
        }
    }

    private void texts() {
        int k = session.shownIteration();
        int running = 0;
        for (RunItem item : session.runList().runs()) {
            Run run = session.run(item.id());
            RunState state = run.state();
            running += state instanceof RunState.Running ? 1 : 0;
            item.stateProperty().set(stateOf(state));
            item.progressProperty().set(run.iteration() / (double) Math.max(1, run.iterations()));
            item.readoutProperty().set(loss(run, k));
            item.outdatedProperty().set(isOutdated(run));
            item.troubleProperty().set(trouble(state, run.hint()));
        }
        Run focus = session.focus();
        session.transport().statusProperty().set(status(focus, k, running));
        readouts(focus, k);
        start.show(focus);
    }

    private String loss(Run run, int k) {
        double loss = value(run, Metric.LOSS.id(), k);
        return Double.isNaN(loss) ? "" : Numbers.format(loss, 2);
    }

    /// What the log says; at the newest iteration under the settings of now.
    private double value(Run run, String column, int k) {
        int at = Math.min(k, run.iteration());
        return session.isNewestShown(run) ? run.value(column, at) : run.log().get(column, at);
    }

    /// Whether the numbers of the iteration that is shown are still those from before a change.
    private boolean isOutdated(Run run) {
        return session.isNewestShown(run) && run.isOutdated();
    }

    private static String trouble(RunState state, String hint) {
        return switch (state) {
            case RunState.Diverged diverged -> diverged.story();
            case RunState.Failed failed -> failed.reason();
            case RunState.Queued _, RunState.Running _, RunState.Paused _, RunState.Finished _, RunState.Cancelled _ ->
                hint;
        };
    }

    private String status(@org.jspecify.annotations.Nullable Run focus, int k, int running) {
        List<String> parts = new ArrayList<>();
        if (focus != null) {
            int at = Math.min(k, focus.iteration());
            double forward = value(focus, Metric.NFE_FORWARD.id(), at);
            double backward = value(focus, Metric.NFE_BACKWARD.id(), at);
            if (!Double.isNaN(forward)) {
                parts.add(Numbers.count(Math.round(forward)) + " + " + Numbers.count(Math.round(backward))
                        + " evaluations");
            }
        }
        if (running > 0) {
            parts.add(running + " running");
            if (rate > 0) {
                parts.add((rate < 9.5 ? Numbers.brief(rate, 2) : Numbers.count(Math.round(rate))) + " it/s");
            }
        }
        Forecast.words(secondsLeft.getAsDouble(), running > 0).ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    private void readouts(@org.jspecify.annotations.Nullable Run focus, int k) {
        InspectorModel inspector = session.inspector();
        if (focus == null) {
            inspector.readoutHeadingProperty().set("");
            inspector.troubleProperty().set("");
            inspector.readouts().clear();
            return;
        }
        int at = Math.min(k, focus.iteration());
        inspector
                .readoutHeadingProperty()
                .set("AT k = " + at + " · "
                        + upper(session.marks().name(focus.name()))
                        + (isOutdated(focus) ? " · BEFORE THE CHANGE" : ""));
        inspector.troubleProperty().set(trouble(focus.state(), focus.hint()));
        List<InspectorModel.Readout> readouts = new ArrayList<>();
        for (String column : focus.log().names()) {
            if (column.startsWith(RunMetrics.PARAMETER) && readouts.size() < 4) {
                readouts.add(new InspectorModel.Readout(
                        RunMeasures.parameterName(column), Numbers.format(value(focus, column, at), 4)));
            }
        }
        for (Metric metric : SHOWN) {
            double value = value(focus, metric.id(), at);
            if (!Double.isNaN(value)) {
                String name = metric.label().toLowerCase(Locale.ROOT);
                readouts.add(new InspectorModel.Readout(
                        metric.symbol().isEmpty() ? name : name + "  " + metric.symbol(), Numbers.readout(value)));
            }
        }
        if (!readouts.equals(inspector.readouts())) {
            inspector.readouts().setAll(readouts);
        }
    }

    /// The method in capitals like every heading, symbols as they are.
    private static String upper(String label) {
        int symbol = label.indexOf('=');
        int from = symbol < 0 ? label.length() : label.lastIndexOf(' ', Math.max(0, symbol - 2));
        return from < 0 ? label : label.substring(0, from).toUpperCase(Locale.ROOT) + label.substring(from);
    }

    private void measureRate(long now) {
        if (now - rateTime < RATE_NANOS) {
            return;
        }
        long iterations = 0;
        for (Run run : session.runs()) {
            iterations += run.iteration();
        }
        rate = rateTime == 0 ? 0 : Math.max(0, (iterations - rateIterations) / ((now - rateTime) / 1e9));
        rateTime = now;
        rateIterations = iterations;
        textDue |= rate > 0;
    }

    private static RunItem.State stateOf(RunState state) {
        return switch (state) {
            case RunState.Queued _ -> RunItem.State.QUEUED;
            case RunState.Running _ -> RunItem.State.RUNNING;
            case RunState.Paused _ -> RunItem.State.PAUSED;
            case RunState.Finished _ -> RunItem.State.FINISHED;
            case RunState.Diverged _ -> RunItem.State.DIVERGED;
            case RunState.Failed _ -> RunItem.State.FAILED;
            case RunState.Cancelled _ -> RunItem.State.CANCELLED;
        };
    }
}
