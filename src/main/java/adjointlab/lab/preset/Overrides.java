package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Changes to a preset as typed: `path=value`.
public final class Overrides {
    private Overrides() {}

    /// The preset with these changes, ids first.
    ///
    /// A path that the runs vary takes this one value in all of them. A path that only some runs' choices have
    /// changes those runs.
    ///
    /// @param assignments `path=value` each
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public static Preset apply(Preset preset, List<String> assignments) {
        Preset changed = preset;
        for (boolean ids : new boolean[] {true, false}) {
            for (String assignment : assignments) {
                int equals = assignment.indexOf('=');
                if (equals < 1) {
                    throw new InvalidValueException("'" + Quoted.brief(assignment) + "' is not of the form path=value");
                }
                String path = assignment.substring(0, equals).strip();
                if (Slots.isChoice(path) == ids) {
                    String text = assignment.substring(equals + 1).strip();
                    changed = apply(changed, path, settings -> settings.withText(path, text));
                }
            }
        }
        return changed;
    }

    /// The preset with these values, ids first, as [#apply(Preset, List)].
    ///
    /// @param changes path to value
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public static Preset apply(Preset preset, Map<String, Object> changes) {
        Preset changed = preset;
        for (boolean ids : new boolean[] {true, false}) {
            for (var change : changes.entrySet()) {
                if (Slots.isChoice(change.getKey()) == ids) {
                    changed = apply(
                            changed, change.getKey(), settings -> settings.with(change.getKey(), change.getValue()));
                }
            }
        }
        return changed;
    }

    private static Preset apply(Preset preset, String path, UnaryOperator<Settings> change) {
        List<Vary> vary = preset.vary().stream()
                .filter(axis -> !axis.path().equals(path))
                .map(axis -> axis.without(path))
                .toList();
        if (preset.settings().has(path)) {
            Settings settings = change.apply(preset.settings());
            return new Preset(
                    preset.id(),
                    preset.info(),
                    settings.withAll(companions(preset, path, settings)),
                    vary,
                    preset.extra(),
                    preset.layout(),
                    preset.expectations(),
                    preset.wants(),
                    preset.replicas(),
                    preset.offer());
        }
        List<RunSpec> runs = new ArrayList<>();
        boolean known = false;
        for (RunSpec run : preset.runs()) {
            Settings settings = run.settings(preset.settings());
            Map<String, Object> changes = new LinkedHashMap<>(run.changes());
            if (settings.has(path)) {
                known = true;
                changes.put(path, change.apply(settings).get(path));
            }
            runs.add(new RunSpec(run.name(), run.label(), run.group(), changes));
        }
        if (!known) {
            throw InvalidValueException.unknown("setting", path, paths(preset));
        }
        return new Preset(
                preset.id(),
                preset.info(),
                preset.settings(),
                List.of(),
                runs,
                preset.layout(),
                preset.expectations(),
                preset.wants(),
                preset.replicas(),
                preset.offer());
    }

    /// What the preset changes together with a value that its runs would have taken anyway.
    private static Map<String, Object> companions(Preset preset, String path, Settings settings) {
        Map<String, Object> companions = new LinkedHashMap<>();
        for (Vary axis : preset.vary()) {
            int index = axis.values().indexOf(settings.get(path));
            if (axis.path().equals(path) && index >= 0) {
                companions.putAll(axis.companions(index));
            }
        }
        return companions;
    }

    /// Every path that some run of the preset has, sorted.
    public static List<String> paths(Preset preset) {
        TreeSet<String> paths = new TreeSet<>(preset.settings().asMap().keySet());
        for (RunSpec run : preset.runs()) {
            paths.addAll(run.settings(preset.settings()).asMap().keySet());
        }
        return List.copyOf(paths);
    }
}
