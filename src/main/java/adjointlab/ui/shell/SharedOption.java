package adjointlab.ui.shell;

import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.LookedAt;
import adjointlab.ui.panel.PanelHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What several panels speak of at once: an option that they have under one name.
final class SharedOption {
    private SharedOption() {}

    /// Sets it in every panel that has it.
    static void set(List<PanelHost> panels, String option, int value) {
        panels.forEach(panel -> panel.set(option, value));
    }

    /// A panel that is about to be opened, speaking of the image that the others speak of, if it says nothing else.
    static PanelState joined(PanelState state, List<PanelHost> others) {
        String name = LookedAt.IMAGE.name();
        Optional<Object> known =
                others.stream().flatMap(panel -> panel.option(name).stream()).findFirst();
        boolean has = Panels.CATALOG.get(state.id()).parameters().stream()
                .anyMatch(key -> key.name().equals(name));
        if (known.isEmpty() || !has || state.options().containsKey(name)) {
            return state;
        }
        Map<String, Object> options = new LinkedHashMap<>(state.options());
        options.put(name, known.get());
        return new PanelState(state.id(), options, state.columns());
    }
}
