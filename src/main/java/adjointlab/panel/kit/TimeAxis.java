package adjointlab.panel.kit;

import adjointlab.core.catalog.Problems;
import adjointlab.core.problem.Outlook;
import adjointlab.figure.Axis;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Axes of time, which name the unit where one is known: as a person set it, or as a file of dates has it. Where none
/// is, time is a number, and nothing is said.
public final class TimeAxis {
    private static final Setting<String> UNIT = Slots.PROBLEM.at(Problems.TIME_UNIT);

    private TimeAxis() {}

    /// Of time as models have it, which has no unit where the data's was scaled.
    ///
    /// @param runs that are drawn
    public static Axis of(Collection<Shown> runs) {
        return axis(runs, false);
    }

    /// Of time as whoever observed the data has it.
    ///
    /// @param runs that are drawn
    public static Axis observed(Collection<Shown> runs) {
        return axis(runs, true);
    }

    private static Axis axis(Collection<Shown> runs, boolean observed) {
        List<String> units = runs.stream()
                .map(shown -> unit(shown.run().settings(), observed))
                .distinct()
                .toList();
        String unit = units.size() == 1 ? units.getFirst() : "";
        return Axis.of(unit.isEmpty() ? "t" : "t, " + unit, Axis.Scale.LINEAR, Axis.Quantity.TIME);
    }

    /// The unit of time of what settings describe.
    ///
    /// @param observed as whoever observed the data has it, else as models do
    /// @return "" where time has none
    static String unit(Settings settings, boolean observed) {
        Optional<Outlook.Units> units = Looks.outlook(settings).map(Outlook::units);
        if (!observed && units.map(Outlook.Units::time).orElse(1.0) != 1) {
            return "";
        }
        return settings.find(UNIT)
                .map(String::strip)
                .filter(said -> !said.isEmpty())
                .orElseGet(() -> units.map(Outlook.Units::timeUnit).orElse(""));
    }
}
