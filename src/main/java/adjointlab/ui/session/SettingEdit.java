package adjointlab.ui.session;

import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// A change of a setting, or of several together. Live settings act at the next iteration. Others need a run from the
/// start: one that has trained stays as it is, hidden, and a new one with the change takes its place.
///
/// @param which runs, by name; those without the first setting stay as they are
/// @param presetToo whether new runs begin with it as well
/// @param changes path to value, checked, at least one; the first gives a new run its name
record SettingEdit(Predicate<String> which, boolean presetToo, SequencedMap<String, Object> changes) {
    /// A change of one setting.
    SettingEdit(Predicate<String> which, boolean presetToo, String path, Object value) {
        this(which, presetToo, new LinkedHashMap<>(Map.of(path, value)));
    }

    /// What comes of it.
    ///
    /// @param state with the change
    /// @param selected the run that is selected then
    record Result(LabState state, String selected) {}

    /// Makes the runs that are needed, and says what there is then.
    ///
    /// @param selected the run that was selected
    Result of(LabState before, RunKeeper keeper, String selected) {
        String first = changes.firstEntry().getKey();
        Preset preset = presetToo && before.preset().settings().has(first)
                ? before.preset().with(before.preset().settings().withAll(changes))
                : before.preset();
        List<LabState.Line> lines = new ArrayList<>();
        String selectedThen = selected;
        for (LabState.Line line : before.runs()) {
            boolean concerned = which.test(line.name()) && line.settings().has(first);
            if (!concerned) {
                lines.add(line);
            } else if (keeper.get(line.name()).iteration() == 0
                    || changes.keySet().stream().allMatch(path -> isLive(line, path))) {
                lines.add(line.with(line.settings().withAll(changes)));
            } else if (line.marks().visible()) {
                Run anew = keeper.anew(line, changes);
                lines.add(line.shown(false));
                lines.add(new LabState.Line(anew.name(), anew.settings(), Marks.DEFAULT));
                selectedThen = line.name().equals(selectedThen) ? anew.name() : selectedThen;
            } else {
                lines.add(line);
            }
        }
        return new Result(new LabState(preset, lines), selectedThen);
    }

    private static boolean isLive(LabState.Line line, String path) {
        return line.settings().has(path)
                && line.settings().parameter(path).touches().live();
    }
}
