package adjointlab.panel.kit;

import adjointlab.core.catalog.Problems;
import adjointlab.core.problem.Outlook;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.figure.Axis;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Axes of time, which name the unit where one is known: as a person set it, as a file of dates has it, or as made
/// series have it. Where none is, time is a number, and nothing is said.
public final class TimeAxis {
    private static final Setting<String> UNIT = Slots.PROBLEM.at(Problems.TIME_UNIT);

    private TimeAxis() {}

    /// Of time as models have it, which has no unit where the data's was scaled.
    ///
    /// @param runs that are drawn
    public static Axis of(Collection<Shown> runs) {
        return of("t", runs);
    }

    /// Of a time or a length of time, as models have it.
    ///
    /// @param what it is, for instance "length of the gap"
    /// @param runs that are drawn
    public static Axis of(String what, Collection<Shown> runs) {
        return axis(label(what, runs, false));
    }

    /// Of time as whoever observed the data has it.
    ///
    /// @param runs that are drawn
    public static Axis observed(Collection<Shown> runs) {
        return axis(label("t", runs, true));
    }

    /// What an axis of a time says that is no axis of a picture's own time, such as a horizon's.
    ///
    /// @param what it is, for instance "horizon t₁"
    /// @param runs that are drawn
    public static String label(String what, Collection<Shown> runs) {
        return label(what, runs, false);
    }

    private static Axis axis(String label) {
        return Axis.of(label, Axis.Scale.LINEAR, Axis.Quantity.TIME);
    }

    private static String label(String what, Collection<Shown> runs, boolean observed) {
        List<String> units = runs.stream()
                .map(shown -> unit(shown.run().settings(), observed))
                .distinct()
                .toList();
        return units.size() == 1 && !units.getFirst().isEmpty() ? what + ", " + units.getFirst() : what;
    }

    /// The unit of time of what settings describe.
    ///
    /// @param observed as whoever observed the data has it, else as models do
    /// @return "" where time has none
    static String unit(Settings settings, boolean observed) {
        Optional<SequenceLearning> sequences = Looks.sequences(settings);
        if (sequences.isPresent()) {
            return observed || !Looks.isPaced(settings)
                    ? sequences.get().source().timeUnit()
                    : "";
        }
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
