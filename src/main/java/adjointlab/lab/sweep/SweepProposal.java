package adjointlab.lab.sweep;

import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A setting of which a sweep could try several values, with values to begin with, for people who know what they would
/// like to vary and not how that is written.
///
/// @param setting as the first run that has it knows it
/// @param axis that [SweepAxis#parse] reads
public record SweepProposal(SettingPath setting, String axis) {
    private static final int SEVERAL = 5;

    /// What can be tried of a preset and makes a difference to some of its runs: its seeds first, then sorted by their
    /// words.
    public static List<SweepProposal> of(Preset preset) {
        Map<String, SettingPath> settings = new HashMap<>();
        for (Settings each : settingsOfRuns(preset)) {
            Effects.paths(each).forEach(setting -> settings.putIfAbsent(setting.path(), setting));
        }
        List<SweepProposal> proposals = new ArrayList<>();
        settings.values().forEach(setting -> values(setting)
                .ifPresent(values -> proposals.add(new SweepProposal(setting, setting.path() + "=" + values))));
        proposals.sort((a, b) -> a.isSeed() != b.isSeed()
                ? Boolean.compare(b.isSeed(), a.isSeed())
                : a.setting().words().compareToIgnoreCase(b.setting().words()));
        return List.copyOf(proposals);
    }

    private static List<Settings> settingsOfRuns(Preset preset) {
        return preset.runs().isEmpty()
                ? List.of(preset.settings())
                : preset.runs().stream()
                        .map(run -> run.settings(preset.settings()))
                        .toList();
    }

    private boolean isSeed() {
        return isSeed(setting);
    }

    private static boolean isSeed(SettingPath setting) {
        return setting.path().equals(Slots.SEED.path());
    }

    /// Whether it is a number of an optimizer or of how its rate goes on, of which each optimizer may have its own
    /// best: others change the problem or what is spent on it.
    public boolean isTunable() {
        Type<?> type = setting.parameter().type();
        boolean ofOptimizer = Slots.OPTIMIZER.holds(setting.path()) || Slots.SCHEDULE.holds(setting.path());
        return ofOptimizer && (type instanceof Type.Real || type instanceof Type.Int);
    }

    /// What its slider reaches, or all that can be chosen; nothing for texts.
    private static Optional<String> values(SettingPath setting) {
        if (isSeed(setting)) {
            return Optional.of("0:" + (SEVERAL - 1));
        }
        return Optional.ofNullable(
                switch (setting.parameter().type()) {
                    case Type.Real real -> range(real.sliderMin(), real.sliderMax(), real.scale() == Type.Scale.LOG);
                    case Type.Int whole ->
                        whole.sliderMax() - whole.sliderMin() < SEVERAL
                                ? whole.sliderMin() + ":" + whole.sliderMax()
                                : range(whole.sliderMin(), whole.sliderMax(), false);
                    case Type.Flag _ -> "false,true";
                    case Type.Choice<?> choice -> choice.ids().size() < 2 ? null : String.join(",", choice.ids());
                    case Type.Reals _, Type.Text _, Type.Typed _ -> null;
                });
    }

    private static String range(double from, double to, boolean log) {
        return number(from) + ":" + number(to) + (log ? ":log" : ":lin") + SEVERAL;
    }

    /// As people type it.
    private static String number(double value) {
        String shortest = String.valueOf(value);
        return shortest.endsWith(".0")
                ? shortest.substring(0, shortest.length() - 2)
                : shortest.replace(".0E", "e").replace('E', 'e');
    }
}
