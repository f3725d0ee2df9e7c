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
import java.util.SequencedMap;

/// Inputs and the runs whose fields it drives.
///
/// @param inputs by name, u1 first; none for runs that no input drives
/// @param runs in list order
record Driver(SequencedMap<String, Signal> inputs, List<Shown> runs) {
    private static final Memo<Map<String, Object>, SequencedMap<String, Signal>> INPUTS = new Memo<>(256);

    /// The different ones, in the order of their first run.
    ///
    /// @param iteration whose settings hold
    static List<Driver> of(List<Shown> runs, int iteration) {
        Map<SequencedMap<String, Signal>, List<Shown>> byInput = new LinkedHashMap<>();
        for (Shown shown : runs) {
            byInput.computeIfAbsent(inputs(shown.settings(shown.at(iteration))), _ -> new ArrayList<>())
                    .add(shown);
        }
        return byInput.entrySet().stream()
                .map(each -> new Driver(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    /// Of runs whose inputs are not told apart.
    static Driver ofAll(List<Shown> runs) {
        return new Driver(new LinkedHashMap<>(), runs);
    }

    private static SequencedMap<String, Signal> inputs(Settings settings) {
        if (!Effects.has(settings, Slots.FIELD.at(Fields.INPUT_FILE))) {
            return new LinkedHashMap<>();
        }
        return INPUTS.get(settings.substance(), () -> {
                    try {
                        return Optional.of(Fields.drivers(settings.values(Slots.FIELD)));
                    } catch (InvalidValueException e) {
                        // the run says why it could not begin
                        return Optional.empty();
                    }
                })
                .orElseGet(LinkedHashMap::new);
    }

    /// What it is called beside others.
    String label() {
        return inputs.values().stream()
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
        int count = inputs.values().stream()
                .findFirst()
                .map(signal -> signal.samples().size())
                .orElse(0);
        return count + (count == 1 ? " sample" : " samples");
    }
}
