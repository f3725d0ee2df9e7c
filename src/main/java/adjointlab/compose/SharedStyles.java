package adjointlab.compose;

import adjointlab.figure.SeriesStyle;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One look for every name of a legend that several sources share: what is called alike looks alike, and what is called
/// otherwise looks otherwise, as far as there are colours.
final class SharedStyles {
    /// Beyond these, colours repeat.
    private static final int MOST = RunStyles.hues().size();

    private final Map<String, SeriesStyle> byName = new LinkedHashMap<>();

    /// Takes the groups of a cell into account: the first that bears a name decides its look.
    ///
    /// @param names what groups are called instead
    void add(List<Group> groups, Map<String, String> names) {
        for (Group group : groups) {
            byName.computeIfAbsent(names.getOrDefault(group.label(), group.label()), _ -> free(group.style()));
        }
    }

    private SeriesStyle free(SeriesStyle wanted) {
        if (isFree(wanted)) {
            return wanted;
        }
        for (int i = 0; i < MOST; i++) {
            if (isFree(RunStyles.of(i))) {
                return RunStyles.of(i);
            }
        }
        return wanted;
    }

    private boolean isFree(SeriesStyle style) {
        return byName.values().stream().noneMatch(other -> other.hue() == style.hue());
    }

    /// The runs of a cell in their looks, in the same order.
    ///
    /// @param groups of these runs
    List<Shown> applied(List<Shown> runs, List<Group> groups, Map<String, String> names) {
        Map<String, SeriesStyle> byRun = new HashMap<>();
        for (Group group : groups) {
            SeriesStyle style = byName.get(names.getOrDefault(group.label(), group.label()));
            if (style != null) {
                group.runs().forEach(shown -> byRun.put(shown.run().name(), style));
            }
        }
        return runs.stream()
                .map(shown -> new Shown(
                        shown.run(),
                        byRun.getOrDefault(shown.run().name(), shown.style())
                                .with(shown.style().emphasis()),
                        shown.asked(),
                        shown.label(),
                        shown.came()))
                .toList();
    }
}
