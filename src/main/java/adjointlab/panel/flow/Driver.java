package adjointlab.panel.flow;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.field.Signal;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Inputs and the runs whose fields it drives.
///
/// @param inputs none for runs that no input drives
/// @param runs in list order
record Driver(List<Signal> inputs, List<Shown> runs) {
    private static final Memo<Map<String, Object>, List<Signal>> INPUTS = new Memo<>(256);

    /// The different ones, in the order of their first run.
    ///
    /// @param iteration whose settings hold
    static List<Driver> of(List<Shown> runs, int iteration) {
        Map<List<Signal>, List<Shown>> byInput = new LinkedHashMap<>();
        for (Shown shown : runs) {
            byInput.computeIfAbsent(inputs(shown.settings(shown.at(iteration))), _ -> new ArrayList<>())
                    .add(shown);
        }
        return byInput.entrySet().stream()
                .map(each -> new Driver(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static List<Signal> inputs(Settings settings) {
        if (!Effects.has(settings, Slots.FIELD.at(Fields.INPUT_FILE))) {
            return List.of();
        }
        return INPUTS.get(settings.substance(), () -> {
                    try {
                        return Optional.of(Fields.inputs(settings.values(Slots.FIELD)));
                    } catch (InvalidValueException e) {
                        // the run says why it could not begin
                        return Optional.empty();
                    }
                })
                .orElse(List.of());
    }

    /// What it is called beside others.
    String label() {
        return inputs.stream()
                .findFirst()
                .map(signal -> {
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
        int count = inputs.stream()
                .findFirst()
                .map(signal -> signal.samples().size())
                .orElse(0);
        return count + (count == 1 ? " sample" : " samples");
    }
}
