package adjointlab.panel.kit;

import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Visible runs by group, with the shortest names that still tell them apart.
///
/// Labels of runs are words ("SGD a₀ = −4"), of which a setting with its value is one. What all visible runs begin with
/// or end with says nothing, and what all runs of a group begin with names the group.
public final class Groups {
    /// More plots than this beside each other cannot be read.
    public static final int MOST_COLUMNS = 6;

    /// Runs that share colour, dash and marker.
    ///
    /// @param label what they have in common and others have not
    /// @param runs at least one, in list order
    public record Group(String label, List<Shown> runs) {
        /// Whose everything is that is drawn of the group as a whole.
        public Owner owner() {
            return Groups.owner(runs);
        }

        /// How it is drawn as a whole.
        public SeriesStyle style() {
            return Groups.style(runs);
        }
    }

    /// Words before the last one of a setting's name.
    private static final int LONGEST_NAME = 5;

    private static final Pattern LOWER = Pattern.compile("\\p{Ll}[\\p{Ll}-]+");

    /// More lines have no room for a name each.
    private static final int MOST_NAMED = 6;

    private Groups() {}

    /// Whose what runs share is: all of theirs.
    public static Owner owner(List<Shown> runs) {
        return Owner.together(runs.stream().map(Shown::owner).toList());
    }

    /// How what runs share is drawn: as the first, standing out with any of them.
    ///
    /// @param runs at least one
    public static SeriesStyle style(List<Shown> runs) {
        return runs.getFirst().style().with(Emphasis.strongest(runs.stream().map(shown -> shown.style()
                .emphasis())));
    }

    /// The groups in order of their first run.
    public static List<Group> of(List<Shown> runs) {
        return by(shown -> shown.run().identity().group(), runs);
    }

    /// Runs whose settings differ in nothing but the seed, and that share a style, in order of their first run: what
    /// a mean over seeds may be of.
    public static List<Group> ofSeeds(List<Shown> runs) {
        return by(
                shown -> Map.entry(
                        shown.run().identity().group(),
                        shown.run()
                                .settingsAt(shown.run().iteration())
                                .with(Slots.SEED, 0)
                                .substance()),
                runs);
    }

    /// A line for each of [#ofSeeds] of a column; of lines that share a style the one that ends highest bears the
    /// name of all of them at its end.
    ///
    /// @param column whose runs are grouped
    /// @param line of runs that differ in the seed alone; nothing where there is none yet
    public static List<Layer.Line> linesOfSeeds(Group column, Function<Group, Optional<Layer.Line>> line) {
        List<Layer.Line> lines = new ArrayList<>();
        List<Group> all = ofSeeds(column.runs());
        for (Group group : of(column.runs())) {
            List<Group> settings = all.stream()
                    .filter(seeds -> group.runs().containsAll(seeds.runs()))
                    .toList();
            List<Layer.Line> own = (settings.size() == 1 ? List.of(group) : settings)
                    .stream().flatMap(seeds -> line.apply(seeds).stream()).toList();
            lines.addAll(Lines.labelHighest(own, labelIn(column, group)));
        }
        return lines;
    }

    /// Whether each run of a group is named where it ends: they are few, and there is no other group in the column that
    /// all of them are to be told from.
    private static boolean namesEach(Group column, Group group) {
        int count = group.runs().size();
        return count == column.runs().size() && count > 1 && count <= MOST_NAMED;
    }

    /// The lines of a group inside a column with what they are called at their ends: each run's own name where there is
    /// no other group and it has few runs, else the group's at the line that ends highest.
    ///
    /// @param lines of the group's runs, each of one
    public static List<Layer.Line> named(Group column, Group group, List<Layer.Line> lines) {
        if (!namesEach(column, group)) {
            return Lines.labelHighest(lines, labelIn(column, group));
        }
        List<Layer.Line> named = lines;
        for (Shown shown : group.runs()) {
            named = Lines.labelHighest(
                    named, shortName(shown, column.runs()), line -> line.owner().meets(shown.owner()));
        }
        return named;
    }

    private static List<Group> by(Function<Shown, Object> key, List<Shown> runs) {
        Map<Object, List<Shown>> byGroup = new LinkedHashMap<>();
        for (Shown shown : runs) {
            byGroup.computeIfAbsent(key.apply(shown), _ -> new ArrayList<>()).add(shown);
        }
        int common = byGroup.size() < 2 ? 0 : prefix(runs).size();
        int last = byGroup.size() < 2 ? 0 : suffix(runs);
        List<Group> groups = new ArrayList<>();
        for (List<Shown> members : byGroup.values()) {
            groups.add(new Group(label(members, common, last), List.copyOf(members)));
        }
        return groups;
    }

