package adjointlab.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/// What a figure shows, in one sentence made from its data: "Of 30 runs, Loss L ended lowest in Adam, at 3 × 10⁻⁷ by
/// iteration 200, and highest in SGD, at 0.06." Its numbers are those of the layers, in three digits.
public final class Finding {
    /// How the name of points begins that mark where a field rests; what kind of place it is may follow after a colon.
    public static final String EQUILIBRIUM = "equilibrium";

    /// What stands behind a run's name in the name of the points that mark where it diverged.
    public static final String DIVERGED = ", diverged. ";

    /// More characters nobody listens to.
    public static final int LONGEST = 240;

    private static final int[] NAMES = {60, 32, 18, 10};

    private Finding() {}

    /// One sentence of at most [#LONGEST] characters; of an empty figure, why it is empty.
    public static String of(Figure figure) {
        if (!figure.emptyText().isEmpty() || figure.plots().isEmpty()) {
            return sentence(figure.emptyText().isEmpty() ? "nothing is drawn" : figure.emptyText());
        }
        List<Plot> plots = byWeight(figure);
        for (int longest : NAMES) {
            List<String> clauses = clauses(plots, new Naming(longest));
            if (clauses.isEmpty()) {
                return sentence("nothing of it has a place on the axes");
            }
            if (clauses.getFirst().length() < LONGEST) {
                return sentence(joined(clauses));
            }
        }
        return sentence(clauses(plots, new Naming(NAMES[NAMES.length - 1])).getFirst());
    }

    /// The plots of the weightiest row first, tables last.
    private static List<Plot> byWeight(Figure figure) {
        List<Plot> plots = new ArrayList<>(figure.rows().stream()
                .sorted(Comparator.comparingDouble(Figure.Row::weight).reversed())
                .flatMap(row -> row.plots().stream())
                .toList());
        plots.sort(
                Comparator.comparing(plot -> plot.layers().stream().anyMatch(Layer.Table.class::isInstance))); // stable
        return plots;
    }

    /// What each plot says that says something.
    private static List<String> clauses(List<Plot> plots, Naming naming) {
        List<String> clauses = new ArrayList<>();
        for (Plot plot : plots) {
            String words = words(plot, naming);
            boolean titled = plots.size() > 1 && !plot.title().isEmpty();
            if (!words.isEmpty()) {
                clauses.add((titled ? naming.of(plot.title()) + ": " : "") + words);
            }
        }
        return clauses;
    }

    /// As many as the sentence has room for.
    private static String joined(List<String> clauses) {
        StringBuilder all = new StringBuilder();
        for (String clause : clauses) {
            String next = all.isEmpty() ? clause : "; " + clause;
            if (all.length() + next.length() >= LONGEST) {
                break;
            }
            all.append(next);
        }
        return all.toString();
    }

    /// "" where nothing has a place on the axes, or what there is only stands beside other plots, as steps do.
    private static String words(Plot plot, Naming naming) {
        for (Layer layer : plot.layers()) {
            if (layer instanceof Layer.Table table) {
                return table(table, naming);
            }
            if (layer instanceof Layer.Tiles tiles) {
                return tiles(tiles, naming);
            }
        }
        PlaneWords plane = new PlaneWords(plot, naming);
        List<String> kinds = new ArrayList<>(List.of(plane.map(), plane.field(), plane.bars()));
        if (plane.isSpectrum()) {
            kinds.add(plane.spectrum());
        }
        kinds.add(new CourseWords(plot, naming).words());
        kinds.addAll(List.of(plane.paths(), plane.points()));
        return kinds.stream().filter(words -> !words.isEmpty()).findFirst().orElse("");
    }

    private static String table(Layer.Table table, Naming naming) {
        int rows = table.rows().size() + table.above();
        String size = "the table has " + counted(rows, "row") + " and "
                + counted(table.header().size(), "column");
        List<List<String>> named = table.rows().stream()
                .filter(row -> !row.isEmpty() && !row.getFirst().isEmpty())
                .toList();
        if (named.size() < 2
                || named.getFirst().getFirst().equals(named.getLast().getFirst())) {
            return size;
        }
        return size + ", from " + naming.of(named.getFirst().getFirst()) + " to "
                + naming.of(named.getLast().getFirst());
    }

    private static String tiles(Layer.Tiles tiles, Naming naming) {
        DoubleSummaryStatistics values = tiles.tiles().stream()
                .flatMap(tile -> Arrays.stream(tile.channels()))
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .summaryStatistics();
        String count = counted(tiles.tiles().size(), "picture")
                + (tiles.name().isEmpty() ? "" : " of " + naming.of(tiles.name()));
        if (values.getCount() == 0) {
            return count;
        }
        Tile first = tiles.tiles().getFirst();
        if (first.width() == 1 && first.height() == 1) {
            return counted(tiles.tiles().size(), "field")
                    + (tiles.name().isEmpty() ? "" : " of " + naming.of(tiles.name())) + ", from "
                    + Measure.number(values.getMin()) + " to " + Measure.number(values.getMax());
        }
        return count + ", " + first.width() + " × " + first.height() + " each, with values from "
                + Measure.number(values.getMin()) + " to " + Measure.number(values.getMax());
    }

    /// "1 row", "12 rows".
    static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /// With a capital letter where it begins with a word, and one full stop.
    private static String sentence(String words) {
        String text = words.strip().replaceAll("\\s+", " ").replaceFirst("[.\\s]+$", "");
        if (text.length() >= LONGEST) {
            text = text.substring(0, LONGEST - 2).strip() + "…";
        }
        boolean word = text.matches("(?s)[a-z]{2,}[ ,.:-].*");
        return (word ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text) + ".";
    }
}
