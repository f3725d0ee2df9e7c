package adjointlab.ui.session;

import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunLabels;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunEvent;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.kit.Memo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The runs of the open document, and the difference between what they do and what a [LabState] wants.
final class RunKeeper {
    private static final int MOST_ENDED = 120;

    /// Who a run from the start is and how it starts.
    record Origin(Run.Identity identity, Settings settings) {
        private static Origin of(Run run) {
            return new Origin(run.identity(), run.startSettings());
        }
    }

    /// The runs of a document that something else is shown in place of, with what undo may bring back.
    record Aside(
            List<RunRecord> runs,
            Map<String, RunRecord> removed,
            Map<String, LabState.Line> asked,
            Map<String, RunRecord> ended) {}

    private final TrainingService service;
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /// Pasts of runs that [#show] has taken out and may show again.
    private final Map<Origin, RunRecord> resting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, RunRecord> eldest) {
            return size() > MOST_ENDED;
        }
    };

    /// Runs that undo may bring back.
    private final Map<String, RunRecord> removed = new HashMap<>();

    /// What was last asked of each run; the service may not have got to it yet.
    private final Map<String, LabState.Line> asked = new HashMap<>();

    /// The pasts that restarts ended and undo may bring back, by name and number of restarts. An older one than
    /// these would be trained again.
    private final Map<String, RunRecord> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunRecord> eldest) {
            return size() > MOST_ENDED;
        }
    };

    RunKeeper(TrainingService service) {
        this.service = service;
    }

    void open(Preset preset) {
        leave();
        service.open(preset).forEach(this::add);
    }

    /// Opens the recorded runs, or the preset's where none is recorded.
    void open(LabDocument document) {
        if (document.runs().isEmpty()) {
            open(document.preset());
            return;
        }
        leave();
        service.runs().forEach(service::remove);
        document.runs().forEach(record -> add(service.add(record)));
    }

    /// Shows these runs. One that is there, or was, and whose settings agree keeps its past; all others start anew.
    ///
    /// @param upTo runs that have gone further are started anew as well; their pasts are kept for later
    void show(List<Origin> wanted, int upTo) {
        List<Run> before = List.copyOf(runs.values());
        forget();
        for (Run run : before) {
            Origin origin = Origin.of(run);
            boolean untouched = run.events().isEmpty() && run.asked().equals(run.startSettings());
            RunRecord known = resting.get(origin);
            int knownUpTo = known == null ? -1 : known.iteration();
            boolean behind = knownUpTo > run.iteration();
            boolean better = behind && knownUpTo <= upTo;
            if (wanted.contains(origin) && untouched && run.iteration() <= upTo && !better) {
                continue;
            }
            if (untouched && !behind) {
                resting.put(origin, RunRecord.of(run));
            }
            service.remove(run);
        }
        List<Run> left = service.runs();
        for (Origin origin : wanted) {
            RunRecord record = resting.get(origin);
            add(left.stream()
                    .filter(run -> Origin.of(run).equals(origin))
                    .findFirst()
                    .orElseGet(() -> record != null && record.iteration() <= upTo
                            ? service.add(record)
                            : service.add(origin.identity(), origin.settings())));
        }
    }

    /// The runs with all that undo may bring back, for [#comeBack].
    Aside aside() {
        return new Aside(
                runs.values().stream().map(RunRecord::of).toList(),
                Map.copyOf(removed),
                Map.copyOf(asked),
                new LinkedHashMap<>(ended));
    }

    /// Shows the runs that were put aside, as they were.
    void comeBack(Aside aside) {
        forget();
        resting.clear();
        service.runs().forEach(service::remove);
        removed.putAll(aside.removed());
        ended.putAll(aside.ended());
        for (RunRecord record : aside.runs()) {
            Run run = service.add(record);
            runs.put(run.name(), run);
            LabState.Line line = aside.asked().get(run.name());
            if (line != null) {
                asked.put(run.name(), line);
                askAgain(run, record, line);
            }
        }
    }

    /// Asks for what a run had not got to when it was put aside.
    private void askAgain(Run run, RunRecord record, LabState.Line line) {
        Settings done = record.start();
        for (RunEvent event : record.events()) {
            done = done.with(event.path(), event.after());
        }
        done.differences(line.settings())
                .forEach(path -> service.change(run, path, line.settings().get(path)));
    }

    /// Another document: what panels have computed of the runs of this one is asked for no more.
    private void leave() {
        Memo.forgetAll();
        forget();
    }

    private void forget() {
        runs.clear();
        removed.clear();
        asked.clear();
        ended.clear();
    }

    void add(Run run) {
        add(run, run.asked());
    }

    /// A run that the service will bring to these settings.
    void add(Run run, Settings settings) {
        runs.put(run.name(), run);
        asked.put(run.name(), new LabState.Line(run.name(), settings, Marks.DEFAULT));
    }

    /// A run from the start beside a trained one, with settings changed that no trained run can take.
    ///
    /// @param changes path to value; the first names the run
    Run anew(LabState.Line line, SequencedMap<String, Object> changes) {
        Run parent = get(line.name());
        Run.Identity from = parent.identity();
        Settings settings = line.settings().withAll(changes);
        String stem = from.name() + "~";
        int count = 2;
        while (isTaken(stem + count)) {
            count++;
        }
        Run run = service.add(
                new Run.Identity(
                        stem + count,
                        label(
                                parent.label(),
                                line.settings(),
                                settings,
                                changes.firstEntry().getKey()),
                        from.group() + newGroups(),
                        null),
                settings);
        add(run);
        return run;
    }

    /// A name that tells a setting tells its new value; any other gets it at its end.
    private static String label(String before, Settings then, Settings now, String path) {
        String followed = RunLabels.follow(before, then, now);
        return followed.equals(before) ? before + " · " + RunLabels.change(now, path) : followed;
    }

    /// Who a run from the start is that a person adds: in the group of its optimizer's other runs.
    Run.Identity added(Settings settings, String label) {
        String optimizer = settings.id(Slots.OPTIMIZER);
        int group = runs.values().stream()
                .filter(run -> run.settings().id(Slots.OPTIMIZER).equals(optimizer))
                .mapToInt(run -> run.identity().group())
                .findFirst()
                .orElse(1
                        + runs.values().stream()
                                .mapToInt(run -> run.identity().group())
                                .max()
                                .orElse(-1));
        String stem = optimizer + "/added";
        String name = stem;
        for (int i = 2; isTaken(name); i++) {
            name = stem + "-" + i;
        }
        return new Run.Identity(name, label, group, null);
    }

    /// What to add to groups so that runs beside others are told apart from them.
    private int newGroups() {
        return 1
                + runs.values().stream()
                        .filter(run -> !run.name().contains("~"))
                        .mapToInt(run -> run.identity().group())
                        .max()
                        .orElse(-1);
    }

    List<Run> all() {
        return List.copyOf(runs.values());
    }

    Run get(String name) {
        return Objects.requireNonNull(runs.get(name), () -> "no run " + name);
    }

    @Nullable
    Run find(String name) {
        return runs.get(name);
    }

    /// Whether a run has the name, or had it and may come back.
    boolean isTaken(String name) {
        return runs.containsKey(name) || removed.containsKey(name);
    }

    /// Makes the service agree with a state: takes runs out and back in and asks for live changes.
    ///
    /// @return the runs that must start anew to agree
    List<Run> agree(LabState target) {
        List<String> wanted = target.runs().stream().map(LabState.Line::name).toList();
        for (String name : List.copyOf(runs.keySet())) {
            if (!wanted.contains(name)) {
                Run run = Objects.requireNonNull(runs.remove(name));
                removed.put(name, RunRecord.of(run));
                service.remove(run);
            }
        }
        List<Run> anew = new ArrayList<>();
        for (LabState.Line line : target.runs()) {
            RunRecord record = removed.remove(line.name());
            if (record != null) {
                add(service.add(record));
            } else if (restarts(line) != line.restarts()) {
                exchange(line).ifPresent(anew::add);
            } else if (mustStartAnew(line)) {
                anew.add(get(line.name()));
            }
            asked.put(line.name(), line);
        }
        return anew;
    }

    private int restarts(LabState.Line line) {
        LabState.Line last = asked.get(line.name());
        return last == null ? 0 : last.restarts();
    }

    /// Puts a run's past aside and brings back the one that the line is about.
    ///
    /// @return the run, to start over, where there is none
    private Optional<Run> exchange(LabState.Line line) {
        Run run = get(line.name());
        ended.put(pastKey(line.name(), restarts(line)), RunRecord.of(run));
        RunRecord past = ended.remove(pastKey(line.name(), line.restarts()));
        if (past == null) {
            return Optional.of(run);
        }
        service.remove(run);
        add(service.add(past));
        return Optional.empty();
    }

    private static String pastKey(String name, int restarts) {
        return name + " " + restarts;
    }

    /// Asks for the live changes of a run, unless one of its changes is none.
    private boolean mustStartAnew(LabState.Line line) {
        Run run = get(line.name());
        LabState.Line last = asked.get(line.name());
        Settings before = last == null ? run.settings() : last.settings();
        List<String> different = before.differences(line.settings());
        boolean anew = different.stream()
                .anyMatch(path -> !line.settings().has(path)
                        || !before.has(path)
                        || !line.settings().parameter(path).touches().live());
        if (!anew) {
            different.forEach(path -> service.change(run, path, line.settings().get(path)));
        }
        return anew;
    }
}
