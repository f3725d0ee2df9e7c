package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who sees a figure on paper knows whose everything is that is drawn of some of the runs and not of all: the picture
/// itself names the run, or the group that looks like it where more than one of its runs are drawn.
public final class NamingCheck {
    private NamingCheck() {}

    /// @param runs that could be drawn
    /// @param texts of the picture
    /// @param where for messages
    static void check(Figure figure, List<Shown> runs, List<DrawnText> texts, String where) {
        assertThat(unnamed(figure, runs, texts)).as(where).isEmpty();
    }

    /// The names of the runs that are drawn and not named.
    public static List<String> unnamed(Figure figure, List<Shown> runs, List<DrawnText> texts) {
        return unnamed(figure, runs, texts, Map.of());
    }

    /// The same where groups are called otherwise.
    ///
    /// @param names of groups in place of their own
    static List<String> unnamed(Figure figure, List<Shown> runs, List<DrawnText> texts, Map<String, String> names) {
        List<Owner> owners =
                owners(figure).filter(owner -> !hasAll(owner, runs)).toList();
        List<Shown> drawn = drawn(owners, runs);
        String words = texts.stream().map(DrawnText::words).collect(Collectors.joining(" "));
        List<Groups.Group> groups = Groups.of(runs);
        List<String> unnamed = new ArrayList<>();
        for (Shown each : drawn) {
            Groups.Group group = groups.stream()
                    .filter(other -> other.runs().contains(each))
                    .findFirst()
                    .orElseThrow();
            boolean alone = group.runs().size() == 1
                    || drawn.stream().filter(group.runs()::contains).count() > 1;
            boolean byGroup = alone
                    && (groups.size() == 1 || RunNames.says(words, names.getOrDefault(group.label(), group.label())));
            if (!byGroup && !RunNames.says(words, Groups.shortName(each, runs))) {
                unnamed.add(each.label());
            }
        }
        return unnamed;
    }

    private static boolean hasAll(Owner owner, List<Shown> runs) {
        return runs.stream().allMatch(shown -> shown.owner().meets(owner));
    }

    private static List<Shown> drawn(List<Owner> owners, List<Shown> runs) {
        return runs.stream()
                .filter(shown -> owners.stream().anyMatch(shown.owner()::meets))
                .toList();
    }

    private static Stream<Owner> owners(Figure figure) {
        return figure.plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .flatMap(layer -> layer instanceof Layer.Table table
                        ? Stream.concat(table.rowOwners().stream(), table.columnOwners().stream())
                        : Stream.of(layer.owner()));
    }
}
