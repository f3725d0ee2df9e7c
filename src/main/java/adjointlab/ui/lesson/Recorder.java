package adjointlab.ui.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.dock.Layouts;
import adjointlab.ui.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes down what the lab shows as the difference to a preset, so that a lesson can show it again: the runs that are
/// seen, settings that were changed for all of them, iteration, run in focus, pace and panels.
final class Recorder {
    /// What is put behind the name of a run that took another's place when a setting was changed.
    private static final String SUCCESSOR = "~\\d+$";

    private final Session session;

    /// Runs with other settings than the preset's.
    private final List<Run> changed = new ArrayList<>();

    /// A run that is seen, and the preset's of which it is one.
    private record Seen(RunSpec spec, Run run) {}

    private Recorder(Session session) {
        this.session = session;
    }

    /// What the lab shows now.
    ///
    /// @throws InvalidValueException in one sentence, if no step of a lesson could show it
    static Patch record(Session session) {
        return new Recorder(session).patch();
    }

    private Patch patch() {
        String id = session.preset().id();
        if (!Presets.ids().contains(id)) {
            throw new InvalidValueException("A step shows one of the presets that come with the program; '" + id
                    + "' is not among them, so open one of those first.");
        }
        Preset base = Presets.get(id);
        Map<String, RunSpec> known = base.runs().stream()
                .collect(Collectors.toMap(RunSpec::name, spec -> spec, (first, _) -> first, LinkedHashMap::new));
        Map<String, Seen> shown = shown(known);
        Map<String, Object> changes = changes(base, shown);
        int iteration = session.transport().cursorProperty().get();
        Run focus = session.runList().selectedProperty().get().isEmpty() ? null : session.focus();
        String focused = shown.entrySet().stream()
                .filter(each -> each.getValue().run() == focus)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        double pace = session.transport().speedProperty().get();
        PanelLayout layout = session.preset().layout();
        Patch patch = new Patch(
                id,
                changes,
                pattern(known, shown),
                new Patch.View(iteration, focused, pace, false),
                Layouts.alike(layout, base.layout()) ? Optional.empty() : Optional.of(layout));
        check(patch, shown);
        return patch;
    }

    /// The runs that are seen, by the names that they have in the preset.
    private Map<String, Seen> shown(Map<String, RunSpec> known) {
        Map<String, Seen> shown = new LinkedHashMap<>();
        for (PanelContext.Shown each : session.context(false).runs()) {
            Run run = each.run();
            String name = run.name().replaceFirst(SUCCESSOR, "");
            RunSpec spec = known.get(name);
            if (run.identity().origin() != null || spec == null) {
                throw new InvalidValueException("“" + each.label()
                        + "” was added by hand, and a step shows runs of the preset alone: hide or remove it.");
            }
            run.events().stream()
                    .filter(event -> event.iteration() > 0)
                    .findFirst()
                    .ifPresent(event -> {
                        throw new InvalidValueException("“" + each.label() + "” was changed at iteration "
                                + event.iteration()
                                + ", and runs of a step train under one setting: restart them (R) first.");
                    });
            if (shown.put(name, new Seen(spec, run)) != null) {
                throw new InvalidValueException("Two runs are shown that are “" + spec.label()
                        + "” in the preset: hide or remove one of them.");
            }
        }
        if (shown.isEmpty()) {
            throw new InvalidValueException("No run is shown, and a step needs one: show some in the run list.");
        }
        return shown;
    }

    /// Settings that differ from the preset's.
    private Map<String, Object> changes(Preset base, Map<String, Seen> shown) {
        Map<String, Object> changes = new LinkedHashMap<>();
        shown.values().forEach(seen -> {
            Settings before = seen.spec().settings(base.settings());
            Settings now = session.wanted(seen.run());
            for (String path : before.differences(now)) {
                if (now.has(path)) {
                    changes.put(path, now.get(path));
                    changed.add(seen.run());
                }
            }
        });
        return changes;
    }

    private static RunPattern pattern(Map<String, RunSpec> known, Map<String, Seen> shown) {
        return shown.keySet().containsAll(known.keySet())
                ? RunPattern.ALL
                : new RunPattern(String.join(",", shown.keySet()));
    }

    /// A patch changes settings of all runs that have them: where runs differ otherwise, it would show something else.
    private void check(Patch patch, Map<String, Seen> shown) {
        Preset opened;
        List<RunSpec> specs;
        try {
            opened = patch.open();
            specs = patch.specs(opened);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("A lesson cannot show this: " + e.getMessage() + ".");
        }
        Map<String, Settings> shows = specs.stream()
                .collect(
                        Collectors.toMap(RunSpec::name, spec -> spec.settings(opened.settings()), (first, _) -> first));
        shown.forEach((name, seen) -> {
            Settings would = shows.get(name);
            if (would == null || !would.equals(session.wanted(seen.run()))) {
                Run odd = changed.isEmpty() ? seen.run() : changed.getFirst();
                throw new InvalidValueException("“" + odd.label()
                        + "” has settings of its own, and a step changes them for all runs that have them.");
            }
        });
    }
}
