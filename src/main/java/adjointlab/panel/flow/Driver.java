package adjointlab.panel.flow;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.field.Signal;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An input and the runs whose fields it drives.
///
/// @param input nothing for runs that no input drives
/// @param runs in list order
record Driver(Optional<Signal> input, List<Shown> runs) {
    private static final Memo<Settings, Signal> INPUTS = new Memo<>(256);

    /// The different ones, in the order of their first run.
    ///
    /// @param iteration whose settings hold
    static List<Driver> of(List<Shown> runs, int iteration) {
        Map<Optional<Signal>, List<Shown>> byInput = new LinkedHashMap<>();
        for (Shown shown : runs) {
            byInput.computeIfAbsent(input(shown.settings(shown.at(iteration))), _ -> new ArrayList<>())
                    .add(shown);
        }
        return byInput.entrySet().stream()
                .map(each -> new Driver(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static Optional<Signal> input(Settings settings) {
        if (!settings.has(Slots.FIELD.at(Fields.INPUT_FILE))) {
            return Optional.empty();
        }
        return INPUTS.get(settings, () -> {
            try {
                return Optional.of(Fields.input(settings.values(Slots.FIELD)));
            } catch (InvalidValueException e) {
                // the run says why it could not begin
                return Optional.empty();
            }
        });
    }

    /// What it is called beside others.
    String label() {
        return input.map(signal -> {
                    String beyond =
                            switch (signal.beyond()) {
                                case HOLD -> "then held";
                                case LINE -> "then extrapolated";
                            };
                    return length() + ", " + beyond;
                })
                .orElse("no input");
    }

    /// What it is called where there is little room.
    String length() {
        int count = input.map(signal -> signal.samples().size()).orElse(0);
        return count + (count == 1 ? " sample" : " samples");
    }
}
