package adjointlab.compose;

import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.LatexText;
import adjointlab.figure.Layer;
import adjointlab.figure.Page;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Words offered for a figure: of each cell what is drawn, of which runs and how many, what its bands are, at
/// which iteration, and the settings in which its runs differ.
///
/// @param text of the caption
/// @param tables in LaTeX, of cells that show the table of runs
public record Caption(String text, List<String> tables) {
    private static final String RUN_TABLE = "run-table";
    private static final int MOST_NAMES = 12;
    private static final int MOST_VALUES = 6;
    private static final int MOST_SETTINGS = 4;
    private static final int DIGITS = 4;

    public Caption {
        tables = List.copyOf(tables);
    }

    /// The words for a document.
    ///
    /// @param document with a panel in every cell
    /// @param sources what each source shows
    public static Caption of(FigureDocument document, Function<Source, Trained> sources) {
        Composer composer = new Composer(sources, Cancellation.NEVER);
        List<PanelContext> contexts = document.cells().stream()
                .map(cell -> composer.context(document, cell))
                .toList();
        Set<String> runs = new LinkedHashSet<>();
        contexts.forEach(context -> runs.add(runs(context)));
        runs.remove("");
        List<String> sentences = new ArrayList<>();
        if (!document.title().isEmpty()) {
            sentences.add(document.title().replaceAll("\\.$", "") + ".");
        }
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < document.cells().size(); i++) {
            Cell cell = document.cells().get(i);
            PanelContext context = contexts.get(i);
            List<String> parts = parts(what(cell), cell.panel(), context);
            if (runs.size() > 1 && !context.runs().isEmpty()) {
                parts.add(runs(context));
            }
            String letter = document.look().letters().of(i);
            sentences.add((letter.isEmpty() ? "" : letter + " ") + String.join("; ", parts) + ".");
            tables.addAll(tables(cell.panel(), context));
        }
        if (runs.size() == 1) { // what is the same everywhere is said once
            sentences.add("Runs: " + runs.iterator().next() + ".");
        }
        return new Caption(String.join(" ", sentences), tables);
    }

    /// The words for a figure of one panel: every run that it may show is named.
    public static Caption of(PanelState panel, PanelContext context) {
        String what = Panels.CATALOG.get(panel.id()).label();
        String runs = runs(context);
        return new Caption(
                String.join("; ", parts(what, panel, context)) + "." + (runs.isEmpty() ? "" : " Runs: " + runs + "."),
                tables(panel, context));
    }

    private static List<String> parts(String what, PanelState panel, PanelContext context) {
        List<String> parts = new ArrayList<>(List.of(what));
        Panel drawn = Composer.panel(panel);
        Figure figure = drawn.figure(context);
        parts.addAll(bands(figure));
        // of trainings that are no runs here the note tells design, n, and what is equal
        if (!drawn.readsRuns() && !figure.note().isEmpty()) {
            parts.add(figure.note().replace(" · ", "; "));
        }
        if (!context.runs().isEmpty()) {
            parts.add("iteration " + context.cursor());
        }
        return parts;
    }

    private static List<String> tables(PanelState panel, PanelContext context) {
        return panel.id().equals(RUN_TABLE) ? List.of(Booktabs.of(context)) : List.of();
    }

    private static String what(Cell cell) {
        String panel = Panels.CATALOG.get(cell.panel().id()).label();
        String title = cell.changes().title();
        return title.isEmpty() || title.equals(panel) ? panel : title + " (" + panel.toLowerCase(Locale.ROOT) + ")";
    }

    /// Which runs are seen, how many of each, and in what they differ; "" for none.
    private static String runs(PanelContext context) {
        if (context.runs().isEmpty()) {
            return "";
        }
        List<Groups.Group> groups = Groups.of(context.runs());
        List<String> parts = new ArrayList<>(List.of(names(groups)));
        String count = counts(groups);
        if (!count.isEmpty()) {
            parts.add(count);
        }
        long broken = context.runs().stream()
                .filter(shown -> Booktabs.brokeOff(shown, context))
                .count();
        if (broken > 0) {
            parts.add(broken + " of " + context.runs().size() + " broke off");
        }
        long changed = context.runs().stream()
                .filter(shown -> !settings(shown, context).equals(shown.run().asked()))
                .count();
        if (changed > 0) {
            parts.add("names tell what " + changed + " of " + context.runs().size() + " changed to later");
        }
        parts.addAll(differences(context));
        return String.join("; ", parts);
    }

    private static String names(List<Groups.Group> groups) {
        List<String> names =
                groups.stream().map(Groups.Group::label).limit(MOST_NAMES).toList();
        int more = groups.size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
    }

    /// How many runs there are of each: one number where it is the same.
    private static String counts(List<Groups.Group> groups) {
        Set<Integer> counts = new TreeSet<>();
        groups.forEach(group -> counts.add(group.runs().size()));
        if (counts.equals(Set.of(1))) {
            return "";
        }
        if (counts.size() == 1) {
            return "n = " + counts.iterator().next() + (groups.size() == 1 ? " runs" : " runs each");
        }
        return "n = "
                + String.join(
                        ", ",
                        groups.stream()
                                .map(group -> Integer.toString(group.runs().size()))
                                .toList())
                + " runs";
    }

    private static List<String> bands(Figure figure) {
        Set<String> bands = new LinkedHashSet<>();
        figure.plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .filter(Layer.Band.class::isInstance)
                .map(Layer::name)
                .filter(name -> !name.isEmpty())
                .forEach(bands::add);
        return bands.isEmpty() ? List.of() : List.of("bands: " + String.join(", ", bands));
    }

    private static List<String> differences(PanelContext context) {
        List<Settings> all =
                context.runs().stream().map(shown -> settings(shown, context)).toList();
        Set<String> paths = new LinkedHashSet<>();
        all.forEach(each -> paths.addAll(all.getFirst().differences(each)));
        paths.remove(Slots.SEED.path());
        List<String> parts = new ArrayList<>();
        for (String path : paths) {
            if (parts.size() < MOST_SETTINGS && all.stream().allMatch(each -> each.has(path))) {
                parts.add(values(path, all));
            }
        }
        return parts;
    }

    private static Settings settings(Shown shown, PanelContext context) {
        return shown.run().settingsAt(shown.at(context.cursor()));
    }

    private static String values(String path, List<Settings> all) {
        Set<String> values = new LinkedHashSet<>();
        for (Settings each : all) {
            Object value = each.get(path);
            values.add(words(value));
        }
        List<String> first = values.stream().limit(MOST_VALUES).toList();
        int more = values.size() - first.size();
        return all.getFirst().parameter(path).label().toLowerCase(Locale.ROOT) + " " + String.join(", ", first)
                + (more == 0 ? "" : " and " + more + " more");
    }

    private static String words(Object value) {
        return switch (value) {
            case Double number -> Numbers.brief(number, DIGITS);
            case List<?> list ->
                String.join(" ", list.stream().map(Caption::words).toList());
            default -> String.valueOf(value);
        };
    }

    /// A LaTeX figure with the picture and the caption.
    ///
    /// @param file of the picture
    /// @param page its size
    public String latex(Path file, Page page) {
        String name = String.valueOf(file.getFileName());
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        String picture = name.endsWith(".tex")
                ? "\\input{" + name + "}"
                : "\\includegraphics[width=" + Numbers.fixed(page.widthMm(), 1) + "mm]{" + name + "}";
        return String.format(Locale.ROOT, """
            \\begin{figure}
              \\centering
              %s
              \\caption{%s}
              \\label{fig:%s}
            \\end{figure}
            """, picture, LatexText.of(text), stem.replaceAll("[^A-Za-z0-9.-]", "-"));
    }

    /// All of it, one after the other: the text, the LaTeX figure, the tables.
    ///
    /// @param file of the picture
    /// @param page its size
    public String words(Path file, Page page) {
        return text + "\n\n" + latex(file, page)
                + tables.stream().map(table -> "\n" + table).collect(Collectors.joining());
    }

    /// The same for programs.
    ///
    /// @param tree takes them under `caption`, `latex` and `tables`
    public void put(Map<String, Object> tree, Path file, Page page) {
        tree.put("caption", text);
        tree.put("latex", latex(file, page));
        tree.put("tables", tables);
    }
}