    /// What a group is called: what the names have in common that its runs came with, without the words that all
    /// begin and end with; or the name that a person gave all of them.
    ///
    /// @param common how many words all visible runs begin with
    /// @param last how many they end with
    private static String label(List<Shown> members, int common, int last) {
        String given = members.getFirst().label();
        if (members.getFirst().isRenamed()
                && members.stream().allMatch(shown -> shown.label().equals(given))) {
            return given;
        }
        List<String> words = prefix(members);
        int end = Math.min(words.size(), words(members.getFirst()).size() - last);
        List<String> own = words.subList(Math.min(common, end), end);
        return String.join(" ", own.isEmpty() ? words : own);
    }

    /// One group a column: those of [#of], or one for each run where no group has more than one.
    public static List<Group> columns(PanelContext context) {
        if (!context.columns()) {
            return List.of(new Group("", context.runs()));
        }
        List<Group> groups = of(context.runs());
        if (groups.size() == 1) {
            groups = context.runs().stream()
                    .map(shown -> new Group(name(shown), List.of(shown)))
                    .toList();
        }
        return groups.subList(0, Math.min(MOST_COLUMNS, groups.size()));
    }

    /// Whether the cursor stands at the end of what there is, where a line for it would only be a second edge of
    /// the plot.
    public static boolean atEnd(PanelContext context) {
        return context.runs().stream().allMatch(shown -> shown.run().iteration() <= context.cursor());
    }

    /// What a group inside a column still has to be called: nothing where the column's title says it.
    public static String labelIn(Group column, Group group) {
        return !column.label().isEmpty() && group.runs().size() == column.runs().size() ? "" : group.label();
    }

    /// What a run inside a column still has to be called: nothing where the column's title says it.
    public static String labelIn(Group column, Shown shown) {
        return column.runs().size() == 1 && !column.label().isEmpty() ? "" : shortName(shown, column.runs());
    }

    /// What a run is called.
    public static String name(Shown shown) {
        return shown.label();
    }

    /// Which run a picture of one is about, with a separator behind it; "" where there is no other, or where each
    /// stands under its own title.
    public static String who(PanelContext context) {
        return context.columns() || context.runs().size() < 2 ? "" : name(focus(context)) + " · ";
    }

    /// The run whose details are shown.
    public static Shown focus(PanelContext context) {
        return focus(context.runs(), context.focus());
    }

    /// The run of that name, the first where none has it.
    public static Shown focus(List<Shown> runs, String name) {
        return runs.stream()
                .filter(shown -> shown.run().name().equals(name))
                .findFirst()
                .orElse(runs.getFirst());
    }

    /// What a run is called among others: its name without the words that all of them begin and end with.
    public static String shortName(Shown shown, List<Shown> all) {
        if (shown.isRenamed()) {
            return shown.label();
        }
        if (all.size() < 2) {
            return name(shown);
        }
        List<String> words = words(shown);
        int common = Math.min(prefix(all).size(), words.size() - 1);
        int end = Math.max(common + 1, words.size() - suffix(all));
        return String.join(" ", words.subList(common, end));
    }

    /// The words that all labels begin with, as the runs came with them. "=" and commas keep together what they join.
    private static List<String> prefix(List<Shown> runs) {
        List<String> common = words(runs.getFirst());
        for (Shown shown : runs) {
            List<String> words = words(shown);
            int same = 0;
            while (same < Math.min(common.size(), words.size())
                    && common.get(same).equals(words.get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        return common;
    }

    /// How many words all labels end with.
    private static int suffix(List<Shown> runs) {
        List<String> first = words(runs.getFirst()).reversed();
        int common = first.size();
        for (Shown shown : runs) {
            List<String> words = words(shown).reversed();
            int same = 0;
            while (same < Math.min(common, words.size()) && first.get(same).equals(words.get(same))) {
                same++;
            }
            common = same;
        }
        return common;
    }

    /// The label that a run came with, by words; a setting whose name has several is one with its value.
    private static List<String> words(Shown shown) {
        List<String> words = new ArrayList<>(Arrays.asList(shown.came().split("(?<![=,]) (?!=)")));
        for (int i = words.size() - 1; i > 0; i--) {
            if (words.get(i).contains(" = ")) {
                int begin = beginning(words, i, shown);
                String whole = String.join(" ", words.subList(begin, i + 1));
                words.subList(begin, i + 1).clear();
                words.add(begin, whole);
                i = begin;
            }
        }
        return words;
    }

    /// Where the name of a setting begins that ends in a word with its value: at that word, if no longer one is one.
    private static int beginning(List<String> words, int at, Shown shown) {
        String end = words.get(at).substring(0, words.get(at).indexOf(" = "));
        if (!LOWER.matcher(end).matches()) {
            return at;
        }
        for (int begin = Math.max(0, at - LONGEST_NAME); begin < at; begin++) {
            String name = String.join(" ", words.subList(begin, at)) + " " + end;
            if (shown.run().settings().paths().stream()
                    .anyMatch(path -> path.parameter().label().equalsIgnoreCase(name))) {
                return begin;
            }
        }
        return at;
    }
}
