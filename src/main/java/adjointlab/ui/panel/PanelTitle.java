package adjointlab.ui.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.StringProperty;

/// A panel's title, with what tells it from others of the same title behind it: "Loss · seconds".
public final class PanelTitle {
    private static final String BETWEEN = " · ";

    private final StringProperty shown;
    private String own;
    private String difference = "";

    /// @param own its title
    /// @param shown the title that is shown
    PanelTitle(String own, StringProperty shown) {
        this.own = own;
        this.shown = shown;
        tell();
    }

    /// What it is called by itself.
    String own() {
        return own;
    }

    void call(String newOwn) {
        own = newOwn;
        tell();
    }

    private void differBy(String newDifference) {
        difference = newDifference;
        tell();
    }

    private void tell() {
        shown.set(difference.isEmpty() ? own : own + BETWEEN + difference);
    }

    /// Lets panels of the same title say in what they differ: their options, else their number.
    ///
    /// @param open all panels that are open
    public static void tellApart(List<PanelHost> open) {
        Map<String, List<PanelHost>> byTitle = new LinkedHashMap<>();
        open.forEach(host -> byTitle.computeIfAbsent(host.titles().own(), _ -> new ArrayList<>())
                .add(host));
        for (List<PanelHost> twins : byTitle.values()) {
            List<Map<String, String>> choices =
                    twins.stream().map(PanelHost::choices).toList();
            for (int i = 0; i < twins.size(); i++) {
                twins.get(i).titles().differBy(twins.size() == 1 ? "" : difference(choices, i));
            }
        }
    }

    /// What one has otherwise than some other.
    static String difference(List<Map<String, String>> choices, int index) {
        List<String> own = new ArrayList<>();
        choices.get(index).forEach((option, value) -> {
            if (choices.stream().anyMatch(other -> !value.equals(other.get(option)))) {
                own.add(value);
            }
        });
        long same = choices.stream().filter(choices.get(index)::equals).count();
        if (same > 1) { // nothing tells those apart
            own.add(String.valueOf(1
                    + choices.subList(0, index).stream()
                            .filter(choices.get(index)::equals)
                            .count()));
        }
        return String.join(", ", own);
    }
}
