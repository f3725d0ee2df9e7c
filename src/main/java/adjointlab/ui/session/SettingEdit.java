package adjointlab.ui.session;

import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A change of a setting. Live settings act at the next iteration. Others need a run from the start: one that has
/// trained stays as it is, hidden, and a new one with the change takes its place.
///
/// @param which runs, by name; those without the setting stay as they are
/// @param presetToo whether new runs begin with it as well
/// @param path of the setting
/// @param value checked
record SettingEdit(Predicate<String> which, boolean presetToo, String path, Object value) {
    /// What comes of it.
    ///
    /// @param state with the change
    /// @param selected the run that is selected then
    record Result(LabState state, String selected) {}

    /// Makes the runs that are needed, and says what there is then.
    ///
    /// @param selected the run that was selected
    Result of(LabState before, RunKeeper keeper, String selected) {
        Preset preset = presetToo && before.preset().settings().has(path)
                ? before.preset().with(before.preset().settings().with(path, value))
                : before.preset();
        List<LabState.Line> lines = new ArrayList<>();
        String selectedThen = selected;
        for (LabState.Line line : before.runs()) {
            boolean concerned = which.test(line.name()) && line.settings().has(path);
            if (!concerned) {
                lines.add(line);
            } else if (keeper.get(line.name()).iteration() == 0
                    || line.settings().parameter(path).touches().live()) {
                lines.add(line.with(line.settings().with(path, value)));
            } else if (line.marks().visible()) {
                Run anew = keeper.anew(line, path, value);
                lines.add(line.shown(false));
                lines.add(new LabState.Line(anew.name(), anew.settings(), Marks.DEFAULT));
                selectedThen = line.name().equals(selectedThen) ? anew.name() : selectedThen;
            } else {
                lines.add(line);
            }
        }
        return new Result(new LabState(preset, lines), selectedThen);
    }
}
